"""The disk: what is compared, what is written, and what is left alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from codegen.output import HEADER, differences, is_ours, write

FILES = {"a.py": "a = 1\n", "sub/b.json": "{}\n"}


def tree(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8")
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_what_was_written_is_there_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    assert write(folder, FILES) == ["missing: out/a.py", "missing: out/sub/b.json"]
    assert tree(folder) == FILES
    assert differences(folder, FILES) == []


def test_each_difference_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    write(folder, {**FILES, "old/stale.py": "", "same": "x"})
    (folder / "a.py").write_bytes(b"a = 1\r\n")
    (folder / "sub" / "b.json").unlink()
    before = tree(folder)
    assert differences(folder, {**FILES, "same": "x"}) == [
        "different: out/a.py",
        "missing: out/sub/b.json",
        "stale: out/old/stale.py",
    ]
    assert tree(folder) == before


def test_stale_files_and_empty_folders_go(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    write(folder, {"a.py": "a = 1\n", "old/er/stale.py": "", ".hidden": ""})
    assert write(folder, FILES) == [
        "missing: out/sub/b.json",
        "stale: out/.hidden",
        "stale: out/old/er/stale.py",
    ]
    assert tree(folder) == FILES
    assert not (folder / "old").exists()


def test_a_file_that_is_the_same_is_not_touched(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    os.utime(tmp_path / "a.py", (0, 0))
    assert write(tmp_path, FILES) == []
    assert (tmp_path / "a.py").stat().st_mtime == 0


def test_what_python_compiled_is_no_difference(tmp_path: Path) -> None:
    write(tmp_path, {**FILES, "__pycache__/a.pyc": "", "sub/__pycache__/b.pyc": ""})
    assert differences(tmp_path, FILES) == []


def test_a_folder_that_holds_but_what_python_compiled_is_ours(tmp_path: Path) -> None:
    write(tmp_path, {"__pycache__/a.pyc": ""})
    assert is_ours(tmp_path, "__init__.py")


def test_nothing_half_written_stays_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        write(tmp_path, FILES)
    assert tree(tmp_path) == {}


def test_what_a_link_leads_to_is_left_alone(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    write(kept, {"precious.txt": "x"})
    folder = tmp_path / "out"
    write(folder, FILES)
    (folder / "link").symlink_to(kept, target_is_directory=True)
    assert differences(folder, FILES) == ["stale: out/link"]
    write(folder, FILES)
    assert not (folder / "link").is_symlink()
    assert tree(kept) == {"precious.txt": "x"}


def test_a_folder_is_ours_if_it_carries_the_header_or_nothing(tmp_path: Path) -> None:
    assert is_ours(tmp_path / "gone", "__init__.py")
    assert is_ours(tmp_path, "__init__.py")
    (tmp_path / "__init__.py").write_text(f"# {HEADER}x/service-2.json: do not edit.\n")
    assert is_ours(tmp_path, "__init__.py")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("notes.txt", b"mine"),
        ("__init__.py", b""),
        ("__init__.py", b"# My own.\n" + HEADER.encode()),
        ("__init__.py", b"\xff\xfe"),
        (".git", b""),
    ],
)
def test_any_other_folder_is_somebody_elses(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert not is_ours(tmp_path, "__init__.py")
    assert not is_ours(tmp_path / name, "__init__.py")


def test_a_folder_that_holds_but_a_link_is_somebody_elses(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "link").symlink_to(tmp_path, target_is_directory=True)
    assert not is_ours(folder, "__init__.py")
