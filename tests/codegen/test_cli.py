"""The command line: exit codes, messages, and what is left untouched."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import urllib3

import restjson
from codegen import cli
from codegen.cli import main
from codegen.commands import generated, package
from codegen.disk import HEADER
from tests.codegen.models import taking

ROOT = Path(__file__).parents[2]
GOLDEN_MODEL = Path(__file__).parent / "golden" / "parcels" / "2020-01-01"


def tree(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and "__pycache__" not in file.parts
    }


def test_generated_is_what_the_model_gives(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check"]) == 0, capsys.readouterr().out


def test_each_file_that_differs_is_named_and_none_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    generated = tmp_path / "generated"
    shutil.copytree(cli.GENERATED_FOLDER, generated)
    monkeypatch.setattr(cli, "GENERATED_FOLDER", generated)
    package = generated / "ssooidc"
    (package / "client.py").write_text(f"# {HEADER}x: changed", encoding="utf-8")
    (package / "errors.py").unlink()
    (generated / "old").mkdir()
    (generated / "old" / "stale.py").write_text(f"# {HEADER}x", encoding="utf-8")
    before = tree(generated)
    assert main(["--check"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "different: generated/ssooidc/client.py",
        "missing: generated/ssooidc/errors.py",
        "stale: generated/old/stale.py",
    ]
    assert tree(generated) == before
    assert main([]) == 0
    assert tree(generated) == tree(ROOT / "generated")
    assert main(["--check"]) == 0


def test_the_problems_of_all_models_are_listed_and_nothing_is_written(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    write_model: Callable[..., Path],
    capsys: pytest.CaptureFixture[str],
) -> None:
    broken = write_model(taking({"text": "Gone"}))
    packages = {"one": broken, "two": tmp_path / "gone"}
    monkeypatch.setattr(generated, "load_packages", lambda: packages)
    monkeypatch.setattr(cli, "GENERATED_FOLDER", tmp_path / "generated")
    assert main([]) == main(["--check"]) == 2
    assert capsys.readouterr().err.splitlines() == 2 * [
        f"{broken}/service-2.json: $.shapes.Input.members.text.shape: there is no shape 'Gone'",
        f"{tmp_path}/gone/service-2.json: no such file, nor one with .gz",
    ]
    assert not (tmp_path / "generated").exists()


def test_what_is_wrong_in_every_file_and_stage_is_told_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "sso" / "2019-06-10"
    shutil.copytree(ROOT / "model" / "sso" / "2019-06-10", folder)

    def change(name: str, old: str, new: str) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")

    change("service-2.json", '"RoleNameType":', '"RoleName":')
    change("paginators-1.json", '"accountList"', '"accounts"')
    change("examples-1.json", '"version": "1.0"', '"version": "9.0"')
    change("endpoint-rule-set-1.json", '"fn": "aws.partition"', '"fn": "aws.portion"')
    arguments = ["--name", "a", "--out", str(tmp_path / "out")]
    assert main(["package", str(folder.parent), *arguments]) == 2
    places = [line.split(": ")[:2] for line in capsys.readouterr().err.splitlines()]
    assert [(Path(file).name, path.rpartition(".")[2]) for file, path in places] == [
        ("endpoint-rule-set-1.json", "fn"),
        ("examples-1.json", "version"),
        ("service-2.json", "shape"),
        ("paginators-1.json", "result_key"),
    ]
    assert not (tmp_path / "out").exists()


def test_paths_count_from_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(GOLDEN_MODEL, tmp_path / "model")
    monkeypatch.chdir(tmp_path)
    assert main(["package", "model", "--name", "parcels", "--out", "a/b"]) == 0
    assert capsys.readouterr().out == "a/b/parcels: 13 files\n"
    assert (tmp_path / "a" / "b" / "parcels" / "client.py").is_file()
    assert main(["package", "gone", "--name", "parcels", "--out", "."]) == 2
    assert capsys.readouterr().err == "gone: no such folder\n"


def test_running_again_removes_what_is_no_longer_emitted(
    write_model: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["package", str(write_model(taking(()))), "--name", "a", "--out", str(tmp_path)]
    assert main(arguments) == 0
    first = tree(tmp_path / "a")
    (tmp_path / "a" / "stale.py").write_text(f"# {HEADER}x", encoding="utf-8")
    (tmp_path / "a" / "client.py").write_text(f"# {HEADER}x: changed", encoding="utf-8")
    capsys.readouterr()
    assert main(arguments) == 0
    assert tree(tmp_path / "a") == first
    assert capsys.readouterr().err == "stale: a/stale.py\n"


def test_what_was_not_generated_is_kept_and_named(
    write_model: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["docs", str(write_model(taking(()))), "--name", "a", "--out", str(tmp_path)]
    assert main(arguments) == 0
    (tmp_path / "html" / "notes.txt").write_text("mine", encoding="utf-8")
    capsys.readouterr()
    assert main(arguments) == 0
    assert capsys.readouterr().err == "not generated: html/notes.txt\n"
    assert (tmp_path / "html" / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_what_was_not_generated_is_refused_and_untouched(
    write_model: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "__init__.py").write_text("precious = True\n", encoding="utf-8")
    folder = write_model(taking(()))
    assert main(["package", str(folder), "--name", "mine", "--out", str(tmp_path)]) == 2
    assert capsys.readouterr().err == (
        f"{mine}: is there and was not generated: nothing was written; choose another --name or "
        "--out, or move it away\n"
    )
    assert tree(mine) == {"__init__.py": b"precious = True\n"}


@pytest.mark.parametrize("kind", ["html", "rd"])
def test_pages_that_were_not_generated_are_refused_and_untouched(
    write_model: Callable[..., Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    kind: str,
) -> None:
    (tmp_path / kind).mkdir()
    (tmp_path / kind / "mine.txt").write_text("precious", encoding="utf-8")
    arguments = ["--name", "mine", "--dialect", "python", "--out", str(tmp_path)]
    assert main(["docs", str(write_model(taking(()))), *arguments]) == 2
    assert capsys.readouterr().err.startswith(f"{tmp_path / kind}: is there and was not generated")
    assert tree(tmp_path / kind) == {"mine.txt": b"precious"}
    assert {path.name for path in tmp_path.iterdir()} == {kind, "example"}


def test_a_file_in_place_of_the_folder_is_refused(
    write_model: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    folder = str(write_model(taking(())))
    assert main(["package", folder, "--name", "file", "--out", str(tmp_path)]) == 2
    assert f"{tmp_path}/file: is there and was not generated" in capsys.readouterr().err
    for out, reason in (("file", "File exists"), ("file/in", "Not a directory")):
        assert main(["package", folder, "--name", "a", "--out", str(tmp_path / out)]) == 2
        line = f"{tmp_path}/{out}: cannot be written to: {reason}: {tmp_path}/{out}\n"
        assert capsys.readouterr().err == line
    assert (tmp_path / "file").read_text(encoding="utf-8") == "x"


def test_an_odd_file_name_stays_on_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "a\nb\x1b[2J\udcff"
    assert main(["package", str(folder), "--name", "a", "--out", str(tmp_path)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.endswith("a\\nb\\x1b[2J\\udcff: no such folder")


@pytest.mark.parametrize(
    "name",
    ["", "a.b", "a-b", "1a", "../x", "a/b", "caf\u00e9", "\u0455sooidc", "a\n"],
)
def test_a_name_must_be_an_ascii_identifier(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["package", str(GOLDEN_MODEL), "--name", name, "--out", str(tmp_path)])
    assert "is not an ASCII identifier" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["class", "lambda", "None"])
def test_a_keyword_is_no_name_and_another_is_proposed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["package", str(GOLDEN_MODEL), "--name", name, "--out", str(tmp_path)])
    other = f"aws{name.lower()} or {name.lower()}_client"
    assert capsys.readouterr().err.endswith(
        f"{name!r} is a keyword of Python: choose another name, such as {other}\n"
    )


def modules_of_the_runtime() -> set[str]:
    """The modules that the runtime, what is emitted, and urllib3 import, where they are there."""
    roots = (Path(restjson.__file__).parent, Path(urllib3.__file__).parent, GOLDEN_MODEL.parents[1])
    imports = [
        node
        for root in roots
        for file in root.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import) or (isinstance(node, ast.ImportFrom) and not node.level)
    ]
    names = [
        node.module or "" if isinstance(node, ast.ImportFrom) else alias.name
        for node in imports
        for alias in node.names
    ]
    return {name.partition(".")[0] for name in names} - {"parcels_client"}


def test_a_name_must_not_hide_what_packages_stand_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    modules = modules_of_the_runtime()
    assert {"restjson", "urllib3", "typing", "json"} <= modules
    for name in {"__init__", "__main__", "certifi", "this", "zstandard", *modules}:
        with pytest.raises(SystemExit, match="2"):
            main(["package", str(GOLDEN_MODEL), "--name", name, "--out", str(tmp_path)])
        assert (
            f"{name!r} would hide a module that packages stand on: "
            f"choose another name, such as aws{name.strip('_').lower()} or "
        ) in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["ssoemulator", "ssologin", "ssooidc", "ssoportal"])
def test_a_package_cannot_take_the_place_of_one_that_comes_with_the_runtime(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["package", str(GOLDEN_MODEL), "--name", name, "--out", str(tmp_path)])
    assert (
        f"{name!r} would replace a package that comes with the runtime: choose another name"
    ) in capsys.readouterr().err
    assert main(["docs", str(GOLDEN_MODEL), "--name", name, "--out", str(tmp_path)]) == 0


@pytest.mark.parametrize("module", ["jinja2", "jsonschema"])
def test_what_the_generator_lacks_is_named_with_how_to_install_it(module: str) -> None:
    code = (
        f"import runpy, sys; sys.modules[{module!r}] = None; "
        "runpy.run_module('codegen', run_name='__main__')"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith(f"{module} is not installed, which the generator needs: pip ")
    assert len(done.stderr.splitlines()) == 1


def test_an_interrupted_run_ends_without_a_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(package, "load_model", interrupted)
    assert main(["package", str(GOLDEN_MODEL), "--name", "a", "--out", str(tmp_path)]) == 130
    assert capsys.readouterr().err.startswith("interrupted: ")


@pytest.mark.parametrize(
    "arguments",
    [
        ["package"],
        ["package", "x", "--name", "a"],
        ["--check", "package", "x", "--name", "a", "--out", "y"],
        ["unknown"],
        ["--no-such-option"],
    ],
)
def test_bad_arguments_exit_with_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(arguments)


def test_the_output_depends_on_no_hash_seed_folder_or_locale(tmp_path: Path) -> None:
    outputs = []
    for number, seed in enumerate(["0", "12345"]):
        folder = tmp_path / f"somewhere-{number}"
        folder.mkdir()
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "PYTHONHASHSEED": seed,
            "LC_ALL": "C" if number else "C.UTF-8",
            "PYTHONUTF8": "0",
        }
        command = ["package", os.path.relpath(GOLDEN_MODEL, folder), "--name", "a", "--out", "out"]
        subprocess.run(
            [sys.executable, "-m", "codegen", *command], cwd=folder, env=environment, check=True
        )
        outputs.append(tree(folder / "out" / "a"))
    assert outputs[0] == outputs[1]
    assert not any(str(tmp_path).encode() in content for content in outputs[0].values())
    assert json.loads(outputs[0]["schemas.json"])["$defs"]
