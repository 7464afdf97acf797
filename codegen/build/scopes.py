"""Names that two things would share in Python, or that Python or the package has taken."""

from __future__ import annotations

from collections.abc import Iterator

from codegen.build.graph import Graph
from codegen.model.names import (
    COMMON_ERRORS,
    Names,
    argument_name,
    can_be_class,
    can_be_function,
    function_name,
    snake_case,
)
from codegen.problems import Problem, path_of


def name_problems(file: str, graph: Graph) -> Iterator[Problem]:
    """Yield what cannot be named in Python as it should be."""
    yield from _operations(file, graph)
    yield from _arguments(file, graph)
    yield from _shapes(file, graph)


def _operations(file: str, graph: Graph) -> Iterator[Problem]:
    functions = Names(file, "function")
    for name in graph.operations:
        path = path_of("operations", name)
        functions.claim(function_name(name), name, path)
        if not can_be_function(name):
            yield Problem(file, path, f"{name!r} cannot be the name of a Python function here")
    yield from functions.problems


def _arguments(file: str, graph: Graph) -> Iterator[Problem]:
    for name, operation in graph.operations.items():
        if "input" in operation:
            shape = operation["input"]["shape"]
            arguments = Names(file, "argument")
            for member in graph.shapes[shape].get("members", {}):
                path = path_of("shapes", shape, "members", member)
                arguments.claim(argument_name(member, name), member, path)
            yield from arguments.problems


def _shapes(file: str, graph: Graph) -> Iterator[Problem]:
    functions = Names(file, "suffix of functions")
    results = {
        operation["output"]["shape"]
        for operation in graph.operations.values()
        if "output" in operation
    }
    for name, shape in (graph.inputs | graph.outputs).items():
        if shape["type"] in ("structure", "list", "map"):
            functions.claim(snake_case(name), name, path_of("shapes", name))
        if shape["type"] == "structure" and not can_be_class(name):
            path = path_of("shapes", name)
            yield Problem(file, path, f"{name!r} cannot be the name of a Python class here")
        if shape.get("exception") and name in COMMON_ERRORS:
            path = path_of("shapes", name)
            yield Problem(file, path, f"every package has an error {name!r} already")
        if name in results and "ResponseMetadata" in shape.get("members", {}):
            path = path_of("shapes", name, "members", "ResponseMetadata")
            yield Problem(file, path, "every result has this member already")
    yield from functions.problems
