"""Only a regular file is read, and only so much of it; nothing that a path names can hang."""

import os
import socket
import stat
from pathlib import Path

import pytest

from restjson import ConfigError
from restjson.config.file_reading import MOST_BYTES, expand, read_text

_NO_FIFO = not hasattr(os, "mkfifo")


def _problem(path: str | Path) -> str:
    with pytest.raises(ConfigError) as caught:
        read_text(str(path))
    return str(caught.value)


def test_the_text_of_a_file_is_read_with_any_ends_of_lines(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes("\ufeffä\r\nb\rc\n".encode())
    assert read_text(str(tmp_path / "x")) == "ä\nb\nc\n"


@pytest.mark.skipif(_NO_FIFO, reason="this system has no named pipes")
def test_a_pipe_without_a_writer_holds_nobody_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x")
    assert _problem(tmp_path / "x") == (
        f"{tmp_path / 'x'}: expected a regular file, found a device, pipe or socket: "
        "name another file"
    )


@pytest.mark.skipif(_NO_FIFO, reason="this system has no named pipes")
def test_a_link_to_a_pipe_is_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x")
    (tmp_path / "y").symlink_to(tmp_path / "x")
    assert "found a device, pipe or socket" in _problem(tmp_path / "y")


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="this system has no /dev/zero")
def test_a_device_without_end_is_no_file() -> None:
    assert _problem("/dev/zero").startswith("/dev/zero: expected a regular file, found a device")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert _problem(tmp_path).startswith(f"{tmp_path}: expected a regular file, found a folder")


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="this system has no Unix sockets")
def test_a_socket_cannot_be_opened(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "x"))
        assert stat.S_ISSOCK((tmp_path / "x").stat().st_mode)
        with pytest.raises(OSError, match=r"No such device|not supported"):
            read_text(str(tmp_path / "x"))


def test_the_null_device_is_an_empty_file(tmp_path: Path) -> None:
    assert read_text(os.devnull) == ""
    (tmp_path / "x").symlink_to(os.devnull)
    assert read_text(str(tmp_path / "x")) == ""


def test_a_file_may_have_4_mib_and_no_more(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"#" * MOST_BYTES)
    assert len(read_text(str(path))) == 4 * 1024 * 1024
    with path.open("ab") as file:
        file.write(b"#")
    assert _problem(path) == (
        f"{path}: expected at most 4 MiB: take out what is not a setting, or name another file"
    )


def test_the_rest_of_a_large_file_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "x").open("wb") as file:
        file.truncate(1024**4)  # a hole: it takes no room
    assert "expected at most 4 MiB" in _problem(tmp_path / "x")


def test_what_is_not_utf_8_is_named_and_not_shown(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"hunter2 \xff")
    with pytest.raises(ConfigError) as caught:
        read_text(str(tmp_path / "x"))
    assert str(caught.value) == f"{tmp_path / 'x'}: expected UTF-8"
    assert caught.value.__cause__ is None


def test_no_descriptor_stays_open(tmp_path: Path) -> None:
    def is_next() -> int:
        descriptor = os.open(os.devnull, os.O_RDONLY)
        os.close(descriptor)
        return descriptor

    (tmp_path / "x").write_bytes(b"\xff")
    before = is_next()
    for path in (tmp_path, tmp_path / "x"):
        _problem(path)
    assert is_next() == before


def test_variables_and_the_home_folder_are_expanded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/a")
    monkeypatch.setenv("USERPROFILE", "/home/a")
    monkeypatch.setenv("FOLDER", "x")
    assert expand("~/$FOLDER/config") == "/home/a/x/config"


def test_a_home_that_nobody_knows_is_not_sought_in_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "~" / ".aws").mkdir(parents=True)
    (tmp_path / "~" / ".aws" / "config").write_text("[default]\nregion = planted-1\n")
    monkeypatch.setattr("os.path.expanduser", lambda path: path)  # no HOME, and no such user
    with pytest.raises(FileNotFoundError):
        read_text(expand("~/.aws/config"))
