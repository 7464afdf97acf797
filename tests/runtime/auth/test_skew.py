"""A clock that is wrong: what a Date says of it, and signatures that are refused for their time.

The clock of the tests stands at 22:13:20, 14 November 2023.
"""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from email.utils import formatdate
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import restjson
from restjson import ClientError, Credentials, ReadTimeoutError, Request, Response
from restjson.auth.skew import is_wrong_time, skew
from tests.clock import FakeClock
from tests.runtime.worker import Script, Step, Worker, response, worker

KEYS = Credentials("AKIDEXAMPLE", "the-secret-key")
NOW = 1_700_000_000.0
HOUR = 3600.0
ALWAYS = ("RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture")
PERHAPS = ("InvalidSignatureException", "SignatureDoesNotMatch", "AuthFailure")


def _date(ahead: float) -> dict[str, str]:
    """The Date of a service whose clock is ahead."""
    return {"Date": formatdate(NOW + ahead, usegmt=True)}


def _refusal(code: str = ALWAYS[0], ahead: float = HOUR) -> Response:
    return response(403, code, _date(ahead))


def _signing(*steps: Step, **arguments: Any) -> tuple[Worker, Script, FakeClock]:
    return worker(*steps, credentials=KEYS, **arguments)


# What a Date says


@pytest.mark.parametrize(
    ("date", "seconds"),
    [
        ("Tue, 14 Nov 2023 22:13:20 GMT", 0),
        ("Tue, 14 Nov 2023 23:13:20 GMT", 3600),
        ("Tue, 14 Nov 2023 21:13:20 -0000", -3600),
        ("Tuesday, 14-Nov-23 23:13:20 GMT", 3600),
        ("Wed, 15 Nov 2023 01:13:20 +0200", 3600),
        ("Thu, 01 Jan 1970 00:00:00 GMT", -NOW),
    ],
)
def test_a_date_tells_how_far_the_services_clock_is_ahead(date: str, seconds: float) -> None:
    assert skew(date, NOW) == seconds


@pytest.mark.parametrize(
    "date",
    [
        "",
        "yesterday",
        "Tue, 31 Nov 2023 23:13:20 GMT",
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "Fri, 31 Dec 99999999999 23:59:59 GMT",
        "Wed, 31 Dec 1969 23:59:59 GMT",
    ],
)
def test_a_date_that_no_service_has_tells_nothing(date: str) -> None:
    assert skew(date, NOW) is None


@given(st.text(max_size=40) | st.from_regex(r"\A\w{3}, \d+ Nov \d+ \d+:\d+:\d+ (GMT|-?\d+)\Z"))
def test_whatever_a_date_holds_a_signature_can_be_made_with_it(date: str) -> None:
    offset = skew(date, NOW)
    if offset is not None:
        request = Request("GET", "https://example.com", {}, b"")
        signed = restjson.sign(request, KEYS, service="a", region="b", now=NOW + offset)
        assert len(signed.headers["X-Amz-Date"]) == len("20231114T221320Z")


@pytest.mark.parametrize("code", ALWAYS)
def test_some_refusals_always_mean_the_time(code: str) -> None:
    assert is_wrong_time(ClientError({"Error": {"Code": code}}, "Sign"), 1)


@pytest.mark.parametrize("code", PERHAPS)
@pytest.mark.parametrize(("difference", "means"), [(0, False), (240, False), (241, True)])
@pytest.mark.parametrize("sign", [1, -1])
def test_others_mean_the_time_where_it_is_wrong(
    code: str, difference: int, means: bool, sign: int
) -> None:
    error = ClientError({"Error": {"Code": code}}, "Sign")
    assert is_wrong_time(error, sign * difference) is means


# What is done about it


@pytest.mark.parametrize("code", [*ALWAYS, *PERHAPS])
@pytest.mark.parametrize("ahead", [HOUR, -HOUR])
def test_a_refused_time_is_corrected_by_the_services(code: str, ahead: float) -> None:
    client, script, _ = _signing(_refusal(code, ahead), response())
    client.call("Sign")
    right = "20231114T231320Z" if ahead > 0 else "20231114T211320Z"
    assert script.header("X-Amz-Date") == ["20231114T221320Z", right]


def test_a_correction_is_no_retry() -> None:
    client, script, clock = _signing(_refusal(), response(), max_attempts=1)
    result = client.call("Sign")
    assert result["ResponseMetadata"]["RetryAttempts"] == 0
    assert [each.rpartition("; ttl")[0] or each for each in script.header("amz-sdk-request")] == [
        "attempt=1; max=1",
        "ttl=20231114T231420Z; attempt=1; max=1",
    ]
    assert (clock.slept, client._engine.quota._tokens) == ([], 500)


def test_what_works_only_once_is_sent_again_since_a_refused_signature_takes_nothing() -> None:
    client, script, _ = _signing(_refusal(), response())
    client.call("Sign", {"ticket": "the-one-and-only"})
    assert len(script.requests) == 2


def test_retries_go_on_where_they_were() -> None:
    lost = ReadTimeoutError("silent")
    client, script, _ = _signing(lost, _refusal(), response(500), response())
    client.call("Sign")
    numbers = [each.partition("attempt=")[2] for each in script.header("amz-sdk-request")]
    assert numbers == ["1; max=3", "2; max=3", "2; max=3", "3; max=3"]


def test_a_call_is_corrected_once() -> None:
    client, script, _ = _signing(_refusal(), _refusal(ahead=2 * HOUR), response())
    with pytest.raises(ClientError, match="RequestTimeTooSkewed"):
        client.call("Sign")
    assert len(script.requests) == 2


def test_later_calls_go_by_the_services_clock() -> None:
    client, script, clock = _signing(_refusal(), response(), response())
    client.call("Sign")
    clock.now += 60
    client.call("Sign")
    assert script.header("X-Amz-Date")[2] == "20231114T231420Z"


def test_a_clock_that_was_set_right_meanwhile_is_found_out() -> None:
    client, script, clock = _signing(
        _refusal(), response(), _refusal("InvalidSignatureException"), response()
    )
    client.call("Sign")
    clock.now += HOUR
    client.call("Sign")
    assert script.header("X-Amz-Date")[1:] == [
        "20231114T231320Z",
        "20231115T001320Z",
        "20231114T231320Z",
    ]


def test_clients_have_clocks_of_their_own() -> None:
    client, script, clock = _signing(_refusal(), response(), response())
    client.call("Sign")
    Worker("here", credentials=KEYS, transport=script, clock=clock).call("Sign")
    assert script.header("X-Amz-Date")[2] == "20231114T221320Z"


@pytest.mark.parametrize(
    "refusal",
    [
        _refusal("InvalidSignatureException", ahead=60),
        _refusal("AccessDeniedException"),
        response(403, ALWAYS[0]),
        response(403, ALWAYS[0], {"Date": "yesterday"}),
    ],
    ids=["right time", "other refusal", "no Date", "no date"],
)
def test_what_another_time_would_not_change_is_not_sent_again(refusal: Response) -> None:
    client, script, _ = _signing(refusal, response())
    with pytest.raises(ClientError):
        client.call("Sign")
    assert len(script.requests) == 1


def test_an_operation_that_is_not_signed_has_no_time_to_correct() -> None:
    client, script, _ = _signing(_refusal(), response())
    with pytest.raises(ClientError):
        client.call("Work")
    assert len(script.requests) == 1


def test_the_deadline_holds_for_a_correction_and_the_clock_is_right_for_the_next_call() -> None:
    client, script, _ = _signing(_refusal(), response(), takes=10, deadline=10)
    with pytest.raises(ClientError, match="RequestTimeTooSkewed"):
        client.call("Sign")
    assert len(script.requests) == 1
    script.takes = 0
    client.call("Sign")
    assert script.header("X-Amz-Date")[1] == "20231114T231320Z"


class _Ahead:
    """A service an hour ahead; it responds to the first requests of all threads together."""

    def __init__(self, threads: int) -> None:
        self._all_are_here = threading.Barrier(threads)

    def send(self, request: Request) -> Response:
        if request.headers["X-Amz-Date"] == "20231114T231320Z":
            return response()
        self._all_are_here.wait(30)
        return _refusal("SignatureDoesNotMatch")


def test_threads_correct_the_clock_of_their_client_together() -> None:
    client = Worker("here", credentials=KEYS, transport=_Ahead(8), clock=FakeClock(NOW))
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda _: client.call("Sign"), range(8)))
    assert len(results) == 8
    assert client._engine.clock_offset == HOUR
