"""The generator: a service's model in, a Python package out.

    load       the files of a model, validated against `model/*.schema.json`
    model      the one typed middle: raw JSON ends here
    checks     what contradicts itself, clashes, or cannot be emitted
    prose      a model's HTML as one tree of documentation
    endpoints  endpoint rules as straight code
    pages      trees of pages, in Python's syntax or R's
    package    the files of a package, as finished strings
    render     templates that only loop
    disk       compare with what is there; output: write
    arguments  of the command line; cli: what each command does

A room imports what stands above it. ARCHITECTURE.md says where to change what.

`python -m codegen --help` lists the commands. The generator is not shipped.
"""
