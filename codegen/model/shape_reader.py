"""From JSON to shapes: what each of their traits means, and where their members go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from codegen.model.guide import Guide
from codegen.model.habits import Habits
from codegen.model.labels import Label, parts_of
from codegen.model.locations import Location
from codegen.model.shapes import Member, Reference, Shape
from codegen.model.types import TYPES

_Json = Mapping[str, Any]

_SIDES = ("input", "output")
_PARTS = ("member", "key", "value")

# What a shape says for its members that say nothing of it.
_OF_PLACES = ("location", "locationName")


def read_shapes(service: _Json, guide: Guide, habits: Habits) -> Mapping[str, Shape]:
    """Return the shapes of a validated model, by name.

    Args:
        service: the content of its `service-2.json`.
        guide: says which members are always sent, and which are shown.
        habits: say what members are where they are not given.
    """
    return _ShapeReader(service, guide, habits).shapes


class _ShapeReader:
    """Reads the shapes of a service, each of which may refer to any other."""

    def __init__(self, service: _Json, guide: Guide, habits: Habits) -> None:
        operations, shapes = service["operations"].values(), service["shapes"].items()
        self._inputs = {each["input"]["shape"] for each in operations if "input" in each}
        outputs = {each["output"]["shape"] for each in operations if "output" in each}
        errors = {name for name, shape in shapes if "exception" in shape}
        self._messages = self._inputs | outputs | errors
        streams = (shape["members"] for _, shape in shapes if "eventstream" in shape)
        self._events = {each["shape"] for members in streams for each in members.values()}
        self._greedy = {
            (each["input"]["shape"], part.name)
            for each in operations
            if "input" in each
            for part in parts_of(each["http"]["requestUri"])
            if isinstance(part, Label) and part.greedy
        }
        self._maps = {name for name, shape in shapes if shape["type"] == "map"}
        messages = [each[side] for each in operations for side in _SIDES if side in each]
        self._payloads = {each["shape"]: each["payload"] for each in messages if "payload" in each}
        self._guide = guide
        self._defaults = habits.defaults
        self._raw = service["shapes"]
        self._read: dict[str, Shape] = {}
        for name, shape in shapes:
            self._read[name] = self._shape(name, shape)

    @property
    def shapes(self) -> Mapping[str, Shape]:
        return self._read

    def _shape(self, name: str, shape: _Json) -> Shape:
        return Shape(
            name=name,
            type=TYPES[_type_of(shape)],
            documentation=shape.get("documentation", ""),
            members={
                member: self._member(member, self._placed(reference), name, shape)
                for member, reference in shape.get("members", {}).items()
                if "document" not in shape and not self._is_event_error(shape, reference)
            },
            parts={
                part: Reference(**self._reference(shape[part])) for part in _PARTS if part in shape
            },
            required=tuple(shape.get("required", ())),
            payload=self._payload(name),
            enum=tuple(shape.get("enum", ())),
            least=shape.get("min"),
            most=shape.get("max"),
            pattern=shape.get("pattern"),
            sparse="sparse" in shape or self._has_null(shape),
            sensitive="sensitive" in shape,
            is_error="exception" in shape,
            timestamp_format=shape.get("timestampFormat", ""),
            is_union="union" in shape,
            is_event_stream="eventstream" in shape,
            event_errors={
                member: reference["shape"]
                for member, reference in shape.get("members", {}).items()
                if self._is_event_error(shape, reference)
            },
            traits=frozenset(shape),
        )

    def _is_event_error(self, shape: _Json, reference: _Json) -> bool:
        """Tell whether a member of an event stream is an error and not an event."""
        return "eventstream" in shape and "exception" in self._raw.get(reference["shape"], {})

    def _has_null(self, shape: _Json) -> bool:
        """Tell whether null is one of the values that a list or map may hold: it is a document."""
        parts = (shape[part]["shape"] for part in ("member", "value") if part in shape)
        return any("document" in self._raw.get(part, {}) for part in parts)

    def _payload(self, name: str) -> str:
        """Return the payload of a structure, which operations may name in its place."""
        payload: str = self._raw[name].get("payload") or self._payloads.get(name, "")
        return payload

    def _placed(self, reference: _Json) -> _Json:
        """Return what is said of a member, and what its shape says of its place."""
        target = self._raw.get(reference["shape"], {})
        of_shape = {trait: target[trait] for trait in _OF_PLACES if trait in target}
        return {**of_shape, **reference}

    def _member(self, name: str, reference: _Json, owner: str, shape: _Json) -> Member:
        is_token = "idempotencyToken" in reference
        is_map = reference["shape"] in self._maps
        location = Location.BODY
        if owner in self._messages:  # inside of another structure, a location means nothing
            location = _location(reference, is_map, self._payload(owner) == name)
        elif owner in self._events:
            location = _event_location(reference)
        # Without one, the map of headers has them all.
        by_default = "" if location is Location.PREFIX_HEADER else name
        wire_name = reference.get("locationName", by_default)
        is_host_label = "hostLabel" in reference and owner in self._inputs
        # No label can be left out.
        is_label = is_host_label or (location is Location.LABEL and owner in self._inputs)
        is_required = is_label or name in shape.get("required", ())
        default = self._defaults.get(name, "") if owner in self._inputs else ""
        return Member(
            name=name,
            wire_name=wire_name,
            location=location,
            greedy=(owner, wire_name) in self._greedy,
            host_label=is_host_label,
            context_parameter=reference.get("contextParam", {}).get("name", ""),
            # The client makes the tokens of inputs, and knows what else may be left out.
            required=is_required and not (default or (is_token and owner in self._inputs)),
            idempotency_token=is_token,
            single_use="singleUse" in reference,
            default=default,
            always_sent=name in self._guide.always.get(owner, ()),
            shown=name in self._guide.shown.get(owner, ()),
            traits=frozenset(reference),
            **self._reference(reference),
        )

    def _reference(self, reference: _Json) -> dict[str, Any]:
        return {
            "target": reference["shape"],
            "shapes": self._read,
            "documentation": reference.get("documentation", ""),
            "enum": tuple(reference.get("enum", ())),
            "sensitive": "sensitive" in reference,
            "timestamp_format": reference.get("timestampFormat", ""),
        }


def _type_of(shape: _Json) -> str:
    if "document" in shape:
        return "document"
    # Old models have a type for strings of one character.
    name: str = shape["type"]
    return "string" if name == "character" else name


def _event_location(reference: _Json) -> Location:
    places = (Location.EVENT_HEADER, Location.EVENT_PAYLOAD)
    return next((place for place in places if place.value in reference), Location.BODY)


def _location(reference: _Json, is_map: bool, is_payload: bool) -> Location:
    if "location" not in reference:
        return Location.PAYLOAD if is_payload else Location.BODY
    location = Location(reference["location"])
    return Location.QUERY_MAP if location is Location.QUERY and is_map else location
