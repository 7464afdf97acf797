"""The disk: what is compared, what is written, and what is left alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from codegen.disk import HEADER, differences, is_ours
from codegen.output import OutputError, locked, put, write

MARKED = f"# {HEADER}a model\n"
FILES = {"a.py": f"{MARKED}a = 1\n", "sub/b.json": "{}\n"}


def tree(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8")
        for file in folder.rglob("*")
        if file.is_file()
    }


def put_files(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def test_what_was_written_is_there_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    assert write(folder, FILES).lines() == ["missing: out/a.py", "missing: out/sub/b.json"]
    assert tree(folder) == FILES
    assert differences(folder, FILES).lines() == []


def test_each_difference_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    put_files(folder, {**FILES, "old/stale.py": MARKED, "notes.txt": "mine", "same": "x"})
    (folder / "a.py").write_bytes(b"a = 1\r\n")
    (folder / "sub" / "b.json").unlink()
    before = tree(folder)
    assert differences(folder, {**FILES, "same": "x"}).lines() == [
        "different: out/a.py",
        "missing: out/sub/b.json",
        "not generated: out/notes.txt",
        "stale: out/old/stale.py",
    ]
    assert tree(folder) == before


def test_stale_files_and_the_folders_that_they_leave_empty_go(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    schemas = '{\n  "$comment": "Generated from a model"\n}\n'
    stale = {"old/er/stale.py": MARKED, "old/py.typed": "", "old/schemas.json": schemas}
    put_files(folder, {**FILES, **stale})
    (folder / "empty").mkdir()
    assert write(folder, FILES).lines() == [f"stale: out/{name}" for name in sorted(stale)]
    assert tree(folder) == FILES
    assert [path.name for path in sorted(folder.iterdir())] == ["a.py", "empty", "sub"]


def test_what_was_not_generated_is_kept_and_named(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    mine = {"notes.txt": "mine", "sub/empty.py": "", "old/py.typed": "partial\n"}
    put_files(folder, {**mine, "old/stale.py": MARKED})
    assert write(folder, FILES).lines_of_others() == [
        *(f"not generated: out/{name}" for name in sorted(mine)),
        "stale: out/old/stale.py",
    ]
    assert tree(folder) == {**FILES, **mine}


def test_a_file_that_is_the_same_is_not_touched(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    os.utime(tmp_path / "a.py", (0, 0))
    assert write(tmp_path, FILES).lines() == []
    put(tmp_path, {"a.py": FILES["a.py"]})
    assert (tmp_path / "a.py").stat().st_mtime == 0


def test_files_are_as_readable_as_others(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    (tmp_path / "other").touch()
    assert (tmp_path / "a.py").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_what_python_compiled_is_no_difference(tmp_path: Path) -> None:
    put_files(tmp_path, {**FILES, "__pycache__/a.pyc": "", "sub/__pycache__/b.pyc": ""})
    assert differences(tmp_path, FILES).lines() == []


def test_a_folder_that_holds_but_what_python_compiled_is_ours(tmp_path: Path) -> None:
    put_files(tmp_path, {"__pycache__/a.pyc": ""})
    assert is_ours(tmp_path, "__init__.py")


def test_what_a_killed_run_left_is_stale(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    put_files(folder, {".codegen-staging-x/0": "half"})
    assert is_ours(folder, "__init__.py")
    assert differences(folder, {}).lines() == ["stale: out/.codegen-staging-x"]
    write(folder, FILES)
    assert tree(folder) == FILES


def test_nothing_half_written_stays_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OutputError) as caught, locked(tmp_path):
        write(tmp_path / "out", FILES)
    assert str(caught.value) == f"{tmp_path}: cannot be written to: No space left on device"
    assert list(tmp_path.iterdir()) == []


def test_what_a_link_leads_to_is_left_alone_and_so_is_the_link(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    put_files(kept, {"precious.py": MARKED})
    folder = tmp_path / "out"
    write(folder, FILES)
    (folder / "link").symlink_to(kept, target_is_directory=True)
    (folder / "link.py").symlink_to(kept / "precious.py")
    lines = ["not generated: out/link", "not generated: out/link.py"]
    assert write(folder, FILES).lines() == lines
    assert (folder / "link").is_symlink()
    assert (folder / "link.py").is_symlink()
    assert tree(kept) == {"precious.py": MARKED}


@pytest.mark.parametrize("name", ["a.py", "sub", "sub/b.json"])
@pytest.mark.parametrize("kind", ["link to a file", "link to a folder", "pipe", "other kind"])
def test_what_stands_in_the_way_is_refused_and_nothing_is_written(
    tmp_path: Path, name: str, kind: str
) -> None:
    elsewhere = tmp_path / "elsewhere"
    put_files(elsewhere, {"precious.py": "precious = True\n"})
    folder = tmp_path / "out"
    place = folder / name
    place.parent.mkdir(parents=True)
    if kind == "link to a file":
        place.symlink_to(elsewhere / "precious.py")
    elif kind == "link to a folder":
        place.symlink_to(elsewhere, target_is_directory=True)
    elif kind == "pipe":
        os.mkfifo(place)
    elif name == "sub":
        place.write_text("a file where a folder is to be", encoding="utf-8")
    else:
        place.mkdir()
    before = sorted(folder.rglob("*"))
    with pytest.raises(OutputError) as caught:
        write(folder, FILES)
    assert str(caught.value) == (
        f"{place}: was not generated, and stands where a file is to go: move it away"
    )
    assert sorted(folder.rglob("*")) == before
    assert tree(elsewhere) == {"precious.py": "precious = True\n"}


def test_a_file_that_was_not_generated_is_not_written_over(tmp_path: Path) -> None:
    put_files(tmp_path, {"a.py": "precious = True\n"})
    with pytest.raises(OutputError, match=r"a\.py: was not generated"):
        write(tmp_path, FILES)
    assert tree(tmp_path) == {"a.py": "precious = True\n"}


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


def test_a_link_that_leads_nowhere_is_somebody_elses(tmp_path: Path) -> None:
    (tmp_path / "out").symlink_to(tmp_path / "gone")
    assert not is_ours(tmp_path / "out", "__init__.py")
