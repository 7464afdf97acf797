"""Whatever comes in, for every type: a result or a problem, a request or a problem, no crash."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

import restjson
from tests.codegen.calls import client_of
from tests.codegen.models import Json, operation, service, structure
from tests.effort import examples

Emit = Callable[..., Any]

ITEMS: Json = {
    "blob": "Blob",
    "boolean": "Boolean",
    "document": "Document",
    "double": "Double",
    "long": "Long",
    "string": "String",
    "time": "Time",
    "isoTime": {"shape": "Time", "timestampFormat": "iso8601"},
    "part": "Part",
    "union": "Union",
    "list": "Union_List",
    "map": "Union_Map",
}
SHAPES: Json = {
    "Blob": {"type": "blob"},
    "Document": structure({}, document=True),
    "Time": {"type": "timestamp"},
    "Part": structure(ITEMS),
    "Union": structure(ITEMS, union=True),
    "Union_List": {"type": "list", "member": {"shape": "Union"}},
    "Union_Map": {"type": "map", "key": {"shape": "String"}, "value": {"shape": "Part"}},
}
NAMES = st.sampled_from([*ITEMS, "__type", "more"])
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([10**400, 1e300, -1e300, 253_402_300_800, "9999999999999", "9" * 400])
    | st.floats()
    | st.text(max_size=5)
    | st.text(alphabet="0123456789-:.TZ+ ", max_size=25)
    | st.sampled_from(["0000-01-01T00:00:00Z", "YQ==", "YQ", "NaN", "true", "Mon, 1 Jan 0 0:0:0"])
)
RECEIVED = st.dictionaries(
    NAMES,
    st.recursive(
        SCALARS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
        max_leaves=10,
    ),
    max_size=4,
)
ODD = st.sampled_from(
    [
        *(b"", b"\xff", bytearray(b"a"), memoryview(b"abc")[::2], "\ud800", object(), {1, 2}, 1j),
        *(datetime.max.replace(tzinfo=timezone(-timedelta(hours=1))), datetime(1, 1, 1), int),
        *({1: 2}, {None: None}, (1, (2,))),
    ]
)
GIVEN = st.dictionaries(
    NAMES,
    st.recursive(
        SCALARS | ODD,
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.lists(inner, max_size=3).map(tuple)
            | st.dictionaries(NAMES, inner, max_size=3)
        ),
        max_leaves=10,
    ),
    max_size=4,
)


@pytest.fixture
def emitted(emit: Emit) -> Any:
    send = operation("Send", input={"shape": "Part"}, output={"shape": "Output"})
    return emit(service([send], {"Output": structure(ITEMS), **SHAPES}))


@settings(max_examples=examples(1000), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(received=RECEIVED)
def test_any_json_is_a_result_or_does_not_fit_the_model(emitted: Any, received: Json) -> None:
    client, _ = client_of(emitted, response=received)
    try:
        result = client.send()
    except restjson.ResponseParseError:
        event("does not fit")
    else:
        assert result.keys() <= {*ITEMS, "ResponseMetadata"}


@settings(max_examples=examples(1000), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(params=GIVEN)
def test_any_input_is_sent_as_json_or_refused(emitted: Any, params: Any) -> None:
    client, recorder = client_of(emitted)
    try:
        client.call("Send", params)
    except restjson.ParamValidationError:
        assert recorder.requests == []
    else:
        [request] = recorder.requests
        assert json.loads(request.body).keys() <= ITEMS.keys()
