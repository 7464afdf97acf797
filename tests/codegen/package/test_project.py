"""`--project` makes the folder of a package one that can be built, installed and tested."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import restjson
from codegen.cli import main
from codegen.package.project import runtime_range
from tests.codegen.cut_off import tree
from tests.codegen.models import Json, giving, operation, service, structure, taking
from tests.tools import toml

ROOT = Path(__file__).parents[3]
WIDE = structure({"name": "String", "size": "Long", "kind": "Kind"}, required=["name", "kind"])


def signed(model: Json) -> Json:
    for each in model["operations"].values():
        del each["authtype"]
    return model


@pytest.fixture
def project(write_model: Callable[..., Path], tmp_path: Path) -> Callable[..., Path]:
    """Emits a package and its project, and returns the folder."""

    def emit(model: Json, *arguments: str) -> Path:
        out = tmp_path / "out"
        folder = str(write_model(model))
        given = ["package", folder, "--name", "tea_shop", "--out", str(out), "--project"]
        assert main([*given, *arguments]) == 0
        return out

    return emit


def run(*command: str, folder: Path, path: Path | None = None) -> str:
    """Run a module of Python in a folder; return what it says."""
    roots = [str(each) for each in (path, ROOT / "runtime") if each]
    return subprocess.run(
        [sys.executable, "-m", *command],
        check=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(roots), "AWS_EC2_METADATA_DISABLED": "1"},
        capture_output=True,
        text=True,
    ).stdout


@pytest.mark.parametrize(
    "model",
    [
        signed(giving(["text"])),
        giving(["text"]),
        signed(
            taking(
                {"wide": "Wide", "day": "Day"},
                required=["wide", "day"],
                Wide=WIDE,
                Kind={"type": "string", "enum": ["black", "green"]},
                Day={"type": "timestamp"},
            )
        ),
    ],
    ids=["signed", "unsigned", "with arguments"],
)
def test_its_tests_pass(project: Callable[..., Path], model: Json) -> None:
    folder = project(model)
    assert "2 passed" in run("pytest", "-q", "-p", "no:cacheprovider", folder=folder, path=folder)


def test_a_bearer_of_a_token_is_tried_with_one(project: Callable[..., Path]) -> None:
    model = signed(giving(["text"]))
    model["metadata"]["signatureVersion"] = "bearer"
    folder = project(model)
    assert "2 passed" in run("pytest", "-q", "-p", "no:cacheprovider", folder=folder, path=folder)


def test_it_builds_a_wheel_that_runs(project: Callable[..., Path], tmp_path: Path) -> None:
    folder = project(signed(giving(["text"])))
    run("build", "--no-isolation", "--wheel", "--outdir", str(tmp_path / "dist"), folder=folder)
    (wheel,) = (tmp_path / "dist").iterdir()
    assert wheel.name == "tea_shop-0.1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    names = {path.name for path in (tmp_path / "site" / "tea_shop").iterdir()}
    assert {"py.typed", "schemas.json", "client.py"} <= names
    metadata = (tmp_path / "site" / "tea_shop-0.1.0.dist-info" / "METADATA").read_text("utf-8")
    assert f"Requires-Dist: ssooidc<0.2,>={restjson.__version__}" in metadata
    code = "import tea_shop; print(tea_shop.Client('us-east-1'))"
    (tmp_path / "try.py").write_text(code, encoding="utf-8")
    assert "tea_shop.Client(" in run("try", folder=tmp_path, path=tmp_path / "site")


def test_its_readme_has_a_first_call_and_what_is_left_out(project: Callable[..., Path]) -> None:
    odd = structure({"a": "String", "b": {"shape": "String", "locationName": "a"}})
    operations = [
        operation("Brew", input={"shape": "Input"}),
        operation("ListTeas"),
        operation("Odd", output={"shape": "Output"}),
    ]
    model = service(operations, {"Input": structure(["leaf"], required=["leaf"]), "Output": odd})
    model["metadata"]["serviceFullName"] = "Tea <b>& Co</b>"
    readme = (project(model) / "README.md").read_text(encoding="utf-8")
    assert "result = client.list_teas()\n" in readme
    assert "- `Odd`\n" in readme
    assert r"A small, typed client for Tea \<b\>\& Co\<\/b\>, API version" in readme


def test_what_somebody_made_their_own_stays(
    project: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = project(giving(["text"]))
    (folder / "README.md").write_text("# Mine\n", encoding="utf-8")
    (folder / "tests" / "test_tea_shop.py").unlink()
    capsys.readouterr()
    project(giving(["text", "more"]))
    assert capsys.readouterr().err == f"not generated: {folder}/README.md: stays as it is\n"
    assert (folder / "README.md").read_text(encoding="utf-8") == "# Mine\n"
    assert (folder / "tests" / "test_tea_shop.py").is_file()


def test_a_folder_is_the_project_of_one_package(
    project: Callable[..., Path],
    write_model: Callable[..., Path],
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = project(giving(["text"]))
    before = tree(out)
    other = ["package", str(write_model(giving(["text"]))), "--name", "coffee", "--out", str(out)]
    assert main([*other, "--project"]) == 2
    assert capsys.readouterr().err == (
        f"{out}: is the project of tea-shop: nothing was written; choose another --out\n"
    )
    assert tree(out) == before
    assert main(other) == 0


def test_without_the_option_there_is_the_package_alone(
    write_model: Callable[..., Path], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    folder = str(write_model(giving(["text"])))
    assert main(["package", folder, "--name", "tea", "--out", str(out)]) == 0
    assert [path.name for path in out.iterdir()] == ["tea"]


def test_where_nothing_can_be_called_by_hand_the_import_is_tried(
    project: Callable[..., Path],
) -> None:
    """Each structure requires two of the next: the least input has a million values."""
    shapes = {
        f"S{level}": structure({"a": f"S{level + 1}", "b": f"S{level + 1}"}, required=["a", "b"])
        for level in range(20)
    }
    model = taking({"top": "S0"}, required=["top"], **shapes, S20=structure(["text"]))
    folder = project(signed(model))
    assert "1 passed" in run("pytest", "-q", "-p", "no:cacheprovider", folder=folder, path=folder)
    assert "client = tea_shop.Client" in (folder / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name", ['"""\n[tool]\n', "a\\", "\ud800", "caf\u00e9 # x", "${x} {{ y }}"]
)
def test_no_name_of_a_service_breaks_the_files(project: Callable[..., Path], name: str) -> None:
    model = giving(["text"])
    model["metadata"]["serviceFullName"] = name
    folder = project(model)
    table: dict[str, Any] = toml.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))
    assert set(table) == {"build-system", "project", "tool"}
    assert set(table["tool"]) == {"hatch", "pytest"}
    for file in folder.rglob("*.*"):
        assert file.read_text(encoding="utf-8").isascii()


@pytest.mark.parametrize(
    ("version", "range_"),
    [("0.1.0", ">=0.1.0,<0.2"), ("0.9.3.dev1", ">=0.9.3.dev1,<0.10"), ("2.3.4", ">=2.3.4,<3")],
)
def test_the_runtime_has_no_breaking_change_within_its_range(version: str, range_: str) -> None:
    assert runtime_range(f'"""Text."""\n__version__ = "{version}"\n') == range_
