"""Members: what goes into an operation and what comes out, a definition each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from codegen.model.operations import Operation
from codegen.model.shapes import Member, Shape
from codegen.pages.python.expressions import Skeleton
from codegen.pages.python.material import Material, paragraph, words
from codegen.pages.python.notes import UNION, notes
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
from codegen.prose.limits import in_words

_IDEMPOTENCY = (
    "Tells a request that is sent again from a new one. Left out, it is a random UUID, or what "
    "the client's `token_factory` gives: one a call, the same for each of its attempts."
)


@dataclass(frozen=True, slots=True)
class _Place:
    """A member somewhere below an input or output; `path` is how it is reached.

    Such as ``filters[].name``.
    """

    path: str
    member: Member


def arguments(
    material: Material, operation: Operation, levels: int | None = None
) -> tuple[Section, ...]:
    """Return the arguments of an operation, if it has any.

    Args:
        material: what is said of them.
        operation: what takes them.
        levels: how deep to go into structures in structures, None for all the way.
    """
    if operation.input is None:
        return ()
    uses = uses_of(material, operation)
    values = {
        operation.argument(name): allowed
        for name, allowed in material.service.advice_of(operation).values.items()
    }
    places = _Places(levels)
    found = tuple(places.of(operation.input, operation.argument))
    items = tuple(
        Definition(
            term=_term(place, "required" * place.member.required, uses.get(place.path, ())),
            blocks=_meaning(material, place.member, values.get(place.path, ())),
            anchor=f"arg-{place.path}",
        )
        for place in found
    )
    if not items:
        return ()
    about = notes((each.member for each in found), sent=True)
    return (Section("section", "Arguments", (Definitions(items), *places.rest(), *about)),)


def value(material: Material, operation: Operation, levels: int | None = None) -> Section:
    """Return what an operation returns; see `arguments`."""
    metadata = Definition(
        term=words("`ResponseMetadata` ", Emphasis(words("`dict`"))),
        blocks=(paragraph("Always there: HTTP status and headers, and the request's id."),),
        anchor="value-ResponseMetadata",
    )
    if operation.output is None:
        blocks: tuple[Block, ...] = (paragraph("A `dict` with nothing but `ResponseMetadata`."),)
        return Section("section", "Value", (*blocks, Definitions((metadata,))))
    places = _Places(levels)
    found = tuple(places.of(operation.output, str))
    items = tuple(
        Definition(
            term=_term(place, _presence(place.member), None),
            blocks=_meaning(material, place.member, ()),
            anchor=f"value-{place.path}",
        )
        for place in found
    )
    intro = paragraph(
        "A `dict` with these members. One that the service leaves out or sends as null is absent. "
        "Secret ones are masked when the `dict` is shown, not when they are read."
        + " Those for people stay in the clear."
        * any(each.member.shown for each in found)
    )
    skeleton = Preformatted(Skeleton().value(operation.output))
    definitions = Definitions((*items, metadata))
    about = notes((each.member for each in found), sent=False)
    return Section("section", "Value", (intro, skeleton, definitions, *places.rest(), *about))


class _Places:
    """Goes over the members of a structure and of those inside, each of which comes up once.

    Args:
        levels: how deep to go, None for all the way.
    """

    def __init__(self, levels: int | None) -> None:
        self._levels = levels
        self._entered: set[str] = set()
        self._passed: dict[str, None] = {}

    def of(
        self, structure: Shape, name_of: Callable[[str], str], prefix: str = "", level: int = 1
    ) -> Iterator[_Place]:
        """Yield the members of a structure, each before those inside it.

        Args:
            structure: where to begin.
            name_of: gives the name of a member on the first level.
            prefix: the path of the structure, with a dot.
            level: how deep it is.
        """
        self._entered.add(structure.name)
        for name, member in structure.members.items():
            path = prefix + name if prefix else name_of(name)
            yield _Place(path, member)
            inner, steps = _inside(member.shape)
            if not inner.is_structure or inner.name in self._entered:
                continue
            if level == self._levels:
                self._passed[inner.name] = None
            else:
                yield from self.of(inner, name_of, f"{path}{steps}.", level + 1)

    def rest(self) -> Iterator[Block]:
        """Yield what names the structures that were too deep."""
        names = [name for name in self._passed if name not in self._entered]
        if names:
            listed = [part for name in names for part in (Text(", "), Code(name))][1:]
            yield Paragraph(words("For the members of ", *listed, ", see `shapes`."))


def _inside(shape: Shape) -> tuple[Shape, str]:
    """Return what a value consists of, where it is a list or a map, and the steps to that."""
    steps = ""
    while shape.is_collection:
        steps += "[]" if shape.is_list else ".*"
        shape = shape.element.shape
    return shape, steps


def _term(place: _Place, presence: str, uses: Iterable[str] | None) -> tuple[Inline, ...]:
    """Return the name of a member, its type and its marks; what comes back has no `uses`."""
    kind = place.member.annotation(sent=uses is not None)
    secret = "secret, for people" if place.member.shown else "secret" * place.member.is_secret
    content: list[Inline] = [Code(place.path), Text(" "), Emphasis((Code(kind),))]
    for mark in (presence, secret, *(uses or ())):
        content += [Text(" "), Badge(mark)] if mark else []
    return tuple(content)


def _presence(member: Member) -> str:
    return "" if member.always_sent or member.required else "may be absent"


def _limits(shape: Shape) -> tuple[Block, ...]:
    """Return how long or large a value may be, and the pattern that the service holds it to."""
    content = [words(in_words(shape))] if in_words(shape) else []
    if shape.pattern is not None:
        content.append(words("Pattern: ", Code(shape.pattern), "."))
    separated = [inline for each in content for inline in (Text(" "), *each)][1:]
    return (Paragraph(tuple(separated)),) if separated else ()


def _meaning(material: Material, member: Member, values: Iterable[str]) -> tuple[Block, ...]:
    """Return what a member means, and what it may be unless that is said in its text."""
    text = material.blocks(member.documentation)
    text += _limits(member.shape)
    if member.shape.innermost.is_union:
        text += (UNION,)
    if member.idempotency_token:
        text += (paragraph(_IDEMPOTENCY),)
    allowed = tuple(values) or enumerated_values(member)
    if not allowed or listed_values(text):
        return text
    codes = [inline for each in allowed for inline in (Text(", "), Code(each))][1:]
    opening = "Allowed value: " if len(allowed) == 1 else "Allowed values: "
    return (*text, Paragraph((Text(opening), *codes, Text("."))))
