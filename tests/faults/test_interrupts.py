"""Interrupts and signal handlers at every point of a call: nothing stays held, nothing hangs.

In CI each point of the faster calls is tried, and with `SSOIDC_INTERRUPTS=all` of every call. What
only real signals meet is for `benchmarks/interrupts.py`, which runs here in its short form.
"""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

import pytest

import restjson
import ssooidc
from restjson import Credentials
from restjson.auth.keeper import ADVISORY, MANDATORY, CredentialKeeper
from restjson.call.quota import THROTTLING, RetryQuota
from restjson.http import resolution
from tests.clock import FakeClock
from tests.effort import PROFILE
from tests.faults.conftest import Authority
from tests.faults.server import fault_server
from tests.faults.steps import PRELUDES
from tests.runtime.streamer import Streamer

pytestmark = [
    pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no setitimer"),
    pytest.mark.unmeasured,
]

ROOT = Path(__file__).parents[2]
PATIENCE = 60  # seconds; it says "does not hang", not "fast"

# Of the points of a call every so many is tried; fewer where it makes secured connections.
IS_THOROUGH = os.environ.get("SSOIDC_INTERRUPTS") == "all"
STRIDE = 5 if PROFILE == "dev" and not IS_THOROUGH else 1
SLOW_STRIDE = 1 if IS_THOROUGH else 17

Act = Callable[[Callable[[], object]], None]


class Interrupted(KeyboardInterrupt):
    """What nobody else raises."""


def interrupt(_: Callable[[], object]) -> None:
    raise Interrupted


def call_again(call: Callable[[], object]) -> None:
    """Do what a signal handler does that calls by the same client."""
    with suppress(restjson.ConfigError):  # of a keeper that is just fetching
        call()


acts = pytest.mark.parametrize("act", [interrupt, call_again])


class Signal:
    """Acts once, in the middle of what runs in its block.

    Python looks for signals where a function of its own begins and where one of C's has returned,
    and so does this. A timer would not meet each of these points.

    Args:
        point: how many of them go by before.
        act: what to do there.
    """

    def __init__(self, point: int, act: Callable[[], None]) -> None:
        self._left = point
        self._act = act
        self.has_come = False

    def __enter__(self) -> Signal:
        sys.setprofile(self._look)
        return self

    def __exit__(self, *_: object) -> None:
        sys.setprofile(None)

    def _look(self, _: FrameType, event: str, argument: object) -> None:
        if event not in ("call", "c_return") or argument is sys.setprofile:
            return
        self._left -= 1
        if self._left < 0:
            sys.setprofile(None)
            self.has_come = True
            self._act()


def _elsewhere(call: Callable[[], object]) -> None:
    """Call in another thread: what this one holds again and again, others could not get."""
    failures: list[BaseException] = []

    def run() -> None:
        try:
            call()
        except BaseException as error:
            failures.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(PATIENCE)
    assert not thread.is_alive()
    assert failures == []


def _disturb(
    call: Callable[[], object],
    act: Act,
    *,
    before: Callable[[], object] = lambda: None,
    then: Callable[[], object] | None = None,
    stride: int = 1,
) -> int:
    """Act at every point of a call, and return how many points there are.

    Args:
        call: what is called.
        act: what is done in the middle of it.
        before: what is done before.
        then: what must work after it, in each thread; the same call if it is left out.
        stride: every so many points are tried.
    """
    then = then or call
    call()  # loads what loads late
    point = 0
    while True:
        before()
        with suppress(Interrupted), Signal(point, lambda: act(call)) as alarm:
            call()
        if not alarm.has_come:
            return point
        _elsewhere(then)
        then()
        point += stride


@pytest.fixture(autouse=True)
def _no_hanging() -> Iterator[None]:
    def end(*_: object) -> None:
        raise AssertionError("a call hangs")

    previous = signal.signal(signal.SIGALRM, end)
    signal.alarm(2 * PATIENCE)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, previous)


@contextmanager
def _client(kind: str, authority: Authority) -> Iterator[ssooidc.Client]:
    with fault_server(kind, PRELUDES[kind], authority.contexts) as server:
        proxies = {"https": f"https://{server.address}"} if kind == "https proxy" else {}
        address = "127.0.0.1:1" if proxies else server.address
        with ssooidc.Client(
            endpoint_url=f"{'http' if kind == 'http' else 'https'}://{address}",
            verify=authority.path,
            proxies=proxies,
            max_attempts=1,
            max_pool_connections=2,
        ) as client:
            yield client
        gc.collect()
        assert server.has_no_connection()


def _sign_in(client: ssooidc.Client) -> Callable[[], object]:
    def call() -> None:
        result = client.create_token(
            clientId="a", clientSecret="b", grantType="refresh_token", refreshToken="r"
        )
        assert result["accessToken"] == "granted"

    return call


# An interrupt that comes when a socket is made and has no name yet leaves it to the garbage
# collector, which closes it with a warning. One that comes in a destructor goes no further.
@pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
@acts
@pytest.mark.parametrize("afresh", [False, True], ids=["kept", "new"])
@pytest.mark.parametrize("kind", ["http", "https", "https proxy"])
def test_a_client_goes_on_whatever_point_of_a_call_a_signal_meets(
    authority: Authority, kind: str, afresh: bool, act: Act
) -> None:
    is_cheap = kind == "http" or not (afresh or act is interrupt)
    with _client(kind, authority) as client:
        before: Callable[[], object] = client.close if afresh else lambda: None
        stride = STRIDE if is_cheap else SLOW_STRIDE
        points = _disturb(_sign_in(client), act, before=before, stride=stride)
    assert points > 100


@pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
@acts
def test_a_client_goes_on_whatever_point_of_a_stream_a_signal_meets(
    authority: Authority, act: Act
) -> None:
    with fault_server("http", PRELUDES["http"], authority.contexts) as server:
        url = f"http://{server.address}"
        with Streamer("us-east-1", endpoint_url=url, max_attempts=1, proxies={}) as client:

            def call() -> None:
                with client.call("Plain", {"body": [b"{", b"}"]})["body"] as body:
                    assert b"granted" in b"".join(iter(lambda: body.read(7), b""))

            points = _disturb(call, act)
        gc.collect()
        assert server.has_no_connection()
    assert points > 100


class Source:
    """Gives out keys that last for an hour, and are used when little of it is left.

    Args:
        left: seconds.
    """

    def __init__(self, left: float) -> None:
        self._left = left
        self._clock = FakeClock()
        self._fetched = 0
        self._keeper = CredentialKeeper(self._fetch, self._clock)

    def use(self) -> None:
        self._clock.now += 3600 - self._left
        self._keeper.get()

    def use_new_ones(self) -> None:
        before = self._fetched
        self.use()
        assert self._fetched > before

    def _fetch(self) -> Credentials:
        self._fetched += 1
        return Credentials("AKID", "secret", None, self._clock.now + 3600)


@acts
@pytest.mark.parametrize("left", [MANDATORY - 1, ADVISORY - 1])
def test_credentials_go_on_being_fetched_whatever_point_of_it_a_signal_meets(
    left: float, act: Act
) -> None:
    source = Source(left)
    assert _disturb(source.use, act, then=source.use_new_ones) > 10


def test_a_call_from_a_handler_while_its_own_thread_fetches_credentials_is_told_so() -> None:
    clock = FakeClock()
    told: list[restjson.ConfigError] = []

    def fetch() -> Credentials:
        with pytest.raises(restjson.ConfigError, match="a signal handler") as caught:
            keeper.get()
        told.append(caught.value)
        return Credentials("AKID", "secret", None, clock.now + 900)

    keeper = CredentialKeeper(fetch, clock)
    assert keeper.get().access_key == "AKID"
    assert len(told) == 1


@acts
def test_names_go_on_being_looked_up_whatever_point_of_it_a_signal_meets(act: Act) -> None:
    assert _disturb(lambda: resolution.look_up("localhost", 80, PATIENCE), act) > 10
    assert all(lookup.is_done for lookup in resolution._lookups)


@acts
def test_the_retry_quota_goes_on_whatever_point_of_it_a_signal_meets(act: Act) -> None:
    quota = RetryQuota()

    def spend() -> None:
        quota.refund(quota.acquire(THROTTLING))

    assert _disturb(spend, act) > 0


def test_a_client_goes_on_after_real_signals() -> None:
    done = subprocess.run(
        [sys.executable, "benchmarks/interrupts.py", "1"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "passed" in done.stdout
