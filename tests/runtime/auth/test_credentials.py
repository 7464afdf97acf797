"""Credentials: unchangeable, checked, never shown."""

import copy
import pickle
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from types import SimpleNamespace
from typing import Any

import botocore.credentials
import pytest

import ssooidc
from restjson import ConfigError, Credentials
from restjson.auth.credentials import as_credentials
from tests.clock import FakeClock

SECRET, TOKEN = "hunter2-the-secret", "hunter3-the-token"


def test_a_repr_shows_the_key_id_and_no_more() -> None:
    credentials = Credentials("AKIDEXAMPLE", SECRET, TOKEN, 1.0)
    for shown in (repr(credentials), str(credentials), f"{credentials!r}"):
        assert shown == "<Credentials: AKIDEXAMPLE>"


def test_credentials_cannot_be_changed() -> None:
    credentials: Any = Credentials("AKIDEXAMPLE", SECRET)
    with pytest.raises(AttributeError, match=r"^token: credentials cannot be changed"):
        credentials.token = TOKEN
    with pytest.raises(AttributeError, match=r"^secret_key: credentials cannot be changed"):
        del credentials.secret_key
    with pytest.raises(AttributeError):
        credentials.method = "own"
    assert (credentials.secret_key, credentials.token) == (SECRET, None)


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_credentials_pickle_and_copies_are_equal(protocol: int) -> None:
    credentials = Credentials("AKIDEXAMPLE", SECRET, TOKEN, 17.5)
    again = pickle.loads(pickle.dumps(credentials, protocol))  # noqa: S301
    for each in (again, copy.copy(credentials), copy.deepcopy(credentials)):
        assert each == credentials
        assert hash(each) == hash(credentials)
    assert credentials != Credentials("AKIDEXAMPLE", SECRET, TOKEN)
    assert credentials != ("AKIDEXAMPLE", SECRET, TOKEN, 17.5)


def test_an_empty_token_is_none() -> None:
    assert Credentials("AKIDEXAMPLE", SECRET, "").token is None


def test_an_end_is_seconds_or_a_moment_with_its_zone() -> None:
    berlin = timezone(timedelta(hours=2))
    moment = datetime(2030, 6, 1, 14, 0, 0, 500_000, berlin)
    assert Credentials("a", "b", None, moment).expires_at == moment.timestamp()
    assert Credentials("a", "b", None, 1_900_000_000).expires_at == 1.9e9
    assert Credentials("a", "b").expires_at is None


NO_KEY = "expected ASCII text without blanks and line breaks"
NO_TIME = "expected seconds since the epoch, not milliseconds, or a datetime with a time zone"


@pytest.mark.parametrize("key", ["", None, b"bytes", 7, "a b", "a\n", " a", "a\r\nX: y", "ä"])
def test_keys_that_no_header_could_carry_are_refused_all_at_once(key: Any) -> None:
    with pytest.raises(ConfigError) as caught:
        Credentials(key, key, "a\tb")
    assert str(caught.value) == f"access_key: {NO_KEY}; secret_key: {NO_KEY}; token: {NO_KEY}"


@pytest.mark.parametrize(
    "end",
    [True, "2030-01-01T00:00:00Z", float("nan"), float("inf"), -1, 1.9e12, datetime(2030, 1, 1)],
    ids=str,
)
def test_an_end_that_cannot_be_meant_is_refused(end: Any) -> None:
    with pytest.raises(ConfigError, match=rf"^expires_at: {NO_TIME}$"):
        Credentials("a", "b", None, end)


def test_no_refusal_shows_a_value() -> None:
    with pytest.raises(ConfigError) as caught:
        Credentials("hunter1 ", SECRET + "\n", TOKEN + "\n", expires_at=1e15)
    assert "hunter" not in repr(caught.value)


# --- What else serves as credentials.


def test_credentials_of_botocore_serve() -> None:
    theirs = botocore.credentials.Credentials("AKIDEXAMPLE", SECRET, TOKEN)
    ours = Credentials("AKIDEXAMPLE", SECRET, TOKEN)
    assert as_credentials(theirs) == as_credentials(theirs.get_frozen_credentials()) == ours


def test_any_object_with_the_attributes_serves() -> None:
    plain = SimpleNamespace(access_key="AKIDEXAMPLE", secret_key=SECRET, token=None)
    assert as_credentials(plain) == Credentials("AKIDEXAMPLE", SECRET)
    plain.expires_at = 1_900_000_000
    assert as_credentials(plain).expires_at == 1.9e9


@pytest.mark.parametrize("given", [None, "AKIDEXAMPLE", SimpleNamespace(access_key="a")], ids=str)
def test_what_lacks_an_attribute_is_refused_by_its_type(given: Any) -> None:
    with pytest.raises(ConfigError) as caught:
        as_credentials(given)
    assert str(caught.value) == (
        "credentials: expected an object with access_key, secret_key and token, "
        f"got {type(given).__name__}"
    )


def test_an_object_whose_keys_cannot_be_used_is_refused_without_its_values() -> None:
    anonymous = botocore.credentials.Credentials("hunter1", "hunter2\n", None)
    with pytest.raises(ConfigError) as caught:
        as_credentials(anonymous)
    assert str(caught.value) == f"credentials: secret_key: {NO_KEY}"


# --- A client.


def _client(credentials: Any, **arguments: Any) -> ssooidc.Client:
    return ssooidc.Client("us-east-1", credentials=credentials, **arguments)


@pytest.mark.parametrize("given", ["AKIDEXAMPLE", b"", ("a", "b"), {"access_key": "a"}, 7], ids=str)
def test_a_client_refuses_what_is_no_source_of_credentials(given: Any) -> None:
    with pytest.raises(ConfigError) as caught:
        _client(given)
    assert str(caught.value) == (
        "credentials: expected an object with access_key, secret_key, token, or a function that "
        "returns one"
    )


def test_making_a_client_asks_for_no_key() -> None:
    refreshed: list[int] = []
    lazy = botocore.credentials.DeferredRefreshableCredentials(lambda: refreshed.append(1), "own")
    _client(lazy)
    _client(lambda: refreshed.append(1))
    assert refreshed == []


def test_credentials_of_botocore_refresh_themselves_each_time() -> None:
    now = datetime(2030, 1, 1, tzinfo=timezone.utc)
    numbers = iter(range(10))

    def refresh() -> dict[str, Any]:
        end = (now + timedelta(hours=1)).isoformat()
        key = f"AKID{next(numbers)}"
        return {"access_key": key, "secret_key": "s", "token": "t", "expiry_time": end}

    theirs = botocore.credentials.DeferredRefreshableCredentials(refresh, "own", lambda: now)
    client = _client(theirs)
    assert [client._get_credentials().access_key for _ in range(2)] == ["AKID0", "AKID0"]
    now += timedelta(minutes=59)
    assert client._get_credentials() == Credentials("AKID1", "s", "t")


def test_a_function_may_return_credentials_that_refresh_themselves() -> None:
    keys = iter(["AKID0", "AKID1"])

    class Frozen:
        def get_frozen_credentials(self) -> Credentials:
            return Credentials(next(keys), "s")

    theirs = Frozen()
    client = _client(lambda: theirs)
    assert [client._get_credentials().access_key for _ in range(2)] == ["AKID0", "AKID1"]


def test_an_object_is_read_each_time() -> None:
    plain = SimpleNamespace(access_key="AKID0", secret_key="s", token=None)
    client = _client(plain)
    assert client._get_credentials().access_key == "AKID0"
    plain.access_key = "AKID1"
    assert client._get_credentials().access_key == "AKID1"


def test_given_credentials_need_no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIDOTHER")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "wrong")
    given = Credentials("AKIDEXAMPLE", SECRET)
    assert _client(given)._get_credentials() is given


def test_given_credentials_that_have_ended_are_refused() -> None:
    clock = FakeClock(now=1_800_000_000)
    client = _client(Credentials("AKIDEXAMPLE", SECRET, TOKEN, 1_800_000_001), clock=clock)
    assert client._get_credentials().access_key == "AKIDEXAMPLE"
    clock.now += 1
    with pytest.raises(ConfigError) as caught:
        client._get_credentials()
    assert str(caught.value) == (
        "the AWS credentials AKIDEXAMPLE ended at 2027-01-15T08:00:01Z: get new ones"
    )


def _fails() -> Credentials:
    raise LookupError("not signed in")


def _one() -> Credentials:
    return Credentials("AKIDEXAMPLE", SECRET)


def test_what_a_function_raises_goes_through() -> None:
    with pytest.raises(LookupError, match="not signed in"):
        _client(_fails)._get_credentials()


@pytest.mark.parametrize("source", [_one, _one()], ids=["function", "credentials"])
def test_a_client_with_credentials_pickles(source: Credentials | Callable[[], Credentials]) -> None:
    client = _client(source)
    client._get_credentials()
    again = pickle.loads(pickle.dumps(client))  # noqa: S301
    assert again._get_credentials() == _one()
    assert SECRET not in repr(client)
