"""What operations put before the host of the endpoint, as botocore puts it there."""

from __future__ import annotations

import enum
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import restjson
from tests.codegen.calls import client_of, refused
from tests.codegen.models import Json, operation, service, structure, taking
from tests.codegen.peer import sent_by_botocore
from tests.effort import examples
from tests.recorder import Recorder

Emit = Callable[..., Any]
Problems = Callable[..., list[str]]


def model_of(prefix: str, members: Json | list[str], **traits: Any) -> Json:
    send = operation("Send", endpoint={"hostPrefix": prefix}, input={"shape": "Input"}, **traits)
    return service([send], {"Input": structure(members)})


LABELLED = model_of(
    "{account}-{zone}.",
    {
        "account": {"shape": "String", "hostLabel": True},
        "zone": {
            "shape": "String",
            "hostLabel": True,
            "location": "header",
            "locationName": "x-zone",
        },
    },
)


def test_a_prefix_stands_before_the_host(emit: Emit) -> None:
    model = model_of("data.", ["text"])
    client, recorder = client_of(emit(model))
    client.send(text="a")
    [request] = recorder.requests
    _, url, _, body = sent_by_botocore(model, "Send", {"text": "a"})
    assert request.url == url == "http://data.localhost/base"
    assert request.headers["Host"] == "data.localhost"
    assert json.loads(request.body) == json.loads(body)


def test_an_operation_without_input_has_a_prefix_too(emit: Emit) -> None:
    ping = operation("Ping", endpoint={"hostPrefix": "data-"})
    client, recorder = client_of(emit(service([ping, operation("Pong")], {})))
    client.ping()
    client.pong()
    assert [each.headers["Host"] for each in recorder.requests] == ["data-localhost", "localhost"]


@settings(max_examples=examples(100), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    account=st.from_regex(r"[A-Za-z0-9.-]+", fullmatch=True),
    zone=st.from_regex(r"[A-Za-z0-9.-]+", fullmatch=True),
)
def test_host_labels_are_those_of_botocore_and_stay_where_they_are(
    labelled: Any, account: str, zone: str
) -> None:
    client, recorder = client_of(labelled)
    client.send(account=account, zone=zone)
    [request] = recorder.requests
    _, url, headers, body = sent_by_botocore(LABELLED, "Send", {"account": account, "zone": zone})
    assert request.url == url
    assert request.headers["x-zone"] == headers["x-zone"] == zone
    assert json.loads(request.body) == json.loads(body) == {"account": account}


@pytest.fixture
def labelled(emit: Emit) -> Any:
    return emit(LABELLED)


@pytest.mark.parametrize("text", ["", "a/b", "a@b", "a:1", "a_b", "a\n", "\u00e9", "a b", "#", "?"])
def test_a_host_label_that_is_no_part_of_a_name_is_refused(labelled: Any, text: str) -> None:
    assert refused(labelled, account=text, zone="a") == (
        "account: expected letters, digits, hyphens and dots, as part of the host's name",
    )


def test_a_host_label_is_required_and_checked_where_it_goes_besides(labelled: Any) -> None:
    assert refused(labelled, zone="\r") == (
        "account: required",
        "zone: expected letters, digits, hyphens and dots, as part of the host's name",
    )


def test_members_of_enums_are_host_labels_by_their_values(labelled: Any) -> None:
    class Word(str, enum.Enum):
        NEXT = "next"

    client, recorder = client_of(labelled)
    client.send(account=Word.NEXT, zone="a")
    assert recorder.requests[0].headers["Host"] == "next-a.localhost"


@pytest.mark.parametrize("url", ["http://127.0.0.1:5000", "http://[::1]:5000/base", "http://127.1"])
def test_before_an_address_there_is_no_prefix(emit: Emit, url: str) -> None:
    package = emit(model_of("data.", ["text"]))
    recorder = Recorder(restjson.Response(200, {}, b""))
    client = package.Client(endpoint_url=url, transport=recorder)
    with pytest.raises(restjson.EndpointResolutionError, match="inject_host_prefix=False"):
        client.send(text="a")
    assert recorder.requests == []
    client = package.Client(endpoint_url=url, transport=recorder, inject_host_prefix=False)
    client.send(text="a")
    assert recorder.requests[0].url.rstrip("/") == url


def test_the_environment_turns_prefixes_off(labelled: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_DISABLE_HOST_PREFIX_INJECTION", "true")
    client, recorder = client_of(labelled)
    client.send(account="a", zone="b")
    assert recorder.requests[0].headers["Host"] == "localhost"
    assert json.loads(recorder.requests[0].body) == {"account": "a"}


def test_a_signature_stands_on_the_whole_name_of_the_host(emit: Emit) -> None:
    model = model_of("data.", ["text"])
    del model["operations"]["Send"]["authtype"]
    package = emit(model)
    recorder = Recorder(restjson.Response(200, {}, b""))
    keys = restjson.Credentials("AKID", "secret")
    client = package.Client("us-east-1", credentials=keys, transport=recorder)
    client.send(text="a")
    [request] = recorder.requests
    assert request.headers["Host"] == "data.example.us-east-1.amazonaws.com"
    assert "host;" in request.headers["Authorization"]


@pytest.mark.parametrize(
    ("prefix", "members", "what"),
    [
        ("data./", {}, "expected letters, digits, hyphens and dots, and labels in braces"),
        (
            "evil.example.com/{a}",
            {"a": {"shape": "String", "hostLabel": True}},
            "expected letters, digits, hyphens and dots, and labels in braces",
        ),
        ("{", {}, "expected letters, digits, hyphens and dots, and labels in braces"),
        ("{a}.", {}, "no member of the input is the host label 'a'"),
        ("{a}.", {"a": "String"}, "no member of the input is the host label 'a'"),
        ("{a}.", {"a": {"shape": "Long", "hostLabel": True}}, "the host label 'a' is not a string"),
    ],
)
def test_a_prefix_that_cannot_stand_there_is_refused(
    problems: Problems, prefix: str, members: Json, what: str
) -> None:
    assert problems(model_of(prefix, members)) == [
        f"service-2.json: $.operations.Send.endpoint.hostPrefix: {what}"
    ]


def test_only_services_with_prefixes_have_the_argument_in_their_documentation(emit: Emit) -> None:
    assert "inject_host_prefix" in (emit(model_of("data.", [])).Client.__doc__ or "")
    assert "inject_host_prefix" not in (emit(taking([])).Client.__doc__ or "")
