"""Responses, in every shape a server may use: one for each member, and what hypothesis finds."""

import itertools
import json
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from tests.generated.inputs import either
from tests.generated.peer import Params, Peer, ServerResponse, oauth_error

_TEXT = st.text(max_size=10)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | _TEXT,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(_TEXT, inner, max_size=2),
    max_leaves=4,
)
_NUMBERS = st.one_of(
    st.integers(),
    st.integers(min_value=-(2**63), max_value=2**63),
    st.integers().map(str),
    st.integers(-99, 99).map(float),
    st.sampled_from([" 12 ", "1_0", "-0", "+3"]),
)

_HTML = st.sampled_from(
    [
        b"<html><body><b>Http/1.1 Service Unavailable</b></body></html>",
        b"\n <html>\xff</html>",
        b"<!DOCTYPE html><html></html>",
        b"<HTML></HTML>",
    ]
)
_NO_JSON = st.one_of(
    _HTML,
    st.sampled_from(
        [b"", b" \r\n", b'{"error":"invalid_gr', b'{"error":}', b"\xff\xfe", b"[" * 9999]
    ),
    _TEXT.map(str.encode),
    st.binary(max_size=6),
)

_IDS = st.sampled_from(["5f4d-1", "", "id with blanks"])
_METADATA_HEADERS = st.fixed_dictionaries(
    {"Content-Type": st.just("application/json")},
    optional={
        "x-amzn-RequestId": _IDS,
        "X-Amz-Request-Id": _IDS,
        "x-amz-id-2": _IDS,
        "Location": st.just("https://example.com/elsewhere?code=x"),
        "Date": st.just("Mon, 16 Dec 2019 23:48:18 GMT"),
    },
)

_PLACES = ("code", "Code", "__type")
_NAMESPACES = ("", "com.amazonaws.ssooidc#", "a#b#", "#")
_SUFFIXES = ("", ":", ":http://internal.amazon.com/coral/com.amazonaws.ssooidc/#x", ":a:b#c")
_STATUSES = (
    *(300, 301, 302, 304, 307, 308),
    *(400, 401, 403, 404, 405, 408, 413, 418, 429, 451, 499),
    *(500, 501, 502, 503, 504, 511, 599),
)


def each_success(peer: Peer, operation: str) -> Iterator[ServerResponse]:
    """A response for each member of the output and kind of value that a server may give it."""
    yield _response(200, {"x-amzn-RequestId": "5f4d"}, {"unknown": 1})
    yield ServerResponse(200, {}, b"text")
    shape = peer.operation(operation).output_shape
    for body in _each_structure(shape) if shape else ():
        yield _response(200, {}, body)


def successes(peer: Peer, operation: str) -> st.SearchStrategy[ServerResponse]:
    """Responses below 300: mostly the output, with members null, missing, unknown or wrong."""
    shape = peer.operation(operation).output_shape
    bodies = _encoded(_JSON) | _NO_JSON
    if shape is not None:
        fitting, wrong = (_encoded(_members(shape, wrong=wrong)) for wrong in (False, True))
        bodies = either(fitting, fitting, wrong, bodies)
    return st.builds(
        ServerResponse, st.sampled_from([200, 201, 204, 299]), _METADATA_HEADERS, bodies
    )


def each_error(peer: Peer) -> Iterator[ServerResponse]:
    """Each error that the model has, in each shape that servers use, and what is not an error."""
    for shape in peer.error_shapes():
        status = shape.metadata["error"]["httpStatusCode"]
        oauth = {"error": oauth_error(shape)} if "error" in shape.members else {}
        body = {name: f"the {name}" for name in shape.members} | oauth
        names = [f"{before}{shape.name}{after}" for before in _NAMESPACES for after in _SUFFIXES]
        for name in names:
            yield _response(status, {"x-amzn-ErrorType": name}, body)
        for place, name in itertools.product(_PLACES, (names[0], names[-1])):
            yield _response(status, {}, {**body, place: name})
        for said in ({}, {"message": "said"}, {"Message": "said"}):
            yield _response(status, {}, {**body, **said})
        yield _response(status, {}, oauth)
        yield _response(status, {"x-amzn-ErrorType": shape.name}, {})
    for status in _STATUSES:
        for raw in (b"", b"text", b"<html>", b'{"error":"invalid_gr', b"[]", b"{}"):
            yield ServerResponse(status, {"x-amzn-RequestId": "5f4d"}, raw)


def errors(peer: Peer) -> st.SearchStrategy[ServerResponse]:
    """Responses from 300 on: modelled errors or not, named in any way or not at all."""
    known = peer.error_shapes()
    names = st.builds(
        lambda *parts: "".join(parts),
        st.sampled_from(_NAMESPACES),
        st.sampled_from([*(shape.name for shape in known), "FooException", "", "503"]),
        st.sampled_from(_SUFFIXES),
    )
    spellings = st.sampled_from(["x-amzn-ErrorType", "x-amzn-errortype", "X-Amzn-Errortype"])
    named = st.builds(
        lambda headers, spelling, name: {**headers, spelling: name},
        _METADATA_HEADERS,
        spellings,
        names,
    )
    modelled = _encoded(_modelled_members(known))
    anything = _encoded(_error_members(known, names))
    return st.builds(
        lambda status, message: ServerResponse(status, *message),
        st.sampled_from(_STATUSES),
        either(
            st.tuples(_METADATA_HEADERS, modelled),
            st.tuples(named, modelled),
            st.tuples(_METADATA_HEADERS, anything),
            st.tuples(named, anything),
            st.tuples(_METADATA_HEADERS | named, _encoded(_JSON) | _NO_JSON),
        ),
    )


def _response(status: int, headers: dict[str, str], body: Params) -> ServerResponse:
    return ServerResponse(status, headers, json.dumps(body).encode())


def _each_structure(shape: Any) -> Iterator[Params]:
    for name, member in shape.members.items():
        for value in _each_value(member):
            yield {name: value}


def _each_value(shape: Any) -> Iterator[Any]:
    yield from ("a", "", None, 7, "7", 7.0, 7.5, True, [], ["a", None], [7], {}, {"a": 1})
    if shape.type_name == "list" and shape.member.type_name == "structure":
        for item in _each_structure(shape.member):
            yield [item, None]
    elif shape.type_name == "structure":
        yield from _each_structure(shape)


def _members(shape: Any, *, wrong: bool) -> st.SearchStrategy[Params]:
    members = {
        name: either(*([_JSON] if wrong else []), _value(member, wrong=wrong), st.none())
        for name, member in shape.members.items()
    }
    return _with_unknown(st.fixed_dictionaries({}, optional=members))


def _value(shape: Any, *, wrong: bool = False) -> st.SearchStrategy[Any]:
    if shape.type_name == "structure":
        return _members(shape, wrong=wrong)
    if shape.type_name == "list":
        item = _value(shape.member, wrong=wrong)
        return st.lists(either(*([_JSON] if wrong else []), item, st.none()), max_size=3)
    return _NUMBERS if shape.type_name in ("integer", "long") else _TEXT


def _modelled_members(known: Any) -> st.SearchStrategy[Params]:
    """The body of an error as the service sends it: the model's members and no name."""
    return st.one_of([_modelled_body(shape) for shape in known])


def _modelled_body(shape: Any) -> st.SearchStrategy[Params]:
    members = {name: st.none() | _TEXT for name in shape.members}
    if "error" not in members:
        return st.fixed_dictionaries({}, optional=members)
    del members["error"]
    return st.fixed_dictionaries({"error": st.just(oauth_error(shape))}, optional=members)


def _error_members(known: Any, names: st.SearchStrategy[str]) -> st.SearchStrategy[Params]:
    """The body of an error with names, messages and members of any type."""
    text = st.none() | _TEXT | _JSON
    fields = {name: text for shape in known for name in shape.members}
    oauth = [oauth_error(shape) for shape in known if "error" in shape.members]
    fields["error"] = st.sampled_from([*oauth, "teapot", ""]) | _JSON
    fields["error_description"] = text
    places = dict.fromkeys(_PLACES, names | _JSON)
    messages = dict.fromkeys(("message", "Message"), text)
    return _with_unknown(st.fixed_dictionaries({}, optional={**fields, **places, **messages}))


def _with_unknown(members: st.SearchStrategy[Params]) -> st.SearchStrategy[Params]:
    unknown = st.dictionaries(
        st.sampled_from(["x", "clientid", "__proto__", ""]), _JSON, max_size=1
    )
    return st.builds(lambda members, more: {**more, **members}, members, st.just({}) | unknown)


def _encoded(values: st.SearchStrategy[Any]) -> st.SearchStrategy[bytes]:
    return st.builds(
        lambda value, ascii: json.dumps(value, ensure_ascii=ascii).encode(), values, st.booleans()
    )
