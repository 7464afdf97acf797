"""Codecs: how values of shapes are written as JSON and read from it, a row a member."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from codegen.escape import literal
from codegen.layout import Group, Layout, assigned, lines_apart, lines_of, one_line
from codegen.model.locations import Location
from codegen.model.service import Service
from codegen.model.shapes import Member, Reference, Shape
from codegen.package.bindings import bindings
from codegen.package.labels import label_functions
from codegen.package.module import Code, Module, Part
from codegen.package.parts import module_of
from codegen.package.payloads import body_of
from codegen.package.received import place_of


@dataclass(frozen=True)
class Codec(Part):
    """The codec of a structure, as finished lines; `code` is what has names in them."""

    lines: tuple[str, ...]
    code: tuple[Code, ...]


def codecs_module(service: Service) -> Module:
    """Return the module of codecs."""
    context = {
        "codecs": codecs(service),
        "label_functions": tuple(label_functions(service)),
        "bindings": bindings(service),
    }
    return module_of("codecs.py", service.sources.origin, context)


def codecs(service: Service) -> tuple[Codec, ...]:
    """Return the codecs of the structures in bodies, each after those that it refers to.

    In a circle that cannot be: there, a function gives the codec that is defined later.
    """
    shapes = _in_order(_bodies(service))
    makers = _Makers({shape.name: place for place, shape in enumerate(shapes)}, service)
    return tuple(codec for shape in shapes for codec in makers.codecs(shape))


class _Makers:
    """Makes codecs; structures of one form share one.

    Args:
        places: the names of the structures, each with its place in the order of definition.
        service: whose they are.
    """

    def __init__(self, places: Mapping[str, int], service: Service) -> None:
        self._places = places
        self._service = service
        self._errors = service.errors
        self._by_form: dict[Layout, str] = {}
        # Type checkers must be told the type of what is referred to before it is defined.
        self._early = {
            part.name
            for name in places
            for part in _parts(service.shapes[name])
            if self._is_later(part, service.shapes[name])
        }

    def codecs(self, shape: Shape) -> Iterator[Codec]:
        """Yield the codec of a structure; an input that is received, too, may have two."""
        if shape.is_event_stream:
            yield self._events(shape)
            return
        constant = self._service.body_constant(shape)
        if shape.name in self._service.received:
            yield self._read(shape)
            if constant == shape.constant:
                return
        if shape.at(Location.PAYLOAD):
            yield self._payload(shape, constant)
        elif shape.at(Location.BODY) or constant == shape.constant:
            yield self._structure(shape, constant, shape.at(Location.BODY))

    def _read(self, shape: Shape) -> Codec:
        """Return the codec of a structure that is received: all of a response, or part of one."""
        if all(each.location.in_response is Location.BODY for each in shape.fields):
            return self._structure(shape, shape.constant, shape.fields)
        kinds = tuple(self._place(shape, each) for each in shape.fields)
        return self._table("Output", shape, shape.constant, shape.fields, kinds)

    def _structure(self, shape: Shape, constant: str, members: tuple[Member, ...]) -> Codec:
        """Return the codec of a JSON object."""
        kinds = tuple(self._kind(shape, each) for each in members)
        return self._table(
            "Union" if shape.is_union else "Structure", shape, constant, members, kinds
        )

    def _table(
        self,
        maker: str,
        shape: Shape,
        constant: str,
        members: tuple[Member, ...],
        kinds: tuple[Layout, ...],
    ) -> Codec:
        """Return a codec with a row a member."""
        rows = tuple(map(_row, members, kinds))
        layout = Group(f"{maker}(", (*rows, *self._secrets(shape, members)), ")", is_call=True)
        is_early = shape.name in self._early
        start = f"{constant}{f': {maker}' if is_early else ''} = "
        first = self._by_form.setdefault(layout, constant) if members else constant
        if first == constant:
            used = map(one_line, kinds)
            return Codec(tuple(lines_apart(start, layout)), tuple(map(Code, (maker, *used))))
        return Codec(tuple(assigned(start, first)), ())

    def _events(self, shape: Shape) -> Codec:
        """Return the codec of an event stream."""
        kinds = tuple(self._kind(shape, each) for each in shape.members.values())
        rows = tuple(map(_row, shape.members.values(), kinds))
        errors = tuple(
            ("", Group("(", (("", literal(name)), ("", literal(code))), ")", is_call=False))
            for name, code in self._event_errors(shape)
        )
        if errors:
            rows += (("errors=", Group("[", errors, "]", is_call=False)),)
        lines = lines_apart(f"{shape.constant} = ", Group("Events(", rows, ")", is_call=True))
        return Codec(tuple(lines), (Code("Events"), *map(Code, map(one_line, kinds))))

    def _event_errors(self, shape: Shape) -> Iterator[tuple[str, str]]:
        """Yield the errors that may come among events: their names there, and their codes."""
        for name, error in shape.event_errors.items():
            yield name, self._errors[error].code

    def _payload(self, shape: Shape, constant: str) -> Codec:
        """Return the codec of an input whose body is a member."""
        (payload,) = shape.at(Location.PAYLOAD)
        layout = body_of(payload, self._kind(shape, payload))
        lines = lines_of(f"{constant} = ", layout, "")
        return Codec(tuple(lines), (Code(one_line(layout)),))

    def _place(self, holder: Shape, member: Member) -> Layout:
        """Return where a member is, or what its values are where that is the body."""
        place = member.location.in_response
        kind = self._kind(holder, member, place)
        return kind if place is Location.BODY else place_of(member, kind)

    def _secrets(self, shape: Shape, members: Iterable[Member]) -> Iterator[tuple[str, Layout]]:
        """Yield what is not shown of what is received."""
        secrets = tuple(
            ("", literal(each.name)) for each in members if each.is_secret and not each.shown
        )
        if secrets and shape.name in self._service.received:
            yield "secrets=", Group("[", secrets, "]", is_call=False)

    def _kind(self, holder: Shape, reference: Reference, place: Location = Location.BODY) -> Layout:
        """Return what values are at a place, as a row of the structure that holds them says."""
        shape, code = reference.shape, reference.code_at(place)
        if code:
            return code.kind
        if shape.is_structure:
            is_later = self._is_later(shape, holder)
            return f"lambda: {shape.constant}" if is_later else shape.constant
        arguments: tuple[tuple[str, Layout], ...]
        arguments = (("", self._kind(holder, shape.element, place)),)
        if shape.sparse:
            arguments += (("sparse=", "True"),)
        if shape.is_map and shape.parts["key"].is_secret:
            arguments += (("secret_keys=", "True"),)
        return Group("List(" if shape.is_list else "Map(", arguments, ")", is_call=True)

    def _is_later(self, shape: Shape, holder: Shape) -> bool:
        return self._places[shape.name] >= self._places[holder.name]


def _row(member: Member, kind: Layout) -> tuple[str, Layout]:
    """Return the name of a member, what its values are, and its name on the wire if it differs."""
    cells: list[Layout] = [literal(member.name), kind]
    if member.wire_name != member.name:
        cells.append(literal(member.wire_name))
    return "", Group("(", tuple(("", cell) for cell in cells), ")", is_call=False)


def _bodies(service: Service) -> Iterator[Shape]:
    """Yield the structures that are whole bodies."""
    for shape in service.used.values():
        is_sent = shape.name in service.inputs and shape.at(Location.BODY, Location.PAYLOAD)
        if is_sent or shape.name in service.results or shape.name in service.errors:
            yield shape


def _in_order(roots: Iterable[Shape]) -> tuple[Shape, ...]:
    """Return structures and those in them, each after its own as far as circles let it."""
    ordered: list[Shape] = []
    entered: set[str] = set()
    waiting = [(root, False) for root in reversed(tuple(roots))]
    while waiting:
        shape, is_left = waiting.pop()
        if is_left:
            ordered.append(shape)
        elif shape.name not in entered:
            entered.add(shape.name)
            waiting.append((shape, True))
            waiting += ((part, False) for part in reversed(tuple(_parts(shape))))
    return tuple(ordered)


def _parts(structure: Shape) -> Iterator[Shape]:
    """Yield the structures that the members are, or consist of."""
    for member in structure.members.values():
        if member.shape.innermost.is_structure:
            yield member.shape.innermost
