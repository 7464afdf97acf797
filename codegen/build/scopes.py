"""Names that two things would share in Python, or that Python or the package has taken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from codegen.build.graph import Graph
from codegen.build.names import (
    COMMON_ERRORS,
    Names,
    argument_name,
    can_be_class,
    can_be_function,
    function_name,
    snake_case,
)
from codegen.problems import Problem, path_of

# RFC 9110 section 5.6.2.
_TOKEN = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")

# What connections, retries and signatures stand on.
_OWN_HEADERS = frozenset(
    {
        "accept-encoding",
        "amz-sdk-invocation-id",
        "amz-sdk-request",
        "authorization",
        "connection",
        "content-length",
        "host",
        "transfer-encoding",
        "user-agent",
        "x-amz-date",
        "x-amz-security-token",
    }
)


def name_problems(file: str, graph: Graph) -> Iterator[Problem]:
    """Yield what cannot be named in Python as it should be."""
    yield from _operations(file, graph)
    yield from _arguments(file, graph)
    yield from _shapes(file, graph)
    yield from _wire_names(file, graph)
    yield from _header_names(file, graph)
    yield from _error_codes(file, graph)


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


def _wire_names(file: str, graph: Graph) -> Iterator[Problem]:
    for name, shape in graph.shapes.items():
        owners: dict[tuple[str | None, str], str] = {}
        for member, reference in _members(shape).items():
            place = reference.get("location")
            wire_name = reference.get("locationName", member)
            # The names of headers mean the same in any case.
            key = wire_name.lower() if place == "header" else wire_name
            first = owners.setdefault((place, key), member)
            if first != member:
                path = path_of("shapes", name, "members", member)
                yield Problem(file, path, f"has the wire name {wire_name!r} of {first!r}")


def _header_names(file: str, graph: Graph) -> Iterator[Problem]:
    for name in graph.input_structures:
        for member, reference in _members(graph.shapes[name]).items():
            if reference.get("location") == "header":
                header = reference.get("locationName", member)
                path = path_of("shapes", name, "members", member, "locationName")
                if not _TOKEN.fullmatch(header):
                    yield Problem(file, path, f"{header!r} cannot be the name of a header")
                elif header.lower() in _OWN_HEADERS:
                    yield Problem(file, path, f"the client sets the header {header!r} itself")


def _error_codes(file: str, graph: Graph) -> Iterator[Problem]:
    owners: dict[str, str] = {}
    for name, shape in graph.errors.items():
        code = shape.get("error", {}).get("code", name)
        first = owners.setdefault(code, name)
        if first != name:
            path = path_of("shapes", name, "error", "code")
            yield Problem(file, path, f"has the code {code!r} of {first!r}")


def _members(shape: dict[str, Any]) -> dict[str, dict[str, Any]]:
    members: dict[str, dict[str, Any]] = shape.get("members", {})
    return members
