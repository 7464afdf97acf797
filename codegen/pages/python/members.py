"""Members: what goes into an operation and what comes out, a definition each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from codegen.model.annotations import member_annotation
from codegen.model.operations import Operation
from codegen.model.shapes import Member, Shape
from codegen.pages.python.expressions import Skeleton
from codegen.pages.python.material import Material, joined, paragraph, words
from codegen.pages.python.notes import JSON_HEADER, UNION, notes
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
from codegen.prose.structures import inside

_IDEMPOTENCY = (
    "Tells a request that is sent again from a new one. Left out, it is a random UUID, or what "
    "the client's `token_factory` gives: one a call, the same for each of its attempts."
)


@dataclass(frozen=True, slots=True)
class _Place:
    """A member somewhere below an input or output.

    Args:
        path: how it is reached, such as ``filters[].name``.
        member: what it is.
        see: the structure whose members are documented elsewhere, if it consists of such.
    """

    path: str
    member: Member
    see: Shape | None = None


def arguments(
    material: Material, operation: Operation, *, linked: bool = True
) -> tuple[Section, ...]:
    """Return the arguments of an operation, if it has any.

    Args:
        material: what is said of them.
        operation: what takes them.
        linked: what is documented elsewhere is linked at each place, not named at the end.
    """
    if operation.input is None:
        return ()
    uses = uses_of(material, operation)
    values = {
        operation.argument(name): allowed
        for name, allowed in material.service.advice_of(operation).values.items()
    }
    places = _places(material, operation.input, operation.argument)
    items = tuple(
        Definition(
            term=_term(place, "required" * place.member.required, uses.get(place.path, ())),
            blocks=(
                *_meaning(material, place.member, values.get(place.path, ())),
                *(_link(material, place) if linked else ()),
            ),
            anchor=f"arg-{place.path}",
        )
        for place in places
    )
    if not items:
        return ()
    rest = () if linked else _elsewhere(places)
    about = notes((each.member for each in places), sent=True)
    return (Section("section", "Arguments", (Definitions(items), *rest, *about)),)


def value(material: Material, operation: Operation, *, linked: bool = True) -> Section:
    """Return what an operation returns; see `arguments`."""
    metadata = Definition(
        term=words("`ResponseMetadata` ", Emphasis(words("`dict`"))),
        blocks=(paragraph("Always there: HTTP status and headers, and the request's id."),),
        anchor="value-ResponseMetadata",
    )
    if operation.output is None:
        blocks: tuple[Block, ...] = (paragraph("A `dict` with nothing but `ResponseMetadata`."),)
        return Section("section", "Value", (*blocks, Definitions((metadata,))))
    places = _places(material, operation.output)
    items = tuple(_received(material, place, "value", linked=linked) for place in places)
    intro = paragraph(
        "A `dict` with these members. One that the service leaves out or sends as null is absent. "
        "Secret ones are masked when the `dict` is shown, not when they are read."
        + " Those for people stay in the clear."
        * any(each.member.shown for each in places)
    )
    skeleton = Preformatted(Skeleton(material.apart).value(operation.output))
    definitions = Definitions((*items, metadata))
    rest = () if linked else _elsewhere(places)
    about = notes((each.member for each in places), sent=False)
    return Section("section", "Value", (intro, skeleton, definitions, *rest, *about))


def of_structure(material: Material, shape: Shape) -> Section:
    """Return the members of a structure that is documented by itself."""
    places = _places(material, shape)
    is_received = shape.name in material.service.received
    if is_received:
        items = tuple(_received(material, place, "member") for place in places)
    else:
        items = tuple(
            Definition(
                term=_term(place, "required" * place.member.required, ()),
                blocks=(*_meaning(material, place.member, ()), *_link(material, place)),
                anchor=f"member-{place.path}",
            )
            for place in places
        )
    about = notes((each.member for each in places), sent=not is_received)
    return Section("section", "Members", (Definitions(items), *about))


def documented_elsewhere(material: Material, structure: Shape) -> Iterator[str]:
    """Yield the names of the structures that the documentation of one leaves to other pages."""
    yield from (place.see.name for place in _places(material, structure) if place.see)


def _received(material: Material, place: _Place, kind: str, *, linked: bool = True) -> Definition:
    """Return what is said of a member that comes back."""
    return Definition(
        term=_term(place, _presence(place.member), None),
        blocks=(
            *_meaning(material, place.member, ()),
            *(_link(material, place) if linked else ()),
        ),
        anchor=f"{kind}-{place.path}",
    )


def _places(
    material: Material, structure: Shape, name_of: Callable[[str], str] = str
) -> tuple[_Place, ...]:
    """Return the members of a structure and of those inside that are documented with it.

    Args:
        material: knows which are not.
        structure: where to begin.
        name_of: gives the name of a member of the first level.
    """
    return tuple(_below(material, structure, name_of, ""))


def _below(
    material: Material, structure: Shape, name_of: Callable[[str], str], prefix: str
) -> Iterator[_Place]:
    for name, member in structure.members.items():
        path = prefix + name_of(name)
        inner, steps = inside(member.shape)
        is_apart = inner.name in material.apart
        yield _Place(path, member, inner if is_apart else None)
        if inner.is_structure and not is_apart:
            yield from _below(material, inner, str, f"{path}{steps}.")


def _link(material: Material, place: _Place) -> Iterator[Block]:
    if place.see:
        yield paragraph("See ", material.apart[place.see.name], ".")


def _elsewhere(places: Iterable[_Place]) -> Iterator[Block]:
    """Yield what names the structures that are documented elsewhere."""
    names = dict.fromkeys(place.see.class_name for place in places if place.see)
    if names:
        listed = joined(map(Code, names))
        yield Paragraph(words("For the members of ", *listed, ", see `shapes`."))


def _term(place: _Place, presence: str, uses: Iterable[str] | None) -> tuple[Inline, ...]:
    """Return the name of a member, its type and its marks; what comes back has no `uses`."""
    kind = member_annotation(place.member, sent=uses is not None)
    secret = "secret, for people" if place.member.shown else "secret" * place.member.is_secret
    content: list[Inline] = [Code(place.path), Text(" "), Emphasis((Code(kind),))]
    for mark in (presence, secret, *(uses or ())):
        content += [Text(" "), Badge(mark)] if mark else []
    return tuple(content)


def _presence(member: Member) -> str:
    is_there = member.always_sent or member.required or member.is_handed_out
    return "" if is_there else "may be absent"


def _limits(shape: Shape) -> tuple[Block, ...]:
    """Return how long or large a value may be, and the pattern that the service holds it to."""
    content = words(in_words(shape))
    if shape.pattern is not None:
        content += words(" " if content else "", "Pattern: ", Code(shape.pattern), ".")
    return (Paragraph(content),) if content else ()


def _meaning(material: Material, member: Member, values: Iterable[str]) -> tuple[Block, ...]:
    """Return what a member means, and what it may be unless that is said in its text."""
    text = material.blocks(member.documentation)
    if member.is_json_header:
        text += (JSON_HEADER,)
    text += _limits(member.shape)
    if member.shape.innermost.is_union:
        text += (UNION,)
    if member.idempotency_token:
        text += (paragraph(_IDEMPOTENCY),)
    if member.default:
        text += (paragraph("Left out, it is ", Code(member.default), "."),)
    allowed = tuple(values) or enumerated_values(member)
    if not allowed or listed_values(text):
        return text
    opening = "Allowed value: " if len(allowed) == 1 else "Allowed values: "
    return (*text, paragraph(opening, *joined(map(Code, allowed)), "."))
