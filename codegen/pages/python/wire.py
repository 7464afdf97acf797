"""The wire: what an operation is in HTTP, and where it is sent. As built, not as planned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from codegen.model.names import argument_name
from codegen.pages.python import configuration, hosts
from codegen.pages.python.material import Material, paragraph, words
from codegen.prose.document import Code, Definition, Definitions, Inline, Reference, Section

_PLACES = {
    "header": "the header `{}`",
    "headers": "headers that begin with `{}`",
    "querystring": "the query, as `{}`",
    "uri": "the path, as `{}`",
}


def http_mapping(material: Material, operation: str) -> Section:
    """Return how an operation is sent."""
    model = material.graph.operations[operation]
    path, _, query = model["http"]["requestUri"].partition("?")
    entries = [
        ("Method and path", words(Code(f"{model['http']['method']} {path}"))),
        ("Constant query", words(Code(query)) if query else ()),
        ("Sent elsewhere", _elsewhere(material, operation)),
        ("Body", words(_body(material, operation))),
        ("Authentication", authentication(material, operation)),
        ("Success", words(f"HTTP {model['http'].get('responseCode', 200)}")),
        ("Retries", _retries(material, operation)),
    ]
    items = tuple(
        Definition(words(term), (paragraph(*content),)) for term, content in entries if content
    )
    return Section("section", "HTTP mapping", (Definitions(items),))


def authentication(material: Material, operation: str) -> tuple[Inline, ...]:
    """Return how an operation is authenticated."""
    if is_unsigned(material, operation):
        return words("None: the request carries no AWS credentials and no signature.")
    metadata = material.model.service["metadata"]
    if metadata["signatureVersion"] == "bearer":
        return words("A bearer token, which is not built yet.")
    name = metadata.get("signingName", metadata["endpointPrefix"])
    section = configuration.credentials(material)
    reference = Reference(material.name, material.name, section.anchor)
    return words(
        "AWS Signature Version 4, service name ",
        Code(name),
        ", with the client's AWS credentials: the page of ",
        reference,
        " says where they come from. Without any it is a `ConfigError`, and nothing is sent.",
    )


def is_unsigned(material: Material, operation: str) -> bool:
    """Tell whether an operation takes no credentials."""
    return bool(material.graph.operations[operation].get("authtype") == "none")


def permissions(material: Material, operation: str) -> tuple[Section, ...]:
    """Return what a caller must be allowed, where that is known."""
    text = material.blocks(material.advice_of(operation).get("permissions"))
    if not text and is_unsigned(material, operation):
        text = (paragraph("None: no AWS credentials are involved."),)
    return (Section("section", "Permissions", text),) if text else ()


def endpoints(material: Material) -> Section:
    """Return where requests go, for the page of an operation."""
    section = hosts.endpoints(material)
    reference = Reference(material.name, material.name, section.anchor)
    text = paragraph("By the region, or `endpoint_url`: the page of ", reference, " has the hosts.")
    return Section("section", section.title, (text,))


def _retries(material: Material, operation: str) -> tuple[Inline, ...]:
    section = configuration.retries(material)
    reference = Reference(material.name, material.name, section.anchor)
    content = words("Up to `max_attempts` attempts in all; the page of ", reference, " has which.")
    for name, member in _members(material, operation).items():
        if member.get("singleUse"):
            argument = Code(argument_name(name, operation))
            content += words(" With ", argument, " only if the request cannot have arrived.")
    return content


def _body(material: Material, operation: str) -> str:
    members = _members(material, operation)
    if not any("location" not in reference for reference in members.values()):
        return "None."
    payload = _input(material, operation).get("payload")
    if payload:
        return f"The value of `{argument_name(payload, operation)}`."
    renamed = "; ".join(
        f"`{argument}` as `{field}`"
        for argument, field in (
            (argument_name(name, operation), reference.get("locationName", name))
            for name, reference in members.items()
            if "location" not in reference
        )
        if argument != field
    )
    text = "A JSON object with a field for each argument that is given, under the argument's name"
    return f"{text}; {renamed}." if renamed else f"{text}."


def _elsewhere(material: Material, operation: str) -> tuple[Inline, ...]:
    sentences = "; ".join(_placed(material, operation))
    return words(f"{sentences}.") if sentences else ()


def _placed(material: Material, operation: str) -> Iterator[str]:
    for name, reference in _members(material, operation).items():
        place = _PLACES.get(reference.get("location", ""))
        if place:
            where = place.format(reference.get("locationName", name))
            yield f"`{argument_name(name, operation)}` in {where}"


def _input(material: Material, operation: str) -> Mapping[str, Any]:
    model = material.graph.operations[operation]
    if "input" not in model:
        return {}
    shape: Mapping[str, Any] = material.graph.shapes[model["input"]["shape"]]
    return shape


def _members(material: Material, operation: str) -> Mapping[str, Any]:
    members: Mapping[str, Any] = _input(material, operation).get("members", {})
    return members
