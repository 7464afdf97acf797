"""Where tokens are kept: files, memory, a keyring, Redis."""

import os
import subprocess
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import ssologin
from ssoemulator import Emulator
from ssologin.cache.records import load, save
from tests.login import processes
from tests.login.test_refresh import count
from tests.tools import find

KEY = "sso/cache/0ad374308c5a4e22f723adf10145eafad7c4031c"


@pytest.fixture
def redis_url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A Redis server of this test's own, on a socket in the file system."""
    program = find("redis-server", "apt-get install redis-server")
    path = tmp_path / "redis.sock"
    server = subprocess.Popen(
        [program, "--port", "0", "--unixsocket", str(path), "--save", "", "--dir", str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    for line in server.stdout:
        if "ready to accept connections" in line.lower():
            break
    drain = threading.Thread(target=server.stdout.read, daemon=True)
    drain.start()
    monkeypatch.setenv("REDIS_URL", f"unix://{path}")
    yield f"unix://{path}"
    server.terminate()
    server.wait()
    drain.join()
    server.stdout.close()


class Ring:
    """What keyring's functions do, without a system's keyring."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, name: str) -> str | None:
        return self.kept.get((service, name))

    def set_password(self, service: str, name: str, text: str) -> None:
        self.kept[service, name] = text

    def delete_password(self, service: str, name: str) -> None:
        del self.kept[service, name]


@pytest.fixture
def keyring_store(home: Path, monkeypatch: pytest.MonkeyPatch) -> ssologin.KeyringStore:
    import keyring

    ring = Ring()
    for name in ("get_password", "set_password", "delete_password"):
        monkeypatch.setattr(keyring, name, getattr(ring, name))
    return ssologin.KeyringStore()


@pytest.fixture(params=["files", "memory", "keyring", "redis"])
def store(request: pytest.FixtureRequest, home: Path) -> Any:
    if request.param == "files":
        return ssologin.FileStore(home / "cache")
    if request.param == "memory":
        return ssologin.MemoryStore()
    if request.param == "keyring":
        return request.getfixturevalue("keyring_store")
    return ssologin.RedisStore(request.getfixturevalue("redis_url"))


def test_a_store_keeps_replaces_and_forgets(store: Any) -> None:
    assert store.read(KEY) is None
    store.delete(KEY)
    store.write(KEY, "one")
    store.write(KEY, "zwei \u00e4")
    assert store.read(KEY) == "zwei \u00e4"
    store.delete(KEY)
    assert store.read(KEY) is None


def test_a_lock_keeps_others_out_and_lets_them_in_again(store: Any) -> None:
    with store.lock(KEY, 5):
        with pytest.raises(TimeoutError), store.lock(KEY, 0.05):
            pass
        with store.lock(KEY + "1", 5):
            pass  # another entry is another lock
    with store.lock(KEY, 5):
        pass


def test_a_sign_in_and_a_refresh_go_through_the_store(
    store: Any, idc: Emulator, home: Path
) -> None:
    idc.switch(auto_approve=True)
    token = ssologin.login(
        "my-sso", flow="device", open_browser=False, prompt=lambda _: None, cache=store
    )
    assert ssologin.get_token("my-sso", cache=store) == token
    record = load(store, KEY)
    assert record is not None
    save(store, KEY, {**record, "expiresAt": "2020-01-01T00:00:00Z"})
    assert ssologin.get_token("my-sso", cache=store).access_token != token.access_token
    assert not (home / ".aws/sso/cache").is_dir() or not list(
        (home / ".aws/sso/cache").glob("*.json")
    )


def test_a_folder_may_be_given_and_named_in_the_environment(
    idc: Emulator, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSOLOGIN_CACHE_DIR", str(home / "elsewhere"))
    idc.switch(auto_approve=True)
    ssologin.login("my-sso", flow="device", open_browser=False, prompt=lambda _: None)
    assert list((home / "elsewhere/sso/cache").glob("*.json"))
    assert ssologin.get_token("my-sso", cache=home / "elsewhere").access_token


def test_where_nothing_can_be_written_the_sign_in_lasts_as_long_as_the_store(home: Path) -> None:
    (home / "file").write_text("")
    store = ssologin.FileStore(home / "file")  # a folder cannot be made in it
    with pytest.warns(UserWarning, match="SSOLOGIN_CACHE_DIR"):
        store.write(KEY, "one")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        store.write(KEY, "two")  # is said once
    assert store.read(KEY) == "two"
    with store.lock(KEY, 1):
        pass


@pytest.mark.skipif(os.name != "posix", reason="there are no FIFOs")
def test_a_file_that_is_none_holds_nobody_up(home: Path) -> None:
    store = ssologin.FileStore(home)
    path = Path(store.path(KEY))
    path.parent.mkdir(parents=True)
    os.mkfifo(path)
    assert store.read(KEY) is None


def test_a_file_that_is_too_large_counts_as_none(home: Path) -> None:
    store = ssologin.FileStore(home)
    path = Path(store.path(KEY))
    path.parent.mkdir(parents=True)
    path.write_bytes(b" " * (1024 * 1024 + 1))
    assert store.read(KEY) is None


def test_a_file_that_is_being_written_in_place_is_read_again(home: Path) -> None:
    texts = iter(["", '{"acc', '{"accessToken": "whole"}'])

    class Slow(ssologin.MemoryStore):
        def read(self, key: str) -> str | None:
            return next(texts)

    assert load(Slow(), KEY) == {"accessToken": "whole"}


def test_processes_of_eight_machines_refresh_once_by_redis(
    idc: Emulator, home: Path, redis_url: str
) -> None:
    store = ssologin.RedisStore(redis_url)
    idc.switch(auto_approve=True, rotate_refresh_tokens=True)
    ssologin.login("my-sso", flow="device", open_browser=False, prompt=lambda _: None, cache=store)
    record = load(store, KEY)
    assert record is not None
    save(store, KEY, {**record, "expiresAt": "2020-01-01T00:00:00Z"})
    tokens = processes.results(["redis"] * 16)
    assert len(tokens) == 16
    assert len(set(tokens)) == 1
    assert count(idc) == 1


def test_the_lock_of_a_machine_that_died_ends(
    home: Path, redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import redis

    from ssologin.cache import redis as module

    holder = processes.held("hold_redis")
    processes.kill(holder)
    client = redis.Redis.from_url(redis_url)
    lease = client.pttl(f"ssologin/{KEY}.lock")
    client.close()
    assert 0 < lease <= module._LEASE * 1000  # so nobody waits longer than that


def test_a_package_that_is_not_installed_is_named_with_its_extra(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import sys

    for name in ("redis", "keyring", "filelock"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ImportError, match=r'pip install "ssooidc\[redis\]"'):
        ssologin.RedisStore("redis://127.0.0.1")
    with pytest.raises(ImportError, match=r'pip install "ssooidc\[keyring\]"'):
        ssologin.KeyringStore()
    with (
        pytest.raises(ImportError, match=r'pip install "ssooidc\[login\]"'),
        ssologin.FileStore("/nowhere").lock(KEY, 1),
    ):
        pass
