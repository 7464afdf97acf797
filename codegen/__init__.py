"""The generator: a service's model in, a Python package out.

    load     read the files of a model and validate them against `model/*.schema.json`
    build    turn the model into frozen dataclasses that hold finished Python strings
    render   fill templates that only loop
    output   compare with, or write to, the disk

`python -m codegen --help` lists the commands. The generator is not shipped.
"""
