"""The attempts of a call: how many, when, and what each carries. Nobody sleeps."""

import logging
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import restjson
from restjson import ClientError, ConnectError, ReadTimeoutError, Request, Response
from tests.runtime.worker import Busy, Final, Step, Worker, response, worker


def _failure(client: Worker, **params: Any) -> restjson.Error:
    with pytest.raises(restjson.Error) as caught:
        client.call("Work", params)
    return caught.value


def _metadata(error: restjson.Error) -> dict[str, Any]:
    assert isinstance(error, ClientError)
    metadata: dict[str, Any] = error.response["ResponseMetadata"]
    return {name: metadata[name] for name in metadata if not name.startswith("HTTP")}


# How many attempts


def test_a_call_is_tried_three_times() -> None:
    client, script, clock = worker(response(500), response(502), response(503), response())
    error = _failure(client)
    assert _metadata(error) == {"RetryAttempts": 2, "MaxAttemptsReached": True}
    assert len(script.requests) == 3
    assert clock.slept == [0.025, 0.05]


def test_a_success_says_how_many_retries_it_took() -> None:
    client, script, _ = worker(response(500), ConnectError("refused"), response())
    assert client.call("Work")["ResponseMetadata"]["RetryAttempts"] == 2
    assert len(script.requests) == 3


def test_what_will_not_change_is_not_tried_again() -> None:
    client, script, clock = worker(response(400, "SlowDownException"), response())
    assert _metadata(_failure(client)) == {"RetryAttempts": 0}
    assert (len(script.requests), clock.slept) == (1, [])


def test_the_last_failure_is_the_one_that_is_raised() -> None:
    client, _, _ = worker(response(500), ReadTimeoutError("silent"), response(400, "Final"))
    error = _failure(client)
    assert isinstance(error, Final)
    assert _metadata(error) == {"RetryAttempts": 2}


def test_a_failed_exchange_is_raised_as_itself() -> None:
    failures = [ReadTimeoutError("1"), ReadTimeoutError("2"), ReadTimeoutError("3")]
    client, _, _ = worker(*failures)
    assert _failure(client) is failures[2]


def test_one_attempt_turns_it_off() -> None:
    client, script, clock = worker(response(503), response(), max_attempts=1)
    assert _metadata(_failure(client)) == {"RetryAttempts": 0, "MaxAttemptsReached": True}
    assert (script.header("amz-sdk-request"), clock.slept) == (["attempt=1; max=1"], [])


@pytest.mark.parametrize("mode", ["legacy", "standard", "adaptive"])
def test_every_mode_means_standard(mode: str) -> None:
    client, script, _ = worker(*[response(500)] * 3, retry_mode=mode)
    _failure(client)
    assert len(script.requests) == 3


def test_the_environment_may_set_the_attempts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "5")
    client, script, _ = worker(*[response(500)] * 5)
    _failure(client)
    assert len(script.requests) == 5


def test_the_argument_comes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "5")
    client, script, _ = worker(*[response(500)] * 2, max_attempts=2)
    _failure(client)
    assert len(script.requests) == 2


# When


def test_throttling_waits_longer() -> None:
    throttled = [response(400, "SlowDown"), response(400, "Crowded"), response(429)]
    client, _, clock = worker(*throttled, response(500), response(), max_attempts=5, chance=1.0)
    client.call("Work")
    assert clock.slept == [1, 2, 4, 0.4]


def test_a_modelled_error_waits_as_any_transient_one() -> None:
    client, _, clock = worker(response(400, "Busy"), response(400, "Busy"), response(400, "Busy"))
    assert isinstance(_failure(client), Busy)
    assert clock.slept == [0.025, 0.05]


def test_the_service_may_ask_for_more_time() -> None:
    hint = {"X-Amz-Retry-After": "3000"}
    client, _, clock = worker(response(503, headers=hint), response(), chance=0.0)
    client.call("Work")
    assert clock.slept == [3]


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_waited_for(status: int) -> None:
    hint = {"Retry-After": "7"}
    client, _, clock = worker(response(status, headers=hint), response(500), response(), chance=0.0)
    client.call("Work")
    assert clock.slept == [7, 0]


def test_a_retry_after_beyond_the_deadline_ends_the_call() -> None:
    busy = response(503, headers={"Retry-After": "7"})
    client, script, clock = worker(busy, response(), deadline=5)
    _failure(client)
    assert (len(script.requests), clock.slept) == (1, [])


def test_a_hint_holds_for_one_attempt() -> None:
    hint = {"x-amz-retry-after": "3000"}
    lost = ConnectError("refused")
    client, _, clock = worker(response(503, headers=hint), lost, response(), chance=1.0)
    client.call("Work")
    assert clock.slept == [3, 0.1]


# What each attempt carries


def test_the_attempts_of_a_call_share_an_id_and_are_numbered() -> None:
    client, script, _ = worker(response(500), response(500), response(), response())
    client.call("Work")
    client.call("Work")
    first, second, third, other = script.header("amz-sdk-invocation-id")
    assert first == second == third != other
    form = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
    assert all(re.fullmatch(form, each) for each in (first, other))
    assert script.header("amz-sdk-request") == [
        "attempt=1; max=3",
        "attempt=2; max=3",
        "attempt=3; max=3",
        "attempt=1; max=3",
    ]


def test_everything_else_stays_the_same() -> None:
    client, script, _ = worker(response(500), response())
    client.call("Work", {"a": 1})
    sent = []
    for request in script.requests:
        del request.headers["amz-sdk-request"]
        sent.append((request.method, request.url, request.headers, request.body))
    assert sent[0] == sent[1]


def test_a_retry_says_by_the_servers_clock_until_when_it_is_waited_for() -> None:
    # The response comes at 22:13:20 of ours; its clock is an hour ahead.
    date = {"Date": "Tue, 14 Nov 2023 23:13:20 GMT"}
    slow, lost = response(400, "SlowDown", date), ConnectError("refused")
    client, script, _ = worker(slow, lost, response(), chance=1.0, read_timeout=30)
    client.call("Work")
    assert script.header("amz-sdk-request") == [
        "attempt=1; max=3",
        "ttl=20231114T231351Z; attempt=2; max=3",
        "ttl=20231114T231351Z; attempt=3; max=3",
    ]


@pytest.mark.parametrize("date", ["", "yesterday", "Tue, 99 Nov 2023 23:13:20 GMT", "," * 500])
def test_a_date_that_is_none_is_left_out(date: str) -> None:
    client, script, _ = worker(response(500, headers={"Date": date}), response())
    client.call("Work")
    assert script.header("amz-sdk-request")[1] == "attempt=2; max=3"


def test_the_last_response_tells_the_time_or_nobody() -> None:
    date = {"Date": "Tue, 14 Nov 2023 23:13:20 GMT"}
    client, script, _ = worker(response(500, headers=date), response(500), response())
    client.call("Work")
    assert script.header("amz-sdk-request")[2] == "attempt=3; max=3"


def test_a_date_that_no_calendar_has_is_left_out() -> None:
    date = {"Date": "Tue, 31 Nov 2023 23:13:20 GMT"}
    client, script, _ = worker(response(500, headers=date), response())
    client.call("Work")
    assert script.header("amz-sdk-request")[1] == "attempt=2; max=3"


_DATE_LIKE = st.lists(
    st.sampled_from(["Tue", ",", " ", "14", "Nov", "2023", "99999999", "23:13:20", ":", "-", "+"])
    | st.sampled_from(["GMT", "-0000", "+9999", "0", "1e9", "\x00", "é", "("]),
    max_size=12,
).map("".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(date=_DATE_LIKE | st.text(max_size=30), hint=_DATE_LIKE | st.text("0123456789-. "))
def test_whatever_the_headers_hold_the_call_is_tried_again(date: str, hint: str) -> None:
    headers = {"Date": date, "x-amz-retry-after": hint}
    client, script, clock = worker(response(500, headers=headers), response(), chance=0.0)
    client.call("Work")
    assert re.fullmatch(r"(ttl=\d+T\d{6}Z; )?attempt=2; max=3", script.header("amz-sdk-request")[1])
    assert 0 <= clock.slept[0] <= 5


def test_each_attempt_is_a_line_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    client, _, _ = worker(response(503), ReadTimeoutError("silent"), response(), takes=1.25)
    client.call("Work")
    assert [record.getMessage() for record in caplog.records] == [
        "Work here.example.com: 503, request id '-', 1250.0 ms",
        "Work here.example.com: ReadTimeoutError, request id '-', 1250.0 ms",
        "Work here.example.com: 200, request id '-', 1250.0 ms",
    ]


# What works only once


@pytest.mark.parametrize(
    "step",
    [
        response(500),
        response(503, "SlowDown"),
        response(400, "Busy"),
        ReadTimeoutError("silent"),
        restjson.ConnectionClosedError("reset"),
    ],
    ids=str,
)
def test_what_works_only_once_is_not_sent_again(step: Step) -> None:
    client, script, _ = worker(step, response())
    _failure(client, ticket="the-one-and-only")
    assert len(script.requests) == 1


@pytest.mark.parametrize(
    "step",
    [
        ConnectError("refused"),
        restjson.ConnectTimeoutError("slow"),
        restjson.TLSError("expired"),
        restjson.ProxyError("refused"),
    ],
    ids=str,
)
def test_what_works_only_once_is_sent_again_where_it_cannot_have_arrived(step: Step) -> None:
    client, script, _ = worker(step, response())
    client.call("Work", {"ticket": "the-one-and-only"})
    assert len(script.requests) == 2


@pytest.mark.parametrize("params", [{}, {"ticket": None}])
def test_a_call_without_the_member_is_sent_again(params: dict[str, Any]) -> None:
    client, script, _ = worker(ReadTimeoutError("silent"), response())
    client.call("Work", params)
    assert len(script.requests) == 2


# The bucket


def _drain(client: Worker) -> None:
    while client._engine.quota.acquire("throttling"):
        pass


def test_an_empty_bucket_ends_it() -> None:
    client, script, clock = worker(response(500), response())
    _drain(client)
    assert _metadata(_failure(client)) == {"RetryAttempts": 0, "RetryQuotaReached": True}
    assert (len(script.requests), clock.slept) == (1, [])


def test_a_client_whose_service_is_down_stops_trying_again() -> None:
    client, script, _ = worker(*[response(500)] * 1000)
    ends = [_metadata(_failure(client)) for _ in range(100)]
    # 35 retries, two a call; the 18th call has one.
    assert [end["RetryAttempts"] for end in ends] == [2] * 17 + [1] + [0] * 82
    assert ["RetryQuotaReached" in end for end in ends] == [False] * 17 + [True] * 83
    assert len(script.requests) == 135


def test_successes_fill_the_bucket_again() -> None:
    client, script, _ = worker(
        *[response()] * 14, response(500), response(), response(500), response()
    )
    _drain(client)
    for _ in range(16):  # 14 tokens for the retry of the 15th, and back for that of the 16th
        client.call("Work")
    assert len(script.requests) == 18


def test_a_failure_refunds_nothing() -> None:
    client, _, _ = worker(response(500), response(400), max_attempts=2)
    _failure(client)
    assert client._engine.quota._tokens == 486


# The deadline


def test_each_attempt_gets_the_seconds_that_are_left() -> None:
    client, script, _ = worker(response(503), response(503), response(), takes=2.0, deadline=10)
    client.call("Work")
    left = [request.timeout for request in script.requests]
    assert left == pytest.approx([10, 7.975, 5.925])


def test_an_attempt_that_does_not_fit_is_not_made() -> None:
    client, script, clock = worker(response(500), response(), takes=9.98, deadline=10)
    error = _failure(client)
    assert _metadata(error) == {"RetryAttempts": 0}
    assert (len(script.requests), clock.slept) == (1, [])
    assert client._engine.quota._tokens == 500


def test_a_sleep_that_takes_too_long_ends_the_call() -> None:
    client, script, clock = worker(response(500), response(), deadline=10)
    sleep = clock.sleep
    clock.sleep = lambda seconds: sleep(seconds + 60)  # type: ignore[method-assign]
    error = _failure(client)
    assert isinstance(error, restjson.DeadlineError)
    assert str(error) == "here.example.com: the deadline passed before the request was sent"
    assert len(script.requests) == 1


def test_a_passed_deadline_is_not_tried_again() -> None:
    client, script, _ = worker(restjson.DeadlineError("passed"), response(), deadline=10)
    assert isinstance(_failure(client), restjson.DeadlineError)
    assert len(script.requests) == 1


def test_without_a_deadline_there_is_none() -> None:
    client, script, _ = worker(response())
    client.call("Work")
    assert script.requests[0].timeout is None


# Interruptions, threads


@pytest.mark.parametrize("kind", [KeyboardInterrupt, SystemExit, ZeroDivisionError])
def test_an_interrupted_call_leaves_the_client_usable(kind: type[BaseException]) -> None:
    client, script, _ = worker(kind(), response())
    with pytest.raises(kind):
        client.call("Work")
    assert client.call("Work")["ResponseMetadata"]["RetryAttempts"] == 0
    assert len(script.requests) == 2


def test_an_interrupted_sleep_leaves_the_client_usable() -> None:
    client, script, clock = worker(response(500), response())

    def sleep(seconds: float) -> None:
        raise KeyboardInterrupt

    clock.sleep = sleep  # type: ignore[method-assign]
    with pytest.raises(KeyboardInterrupt):
        client.call("Work")
    client.call("Work")
    assert len(script.requests) == 2


class _Down:
    """A service that is down for every thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.requests = 0

    def send(self, request: Request) -> Response:
        with self._lock:
            self.requests += 1
        return response(500)


def test_threads_share_the_bucket() -> None:
    down = _Down()
    _, _, clock = worker()
    client = Worker("here", transport=down, clock=clock)
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda _: _failure(client), range(400)))
    assert down.requests == 400 + 35
