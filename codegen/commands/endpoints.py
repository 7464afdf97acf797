"""`endpoints`: the module of one rule set, in a folder that somebody named."""

from __future__ import annotations

from argparse import Namespace

from codegen import output
from codegen.commands.folders import claim
from codegen.commands.source import Source
from codegen.endpoints.rule_set import build_endpoints
from codegen.load.problems import printable
from codegen.load.rule_files import load_rules
from codegen.package.endpoints import endpoints_module
from codegen.render import render_module

_REWRITE = "python -m codegen endpoints {} --name {} --out DIR"


def write_endpoints(source: Source, options: Namespace) -> None:
    """Write the module that finds an endpoint.

    Args:
        source: the rules.
        options: `name` and `out` of the command line.

    Raises:
        ModelError: the rules are bad. All problems are listed.
        OutputError: the folder is somebody else's, or cannot be written.
    """
    folder = options.out / options.name
    rules = load_rules(source.folder)
    assert rules is not None  # noqa: S101 - the folder was chosen for having some
    module = endpoints_module(build_endpoints(rules))
    text = render_module(module, _REWRITE.format(source.shown, options.name))
    with output.locked(options.out):
        opening = "endpoints.py" if (folder / "endpoints.py").exists() else "__init__.py"
        claim(folder, opening, "another --name or --out")
        output.put(folder, {"endpoints.py": text})
    print(printable(str(folder / "endpoints.py")))
