"""Credentials with an end are fetched anew: in time, by one thread, without stopping the others."""

import logging
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

import ssooidc
from restjson import ConfigError, Credentials, DeadlineError
from restjson.auth.keeper import ADVISORY, MANDATORY, CredentialKeeper
from tests.clock import FakeClock
from tests.recorder import Recorder
from tests.runtime.locks import held_elsewhere

THREADS = 8
LIFETIME = 3600.0
SECRET = "hunter2-the-secret"


class Source:
    """Gives out keys that are numbered and last for an hour.

    Attributes:
        fetched: how many it has given out.
        failure: raised in place of giving any.
        lifetime: seconds that the keys last; None for ever.
    """

    def __init__(self, clock: FakeClock) -> None:
        self.fetched = 0
        self.failure: Exception | None = None
        self.lifetime: float | None = LIFETIME
        self._clock = clock

    def __call__(self) -> Credentials:
        self.fetched += 1
        if self.failure is not None:
            raise self.failure
        ends = None if self.lifetime is None else self._clock.now + self.lifetime
        return Credentials(f"AKID{self.fetched}", SECRET, None, ends)


class Held:
    """A source that says when it is asked, and returns when it is let."""

    def __init__(self, source: Callable[[], Credentials]) -> None:
        self.asked = threading.Event()
        self.let = threading.Event()
        self._source = source

    def __call__(self) -> Credentials:
        self.asked.set()
        assert self.let.wait(30)
        return self._source()


class Door:
    """The keeper's lock, which counts who has come to take it."""

    def __init__(self) -> None:
        self._came = threading.Semaphore(0)
        self._lock = threading.RLock()

    def acquire(self, blocking: bool, timeout: float = -1) -> bool:
        self._came.release()
        return self._lock.acquire(blocking, timeout)

    def release(self) -> None:
        self._lock.release()

    def wait_for(self, threads: int) -> None:
        for _ in range(threads):
            assert self._came.acquire(timeout=30)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def source(clock: FakeClock) -> Source:
    return Source(clock)


@pytest.fixture
def keeper(source: Source, clock: FakeClock) -> CredentialKeeper:
    return CredentialKeeper(source, clock)


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(THREADS) as threads:
        yield threads


def _key(keeper: CredentialKeeper) -> str:
    return keeper.get().access_key


# --- When.


def test_nothing_is_fetched_before_it_is_needed_and_then_once(
    keeper: CredentialKeeper, source: Source
) -> None:
    assert source.fetched == 0
    assert [_key(keeper), _key(keeper)] == ["AKID1", "AKID1"]


def test_what_has_no_end_is_kept_for_ever(
    keeper: CredentialKeeper, source: Source, clock: FakeClock
) -> None:
    source.lifetime = None
    assert _key(keeper) == "AKID1"
    clock.now += 1e9
    assert _key(keeper) == "AKID1"


def test_new_ones_are_fetched_a_quarter_of_an_hour_before_the_end(
    keeper: CredentialKeeper, clock: FakeClock
) -> None:
    _key(keeper)
    clock.now += LIFETIME - 15 * 60
    assert _key(keeper) == "AKID1"
    clock.now += 1
    assert _key(keeper) == "AKID2"
    clock.now += LIFETIME
    assert _key(keeper) == "AKID3"


def test_ones_that_last_for_minutes_are_fetched_at_half_of_their_time(
    keeper: CredentialKeeper, source: Source, clock: FakeClock
) -> None:
    source.lifetime = 60
    assert [_key(keeper), _key(keeper)] == ["AKID1", "AKID1"]
    clock.now += 30
    assert _key(keeper) == "AKID1"
    clock.now += 1
    assert _key(keeper) == "AKID2"


def test_a_failure_is_raised_in_the_last_quarter_of_a_short_life(
    keeper: CredentialKeeper, source: Source, clock: FakeClock
) -> None:
    source.lifetime = 60
    _key(keeper)
    source.failure = LookupError()
    clock.now += 45
    assert _key(keeper) == "AKID1"
    clock.now += 1
    with pytest.raises(LookupError):
        _key(keeper)


# --- Failures.


def test_a_failure_leaves_the_old_ones_while_there_is_time(
    keeper: CredentialKeeper,
    source: Source,
    clock: FakeClock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    _key(keeper)
    clock.now += LIFETIME - MANDATORY
    source.failure = LookupError(SECRET)
    with caplog.at_level(logging.DEBUG, "restjson"):
        assert _key(keeper) == "AKID1"
    assert [record.getMessage() for record in caplog.records] == [
        "new AWS credentials could not be fetched (LookupError); the old ones last for 600 s more"
    ]
    assert SECRET not in caplog.text
    source.failure = None
    assert _key(keeper) == "AKID3"


def test_a_failure_is_raised_once_time_is_short(
    keeper: CredentialKeeper, source: Source, clock: FakeClock
) -> None:
    _key(keeper)
    clock.now += LIFETIME - MANDATORY + 1
    source.failure = LookupError("not signed in")
    for _ in range(2):
        with pytest.raises(LookupError, match="not signed in"):
            keeper.get()
    source.failure = None
    assert _key(keeper) == "AKID4"


def test_a_first_failure_is_raised_and_tried_again(
    keeper: CredentialKeeper, source: Source
) -> None:
    source.failure = LookupError("not signed in")
    with pytest.raises(LookupError):
        keeper.get()
    source.failure = None
    assert _key(keeper) == "AKID2"


@pytest.mark.parametrize("lifetime", [0, -1])
def test_new_ones_that_have_ended_already_are_refused(
    keeper: CredentialKeeper, source: Source, clock: FakeClock, lifetime: float
) -> None:
    _key(keeper)
    source.lifetime = lifetime
    clock.now += LIFETIME - ADVISORY + 1
    assert _key(keeper) == "AKID1"  # these do still
    clock.now += ADVISORY
    with pytest.raises(ConfigError, match=r"^the AWS credentials AKID3 ended at 20.*get new ones$"):
        keeper.get()


def test_a_function_that_returns_nothing_is_named(clock: FakeClock) -> None:
    with pytest.raises(ConfigError, match=r"^credentials: expected an object .* got NoneType$"):
        CredentialKeeper(lambda: None, clock).get()


# --- A function that asks for what it is to fetch.


class Circular:
    """Asks the client that it serves for credentials."""

    def __init__(self, source: Source) -> None:
        self.got: list[str] = []
        self.keeper: CredentialKeeper
        self._source = source

    def __call__(self) -> Credentials:
        self.got.append(self.keeper.get().access_key)
        return self._source()


@pytest.fixture
def circular(source: Source, clock: FakeClock) -> Circular:
    function = Circular(source)
    function.keeper = CredentialKeeper(function, clock)
    return function


def _ended(function: Callable[[], object]) -> BaseException | None:
    """Call a function that may hang; return what it raised."""
    raised: list[BaseException] = []

    def run() -> None:
        try:
            function()
        except BaseException as error:
            raised.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(30)
    assert not thread.is_alive()
    return raised[0] if raised else None


def test_a_function_that_waits_for_what_it_fetches_is_told(
    circular: Circular, source: Source, clock: FakeClock
) -> None:
    for _ in range(2):
        error = _ended(circular.keeper.get)
        assert isinstance(error, ConfigError)
        assert "give it a client of its own" in str(error)
    assert source.fetched == 0


def test_a_function_may_sign_with_the_old_ones_while_there_is_time(
    circular: Circular, source: Source, clock: FakeClock
) -> None:
    circular.keeper._kept = source()
    clock.now += LIFETIME - MANDATORY
    assert _ended(circular.keeper.get) is None
    assert circular.got == ["AKID1"]
    assert _key(circular.keeper) == "AKID2"
    clock.now += LIFETIME - MANDATORY + 1
    assert isinstance(_ended(circular.keeper.get), ConfigError)


# --- Threads.


def test_the_first_ones_are_fetched_by_one_thread_and_all_wait_for_them(
    source: Source, clock: FakeClock, pool: ThreadPoolExecutor
) -> None:
    held = Held(source)
    keeper, door = _with_door(CredentialKeeper(held, clock))
    threads = [pool.submit(_key, keeper) for _ in range(THREADS)]
    door.wait_for(THREADS)
    held.let.set()
    assert [each.result(30) for each in threads] == ["AKID1"] * THREADS
    assert source.fetched == 1


def _with_door(keeper: CredentialKeeper) -> tuple[CredentialKeeper, Door]:
    door = Door()
    keeper._lock = door  # type: ignore[assignment]
    return keeper, door


def _held_in(
    seconds_left: float, source: Source, clock: FakeClock, pool: ThreadPoolExecutor
) -> tuple[CredentialKeeper, Held, Future[str]]:
    """A keeper that one thread has just made fetch anew, that thread's key to come."""
    held = Held(source)
    held.let.set()
    keeper = CredentialKeeper(held, clock)
    assert _key(keeper) == "AKID1"
    held.asked.clear()
    held.let.clear()
    clock.now += LIFETIME - seconds_left
    fetching = pool.submit(_key, keeper)
    assert held.asked.wait(30)
    return keeper, held, fetching


def test_the_others_go_on_with_the_old_ones_while_one_thread_fetches_new_ones(
    source: Source, clock: FakeClock, pool: ThreadPoolExecutor
) -> None:
    keeper, held, fetching = _held_in(ADVISORY - 1, source, clock, pool)
    others = [pool.submit(_key, keeper) for _ in range(THREADS - 1)]
    assert [each.result(30) for each in others] == ["AKID1"] * (THREADS - 1)
    assert not fetching.done()
    held.let.set()
    assert fetching.result(30) == _key(keeper) == "AKID2"
    assert source.fetched == 2


@pytest.mark.parametrize("lifetime", [LIFETIME, 60], ids=["an hour", "a minute"])
def test_all_wait_for_the_new_ones_once_time_is_short(
    source: Source, clock: FakeClock, pool: ThreadPoolExecutor, lifetime: float
) -> None:
    held = Held(source)
    held.let.set()
    keeper, door = _with_door(CredentialKeeper(held, clock))
    assert _key(keeper) == "AKID1"
    door.wait_for(1)
    held.let.clear()
    clock.now += LIFETIME - MANDATORY + 1
    source.lifetime = lifetime
    threads = [pool.submit(_key, keeper) for _ in range(THREADS)]
    door.wait_for(THREADS)
    held.let.set()
    assert [each.result(30) for each in threads] == ["AKID2"] * THREADS
    assert source.fetched == 2


@pytest.mark.parametrize("seconds", [0.001, 0, -1])
def test_the_wait_for_another_thread_is_bounded(
    source: Source, clock: FakeClock, pool: ThreadPoolExecutor, seconds: float
) -> None:
    keeper, held, fetching = _held_in(MANDATORY - 1, source, clock, pool)
    with pytest.raises(DeadlineError, match="another thread"):
        keeper.get(seconds)
    held.let.set()
    assert fetching.result(30) == "AKID2"
    assert keeper.get(seconds).access_key == "AKID2"


def test_a_bound_may_be_as_large_as_it_likes(keeper: CredentialKeeper) -> None:
    assert keeper.get(1e300).access_key == "AKID1"


def test_the_deadline_of_a_call_bounds_its_wait_for_the_thread_of_another(
    source: Source, clock: FakeClock, pool: ThreadPoolExecutor
) -> None:
    held, recorder = Held(source), Recorder()
    client = ssooidc.Client(
        "us-east-1", credentials=held, clock=clock, deadline=0.001, transport=recorder
    )
    fetching = pool.submit(client._engine.get_credentials)
    assert held.asked.wait(30)
    with pytest.raises(DeadlineError):
        client.create_token_with_iam(clientId="app", grantType="refresh_token", refreshToken="x")
    assert recorder.requests == []
    held.let.set()
    assert fetching.result(30).access_key == "AKID1"
    client.create_token_with_iam(clientId="app", grantType="refresh_token", refreshToken="x")
    assert len(recorder.requests) == 1


def test_a_failure_lets_the_next_thread_try(
    source: Source, clock: FakeClock, pool: ThreadPoolExecutor
) -> None:
    keeper, held, fetching = _held_in(MANDATORY - 1, source, clock, pool)
    source.failure = LookupError("not signed in")
    held.let.set()
    with pytest.raises(LookupError):
        fetching.result(30)
    source.failure = None
    assert _key(keeper) == "AKID3"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")  # of threads, from 3.12 on
@pytest.mark.parametrize("seconds_left", [ADVISORY - 1, MANDATORY - 1])
def test_a_forked_process_fetches_though_a_thread_of_the_parent_does(
    source: Source, clock: FakeClock, seconds_left: float
) -> None:
    client = ssooidc.Client("us-east-1", credentials=source, clock=clock)
    assert client._engine.get_credentials().access_key == "AKID1"
    clock.now += LIFETIME - seconds_left
    with held_elsewhere(
        client._engine._keepers["keeper"]._lock
    ):  # by a thread that the child lacks
        child = os.fork()
        if child == 0:
            signal.alarm(30)
            os._exit(0 if client._engine.get_credentials().access_key == "AKID2" else 1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert client._engine.get_credentials().access_key == "AKID2"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_forked_process_goes_on_with_what_its_parent_has_fetched(
    source: Source, clock: FakeClock
) -> None:
    client = ssooidc.Client("us-east-1", credentials=source, clock=clock)
    client._engine.get_credentials()
    child = os.fork()
    if child == 0:
        os._exit(0 if client._engine.get_credentials().access_key == "AKID1" else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_the_threads_of_a_client_resolve_once(
    source: Source, clock: FakeClock, pool: ThreadPoolExecutor
) -> None:
    held = Held(source)
    client = ssooidc.Client("us-east-1", credentials=held, clock=clock)
    threads = [pool.submit(client._engine.get_credentials) for _ in range(THREADS)]
    assert held.asked.wait(30)
    held.let.set()
    assert {each.result(30).access_key for each in threads} == {"AKID1"}
