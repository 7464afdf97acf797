"""The same sequence of responses makes as many attempts as botocore's standard mode, with one end.

Where we note less, and mean to: botocore notes `MaxAttemptsReached` on whatever the last attempt
brings, a success or an error that is never tried again included; we note it where it is why.
"""

import time
from collections.abc import Iterator
from itertools import product
from typing import Any, NamedTuple

import botocore.retries.quota
import botocore.retries.standard
import pytest
from botocore import UNSIGNED
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.config import Config
from botocore.exceptions import ClientError, HTTPClientError
from botocore.exceptions import ReadTimeoutError as TheirReadTimeoutError
from botocore.retries.quota import RetryQuota

import restjson
import ssooidc
from restjson import Request, Response
from tests.botocore_session import botocore_session
from tests.clock import FakeClock
from tests.generated.peer import ServerResponse

LOST = None  # no response comes
Sequence = tuple[ServerResponse | None, ...]


def _named(status: int, code: str, **headers: str) -> ServerResponse:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return ServerResponse(status, {"x-amzn-ErrorType": code, **named}, b"{}")


FINE = ServerResponse(200, {}, b'{"clientId": "id"}')
ENDS = {
    "200": FINE,
    "lost": LOST,
    "500": ServerResponse(500, {}, b""),
    "501": ServerResponse(501, {}, b""),
    "503 asking for 3 s": ServerResponse(503, {"x-amz-retry-after": "3000"}, b"<html>busy</html>"),
    "500 asking for too much": _named(500, "InternalServerException", x_amz_retry_after="60000"),
    "500 asking for nonsense": ServerResponse(500, {"x-amz-retry-after": "soon"}, b""),
    "429": ServerResponse(429, {}, b""),
    "408": ServerResponse(408, {}, b""),
    "SlowDown": _named(400, "SlowDown"),
    "SlowDownException": _named(400, "SlowDownException"),
    "429 SlowDownException": _named(429, "SlowDownException"),
    "AuthorizationPendingException": _named(400, "AuthorizationPendingException"),
    "RequestTimeout": _named(400, "RequestTimeout"),
    "ThrottlingException": _named(400, "ThrottlingException"),
    "TooManyRequestsException": _named(429, "TooManyRequestsException"),
    "PriorRequestNotComplete": _named(400, "PriorRequestNotComplete"),
    "InvalidClientException": _named(401, "InvalidClientException"),
}


class Seen(NamedTuple):
    """What of a call has to be the same."""

    attempts: list[str]
    waits: list[float]
    end: str
    metadata: dict[str, Any]


class _Body:
    def __init__(self, body: bytes) -> None:
        self._body = body

    def stream(self) -> Iterator[bytes]:
        yield self._body


class Theirs:
    """botocore with standard retries, its sleeps and its chance taken over."""

    def __init__(self, patch: pytest.MonkeyPatch, attempts: int) -> None:
        # Only botocore's: the fixture is of one test, and nothing else sleeps in it.
        patch.setattr(time, "sleep", lambda seconds: self._waits.append(seconds))
        config = Config(
            signature_version=UNSIGNED,
            proxies={},
            retries={"mode": "standard", "total_max_attempts": attempts},
        )
        backoff = botocore.retries.standard.ExponentialBackoff
        patch.setattr(backoff.__init__, "__defaults__", (20, lambda: 0.5, None, None))
        self._bucket = RetryQuota()
        patch.setattr(botocore.retries.quota, "RetryQuota", lambda: self._bucket)
        self._client = botocore_session().create_client("sso-oidc", "us-east-1", config=config)
        self._client.meta.events.register("before-send.sso-oidc", self._respond)

    def fill_bucket(self) -> None:
        self._bucket.release(RetryQuota.INITIAL_CAPACITY)

    def see(self, sequence: Sequence) -> Seen:
        self._left = iter(sequence)
        self._sent: list[str] = []
        self._waits: list[float] = []
        arguments = {"clientName": "a", "clientType": "public"}
        try:
            response = self._client.register_client(**arguments)
            end = "result"
        except ClientError as error:
            response, end = error.response, type(error).__name__
        except HTTPClientError:
            return Seen(self._sent, self._waits, "lost", {})
        return Seen(self._sent, self._waits, end, response["ResponseMetadata"])

    def _respond(self, request: AWSPreparedRequest, **_: object) -> AWSResponse:
        self._sent.append(request.headers["amz-sdk-request"].decode())
        response = next(self._left)
        if response is None:
            raise TheirReadTimeoutError(endpoint_url=request.url)
        return AWSResponse(request.url, response.status, response.headers, _Body(response.body))


class Ours:
    """Our client, with the same chance."""

    def __init__(self, attempts: int) -> None:
        self._clock = FakeClock(chance=0.5)
        self._client = ssooidc.Client(
            "us-east-1", transport=self, clock=self._clock, max_attempts=attempts
        )

    def see(self, sequence: Sequence) -> Seen:
        self._left = iter(sequence)
        self._sent: list[str] = []
        self._clock.slept = []
        try:
            metadata: Any = self._client.register_client(clientName="a", clientType="public")[
                "ResponseMetadata"
            ]
            end = "result"
        except restjson.ClientError as error:
            metadata, end = error.response["ResponseMetadata"], type(error).__name__
        except restjson.ReadTimeoutError:
            return Seen(self._sent, self._clock.slept, "lost", {})
        return Seen(self._sent, self._clock.slept, end, metadata)

    def send(self, request: Request) -> Response:
        self._sent.append(request.headers["amz-sdk-request"])
        response = next(self._left)
        if response is None:
            raise restjson.ReadTimeoutError("lost")
        return Response(response.status, response.headers, response.body)


def _compare(ours: Seen, theirs: Seen, most: int) -> None:
    expected = theirs.metadata.copy()
    is_last = len(theirs.attempts) == most
    if "MaxAttemptsReached" not in ours.metadata and is_last:
        expected.pop("MaxAttemptsReached", None)
    assert ours._replace(waits=[]) == theirs._replace(waits=[], metadata=expected)
    assert ours.waits == pytest.approx(theirs.waits)


@pytest.mark.parametrize("first", ENDS)
def test_any_two_responses_one_after_the_other(first: str, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = Theirs(monkeypatch, 3)
    for second, third in product(ENDS, ("200", "SlowDown")):
        sequence = ENDS[first], ENDS[second], ENDS[third]
        # Each sequence meets full buckets.
        theirs.fill_bucket()
        _compare(Ours(3).see(sequence), theirs.see(sequence), 3)


@pytest.mark.parametrize("name", ENDS)
def test_one_attempt(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    sequence = (ENDS[name],)
    _compare(Ours(1).see(sequence), Theirs(monkeypatch, 1).see(sequence), 1)


@pytest.mark.parametrize("name", ["500", "SlowDown", "lost"])
def test_the_bucket_runs_dry_at_the_same_call(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs, ours = Theirs(monkeypatch, 4), Ours(4)
    sequence = (ENDS[name],) * 4
    for _ in range(40):
        _compare(ours.see(sequence), theirs.see(sequence), 4)
    # Each success gives back the same.
    for mixed in [(FINE,)] * 5 + [(ENDS["SlowDown"], FINE)] * 5 + [(FINE,)] * 20 + [sequence] * 5:
        _compare(ours.see(mixed), theirs.see(mixed), 4)


@pytest.mark.parametrize("name", ["500", "503 asking for 3 s", "SlowDown"])
def test_only_what_may_be_tried_again_is_said_to_have_reached_the_most(name: str) -> None:
    assert "MaxAttemptsReached" in Ours(1).see((ENDS[name],)).metadata
    assert "MaxAttemptsReached" not in Ours(1).see((FINE,)).metadata
    assert "MaxAttemptsReached" not in Ours(1).see((ENDS["SlowDownException"],)).metadata
