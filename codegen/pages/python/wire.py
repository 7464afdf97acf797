"""The wire: what an operation is in HTTP, and where it is sent. As built, not as planned."""

from __future__ import annotations

from collections.abc import Iterator

from codegen.model.locations import Location
from codegen.model.operations import Operation
from codegen.model.shapes import Member
from codegen.pages.python import authentication, configuration, hosts
from codegen.pages.python.material import Material, joined, paragraph, words
from codegen.prose.document import Code, Definition, Definitions, Inline, Reference, Section

_PLACES = {
    Location.HEADER: "the header `{}`",
    Location.PREFIX_HEADER: "headers that begin with `{}`",
    Location.QUERY: "the query, as `{}`",
    Location.QUERY_MAP: "the query, an entry a parameter",
    Location.LABEL: "the path, as `{}`",
}


def http_mapping(material: Material, operation: Operation) -> Section:
    """Return how an operation is sent."""
    entries = [
        ("Method and path", words(Code(f"{operation.method} {operation.path}"))),
        ("Host", _host(operation)),
        ("Constant query", words(Code(operation.query)) if operation.query else ()),
        ("Sent elsewhere", _elsewhere(operation)),
        ("Sent always", _always(operation)),
        ("Body", words(_body(operation))),
        ("Authentication", authentication.in_words(material, operation)),
        ("Success", words(f"HTTP {operation.status}")),
        ("Retries", _retries(material, operation)),
    ]
    items = tuple(
        Definition(words(term), (paragraph(*content),)) for term, content in entries if content
    )
    return Section("section", "HTTP mapping", (Definitions(items),))


def endpoints(material: Material) -> Section:
    """Return where requests go, for the page of an operation."""
    section = hosts.endpoints(material)
    reference = Reference(material.name, material.name, section.anchor)
    text = paragraph("By the region, or `endpoint_url`: the page of ", reference, " has the hosts.")
    return Section("section", section.title, (text,))


def _host(operation: Operation) -> tuple[Inline, ...]:
    if not operation.host_prefix:
        return ()
    return words(
        "The endpoint's, with ",
        Code(operation.host_prefix),
        " before it, unless the client has `inject_host_prefix=False`.",
    )


def _retries(material: Material, operation: Operation) -> tuple[Inline, ...]:
    section = configuration.retries(material)
    reference = Reference(material.name, material.name, section.anchor)
    content = words("Up to `max_attempts` attempts in all; the page of ", reference, " has which.")
    for name, member in operation.members.items():
        if member.single_use:
            argument = Code(operation.argument(name))
            content += words(" With ", argument, " only if the request cannot have arrived.")
    return content


def _always(operation: Operation) -> tuple[Inline, ...]:
    """Return the headers that each request has, beside those of every client."""
    headers = [Code(f"{name}: {value}") for name, value in operation.headers.items()]
    if operation.habits.tree_hash:
        headers += [Code("x-amz-content-sha256"), Code("x-amz-sha256-tree-hash")]
    return words(*joined(headers), ".") if headers else ()


def _body(operation: Operation) -> str:
    if operation.habits.form:
        return "The query, as `application/x-www-form-urlencoded`."
    for payload in operation.at(Location.PAYLOAD):
        return f"The value of `{operation.argument(payload.name)}`."
    fields = [
        (operation.argument(member.name), member.wire_name)
        for member in operation.at(Location.BODY)
    ]
    if not fields:
        return "None."
    renamed = "; ".join(
        f"`{argument}` as `{field}`" for argument, field in fields if argument != field
    )
    text = "A JSON object with a field for each argument that is given, under the argument's name"
    return f"{text}; {renamed}." if renamed else f"{text}."


def _places(member: Member) -> Iterator[str]:
    if member.location in _PLACES:
        yield _PLACES[member.location]
    if member.host_label:
        yield "the host's name"
    if member.context_parameter:
        yield f"the choice of the endpoint, as `{member.context_parameter}`"


def _elsewhere(operation: Operation) -> tuple[Inline, ...]:
    sentences = "; ".join(
        f"`{operation.argument(name)}` in {place.format(member.wire_name)}"
        for name, member in operation.members.items()
        for place in _places(member)
    )
    return words(f"{sentences}.") if sentences else ()
