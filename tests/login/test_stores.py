"""Where tokens are kept: files, memory, a keyring, Redis."""

import os
import subprocess
import threading
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyrings.alt.file import PlaintextKeyring

import ssologin
from ssoemulator import Emulator
from ssologin.cache.records import load, save
from tests.effort import MANY
from tests.login import processes
from tests.login.test_command_line import run
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


class Locker(PlaintextKeyring):  # type: ignore[misc]
    """A keyring that takes as little as Windows' does."""

    def set_password(self, service: str, username: str, password: str) -> None:
        if len(password.encode("utf-16-le")) > 2560:
            raise OSError(1783, "The stub received bad data")
        super().set_password(service, username, password)


@pytest.fixture
def ring(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Any], None]]:
    """Chooses the keyring, as programs do; its file is in the home."""
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    before = keyring.get_keyring()
    yield keyring.set_keyring
    keyring.set_keyring(before)


@pytest.fixture
def keyring_store(ring: Callable[[Any], None]) -> ssologin.KeyringStore:
    ring(PlaintextKeyring())
    return ssologin.KeyringStore()


@pytest.fixture
def narrow_store(
    ring: Callable[[Any], None], monkeypatch: pytest.MonkeyPatch
) -> ssologin.KeyringStore:
    from ssologin.cache import keyring as module

    monkeypatch.setattr(module, "_LONGEST", 1200)
    ring(Locker())
    return ssologin.KeyringStore()


@pytest.fixture(params=["files", "memory", "keyring_store", "narrow_store", "redis"])
def store(request: pytest.FixtureRequest, home: Path) -> Any:
    if request.param == "files":
        return ssologin.FileStore(home / "cache")
    if request.param == "memory":
        return ssologin.MemoryStore()
    if request.param.endswith("_store"):
        return request.getfixturevalue(request.param)
    return ssologin.RedisStore(request.getfixturevalue("redis_url"))


def test_a_store_keeps_replaces_and_forgets(store: Any) -> None:
    assert store.read(KEY) is None
    store.delete(KEY)
    store.write(KEY, "one")
    long = "zwei \u00e4" * 1000
    store.write(KEY, long)
    assert store.read(KEY) == long
    store.write(KEY, "three")
    assert store.read(KEY) == "three"
    store.delete(KEY)
    assert store.read(KEY) is None
    assert repr(store).startswith("<")
    assert "three" not in repr(store)


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
    monkeypatch.setenv("SSOLOGIN_CACHE", str(home / "elsewhere"))
    idc.switch(auto_approve=True)
    ssologin.login("my-sso", flow="device", open_browser=False, prompt=lambda _: None)
    assert list((home / "elsewhere/sso/cache").glob("*.json"))
    assert ssologin.get_token("my-sso", cache=home / "elsewhere").access_token


def test_where_nothing_can_be_written_the_sign_in_lasts_as_long_as_the_store(home: Path) -> None:
    (home / "file").write_text("")
    store = ssologin.FileStore(home / "file")  # a folder cannot be made in it
    with pytest.warns(UserWarning, match="SSOLOGIN_CACHE"):
        store.write(KEY, "one")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        store.write(KEY, "two")  # is said once
    assert store.read(KEY) == "two"
    with store.lock(KEY, 1):
        pass


@pytest.mark.skipif(os.name != "posix", reason="this system has no named pipes")
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
    tokens = processes.results(["redis"] * MANY)
    assert len(tokens) == MANY
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


def _ring_file(home: Path) -> str:
    return (home / ".local/share/python_keyring/keyring_pass.cfg").read_text()


def test_a_keyring_that_takes_short_entries_keeps_pieces_and_no_old_ones(
    narrow_store: ssologin.KeyringStore, home: Path
) -> None:
    for number in range(3):
        narrow_store.write(KEY, str(number) * 5000)
        assert narrow_store.read(KEY) == str(number) * 5000
        assert len(_ring_file(home).split(" = ")) == 7  # a head and five pieces
    narrow_store.write(KEY, "ssologin-pieces x y")
    assert narrow_store.read(KEY) == "ssologin-pieces x y"
    narrow_store.delete(KEY)
    assert " = " not in _ring_file(home)


def test_who_reads_while_pieces_are_replaced_gets_old_or_new_ones(
    narrow_store: ssologin.KeyringStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    narrow_store.write(KEY, "a" * 5000)
    get = keyring.get_password
    asked = []

    def replace_meanwhile(service: str, name: str) -> str | None:
        asked.append(name)
        if len(asked) == 3:
            ssologin.KeyringStore().write(KEY, "b" * 5000)
        return get(service, name)

    monkeypatch.setattr(keyring, "get_password", replace_meanwhile)
    assert narrow_store.read(KEY) == "b" * 5000


def test_a_piece_that_is_missing_counts_as_nothing_kept(
    narrow_store: ssologin.KeyringStore,
) -> None:
    keyring.set_password("ssologin", KEY, "ssologin-pieces abcd 2")
    assert narrow_store.read(KEY) is None
    keyring.set_password("ssologin", KEY, "ssologin-pieces abcd")
    assert narrow_store.read(KEY) == ""


def test_without_a_keyring_the_error_says_so(home: Path, ring: Callable[[Any], None]) -> None:
    from keyring.backends.fail import Keyring

    ring(Keyring())  # type: ignore[no-untyped-call]
    store = ssologin.KeyringStore()
    for use in (store.read, store.delete, lambda key: store.write(key, "x")):
        with pytest.raises(ssologin.CacheError, match="No recommended backend"):
            use(KEY)


def test_without_redis_the_error_says_so(home: Path) -> None:
    store = ssologin.RedisStore("redis://:secret@127.0.0.1:9")
    uses: list[Callable[[], object]] = [
        lambda: store.read(KEY),
        lambda: store.write(KEY, "x"),
        lambda: store.delete(KEY),
        lambda: store.lock(KEY, 1).__enter__(),
    ]
    for use in uses:
        with pytest.raises(ssologin.CacheError, match="Redis cannot be used") as caught:
            use()
        assert "secret" not in str(caught.value)


def test_a_lock_in_redis_is_prolonged_while_it_is_held(
    home: Path, redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import redis

    from ssologin.cache import redis as module

    monkeypatch.setattr(module, "_LEASE", 0.3)
    client = redis.Redis.from_url(redis_url)
    name = f"ssologin/{KEY}.lock"
    prolonged = threading.Event()

    class Watched(redis.lock.Lock):
        def reacquire(self) -> Any:
            done = super().reacquire()
            prolonged.set()
            return done

    client.lock = lambda *args, **named: Watched(client, *args, **named)  # type: ignore[method-assign]
    with ssologin.RedisStore(client).lock(KEY, 1):
        assert prolonged.wait(60)
        client.delete(name)  # as if it had ended all the same
        prolonged.clear()
    assert client.get(name) is None
    client.close()


@pytest.mark.parametrize(
    ("named", "kind"),
    [
        ("keyring", ssologin.KeyringStore),
        ("redis://127.0.0.1:6379/0", ssologin.RedisStore),
        ("rediss://cache.example", ssologin.RedisStore),
        ("/somewhere/else", ssologin.FileStore),
        ("", ssologin.FileStore),
    ],
)
def test_a_variable_names_the_store(
    home: Path, monkeypatch: pytest.MonkeyPatch, named: str, kind: type
) -> None:
    monkeypatch.setenv("SSOLOGIN_CACHE", named)
    assert type(ssologin.open_store()) is kind
    if named:
        assert type(ssologin.open_store(named)) is kind
    given = ssologin.MemoryStore()
    assert ssologin.open_store(given) is given


def test_the_command_keeps_the_sign_in_in_the_keyring(
    idc: Emulator, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyrings.alt.file.PlaintextKeyring")
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setenv("SSOLOGIN_CACHE", "keyring")
    idc.switch(auto_approve=True)
    run("login", "--flow", "device", "--no-browser")
    assert run("token").stdout.startswith("aoa")
    assert not list(home.rglob(".aws/**/*.json"))
    run("logout")
    assert run("token", check=False).returncode == 3


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


def test_what_cannot_be_deleted_is_gone_for_the_store(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = ssologin.FileStore(home)
    store.write(KEY, "one")

    def refuse(path: str) -> None:
        raise PermissionError(1, "Operation not permitted", path)

    with monkeypatch.context() as patched:
        patched.setattr(os, "unlink", refuse)
        with pytest.warns(UserWarning, match="Operation not permitted"):
            store.delete(KEY)
    assert store.read(KEY) is None


def test_a_file_that_cannot_be_replaced_leaves_nothing_behind(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = ssologin.FileStore(home)

    def refuse(source: str, target: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.warns(UserWarning, match="No space left"):
        store.write(KEY, "one")
    assert store.read(KEY) == "one"
    assert list((home / "sso/cache").iterdir()) == []
