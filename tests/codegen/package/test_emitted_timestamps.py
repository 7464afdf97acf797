"""Timestamps in every place and form, as botocore writes and reads them."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import restjson
from tests.codegen.calls import client_of, refused
from tests.codegen.models import Json, giving, operation, service, structure
from tests.codegen.peer import read_by_botocore, sent_by_botocore
from tests.effort import examples

Emit = Callable[..., Any]

UTC = timezone.utc
LATE = datetime(2019, 12, 16, 23, 48, 18, tzinfo=UTC)
FORMS = {"plain": None, "iso": "iso8601", "epoch": "unixTimestamp", "mail": "rfc822"}
PLACES = {"label": "uri", "query": "querystring", "header": "header", "body": None}


def form(name: str | None) -> Json:
    return {"timestampFormat": name} if name else {}


SHAPES: Json = {
    "Time": {"type": "timestamp"},
    "IsoTime": {"type": "timestamp", "timestampFormat": "iso8601"},
    "Times": {"type": "list", "member": {"shape": "Time"}},
    "MailTimes": {"type": "list", "member": {"shape": "Time", "timestampFormat": "rfc822"}},
    "TimesByName": {"type": "map", "key": {"shape": "String"}, "value": {"shape": "IsoTime"}},
    "Part": structure({"at": "Time", "since": {"shape": "Time", "timestampFormat": "iso8601"}}),
}

# What each member of a body is, by its name; of those in the head, the form and the place.
IN_BODY: Json = {
    "shaped": "IsoTime",
    "overridden": {"shape": "IsoTime", "timestampFormat": "unixTimestamp"},
    "times": "Times",
    "mailTimes": "MailTimes",
    "byName": "TimesByName",
    "part": "Part",
}
EVERYWHERE: Json = IN_BODY | {
    f"{place}_{name}": {"shape": "Time", **({"location": location} if location else {}), **form(of)}
    for place, location in PLACES.items()
    for name, of in FORMS.items()
}
EVERYWHERE |= {
    "queryTimes": {"shape": "Times", "location": "querystring"},
    "queryMailTimes": {"shape": "MailTimes", "location": "querystring"},
}
LABELS = [f"label_{name}" for name in FORMS]


def everywhere() -> Json:
    labels = "/".join(f"{{{name}}}" for name in LABELS)
    http = {"method": "POST", "requestUri": f"/things/{labels}"}
    send = operation("Send", http=http, input={"shape": "Input"}, output={"shape": "Output"})
    shapes = {
        "Input": structure(EVERYWHERE, required=LABELS),
        "Output": structure(IN_BODY),
        **SHAPES,
    }
    return service([send], shapes)


ZONES: st.SearchStrategy[Any] = st.integers(-14 * 60, 14 * 60).map(
    lambda minutes: timezone(timedelta(minutes=minutes))
)
DATETIMES = st.datetimes(datetime(1000, 1, 2), datetime(9999, 12, 30), timezones=ZONES | st.none())
TIMES = (
    DATETIMES
    | st.integers(-30_000_000_000, 250_000_000_000)
    | st.floats(-1e9, 1e11)
    | DATETIMES.map(datetime.isoformat)
)
# botocore leaves fractions out of headers, whatever their form.
WHOLE_TIMES = DATETIMES.map(lambda moment: moment.replace(microsecond=0))
OF_KIND = {
    "Times": st.lists(TIMES, min_size=1, max_size=3),
    "MailTimes": st.lists(TIMES, min_size=1, max_size=3),
    "TimesByName": st.dictionaries(st.text(max_size=3), TIMES, max_size=2),
    "Part": st.fixed_dictionaries({}, optional={"at": TIMES, "since": TIMES}),
}


def values(name: str, reference: Any) -> st.SearchStrategy[Any]:
    shape = reference if isinstance(reference, str) else reference["shape"]
    return OF_KIND.get(shape, WHOLE_TIMES if name.startswith("header") else TIMES)


VALUES = {name: values(name, each) for name, each in EVERYWHERE.items()}
INPUTS = st.fixed_dictionaries(
    {name: VALUES[name] for name in LABELS},
    optional={name: VALUES[name] for name in VALUES if name not in LABELS},
)


@pytest.fixture
def emitted(emit: Emit) -> Any:
    return emit(everywhere())


@settings(max_examples=examples(300), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(params=INPUTS)
def test_times_go_out_as_those_of_botocore(emitted: Any, params: Json) -> None:
    client, recorder = client_of(emitted)
    client.send(**params)
    [request] = recorder.requests
    ordered = {name: params[name] for name in EVERYWHERE if name in params}
    _, url, headers, body = sent_by_botocore(everywhere(), "Send", ordered)
    assert (request.url, json.loads(request.body)) == (url, json.loads(body))
    bound = [name for name in headers if name.startswith("header_")]
    assert {name: request.headers[name] for name in bound} == {
        name: headers[name] for name in bound
    }


RECEIVED = (
    st.integers(-30_000_000_000, 250_000_000_000)
    | st.floats(-1e9, 1e11)
    | st.datetimes(datetime(1000, 1, 2), datetime(9999, 12, 30), timezones=ZONES).map(
        datetime.isoformat
    )
)
OUTPUTS = st.fixed_dictionaries(
    {},
    optional={
        "shaped": RECEIVED,
        "overridden": RECEIVED,
        "times": st.lists(RECEIVED, max_size=3),
        "mailTimes": st.lists(RECEIVED, max_size=3),
        "byName": st.dictionaries(st.text(max_size=3), RECEIVED, max_size=2),
        "part": st.fixed_dictionaries({}, optional={"at": RECEIVED, "since": RECEIVED}),
    },
)


@settings(max_examples=examples(300), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(received=OUTPUTS)
def test_times_come_back_as_those_of_botocore(emitted: Any, received: Json) -> None:
    client, _ = client_of(emitted, response=received)
    result = client.send(**dict.fromkeys(LABELS, 0))
    result.pop("ResponseMetadata")
    body = json.dumps(received).encode()
    assert result == read_by_botocore(everywhere(), "Send", body)


def test_each_place_has_a_form_of_its_own_and_the_model_wins(emitted: Any) -> None:
    client, recorder = client_of(emitted)
    client.send(
        **{f"{place}_{name}": LATE for place in PLACES for name in FORMS}, shaped=LATE, times=(0,)
    )
    [request] = recorder.requests
    iso, epoch, mail = "2019-12-16T23%3A48%3A18Z", "1576540098", "Mon, 16 Dec 2019 23:48:18 GMT"
    path, _, query = request.url.partition("?")
    assert path.endswith(f"/{iso}/{iso}/{epoch}/{quote(mail)}")
    assert query.startswith(f"query_plain={iso}&query_iso={iso}&query_epoch={epoch}&query_mail=Mon")
    assert request.headers["header_plain"] == request.headers["header_mail"] == mail
    assert request.headers["header_iso"] == "2019-12-16T23:48:18Z"
    assert request.headers["header_epoch"] == epoch
    assert json.loads(request.body) == {
        "body_plain": 1576540098,
        "body_iso": "2019-12-16T23:48:18Z",
        "body_epoch": 1576540098,
        "body_mail": mail,
        "shaped": "2019-12-16T23:48:18Z",
        "times": [0],
    }


TYPES = "expected datetime, seconds since the epoch or ISO 8601 text"
YEARS = "expected a time of the years 1 to 9999, such as 2030-01-31T12:00:00Z"


def test_what_is_no_time_is_refused_wherever_it_is(emitted: Any) -> None:
    bad = {
        "label_plain": [],
        "label_iso": "1e300",
        **dict.fromkeys(LABELS[2:], 0),
        "query_plain": "soon",
        "header_plain": 1e300,
        "body_plain": True,
        "times": [0, None],
        "part": {"at": LATE.date()},
        "queryTimes": [b"0"],
    }
    assert set(refused(emitted, **bad)) == {
        f"label_plain: {TYPES}, got list",
        f"label_iso: {YEARS}",
        f"query_plain: {YEARS}",
        f"header_plain: {YEARS}",
        f"body_plain: {TYPES}, got bool",
        f"times[1]: {TYPES}, got None",
        f"part.at: {TYPES}, got date",
        f"queryTimes[0]: {TYPES}, got bytes",
    }


@pytest.mark.parametrize("received", [1e300, "999999999999999", "0000-01-01T00:00:00Z", [], True])
def test_a_time_that_no_calendar_has_does_not_fit_the_model(emit: Emit, received: Any) -> None:
    client, _ = client_of(emit(giving({"at": "Time"}, **SHAPES)), response={"at": received})
    with pytest.raises(restjson.ResponseParseError, match="at: expected a timestamp of the years"):
        client.get()


def test_results_with_times_are_copied_pickled_and_shown(emit: Emit) -> None:
    secret = {"shape": "Time", "sensitive": True}
    package = emit(giving({"at": "Time", "born": secret, "times": "Times"}, **SHAPES))
    client, _ = client_of(package, response={"at": 0, "born": 1, "times": [2]})
    result = client.get()
    back = pickle.loads(pickle.dumps(result))  # noqa: S301 - its own
    for each in (result, result.copy(), copy.deepcopy(result), back):
        assert each["born"] == datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC)
        assert "'born': '***'" in repr(each)
        assert "'at': datetime.datetime(1970, 1, 1, 0, 0, tzinfo=" in repr(each)


def test_times_are_typed_by_where_they_go(emit: Emit) -> None:
    package = emit(everywhere())
    assert package.operations.send.__annotations__["shaped"] == "datetime | float | str | None"
    fields = package.shapes.Output.__annotations__
    assert {name: str(each) for name, each in fields.items()}["times"].count("list[datetime]") == 1


def test_schemas_have_the_form_of_the_body(emitted: Any) -> None:
    file = Path(emitted.__file__).with_name("schemas.json")
    schemas = json.loads(file.read_text(encoding="utf-8"))["$defs"]
    assert schemas["Time"] == {"type": "number"}
    assert schemas["IsoTime"] == {"type": "string", "format": "date-time"}
    output = schemas["Output"]["properties"]
    assert output["shaped"] == {"$ref": "#/$defs/IsoTime"}
    assert output["overridden"] == {"type": "number"}
    assert schemas["MailTimes"]["items"] == {"type": "string"}
