"""Members: what goes into an operation and what comes out, a definition each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from codegen.build.graph import Graph, element
from codegen.build.limits import in_words
from codegen.model.names import argument_name
from codegen.pages.python.expressions import Skeleton, type_of
from codegen.pages.python.material import Material, paragraph, words
from codegen.pages.python.variants import uses_of
from codegen.prose.allowed import enumerated_values, listed_values
from codegen.prose.document import (
    Badge,
    Block,
    Code,
    Definition,
    Definitions,
    Emphasis,
    Inline,
    Paragraph,
    Preformatted,
    Section,
    Text,
)

_IDEMPOTENCY = (
    "Tells a request that is sent again from a new one. Left out, it is a random UUID, or what "
    "the client's `token_factory` gives: one a call, the same for each of its attempts."
)


@dataclass(frozen=True)
class _Place:
    """A member somewhere below an input or output.

    Args:
        path: how it is reached, such as ``filters[].name``.
        reference: the member.
        required: by the structure that has it.
    """

    path: str
    reference: Mapping[str, Any]
    required: bool


def arguments(material: Material, operation: str) -> tuple[Section, ...]:
    """Return the arguments of an operation, if it has any."""
    if "input" not in material.graph.operations[operation]:
        return ()
    shape = material.graph.operations[operation]["input"]["shape"]
    uses = uses_of(material, operation)
    values = {
        argument_name(name, operation): allowed
        for name, allowed in material.advice_of(operation).get("values", {}).items()
    }
    items = tuple(
        Definition(
            term=_term(material, place, "required" * place.required, uses.get(place.path, ())),
            blocks=_meaning(material, place, values.get(place.path, ())),
            anchor=f"arg-{place.path}",
        )
        for place in _places(material.graph, shape, lambda name: argument_name(name, operation))
    )
    return (Section("section", "Arguments", (Definitions(items),)),) if items else ()


def value(material: Material, operation: str) -> Section:
    """Return what an operation returns."""
    metadata = Definition(
        term=words("`ResponseMetadata` ", Emphasis(words("`dict`"))),
        blocks=(paragraph("Always there: HTTP status and headers, and the request's id."),),
        anchor="value-ResponseMetadata",
    )
    if "output" not in material.graph.operations[operation]:
        blocks: tuple[Block, ...] = (paragraph("A `dict` with nothing but `ResponseMetadata`."),)
        return Section("section", "Value", (*blocks, Definitions((metadata,))))
    shape = material.graph.operations[operation]["output"]["shape"]
    items = (
        Definition(
            term=_term(material, place, "may be absent" * (not place.required), None),
            blocks=_meaning(material, place, ()),
            anchor=f"value-{place.path}",
        )
        for place in _places(material.graph, shape, str)
    )
    intro = paragraph(
        "A `dict` with these members. One that the service leaves out or sends as null is absent. "
        "Secret ones are masked when the `dict` is shown, not when they are read."
    )
    skeleton = Preformatted(Skeleton(material.graph).value(shape))
    return Section("section", "Value", (intro, skeleton, Definitions((*items, metadata))))


def _places(graph: Graph, shape: str, name_of: Callable[[str], str]) -> Iterator[_Place]:
    """Yield the members of a structure and of those inside, each of which comes up once."""
    entered = {shape}

    def enter(structure: str, prefix: str) -> Iterator[_Place]:
        required = graph.required(structure)
        for member, reference in graph.shapes[structure].get("members", {}).items():
            path = prefix + member if prefix else name_of(member)
            yield _Place(path, reference, member in required)
            inner, steps = _structure_inside(graph, reference["shape"])
            if inner and inner not in entered:
                entered.add(inner)
                yield from enter(inner, f"{path}{steps}.")

    yield from enter(shape, "")


def _structure_inside(graph: Graph, shape: str) -> tuple[str, str]:
    """Return the structure that a value consists of, and the steps to it; or nothing."""
    steps = ""
    while graph.shapes[shape]["type"] in ("list", "map"):
        steps += "[]" if graph.shapes[shape]["type"] == "list" else ".*"
        shape = element(graph.shapes[shape])["shape"]
    return (shape, steps) if graph.shapes[shape]["type"] == "structure" else ("", "")


def _term(
    material: Material, place: _Place, presence: str, uses: Iterable[str] | None
) -> tuple[Inline, ...]:
    """Return the name of a member, its type and its marks; what comes back has no `uses`."""
    kind = type_of(material.graph, place.reference["shape"], sent=uses is not None)
    secret = "secret" * material.graph.is_secret(dict(place.reference))
    content: list[Inline] = [Code(place.path), Text(" "), Emphasis((Code(kind),))]
    for mark in (presence, secret, *(uses or ())):
        content += [Text(" "), Badge(mark)] if mark else []
    return tuple(content)


def _limits(shape: Mapping[str, Any]) -> tuple[Block, ...]:
    """Return how long or large a value may be, and the pattern that the service holds it to."""
    content = [words(in_words(shape))] if in_words(shape) else []
    if "pattern" in shape:
        content.append(words("Pattern: ", Code(shape["pattern"]), "."))
    separated = [inline for each in content for inline in (Text(" "), *each)][1:]
    return (Paragraph(tuple(separated)),) if separated else ()


def _meaning(material: Material, place: _Place, values: Iterable[str]) -> tuple[Block, ...]:
    """Return what a member means, and what it may be unless that is said in its text."""
    text = material.blocks(place.reference.get("documentation"))
    text += _limits(material.graph.shapes[place.reference["shape"]])
    if place.reference.get("idempotencyToken"):
        text += (paragraph(_IDEMPOTENCY),)
    allowed = tuple(values) or enumerated_values(material.graph, place.reference)
    if not allowed or listed_values(text):
        return text
    codes = [inline for each in allowed for inline in (Text(", "), Code(each))][1:]
    opening = "Allowed value: " if len(allowed) == 1 else "Allowed values: "
    return (*text, Paragraph((Text(opening), *codes, Text("."))))
