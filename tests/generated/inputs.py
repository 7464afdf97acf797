"""Inputs from the shapes of botocore's model: one for each member, and what hypothesis finds."""

from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from tests.generated.input_differences import plain
from tests.generated.peer import Params, Peer

# Lone surrogates too: JSON can escape them, so both clients send them.
_TEXT = st.text(st.characters(), max_size=12)
_ENCODABLE = st.characters(exclude_categories=["Cs"])
_TEXT_IN = {
    "header": st.text(_ENCODABLE.filter(lambda character: character not in "\r\n\0"), max_size=12),
    "querystring": st.text(_ENCODABLE, max_size=12),
}
_UNSENDABLE_IN = {
    "header": ["a\r\nB: b", "\n", "a\r", "\0", "\ud800"],
    "querystring": ["\ud800", "a\udfffb"],
}

# What stands in botocore's report of an invalid input must not break its lines.
_WORDS = st.text("abcXYZ", max_size=5)
_NO_NUMBERS = st.one_of(
    st.floats(),
    st.booleans(),
    st.binary(max_size=3),
    st.dictionaries(_WORDS, _WORDS, max_size=2),
    st.sets(_WORDS, max_size=2),
)
_ODD = st.integers() | _NO_NUMBERS

_UNKNOWN = st.sampled_from(
    ["clientid", "ClientId", "client_id", "clientIdd", "scopes_", "x", "grant", "ResponseMetadata"]
)

# In a URL, each of these means something or has to be encoded.
_HARD_TEXT = ("", "b", "~a/b?c=d&e#f%20+", " é\t", "日本 \U0001f511")


def either(*values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Each with the same chance; `st.one_of` would share it among the parts of each."""
    return st.sampled_from(values).flatmap(lambda chosen: chosen)


def each_valid(peer: Peer, operation: str) -> Iterator[Params]:
    """An input for each member and kind of value that it may have."""
    base = _required(peer, operation)
    yield base
    for name, member in peer.operation(operation).input_shape.members.items():
        for value in _each_value(member):
            yield {**base, name: value}
        if name not in base:
            yield {**base, name: None}


def each_dubious(peer: Peer, operation: str) -> Iterator[Params]:
    """An input for each member and mistake that can be made with it."""
    base = _required(peer, operation)
    yield {}
    yield {**base, "unknown": "a"}
    for name, member in peer.operation(operation).input_shape.members.items():
        unsendable = _UNSENDABLE_IN.get(_place(member), [])
        for value in (None, -1, 0, 1, 1.0, True, "7", b"b", {"b": "b"}, *unsendable):
            yield {**base, name: value}
        for item in (None, 1, b"b", ["b"]):
            yield {**base, name: ["b", item]}
        if member.type_name == "list":
            yield {**base, name: "b"}
        yield {other: value for other, value in base.items() if other != name}


def valid(peer: Peer, operation: str) -> st.SearchStrategy[Params]:
    """Inputs that fit the model; None stands for left out."""
    shape = peer.operation(operation).input_shape
    values = {name: _value(member) for name, member in shape.members.items()}
    return st.fixed_dictionaries(
        {name: values[name] for name in shape.required_members},
        optional={
            name: st.none() | value
            for name, value in values.items()
            if name not in shape.required_members
        },
    )


def dubious(peer: Peer, operation: str) -> st.SearchStrategy[Params]:
    """Inputs of which anything may be wrong: types, members that are missing or unknown."""
    shape = peer.operation(operation).input_shape
    members = {
        name: either(_wrong(member), _fitting(member), st.none())
        for name, member in shape.members.items()
    }
    fitting = {
        name: _fitting(member)
        for name, member in shape.members.items()
        if name in shape.required_members
    }
    return st.builds(
        lambda base, changes, unknown: {**base, **changes, **unknown},
        st.just({}) | st.fixed_dictionaries(fitting),
        st.fixed_dictionaries({}, optional=members),
        st.just({}) | st.dictionaries(_UNKNOWN, _WORDS, max_size=2),
    )


def _required(peer: Peer, operation: str) -> Params:
    shape = peer.operation(operation).input_shape
    return {name: plain(shape.members[name]) for name in shape.required_members}


def _each_value(shape: Any) -> tuple[Any, ...]:
    if shape.type_name == "list":
        return [], (), ["b"], ("b", "")
    if shape.type_name == "integer":
        return 1, 100, 101, 10**30
    return _HARD_TEXT


def _value(shape: Any) -> st.SearchStrategy[Any]:
    if shape.type_name == "list":
        items = st.lists(_TEXT, max_size=3)
        return items | items.map(tuple)
    if shape.type_name == "integer":
        return st.integers(shape.metadata.get("min"))
    assert shape.type_name == "string"
    return _TEXT_IN.get(_place(shape), _TEXT)


def _fitting(shape: Any) -> st.SearchStrategy[Any]:
    if shape.type_name == "integer":
        return st.integers(shape.metadata.get("min"))
    return st.lists(_WORDS, max_size=2) if shape.type_name == "list" else _WORDS


def _wrong(shape: Any) -> st.SearchStrategy[Any]:
    if shape.type_name == "list":
        wrong = st.tuples(st.lists(_WORDS, max_size=2), st.none() | _ODD)
        return either(wrong.map(lambda items: [*items[0], items[1]]), _ODD | _WORDS)
    if shape.type_name == "integer":
        return either(st.integers(), _NO_NUMBERS | _WORDS)
    odd = _ODD | st.lists(_WORDS, max_size=2)
    unsendable = _UNSENDABLE_IN.get(_place(shape))
    return odd if unsendable is None else either(odd, st.sampled_from(unsendable))


def _place(shape: Any) -> str:
    """Where a member goes, "" for the body."""
    place: str = shape.serialization.get("location", "")
    return place
