"""Whatever a server sends back: nothing shows the secrets of the call, and they decide nothing."""

import copy
import logging
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import restjson
import ssooidc
from restjson import Response
from tests.clock import FakeClock
from tests.effort import examples
from tests.recorder import Recorder
from tests.runtime.echoes import echoes, shows, views

# What looks escaped itself may be shorter than a piece once unescaped; and a colon that is missing
# behind a piece of a code stands there in the message.
PRINTABLE = st.characters(min_codepoint=33, max_codepoint=126, exclude_characters="%&\\:")
TOKENS = st.characters(categories=["L", "Nd"], max_codepoint=126, include_characters="-_.")
SECRETS = (
    (st.text(PRINTABLE, min_size=20, max_size=80) | st.text(TOKENS, min_size=20, max_size=80))
    # Hypothesis also draws words of our code, which messages show: no secret is made of those.
    .map(lambda text: text[::-1])
)


@contextmanager
def _logged() -> Iterator[list[str]]:
    """Collect what any logger writes."""
    lines: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(logging.Formatter().format(record))  # type: ignore[method-assign]
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield lines
    finally:
        root.removeHandler(handler)
        root.setLevel(level)


def _outcome(client: ssooidc.Client, secret: str, operation: str = "CreateToken") -> Any:
    params = {"clientId": "id", "grantType": "refresh_token", "refreshToken": secret}
    if operation == "CreateToken":
        params["clientSecret"] = "unrelated"
    try:
        return client.call(operation, params)
    except restjson.Error as error:
        return error


def _views(outcome: Any) -> list[str]:
    if isinstance(outcome, restjson.Error):
        return views(outcome)
    known = outcome["ResponseMetadata"]
    headers = known["HTTPHeaders"]
    shown = [outcome, outcome.copy(), {} | outcome, known, known.copy(), headers, headers.copy()]
    shown += [copy.deepcopy(each) for each in (outcome, known, headers)]
    shown += [pickle.loads(pickle.dumps(each)) for each in (outcome, known, headers)]  # noqa: S301
    return [repr(each) for each in shown]


@settings(max_examples=examples(500))
@given(echoes(SECRETS))
def test_nothing_shows_a_piece_of_a_secret_that_came_back(echo: tuple[str, Response]) -> None:
    secret, response = echo
    client = ssooidc.Client("us-east-1", transport=Recorder(response), max_attempts=1)
    with _logged() as lines:
        outcome = _outcome(client, secret)
    assert lines
    assert [view for view in [*_views(outcome), *lines] if shows(view, secret)] == []


KEYS = restjson.Credentials("AKIDEXAMPLE", "a-secret-key")

# What decides something: for retries, for the clock, for the class, for the caller.
CODES = [
    "Throttling",
    "RequestTimeout",
    "RequestExpired",
    "InvalidSignatureException",
    "InvalidGrantException",
    "SomeNewException",
    "slow_down",
    "invalid_grant",
    "KMS_AccessDeniedException",
    "x-amz-retry-after",
    "x-amzn-requestid",
]


def _decided(secret: str, response: Response) -> dict[str, Any]:
    """Run a call that sends a secret, and tell all that the response decided."""
    transport, clock = Recorder(response), FakeClock()
    client = ssooidc.Client("us-east-1", transport=transport, clock=clock, credentials=KEYS)
    error = _outcome(client, secret, "CreateTokenWithIAM")
    assert isinstance(error, restjson.ClientError)
    known = error.response["ResponseMetadata"]
    return {
        "class": type(error),
        "code": (error.code, error.response["Error"]["Code"]),
        "fields": {
            name: error.fields[name] for name in ("error", "reason") if name in error.fields
        },
        "attributes": [getattr(error, name, None) for name in ("error", "reason")],
        "attempts": (len(transport.requests), known["RetryAttempts"], clock.slept),
        "clock": client._engine.clock_offset,
        "status": error.http_status,
    }


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("status", [400, 429, 500])
@pytest.mark.parametrize(
    "body",
    [
        '{"__type": "%s"}',
        '{"error": "%s", "error_description": "no"}',
        '{"error": "access_denied", "reason": "%s"}',
    ],
)
def test_a_secret_that_equals_a_code_decides_nothing(body: str, status: int, code: str) -> None:
    headers = {
        "Date": "Tue, 14 Nov 2023 23:13:20 GMT",
        "x-amz-retry-after": "1500",
        "x-amzn-requestid": "1",
    }
    response = Response(status, headers, (body % code).encode())
    assert _decided(code, response) == _decided("unrelated", response)


@pytest.mark.parametrize("code", ["Throttling", "RequestExpired", "InvalidGrantException"])
def test_a_code_that_is_known_is_shown_whatever_the_secret(code: str) -> None:
    transport = Recorder(Response(400, {}, b'{"__type": "%s"}' % code.encode()))
    client = ssooidc.Client("us-east-1", transport=transport, max_attempts=1)
    assert str(_outcome(client, code)) == f"CreateToken: {code}: no message (HTTP 400)"


def test_a_code_that_is_a_secret_stays_and_is_not_shown() -> None:
    secret = "kept-by-the-caller-and-nobody-else"
    transport = Recorder(Response(400, {}, b'{"__type": "%s"}' % secret.encode()))
    client = ssooidc.Client("us-east-1", transport=transport, max_attempts=1)
    error = _outcome(client, secret)
    assert error.code == error.response["Error"]["Code"] == secret
    for shown in (error, pickle.loads(pickle.dumps(error))):  # noqa: S301
        assert str(shown) == "CreateToken: ***: no message (HTTP 400)"
        assert "'Code': '***'" in repr(shown.response)


def test_what_is_read_from_a_result_is_as_it_came() -> None:
    secret = "kept-by-the-caller-and-nobody-else"
    transport = Recorder(
        Response(200, {"X-Echo": secret}, b'{"tokenType": "%s"}' % secret.encode())
    )
    result = _outcome(ssooidc.Client("us-east-1", transport=transport), secret)
    assert result["tokenType"] == secret
    assert result["ResponseMetadata"]["HTTPHeaders"] == {"x-echo": secret}
    assert repr(result) == (
        "{'tokenType': '***', 'ResponseMetadata': {'HTTPStatusCode': 200, "
        "'HTTPHeaders': {'x-echo': '***'}, 'RetryAttempts': 0}}"
    )
