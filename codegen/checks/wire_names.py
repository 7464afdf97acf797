"""Names on the wire that two things would share, or that no request can carry."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codegen.checks.refusal import Refusal
from codegen.load.problems import Problem, path_of
from codegen.model.locations import Location
from codegen.model.service import Service
from codegen.model.shapes import Member

# RFC 9110 section 5.6.2.
_TOKEN = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")

# What connections, retries and signatures stand on.
OWN_HEADERS = frozenset(
    {
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


def wire_name_refusals(service: Service) -> Iterator[Refusal]:
    """Yield the names that mean two things, or that are not a name where they go."""
    yield from _shared(service)
    yield from _unsendable(service)
    yield from _in_constant_queries(service)
    yield from _error_codes(service)


def _shared(service: Service) -> Iterator[Refusal]:
    for shape in service.shapes.values():
        owners: dict[tuple[str, str], str] = {}
        for member in shape.members.values():
            # The names of headers mean the same in any case.
            is_header = member.location is Location.HEADER
            key = member.wire_name.lower() if is_header else member.wire_name
            if member.location is Location.QUERY_MAP:
                continue  # its entries have the names
            first = owners.setdefault((member.location.trait, key), member.name)
            if first != member.name:
                path = path_of("shapes", shape.name, "members", member.name)
                what = f"has the wire name {member.wire_name!r} of {first!r}"
                yield Refusal(shape, Problem(service.sources.service, path, what))


def _unsendable(service: Service) -> Iterator[Refusal]:
    for shape in service.inputs.values():
        for member in shape.members.values():
            problem = _problem(member)
            if problem:
                path = path_of("shapes", shape.name, "members", member.name, "locationName")
                yield Refusal(shape, Problem(service.sources.service, path, problem))


def _problem(member: Member) -> str | None:
    name = member.wire_name
    if member.location in (Location.QUERY, Location.QUERY_MAP) and _SURROGATE.search(name):
        return f"{name!r} cannot be in a query"
    if member.location is Location.PREFIX_HEADER and not _TOKEN.fullmatch(f"{name}a"):
        return f"{name!r} cannot begin the names of headers"
    if member.location is not Location.HEADER:
        return None
    if not _TOKEN.fullmatch(name):
        return f"{name!r} cannot be the name of a header"
    if name.lower() in OWN_HEADERS:
        return f"the client sets the header {name!r} itself"
    return None


def _in_constant_queries(service: Service) -> Iterator[Refusal]:
    """Yield the members whose parameter is always there with another value."""
    for operation in service.operations.values():
        constant = {each.partition("=")[0] for each in operation.query.split("&")}
        for member in operation.at(Location.QUERY):
            if member.wire_name in constant:
                path = path_of("operations", operation.key, "http", "requestUri")
                what = f"its query has the parameter {member.wire_name!r} of {member.name!r}"
                yield Refusal(operation, Problem(service.sources.service, path, what))


def _error_codes(service: Service) -> Iterator[Refusal]:
    owners: dict[str, str] = {}
    for error in service.errors.values():
        first = owners.setdefault(error.code, error.name)
        if first != error.name:
            path = path_of("shapes", error.name, "error", "code")
            what = f"has the code {error.code!r} of {first!r}"
            yield Refusal(error.shape, Problem(service.sources.service, path, what))
