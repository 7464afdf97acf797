"""A call's steps, with a service of one's own making."""

import logging
from typing import Any, ClassVar

import pytest

import restjson
from restjson import Client, ClientError, Endpoint, Request, Response, ResponseParseError, Result
from restjson.call import steps
from restjson.wire.content import COMPRESSED, HTML
from restjson.wire.incoming import Incoming
from restjson.wire.operation import Operation
from restjson.wire.service import Service
from tests.recorder import Recorder


class Stopped(ClientError):
    """A modelled error of the service below."""


def _parse(incoming: Incoming, problems: list[str]) -> Result:
    value = incoming.members()
    if not isinstance(value.get("number", 0), int):
        problems.append("number: expected int, got another")
    return Result(value)


def _operation(**changes: Any) -> Operation:
    whole: dict[str, Any] = {
        "name": "Work",
        "method": "PUT",
        "target": "/work?now",
        "function": "work",
        "auth": ["none"],
        "validate": lambda value: [],
        "serialize": dict,
        "query": None,
        "headers": None,
        "parse": _parse,
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
    result = client._invoke(WORK, {"text": "a", "list": []})
    [request] = transport.requests
    assert (request.method, request.url) == ("PUT", "https://here.example.com/work?now")
    assert request.body == b'{"text":"a","list":[]}'
    numbering = ("amz-sdk-invocation-id", "amz-sdk-request")
    assert {name: request.headers.pop(name) for name in numbering}.keys() == set(numbering)
    assert request.headers == {
        "Host": "here.example.com",
        "User-Agent": client._engine.user_agent,
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
    operation = _operation(validate=lambda value: ["a: wrong", "b: wrong"], auth=["sigv4"])
    client, transport = _worker()
    with pytest.raises(restjson.ParamValidationError) as caught:
        client._invoke(operation, {})
    assert caught.value.problems == ("a: wrong", "b: wrong")
    assert transport.requests == []


def test_a_response_that_does_not_fit_names_what_does_not() -> None:
    client, _ = _worker(body=b'{"number":"secret"}')
    with pytest.raises(ResponseParseError) as caught:
        client.call("Work")
    assert str(caught.value) == (
        "Work: the response does not fit the model: number: expected int, got another"
    )


def test_a_key_that_is_a_secret_is_not_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def parse(incoming: Incoming, problems: list[str]) -> Result:
        problems.extend(f"rates.{key}: expected float, got str" for key in incoming.members())
        return Result()

    monkeypatch.setattr(WORK, "parse", parse)
    client, _ = _worker(body=b'{"kept-by-the-caller":"a"}')
    with pytest.raises(ResponseParseError) as caught:
        client.call("Work", {"key": "kept-by-the-caller"})
    assert str(caught.value).endswith("model: rates.***: expected float, got str")


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (b"text", "no JSON"),
        (b"<html>", HTML),
        (b"\x1f\x8b\x08", COMPRESSED),
        (b"\xff", "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b"[]", "list"),
        (b"null", "NoneType"),
    ],
)
def test_a_response_that_is_no_object_is_none(body: bytes, found: str) -> None:
    client, _ = _worker(body=body)
    with pytest.raises(ResponseParseError) as caught:
        client.call("Work")
    assert str(caught.value) == f"Work: expected a JSON object as the response, got {found}"
    assert caught.value.__cause__ is caught.value.__context__ is None


def test_an_empty_success_is_a_result_without_members() -> None:
    client, _ = _worker(body=b"", headers={"x-amzn-RequestId": "5f4d"})
    result = client.call("Work")
    assert result.keys() == {"ResponseMetadata"}
    assert result["ResponseMetadata"]["RequestId"] == "5f4d"


def _refusal(status: int, body: bytes, **headers: str) -> ClientError:
    client, _ = _worker(status, body, {name.replace("_", "-"): headers[name] for name in headers})
    with pytest.raises(ClientError) as caught:
        client.call("Work", {"key": "kept-by-the-caller"})
    return caught.value


def test_an_oauth_error_that_the_model_lacks_is_the_code() -> None:
    body = b'{"error": "temporarily_unavailable", "error_description": "Later."}'
    error = _refusal(400, body)
    assert (error.code, error.message) == ("temporarily_unavailable", "Later.")
    assert str(error) == "Work: temporarily_unavailable: Later. (HTTP 400)"
    assert type(error) is ClientError


def test_a_name_that_aws_gives_comes_before_the_oauth_error() -> None:
    assert _refusal(400, b'{"error": "invalid_x", "__type": "Stop"}').code == "Stop"


@pytest.mark.parametrize(
    "error", ['"Not Found"', '""', "404", "null", '{"a": 1}', f'"{"a" * 101}"']
)
def test_what_is_no_code_leaves_the_status_as_the_code(error: str) -> None:
    assert _refusal(404, f'{{"error": {error}}}'.encode()).code == "404"


def test_an_oauth_error_that_is_a_secret_stays_the_code_and_is_not_shown() -> None:
    error = _refusal(400, b'{"error": "kept-by-the-caller"}')
    assert error.code == "kept-by-the-caller"
    assert "kept-by" not in f"{error} {error!r} {error.response}"


def test_a_redirect_says_where_to_and_that_it_is_not_followed() -> None:
    page = b"<html>kept-by-the-caller</html>"
    error = _refusal(302, page, Location="https://login.example.com/kept-by-the-caller")
    assert error.message == "a redirect to login.example.com, which is not followed"
    assert str(error) == f"Work: 302: {error.message} (HTTP 302)"


def test_what_the_service_says_of_a_redirect_is_said_too() -> None:
    error = _refusal(307, b'{"message": "Moved."}', Location="https://example.com/")
    assert error.message == "a redirect to example.com, which is not followed: Moved."


def test_an_error_that_is_a_page_is_named_as_one() -> None:
    error = _refusal(403, b"<!DOCTYPE html><h1>Blocked</h1>", Content_Type="text/html")
    assert error.message == f"{HTML}: <!DOCTYPE html><h1>Blocked</h1>"


def test_an_error_that_is_compressed_is_named_so_and_not_shown() -> None:
    assert _refusal(400, b"\xff\xfe", Content_Encoding="br").message == COMPRESSED


def test_a_flood_of_problems_is_cut() -> None:
    def parse(incoming: Incoming, problems: list[str]) -> Result:
        problems.extend(f"list[{index}]: wrong" for index in range(100_000))
        return Result()

    client, _ = _worker()
    with pytest.raises(ResponseParseError) as caught:
        client._invoke(_operation(parse=parse), {})
    assert len(str(caught.value)) < 3000


def test_numbers_that_json_does_not_have_are_refused() -> None:
    client, transport = _worker()
    with pytest.raises(restjson.ParamValidationError, match="is not finite"):
        client._invoke(WORK, {"number": float("nan")})
    assert transport.requests == []


class _Failing:
    def send(self, request: Request) -> Response:
        raise restjson.ReadTimeoutError("no response")


def test_each_attempt_is_one_line_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    client, _ = _worker(headers={"X-Amzn-RequestId": "5f4d-1"})
    client.call("Work")
    [record] = caplog.records
    assert (record.name, record.levelname) == ("restjson", "DEBUG")
    assert record.getMessage().startswith("Work here.example.com: 200, request id '5f4d-1', ")
    assert record.getMessage().endswith(" ms")


def test_an_attempt_without_a_response_is_a_line_too(caplog: pytest.LogCaptureFixture) -> None:
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
    request = steps.address(WORK, Endpoint(url), "tests", "/work?now", {}, b"", "")
    assert request.headers["Host"] == host
    assert request.url == url.rstrip("/") + "/work?now"


@pytest.mark.parametrize(
    ("base", "target", "url"),
    [
        ("https://example.com", "/", "https://example.com/"),
        ("https://example.com/", "/?a=b", "https://example.com/?a=b"),
        ("https://example.com/base", "/", "https://example.com/base"),
        ("https://example.com/base/", "/?a=b", "https://example.com/base?a=b"),
        ("https://example.com/base", "/work?a=/", "https://example.com/base/work?a=/"),
        ("https://example.com/base", "/?/", "https://example.com/base?/"),
    ],
)
def test_the_base_path_of_an_endpoint_is_the_root_of_its_paths_as_botocore_has_it(
    base: str, target: str, url: str
) -> None:
    request = steps.address(WORK, Endpoint(base), "tests", target, {}, b"", "")
    assert request.url == url


def test_the_rules_may_add_headers() -> None:
    client, transport = _worker()
    client._engine._endpoint = Endpoint("https://example.com", headers={"X-Zone": ["a", "b"]})
    client.call("Work")
    assert transport.requests[0].headers["X-Zone"] == "a, b"


def test_the_steps_can_be_taken_by_hand() -> None:
    steps.validate(WORK, {})
    sent = steps.serialize(WORK, {"a": "ä"})
    target, headers = steps.bind(WORK, {"a": "ä"})
    request = steps.address(WORK, Endpoint("https://example.com"), "tests", target, headers, *sent)
    assert request.url == "https://example.com/work?now"
    assert request.body == b'{"a":"\\u00e4"}'
    assert request.headers["Content-Type"] == "application/json"


def test_records_show_their_names() -> None:
    assert repr(WORK) == "<Operation: Work>"
    assert repr(Endpoint("https://example.com")) == "<Endpoint: https://example.com>"
