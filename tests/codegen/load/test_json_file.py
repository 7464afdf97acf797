"""A file of JSON: what is read, and what is refused."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from codegen.cli import main
from codegen.load.json_file import UnreadableError, read_json
from codegen.load.problems import ModelError
from tests.codegen.models import taking


@pytest.fixture
def complaint(tmp_path: Path) -> Callable[..., str]:
    """Writes a file that cannot be read, and returns why."""

    def complaint(content: bytes, name: str = "model.json") -> str:
        (tmp_path / name).write_bytes(content)
        with pytest.raises(UnreadableError) as caught:
            read_json(tmp_path / name)
        return str(caught.value)

    return complaint


def test_a_compressed_file_reads_like_a_plain_one(tmp_path: Path) -> None:
    (tmp_path / "a.json.gz").write_bytes(gzip.compress(b'{"a": [1, 2.5, null]}'))
    assert read_json(tmp_path / "a.json.gz") == ({"a": [1, 2.5, None]}, [])


def test_each_name_that_stands_twice_is_reported_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text('{"a": 1, "b": [{"c.d": 1, "c.d": 2, "e": 3}], "a": 4, "a": 5}')
    _, problems = read_json(file)
    assert sorted(map(str, problems)) == [
        f"{file}: $.a: this name stands twice in one object",
        f'{file}: $.b[0]["c.d"]: this name stands twice in one object',
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is not JSON: line 1, column 1: Expecting value"),
        (b'{"a": 1,\n "b"}', "is not JSON: line 2, column 5: Expecting ':' delimiter"),
        (b"\xef\xbb\xbf{}", "is not JSON: line 1, column 1: Unexpected UTF-8 BOM"),
        (b'{"a": "\xff"}', "is not UTF-8: byte 7"),
        ('{"a": 1}'.encode("utf-16"), "is not UTF-8: byte 0"),
        (b'{"a": NaN}', "NaN is not a number"),
        (b'{"a": -Infinity}', "-Infinity is not a number"),
        (b'{"a": 1e999}', "1e999 is not a number"),
        (b"9" * 5000, "a number is too long"),
        (b"[" * 102 + b"]" * 102, "it is nested too deeply"),
        (b"[" * 200_000, "it is nested too deeply"),
        (b'{"a":' * 200_000, "it is nested too deeply"),
        (b"[" * 100_000 + b"]" * 100_000, "it is nested too deeply"),
        (b"[" + b"[]," * 250_000 + b"[]]", "has more than 250000 objects and arrays"),
        (b'{"b": {"' + b"a" * 1001 + b'": 1}}', "a name in $.b has more than 1000 characters"),
    ],
)
def test_what_is_no_json_is_named(
    complaint: Callable[..., str], content: bytes, reason: str
) -> None:
    assert reason in complaint(content)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"{}", "cannot be read: Not a gzipped file"),
        (gzip.compress(b"{}")[:-9], "cannot be read: Compressed file ended"),
        (gzip.compress(b"{}")[:10] + b"\xff" * 20, "cannot be read: Error -3"),
        (gzip.compress(b"{}")[:-8] + b"\0" * 8, "cannot be read: CRC check failed"),
        (gzip.compress(b" " * (8 * 1024 * 1024 + 1)), "is larger than 8388608 bytes"),
    ],
    ids=["plain", "cut off", "garbled", "another checksum", "too large"],
)
def test_what_does_not_unpack_is_named(
    complaint: Callable[..., str], content: bytes, reason: str
) -> None:
    assert reason in complaint(content, "model.json.gz")


def test_a_folder_in_place_of_a_file_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "model.json").mkdir()
    with pytest.raises(UnreadableError, match="cannot be read: it is not a file"):
        read_json(tmp_path / "model.json")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "model.json")
    with pytest.raises(UnreadableError, match="cannot be read: it is not a file"):
        read_json(tmp_path / "model.json")


def test_a_link_that_leads_nowhere_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "model.json").symlink_to(tmp_path / "gone.json")
    with pytest.raises(UnreadableError, match="cannot be read: No such file"):
        read_json(tmp_path / "model.json")


def test_a_model_as_deep_as_models_are_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("[" * 100 + "]" * 100)
    assert read_json(tmp_path / "a.json")[1] == []


@pytest.mark.parametrize("depth", [150, 900, 5000])
def test_a_deep_example_is_refused_by_the_command_line(
    write_model: Callable[..., Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    depth: int,
) -> None:
    folder = write_model(taking({"text": "String"}))
    example = {"id": "a", "title": "", "description": "", "comments": {}, "input": {"text": "DEEP"}}
    text = json.dumps({"version": "1.0", "examples": {"Send": [example]}})
    (folder / "examples-1.json").write_text(text.replace('"DEEP"', "[" * depth + "]" * depth))
    assert main(["package", str(folder), "--name", "a", "--out", str(tmp_path / "out")]) == 2
    assert "examples-1.json: is not JSON that can be read" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_problem_stays_on_its_line(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text(
        r'{"x\nforged: $: line\u001b[2J\u202e": 1, "x\nforged: $: line\u001b[2J\u202e": 1}'
    )
    _, problems = read_json(file)
    text = str(ModelError(problems))
    assert text.isprintable()
    assert text.count("forged") == 1
