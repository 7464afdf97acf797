"""Calls that are signed: with what, for whom, and by whose clock. Nobody sleeps."""

from __future__ import annotations

import logging
from types import SimpleNamespace
from typing import Any

import pytest

import restjson
from restjson import Credentials, Endpoint, Request, sign
from restjson.wire.operation import Operation
from tests.runtime.worker import SIGNED, Script, Worker, response, worker

KEYS = Credentials("AKIDEXAMPLE", "the-secret-key", "the-session-token")


def _operation(auth: str) -> Operation:
    names = (name for name in Operation.__slots__ if name != "auth")
    return Operation(auth=[auth], **{name: getattr(SIGNED, name) for name in names})


def _scope(request: Request) -> str:
    """Key id, date, region, service of a signature."""
    return request.headers["Authorization"].partition("Credential=")[2].partition("/aws4")[0]


def _is_signed_by(script: Script, keys: Credentials, now: float) -> bool:
    request = script.requests[-1]
    headers = {name: request.headers[name] for name in ("Host", "Content-Type")}
    again = sign(
        Request(request.method, request.url, headers, request.body),
        keys,
        service="work",
        region="here",
        now=now,
    )
    return again.headers["Authorization"] == request.headers["Authorization"]


def test_a_request_is_signed_as_it_is_sent() -> None:
    client, script, clock = worker(response(), credentials=KEYS)
    client.call("Sign", {"a": 1})
    [request] = script.requests
    assert _is_signed_by(script, KEYS, clock.now)
    assert _scope(request) == "AKIDEXAMPLE/20231114/here/work"
    assert request.headers["X-Amz-Security-Token"] == "the-session-token"


def test_what_is_about_the_sending_is_not_signed() -> None:
    client, script, _ = worker(response(), credentials=KEYS)
    client.call("Sign", {"a": 1})
    [request] = script.requests
    assert {"Accept-Encoding", "amz-sdk-invocation-id"} < request.headers.keys()
    names = "content-type;host;x-amz-date;x-amz-security-token"
    assert f"SignedHeaders={names}, " in request.headers["Authorization"]


def test_each_attempt_is_signed_anew() -> None:
    client, script, clock = worker(
        response(500), response(500), response(), takes=60, credentials=KEYS
    )
    client.call("Sign")
    assert script.header("X-Amz-Date") == [
        "20231114T221320Z",
        "20231114T221420Z",
        "20231114T221520Z",
    ]
    assert _is_signed_by(script, KEYS, clock.now - 60)
    assert len(set(script.header("Authorization"))) == 3


def test_credentials_are_asked_for_before_each_attempt() -> None:
    def freeze() -> Credentials:
        return Credentials(f"KEY{len(script.requests)}", "secret-key")

    rotating = SimpleNamespace(
        access_key="", secret_key="", token=None, get_frozen_credentials=freeze
    )
    client, script, _ = worker(response(500), response(500), response(), credentials=rotating)
    client.call("Sign")
    assert [_scope(request)[:4] for request in script.requests] == ["KEY0", "KEY1", "KEY2"]


def test_without_credentials_nothing_is_sent() -> None:
    client, script, _ = worker(response())
    with pytest.raises(restjson.ConfigError, match="AWS_ACCESS_KEY_ID"):
        client.call("Sign")
    assert script.requests == []


class Refusing:
    """A source of credentials that asks a service, which says no."""

    def __init__(self, failure: restjson.Error) -> None:
        self.asked = 0
        self._failure = failure

    def __call__(self) -> Credentials:
        self.asked += 1
        raise self._failure


@pytest.mark.parametrize(
    "failure",
    [
        restjson.ConnectError("https://sts.example: could not connect"),
        restjson.ClientError(
            {"Error": {"Code": "Throttling"}, "ResponseMetadata": {"HTTPStatusCode": 400}}, "Assume"
        ),
    ],
    ids=["transient", "throttling"],
)
def test_what_another_service_says_to_who_fetches_credentials_is_not_tried_again_here(
    failure: restjson.Error,
) -> None:
    source = Refusing(failure)
    client, script, clock = worker(response(), credentials=source)
    tokens = client._engine.quota._tokens
    with pytest.raises(type(failure)) as caught:
        client.call("Sign")
    assert caught.value is failure
    assert "MaxAttemptsReached" not in getattr(failure, "response", {}).get("ResponseMetadata", {})
    assert (source.asked, script.requests, clock.slept) == (1, [], [])
    assert client._engine.quota._tokens == tokens


def test_what_says_no_while_credentials_are_fetched_again_does_not_set_the_clock() -> None:
    expired = restjson.ClientError({"Error": {"Code": "RequestExpired"}}, "Assume")
    turns = iter([KEYS])

    def freeze() -> Credentials:
        try:
            return next(turns)
        except StopIteration:
            raise expired from None

    rotating = SimpleNamespace(get_frozen_credentials=freeze)
    late = response(500, headers={"Date": "Tue, 14 Nov 2023 23:13:20 GMT"})
    client, script, _ = worker(late, response(), credentials=rotating)
    with pytest.raises(restjson.ClientError) as caught:
        client.call("Sign")
    assert caught.value is expired
    assert (len(script.requests), client._engine.clock_offset) == (1, 0)


def test_parameters_are_looked_at_before_credentials() -> None:
    client, _, _ = worker()
    operation = _operation("sigv4")
    operation.validate = lambda value: ["a: wrong"]
    with pytest.raises(restjson.ParamValidationError):
        client._invoke(operation, {})


def test_an_operation_that_is_not_signed_asks_for_no_credentials() -> None:
    def refuse() -> Credentials:
        raise AssertionError

    client, script, _ = worker(response(), credentials=refuse)
    client.call("Work")
    assert not {"Authorization", "X-Amz-Date"} & script.requests[0].headers.keys()


def test_the_body_may_stay_unsigned() -> None:
    client, script, _ = worker(response(), credentials=KEYS)
    client._invoke(_operation("sigv4-unsigned-payload"), {"a": 1})
    assert script.header("X-Amz-Content-SHA256") == ["UNSIGNED-PAYLOAD"]


def test_the_time_for_the_credentials_is_the_calls() -> None:
    def fetch() -> Credentials:
        clock.now += 4
        return KEYS

    client, script, clock = worker(response(), credentials=fetch, deadline=10)
    client.call("Sign")
    assert script.requests[0].timeout == 6


def test_credentials_that_come_too_late_are_not_used() -> None:
    def fetch() -> Credentials:
        clock.now += 11
        return KEYS

    client, script, clock = worker(response(), credentials=fetch, deadline=10)
    with pytest.raises(restjson.DeadlineError):
        client.call("Sign")
    assert script.requests == []


def test_what_was_not_sent_is_no_attempt_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    client, _, _ = worker()
    with pytest.raises(restjson.ConfigError):
        client.call("Sign")
    assert caplog.records == []


# For whom


@pytest.mark.parametrize(
    ("scheme", "expected"),
    [
        ({}, "here/work"),
        ({"signingName": "other"}, "here/other"),
        ({"signingRegion": "there"}, "there/work"),
        ({"signingName": "other", "signingRegion": "there"}, "there/other"),
    ],
)
def test_the_endpoint_may_name_service_and_region(scheme: dict[str, Any], expected: str) -> None:
    client, script, _ = worker(response(), credentials=KEYS)
    schemes = [{"name": "sigv4a"}, {"name": "sigv4", **scheme}]
    client._engine._endpoint = Endpoint("https://example.com", {"authSchemes": schemes})
    client.call("Sign")
    assert _scope(script.requests[0]) == f"AKIDEXAMPLE/20231114/{expected}"


def test_an_endpoint_that_takes_other_signatures_is_refused() -> None:
    client, script, _ = worker(response(), credentials=KEYS)
    schemes = [{"name": "sigv4a", "signingRegionSet": ["*"]}]
    client._engine._endpoint = Endpoint("https://example.com", {"authSchemes": schemes})
    with pytest.raises(restjson.ConfigError) as caught:
        client.call("Sign")
    assert str(caught.value) == (
        "Sign: the endpoint takes requests that are signed by sigv4a, and this client signs by "
        "sigv4 alone"
    )
    assert script.requests == []


def test_without_a_region_nothing_is_sent() -> None:
    client = Worker(credentials=KEYS)
    with pytest.raises(restjson.ConfigError) as caught:
        client.call("Sign")
    assert str(caught.value) == (
        "Sign: a signature names a region, and endpoint_url gives none: set region_name, "
        "AWS_REGION, AWS_DEFAULT_REGION or region in the profile"
    )


def test_an_endpoint_that_names_the_region_needs_no_other() -> None:
    client, script, _ = worker(response(), credentials=KEYS)
    alone = Worker(credentials=KEYS, transport=script, clock=client._engine.clock)
    schemes = [{"name": "sigv4", "signingRegion": "there"}]
    alone._engine._endpoint = Endpoint("https://example.com", {"authSchemes": schemes})
    alone.call("Sign")
    assert _scope(script.requests[0]) == "AKIDEXAMPLE/20231114/there/work"
