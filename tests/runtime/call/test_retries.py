"""What is tried again, after how long, and how often a client may."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

import restjson
from restjson import ClientError
from restjson.call.quota import THROTTLING, TRANSIENT, RetryQuota
from restjson.call.retries import classify, wait_before
from restjson.clock import SystemClock
from tests.runtime.worker import Busy, Crowded, Final

# By name, so that a change to a list in the runtime shows here.
TRANSIENT_CODES = ["RequestTimeout", "RequestTimeoutException"]
THROTTLING_CODES = [
    "BandwidthLimitExceeded",
    "EC2ThrottledException",
    "LimitExceededException",
    "PriorRequestNotComplete",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "RequestThrottled",
    "RequestThrottledException",
    "SlowDown",
    "ThrottledException",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
    "TransactionInProgressException",
]


def _error(status: int, code: str = "?", kind: type[ClientError] = ClientError) -> ClientError:
    metadata = {"HTTPStatusCode": status}
    return kind({"Error": {"Code": code}, "ResponseMetadata": metadata}, "Work")


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_server_in_trouble_is_asked_again(status: int) -> None:
    assert classify(_error(status)) == TRANSIENT


@pytest.mark.parametrize("status", [300, 301, 307, 400, 401, 403, 404, 408, 409, 425, 501, 505])
def test_other_statuses_are_responses(status: int) -> None:
    assert classify(_error(status)) is None


@pytest.mark.parametrize("code", TRANSIENT_CODES)
def test_a_transient_code_counts_at_every_status(code: str) -> None:
    assert classify(_error(400, code)) == TRANSIENT


@pytest.mark.parametrize("status", [400, 503])
@pytest.mark.parametrize("code", THROTTLING_CODES)
def test_a_throttling_code_counts_at_every_status(code: str, status: int) -> None:
    assert classify(_error(status, code)) == THROTTLING


@pytest.mark.parametrize("code", ["SlowDownException", "AuthorizationPendingException", "slowdown"])
def test_what_a_poller_handles_itself_is_a_response(code: str) -> None:
    assert classify(_error(400, code)) is None


def test_the_model_says_what_is_retryable() -> None:
    assert classify(_error(400, "Busy", Busy)) == TRANSIENT
    assert classify(_error(400, "Crowded", Crowded)) == THROTTLING
    assert classify(_error(500, "Crowded", Crowded)) == THROTTLING
    assert classify(_error(400, "Final", Final)) is None


def test_too_many_requests_is_throttling_unless_the_model_knows_the_error() -> None:
    assert classify(_error(429)) == THROTTLING
    assert classify(_error(429, "Busy", Busy)) == TRANSIENT
    assert classify(_error(429, "Final", Final)) is None


@pytest.mark.parametrize(
    "kind",
    [
        restjson.ConnectError,
        restjson.ConnectTimeoutError,
        restjson.ConnectionClosedError,
        restjson.ProxyError,
        restjson.ReadTimeoutError,
        restjson.TLSError,
    ],
)
def test_a_failed_exchange_is_tried_again(kind: type[restjson.TransportError]) -> None:
    assert classify(kind("what happened")) == TRANSIENT


@pytest.mark.parametrize(
    "kind", [restjson.DeadlineError, restjson.ConfigError, restjson.ResponseParseError]
)
def test_what_would_happen_again_is_not(kind: type[restjson.Error]) -> None:
    assert classify(kind("what happened")) is None


@pytest.mark.parametrize(
    ("attempt", "transient", "throttling"),
    [
        (2, 0.05, 1),
        (3, 0.1, 2),
        (4, 0.2, 4),
        (5, 0.4, 8),
        (6, 0.8, 16),
        (7, 1.6, 20),
        (10, 12.8, 20),
        (11, 20, 20),
        (1000, 20, 20),
        (10_000, 20, 20),
    ],
)
def test_the_span_doubles_up_to_twenty_seconds(
    attempt: int, transient: float, throttling: float
) -> None:
    for chance in (0.0, 0.25, 1.0):
        assert wait_before(attempt, TRANSIENT, chance, {}) == pytest.approx(chance * transient)
        assert wait_before(attempt, THROTTLING, chance, {}) == pytest.approx(chance * throttling)


@pytest.mark.parametrize(
    ("hint", "wait"),
    [
        ("0", 0.5),
        ("499", 0.5),
        ("1500", 1.5),
        ("5500", 5.5),
        ("5501", 5.5),
        ("9" * 400, 5.5),
        ("9" * 60_000, 5.5),
        (" 1500 ", 1.5),
    ],
)
def test_the_service_may_ask_for_up_to_five_seconds_more(hint: str, wait: float) -> None:
    assert wait_before(2, THROTTLING, 0.5, {"x-amz-retry-after": hint}) == wait


@pytest.mark.parametrize("hint", ["", "-1", "+1500", "1500.5", "1e9", "soon", "nan", "\u0661"])
def test_a_hint_that_is_no_number_of_milliseconds_is_none(hint: str) -> None:
    assert wait_before(2, THROTTLING, 0.5, {"x-amz-retry-after": hint}) == 0.5


_DATE = "Wed, 25 Nov 2026 00:00:00 GMT"
_IN_SEVEN_SECONDS = "Wed, 25 Nov 2026 00:00:07 GMT"
_NOW = 1_795_564_800.0  # the same as `_DATE`


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"retry-after": "0"}, 0.5),
        ({"retry-after": " 7 "}, 7),
        ({"retry-after": "20"}, 20),
        ({"retry-after": "21"}, 20),
        ({"retry-after": "9" * 400}, 20),
        ({"retry-after": _IN_SEVEN_SECONDS}, 7),
        ({"retry-after": "Wed, 25 Nov 2027 00:00:00 GMT"}, 20),
        ({"retry-after": _DATE}, 0.5),
        ({"retry-after": "Wed, 25 Nov 2020 00:00:00 GMT"}, 0.5),
    ],
)
def test_retry_after_is_waited_for_up_to_twenty_seconds(
    headers: dict[str, str], wait: float, status: int
) -> None:
    assert wait_before(2, THROTTLING, 0.5, headers, status, _NOW) == wait


def test_a_retry_after_that_is_a_date_counts_from_the_services_own_date() -> None:
    headers = {"retry-after": _IN_SEVEN_SECONDS, "date": _DATE}
    assert wait_before(2, THROTTLING, 0.5, headers, 503, now=_NOW + 3600) == 7


@pytest.mark.parametrize("status", [None, 400, 500, 502, 504])
def test_retry_after_says_nothing_at_other_statuses(status: int | None) -> None:
    assert wait_before(2, THROTTLING, 0.5, {"retry-after": "7"}, status, _NOW) == 0.5


@pytest.mark.parametrize("text", ["", "soon", "-1", "7.5", "1e9", "\u0661", "Wed, 99 Nov"])
def test_a_retry_after_that_cannot_be_read_is_none(text: str) -> None:
    assert wait_before(2, THROTTLING, 0.5, {"retry-after": text}, 503, _NOW) == 0.5


def test_the_header_of_aws_comes_before_retry_after() -> None:
    headers = {"retry-after": "10", "x-amz-retry-after": "1500"}
    assert wait_before(2, THROTTLING, 0.5, headers, 503, _NOW) == 1.5
    headers["x-amz-retry-after"] = "soon"
    assert wait_before(2, THROTTLING, 0.5, headers, 503, _NOW) == 10


def _acquired(quota: RetryQuota, kind: str) -> int:
    count = 0
    while quota.acquire(kind):
        count += 1
    return count


def test_five_hundred_tokens_are_thirty_five_retries_or_a_hundred_of_throttling() -> None:
    assert _acquired(RetryQuota(), TRANSIENT) == 35
    assert _acquired(RetryQuota(), THROTTLING) == 100


def test_what_is_left_may_do_for_the_cheaper_kind() -> None:
    quota = RetryQuota()
    assert _acquired(quota, TRANSIENT) == 35  # 10 are left
    assert _acquired(quota, THROTTLING) == 2


def test_a_success_after_a_retry_gives_its_cost_back_and_another_one_token() -> None:
    quota = RetryQuota()
    _acquired(quota, THROTTLING)
    quota.refund(14)
    assert quota.acquire(TRANSIENT) == 14
    for _ in range(4):
        quota.refund(0)
    assert quota.acquire(THROTTLING) == 0
    quota.refund(0)
    assert quota.acquire(THROTTLING) == 5


def test_refunds_do_not_pile_up() -> None:
    quota = RetryQuota()
    quota.refund(14)
    quota.refund(0)
    assert _acquired(quota, THROTTLING) == 100


def test_threads_share_the_tokens_and_lose_none() -> None:
    quota = RetryQuota()

    def spend(_: int) -> int:
        return sum(quota.acquire(THROTTLING) for _ in range(50))

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(16) as pool:
            assert sum(pool.map(spend, range(16))) == 500
            list(pool.map(quota.refund, [5] * 100))
    finally:
        sys.setswitchinterval(interval)
    assert _acquired(quota, THROTTLING) == 100


class _Watched(RetryQuota):
    """Checks that its tokens are read and written in the same hold of its lock."""

    def __init__(self) -> None:
        self._held = 0  # by which hold the lock is held, 0 for by none
        self._holds = 0
        self._read = 0  # in which hold the tokens were read last
        super().__init__()
        self._lock = self  # type: ignore[assignment]

    def __enter__(self) -> None:
        assert not self._held
        self._holds += 1
        self._held = self._holds

    def __exit__(self, *_: object) -> None:
        self._held = 0

    @property
    def _tokens(self) -> int:
        assert self._held
        self._read = self._held
        return self._value

    @_tokens.setter
    def _tokens(self, value: int) -> None:
        assert self._held == self._read
        self._value = value


def test_the_lock_is_held_from_reading_the_tokens_to_writing_them() -> None:
    quota = _Watched()
    while quota.acquire(TRANSIENT):
        quota.refund(0)
    quota.refund(14)
    assert quota.acquire(TRANSIENT)
    assert quota._holds > 40
    assert not quota._held


def test_the_system_clock_tells_time_and_chance() -> None:
    clock = SystemClock()
    before = clock.monotonic()
    clock.sleep(0)
    assert clock.monotonic() >= before
    assert clock.time() > 1_700_000_000
    assert 0 <= clock.random() < 1
