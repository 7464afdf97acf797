"""A call's steps, with a service of one's own making."""

import logging
from typing import Any, ClassVar

import pytest

import restjson
from restjson import Client, ClientError, Endpoint, Request, Response, ResponseParseError, Result
from restjson.call import steps
from restjson.wire.records import Operation, Service, invoke
from tests.recorder import Recorder


class Stopped(ClientError):
    """A modelled error of the service below."""


def _read(value: dict[str, Any], path: str, problems: list[str]) -> Result:
    if not isinstance(value.get("number", 0), int):
        problems.append("number: expected int, got another")
    return Result(value)


def _operation(**changes: Any) -> Operation:
    whole: dict[str, Any] = {
        "name": "Work",
        "method": "PUT",
        "target": "/work?now",
        "auth": "none",
        "validate": lambda value: [],
        "serialize": dict,
        "query": None,
        "headers": None,
        "parse": _read,
        "secrets": ["key"],
        "single_use": [],
        "idempotency_tokens": [],
    }
    return Operation(**(whole | changes))


WORK = _operation()
# Takes nothing, sends nothing, returns nothing.
PING = _operation(
    name="Ping", method="GET", target="/ping", validate=None, serialize=None, parse=None, secrets=[]
)


def _resolve(*, Region: str | None, Endpoint: str | None) -> restjson.Endpoint:
    return restjson.Endpoint(f"https://{Region}.example.com")


class Worker(Client):
    _service: ClassVar[Service] = Service(
        package="worker",
        id="Worker",
        signing_name="work",
        resolve=_resolve,
        built_ins={"Region": "AWS::Region", "Endpoint": "SDK::Endpoint"},
        operations={"Work": WORK, "Ping": PING},
        paginators={},
        errors={"stopped": Stopped},
        oauth_errors={},
    )


def _worker(
    status: int = 200, body: bytes = b"{}", headers: dict[str, str] | None = None
) -> tuple[Worker, Recorder]:
    transport = Recorder(Response(status, headers or {}, body))
    return Worker("here", transport=transport, max_attempts=1), transport


def test_a_call_sends_what_the_record_says() -> None:
    client, transport = _worker(body=b'{"number":7}')
    result = invoke(client, WORK, {"text": "a", "list": []})
    [request] = transport.requests
    assert (request.method, request.url) == ("PUT", "https://here.example.com/work?now")
    assert request.body == b'{"text":"a","list":[]}'
    numbering = ("amz-sdk-invocation-id", "amz-sdk-request")
    assert {name: request.headers.pop(name) for name in numbering}.keys() == set(numbering)
    assert request.headers == {
        "Host": "here.example.com",
        "User-Agent": client._user_agent,
        "Accept-Encoding": "identity",
        "Content-Type": "application/json",
    }
    assert request.timeout is None
    assert result["number"] == 7


def test_an_operation_without_input_and_output_sends_and_returns_nothing() -> None:
    client, transport = _worker(204, b"whatever", {"x-amzn-RequestId": "5f4d"})
    result = client.call("Ping")
    [request] = transport.requests
    assert (request.method, request.url, request.body) == (
        "GET",
        "https://here.example.com/ping",
        b"",
    )
    assert "Content-Type" not in request.headers
    assert result == {
        "ResponseMetadata": {
            "RequestId": "5f4d",
            "HTTPStatusCode": 204,
            "HTTPHeaders": {"x-amzn-requestid": "5f4d"},
            "RetryAttempts": 0,
        }
    }


def test_an_operation_without_input_refuses_one() -> None:
    client, transport = _worker()
    with pytest.raises(restjson.ParamValidationError, match="Ping: a: unknown member"):
        client.call("Ping", {"a": 1})
    assert transport.requests == []


def test_an_operation_without_output_can_fail() -> None:
    client, _ = _worker(400, b'{"code":"stopped"}')
    with pytest.raises(Stopped):
        client.call("Ping")


def test_an_error_may_have_a_code_that_is_not_its_name() -> None:
    client, _ = _worker(418, b'{"message":"no"}', {"X-AMZN-ERRORTYPE": "ns#stopped:http://x#y"})
    with pytest.raises(Stopped) as caught:
        client.call("Work")
    assert (caught.value.code, caught.value.message) == ("stopped", "no")
    assert caught.value.fields == {}


def test_validation_comes_first_and_lists_every_problem() -> None:
    operation = _operation(validate=lambda value: ["a: wrong", "b: wrong"], auth="sigv4")
    client, transport = _worker()
    with pytest.raises(restjson.ParamValidationError) as caught:
        invoke(client, operation, {})
    assert caught.value.problems == ("a: wrong", "b: wrong")
    assert transport.requests == []


def test_an_answer_that_does_not_fit_names_what_does_not() -> None:
    client, _ = _worker(body=b'{"number":"secret"}')
    with pytest.raises(ResponseParseError) as caught:
        client.call("Work")
    assert str(caught.value) == (
        "Work: the answer does not fit the model: number: expected int, got another"
    )


def test_a_key_that_is_a_secret_is_not_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(value: dict[str, Any], path: str, problems: list[str]) -> Result:
        problems.extend(f"rates.{key}: expected float, got str" for key in value)
        return Result()

    monkeypatch.setattr(WORK, "parse", read)
    client, _ = _worker(body=b'{"kept-by-the-caller":"a"}')
    with pytest.raises(ResponseParseError) as caught:
        client.call("Work", {"key": "kept-by-the-caller"})
    assert str(caught.value).endswith("model: rates.***: expected float, got str")


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (b"<html>", "no JSON"),
        (b"\xff", "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b"[]", "list"),
        (b"null", "NoneType"),
    ],
)
def test_an_answer_that_is_no_object_is_none(body: bytes, found: str) -> None:
    client, _ = _worker(body=body)
    with pytest.raises(ResponseParseError) as caught:
        client.call("Work")
    assert str(caught.value) == f"Work: expected a JSON object as the answer, got {found}"
    assert caught.value.__cause__ is caught.value.__context__ is None


def test_a_flood_of_problems_is_cut() -> None:
    def read(value: dict[str, Any], path: str, problems: list[str]) -> Result:
        problems.extend(f"list[{index}]: wrong" for index in range(100_000))
        return Result()

    client, _ = _worker()
    with pytest.raises(ResponseParseError) as caught:
        invoke(client, _operation(parse=read), {})
    assert len(str(caught.value)) < 3000


def test_numbers_that_json_does_not_have_are_refused() -> None:
    client, transport = _worker()
    with pytest.raises(restjson.ParamValidationError, match="or is none"):
        invoke(client, WORK, {"number": float("nan")})
    assert transport.requests == []


class _Failing:
    def send(self, request: Request) -> Response:
        raise restjson.ReadTimeoutError("no answer")


def test_each_attempt_is_one_line_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    client, _ = _worker(headers={"X-Amzn-RequestId": "5f4d-1"})
    client.call("Work")
    [record] = caplog.records
    assert (record.name, record.levelname) == ("restjson", "DEBUG")
    assert record.getMessage().startswith("Work here.example.com: 200, request id '5f4d-1', ")
    assert record.getMessage().endswith(" ms")


def test_an_attempt_without_an_answer_is_a_line_too(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(restjson.ReadTimeoutError):
        Worker("here", transport=_Failing(), max_attempts=1).call("Work")
    [record] = caplog.records
    assert record.getMessage().startswith(
        "Work here.example.com: ReadTimeoutError, request id '-', "
    )


def test_a_line_of_the_log_stays_one(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    client, _ = _worker(headers={"x-amz-request-id": "a\nb\x1b"})
    client.call("Work")
    assert r"request id 'a\nb\x1b'" in caplog.records[0].getMessage()


def test_nothing_is_logged_above_debug(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    client, _ = _worker(500, b"")
    with pytest.raises(ClientError):
        client.call("Work")
    assert caplog.records == []


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://Example.COM/base", "example.com"),
        ("https://example.com:443", "example.com"),
        ("https://example.com:80", "example.com:80"),
        ("HTTP://example.com:80/base/", "example.com"),
        ("http://example.com:443", "example.com:443"),
        ("http://[::1]:8080", "[::1]:8080"),
    ],
)
def test_the_host_is_named_without_the_port_that_the_scheme_implies(url: str, host: str) -> None:
    client, _ = _worker()
    client._endpoint = Endpoint(url)
    request = steps.address(client, WORK, [], {}, b"")
    assert request.headers["Host"] == host
    assert request.url == url.rstrip("/") + "/work?now"


def test_the_rules_may_add_headers() -> None:
    client, transport = _worker()
    client._endpoint = Endpoint("https://example.com", headers={"X-Zone": ["a", "b"]})
    client.call("Work")
    assert transport.requests[0].headers["X-Zone"] == "a, b"


def test_the_steps_can_be_taken_by_hand() -> None:
    client, transport = _worker()
    steps.validate(WORK, {})
    request = steps.address(client, WORK, [], {}, steps.serialize(WORK, {"a": "ä"}))
    assert request.body == b'{"a":"\\u00e4"}'
    assert transport.requests == []


def test_records_show_their_names() -> None:
    assert repr(WORK) == "<Operation: Work>"
    assert repr(Endpoint("https://example.com")) == "<Endpoint: https://example.com>"
