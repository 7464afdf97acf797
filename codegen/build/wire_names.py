"""Names on the wire that two things would share, or that no request can carry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from codegen.build.bindings import HEADER, QUERY
from codegen.build.graph import Graph
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


# Half a character, which JSON can write and UTF-8 cannot.
_SURROGATE = re.compile("[\ud800-\udfff]")


def wire_name_problems(file: str, graph: Graph) -> Iterator[Problem]:
    """Yield the names that mean two things, or that are no name where they go."""
    yield from _shared(file, graph)
    yield from _unsendable(file, graph)
    yield from _error_codes(file, graph)


def _shared(file: str, graph: Graph) -> Iterator[Problem]:
    for name, shape in graph.shapes.items():
        owners: dict[tuple[str | None, str], str] = {}
        for member, reference in _members(shape).items():
            place = reference.get("location")
            wire_name = reference.get("locationName", member)
            # The names of headers mean the same in any case.
            key = wire_name.lower() if place == HEADER else wire_name
            first = owners.setdefault((place, key), member)
            if first != member:
                path = path_of("shapes", name, "members", member)
                yield Problem(file, path, f"has the wire name {wire_name!r} of {first!r}")


def _unsendable(file: str, graph: Graph) -> Iterator[Problem]:
    for name in graph.input_structures:
        for member, reference in _members(graph.shapes[name]).items():
            wire_name = reference.get("locationName", member)
            problem = _problem(wire_name, reference.get("location"))
            if problem:
                path = path_of("shapes", name, "members", member, "locationName")
                yield Problem(file, path, problem)


def _problem(wire_name: str, place: str | None) -> str | None:
    if place == QUERY and _SURROGATE.search(wire_name):
        return f"{wire_name!r} cannot be in a query"
    if place == HEADER and not _TOKEN.fullmatch(wire_name):
        return f"{wire_name!r} cannot be the name of a header"
    if place == HEADER and wire_name.lower() in _OWN_HEADERS:
        return f"the client sets the header {wire_name!r} itself"
    return None


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
