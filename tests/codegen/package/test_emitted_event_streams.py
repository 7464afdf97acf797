"""Event streams of emitted packages, as botocore reads them."""

from __future__ import annotations

import io
import typing
from collections.abc import Callable
from datetime import datetime, timezone
from typing import Any

import pytest
from botocore.eventstream import EventStream as TheirStream
from botocore.eventstream import EventStreamError
from botocore.model import ServiceModel
from botocore.parsers import create_parser

import restjson
from restjson.wire.content import HTML
from tests.codegen.models import Json, operation, service, structure, taking
from tests.frames import Typed, event, frame
from tests.recorder import Recorder

Emit = Callable[..., Any]
Problems = Callable[..., list[str]]

HEADERS = {
    name: {"shape": shape, "eventheader": True}
    for name, shape in {
        "text": "String",
        "flag": "Boolean",
        "count": "Integer",
        "size": "Long",
        "time": "Time",
        "octets": "Blob",
    }.items()
}
SHAPES: Json = {
    "Blob": {"type": "blob"},
    "Time": {"type": "timestamp"},
    "Part": structure({"a": "String", "n": {"shape": "Integer", "locationName": "N"}}),
    "Plain": structure({"bytes": "Blob", "pin": "Secret", "part": "Part"}, event=True),
    "Raw": structure({"data": {"shape": "Blob", "eventpayload": True}, **HEADERS}, event=True),
    "Said": structure({"text": {"shape": "String", "eventpayload": True}}, event=True),
    "Deep": structure({"part": {"shape": "Part", "eventpayload": True}}, event=True),
    "Head": structure(HEADERS, event=True),
    "None": structure(event=True),
    "OddException": structure(
        ["message", "reason"], exception=True, error={"code": "Odd", "httpStatusCode": 400}
    ),
    "BadException": structure(["Message"], exception=True),
    "Stream": structure(
        {
            "plain": "Plain",
            "raw": "Raw",
            "said": "Said",
            "deep": "Deep",
            "head": "Head",
            "none": "None",
            "odd": "OddException",
            "badException": "BadException",
        },
        eventstream=True,
    ),
    "Output": structure(
        {
            "stream": "Stream",
            "kind": {"shape": "String", "location": "header", "locationName": "X-Kind"},
        },
        payload="stream",
    ),
}
MODEL = service([operation("Get", output={"shape": "Output"})], SHAPES)

TIME = Typed(8, 1_576_540_098_000)
EVENTS = {
    "plain": event("plain", b'{"bytes": "AP8=", "part": {"a": "b", "N": 1}, "new": 2}'),
    "plain and empty": event("plain", b"{}"),
    "plain of nothing": event("plain"),
    "raw": event("raw", b"\x00\xff", text="t", flag=True, count=Typed(4, 5), size=2**40, time=TIME),
    "raw of nothing": event("raw", octets=b"\x00"),
    "said": event("said", "ä".encode()),
    "deep": event("deep", b'{"a": "b"}'),
    "head": event("head", b"ignored", flag=False, count=Typed(2, 5)),
    "none": event("none"),
    "unknown": event("new", b"{}"),
    "initial-response": event("initial-response", b"{}"),
    "of no type": frame(b"{}", __message_type="event"),
    "of nothing": frame(),
}
ERRORS = {
    "modelled": frame(
        b'{"message": "It is odd.", "reason": "r"}',
        __message_type="exception",
        __exception_type="odd",
    ),
    "modelled otherwise": frame(
        b'{"Message": "It is bad."}', __message_type="exception", __exception_type="badException"
    ),
    "told": frame(__message_type="error", __error_code="Internal", __error_message="Sorry."),
}


@pytest.fixture
def package(emit: Emit) -> Any:
    return emit(MODEL)


def got(package: Any, *data: bytes, headers: dict[str, str] | None = None) -> Any:
    response = restjson.Response(200, headers or {}, io.BytesIO(b"".join(data)))
    transport = Recorder(response)
    return package.Client(endpoint_url="http://localhost", transport=transport).get()


def theirs(*data: bytes) -> list[Json]:
    class Raw:
        def stream(self) -> list[bytes]:
            return [b"".join(data)]

    shape = ServiceModel(MODEL, "example").shape_for("Stream")
    parser = create_parser("rest-json")._event_stream_parser
    return list(TheirStream(Raw(), shape, parser, "Get"))


@pytest.mark.parametrize("data", EVENTS.values(), ids=EVENTS)
def test_an_event_is_what_botocore_reads(package: Any, data: bytes) -> None:
    events = list(got(package, data, data)["stream"])
    assert events == theirs(data, data)


def test_events_come_in_their_order(package: Any) -> None:
    data = list(EVENTS.values())
    assert list(got(package, *data)["stream"]) == theirs(*data)


def test_times_are_in_utc(package: Any) -> None:
    [read] = got(package, EVENTS["raw"])["stream"]
    assert read["raw"]["time"] == datetime(2019, 12, 16, 23, 48, 18, tzinfo=timezone.utc)
    assert read["raw"]["data"] == b"\x00\xff"


@pytest.mark.parametrize("data", ERRORS.values(), ids=ERRORS)
def test_an_error_is_raised_after_what_came_before(package: Any, data: bytes) -> None:
    stream = got(package, EVENTS["none"], EVENTS["said"], data, EVENTS["said"])["stream"]
    assert [next(stream), next(stream)] == theirs(EVENTS["none"], EVENTS["said"])
    with pytest.raises(restjson.ClientError) as caught:
        next(stream)
    with pytest.raises(EventStreamError) as expected:
        theirs(data)
    assert caught.value.message == expected.value.response["Error"]["Message"]
    assert list(stream) == []


def test_a_modelled_error_is_of_its_class(package: Any) -> None:
    result = got(package, ERRORS["modelled"], headers={"x-amzn-RequestId": "5f4d"})
    with pytest.raises(package.errors.OddException) as caught:
        next(result["stream"])
    error = caught.value
    assert (error.code, error.reason, error.operation_name) == ("Odd", "r", "Get")
    assert dict(error.fields) == {"message": "It is odd.", "reason": "r"}
    assert (error.request_id, error.http_status) == ("5f4d", 200)
    with pytest.raises(package.errors.BadException, match=r"Get: BadException: It is bad\."):
        next(got(package, ERRORS["modelled otherwise"])["stream"])


def test_an_error_that_is_not_modelled_has_its_code(package: Any) -> None:
    with pytest.raises(restjson.ClientError, match=r"Get: Internal: Sorry\.") as caught:
        next(got(package, ERRORS["told"])["stream"])
    assert type(caught.value) is restjson.ClientError
    new = frame(b"not JSON", __message_type="exception", __exception_type="newException")
    with pytest.raises(restjson.ClientError) as caught:
        next(got(package, new)["stream"])
    assert (caught.value.code, caught.value.message) == ("newException", "")


def test_an_event_that_does_not_fit_is_an_error(package: Any) -> None:
    for data, what in (
        (event("plain", b'{"part": {"N": "x"}}'), "part.N: expected int, got str"),
        (event("head", count="x"), "count: expected int, got str"),
        (event("said", b"\xff"), "text: expected text in UTF-8, got bytes"),
    ):
        stream = got(package, data)["stream"]
        with pytest.raises(restjson.ResponseParseError) as caught:
            next(stream)
        assert str(caught.value).endswith(f"does not fit the model: {what}")
        assert list(stream) == []
    with pytest.raises(restjson.ResponseParseError, match="expected a JSON object"):
        next(got(package, event("plain", b"[]"))["stream"])


def test_other_members_come_with_the_head(package: Any) -> None:
    result = got(package, headers={"X-Kind": "k"})
    assert (result["kind"], list(result["stream"])) == ("k", [])


def test_secrets_in_events_are_masked(package: Any) -> None:
    [read] = got(package, event("plain", b'{"pin": "1234"}'))["stream"]
    assert read["plain"]["pin"] == "1234"
    assert repr(read) == "{'plain': {'pin': '***'}}"


def test_a_stream_is_closed_by_its_block_its_end_its_error_or_nobody(package: Any) -> None:
    class Source(io.BytesIO):
        closings = 0

        def close(self) -> None:
            self.closings += 1

    def stream(*data: bytes) -> tuple[Any, Source]:
        source = Source(b"".join(data))
        response = restjson.Response(200, {}, source)
        client = package.Client(endpoint_url="http://localhost", transport=Recorder(response))
        return client.get()["stream"], source

    events, source = stream(EVENTS["said"], EVENTS["said"])
    with events:
        next(events)
    assert (source.closings, list(events), repr(events)) == (1, [], "<EventStream: closed>")
    events, source = stream(EVENTS["said"])
    assert repr(events) == "<EventStream: open>"
    assert (len(list(events)), source.closings) == (1, 1)
    events, source = stream(b"odd")
    with pytest.raises(restjson.ResponseParseError):
        next(events)
    assert source.closings == 1
    events, source = stream(EVENTS["said"])
    del events
    assert source.closings == 1


def first_failure(package: Any, headers: dict[str, str], body: bytes, **params: str) -> str:
    """Return what the first read of a response in the place of an event stream raises."""
    transport = Recorder(restjson.Response(200, headers, body))
    client = package.Client(endpoint_url="http://localhost", transport=transport)
    with pytest.raises(restjson.ResponseParseError) as caught:
        next(client.get(**params)["stream"])
    return str(caught.value)


@pytest.mark.parametrize("body", [b"{}", b'{"stream": [{"said": {"text": "a"}}]}'])
def test_json_in_the_place_of_an_event_stream_is_named(package: Any, body: bytes) -> None:
    found = first_failure(package, {"Content-Type": "application/json; charset=utf-8"}, body)
    assert found == "Get: expected an event stream as the response, got application/json"


def test_a_page_in_the_place_of_an_event_stream_is_named(package: Any) -> None:
    found = first_failure(package, {"Content-Type": "text/html"}, b"<html>Log in</html>")
    assert found == f"Get: expected an event stream as the response, got {HTML}"


def test_an_event_stream_by_another_type_is_read_and_its_faults_are_its_own(package: Any) -> None:
    headers, message = {"Content-Type": "application/json"}, EVENTS["said"]
    transport = Recorder(restjson.Response(200, headers, message))
    client = package.Client(endpoint_url="http://localhost", transport=transport)
    assert list(client.get()["stream"]) == [{"said": {"text": "ä"}}]
    assert first_failure(package, headers, message[:-1]) == (
        "Get: the event stream cannot be read: it ended in the middle of a message"
    )


def test_a_secret_in_a_media_type_is_masked(emit: Emit) -> None:
    send = operation("Get", input={"shape": "Input"}, output={"shape": "Output"})
    package = emit(service([send], {**SHAPES, "Input": structure({"pin": "Secret"})}))
    found = first_failure(
        package, {"Content-Type": "text/EXAMPLE-secret"}, b"{}", pin="EXAMPLE-secret"
    )
    assert found == "Get: expected an event stream as the response, got text/***"


def test_a_transport_may_return_the_bytes_of_a_stream(package: Any) -> None:
    transport = Recorder(restjson.Response(200, {}, EVENTS["said"]))
    client = package.Client(endpoint_url="http://localhost", transport=transport)
    assert list(client.get()["stream"]) == [{"said": {"text": "ä"}}]
    assert transport.requests[0].stream


def test_types_say_what_events_there_are(package: Any) -> None:
    output = typing.get_type_hints(package.shapes.Output)
    assert output["stream"] == restjson.EventStream[package.shapes.Stream]
    events = typing.get_type_hints(package.shapes.Stream)
    assert events.keys() == {"plain", "raw", "said", "deep", "head", "none"}


def test_an_event_stream_that_goes_up_is_refused(problems: Problems) -> None:
    stream = structure({"said": "Said"}, eventstream=True)
    model = taking({"stream": "Stream"}, Stream=stream, Said=structure(["text"], event=True))
    model["shapes"]["Input"]["payload"] = "stream"
    assert problems(model) == [
        "service-2.json: $.shapes.Stream.eventstream: an event stream goes up by HTTP/2 alone, "
        "and this client speaks HTTP/1.1"
    ]


def test_an_event_stream_that_is_no_payload_is_refused(problems: Problems) -> None:
    model = service(
        [operation("Get", output={"shape": "Output"})],
        {**SHAPES, "Output": structure({"stream": "Stream"})},
    )
    assert problems(model) == [
        "service-2.json: $.shapes.Output.members.stream: an event stream that is not the payload: "
        "not supported yet"
    ]
