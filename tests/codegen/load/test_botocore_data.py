"""Models of the installed botocore are found by the service's name."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from codegen.cli import main
from codegen.load import botocore_data
from codegen.load.botocore_data import MissingError, newest_model
from codegen.load.rule_files import load_rules
from tests.codegen.models import taking
from tests.corpus import BOTOCORE


def refusal(service: str) -> str:
    with pytest.raises(MissingError) as missing:
        newest_model(service)
    return str(missing.value)


def test_the_newest_version_is_taken() -> None:
    versions = {folder.name for folder in (BOTOCORE / "lambda").iterdir()}
    assert len(versions) > 1
    assert newest_model("lambda") == BOTOCORE / "lambda" / max(versions)


def test_botocore_is_not_imported_for_it() -> None:
    code = (
        "import sys; from codegen.load.botocore_data import newest_model; "
        "newest_model('lambda'); assert 'botocore' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[3])


@pytest.mark.parametrize(
    ("service", "near"),
    [("lamda", "lambda"), ("Lambda", "lambda"), ("bedrock_runtime", "bedrock-runtime")],
)
def test_a_service_that_is_not_there_is_told_with_the_nearest_names(
    service: str, near: str
) -> None:
    refused = refusal(service)
    assert refused.startswith(f"botocore has no service {service!r}: did you mean ")
    assert near in refused


@pytest.mark.parametrize("service", ["", ".", "..", "../data", "/", "zzzzzz", "\n"])
def test_what_is_no_service_is_no_path_either(service: str) -> None:
    assert f"see the folders in {BOTOCORE}" in refusal(service)


def test_without_botocore_its_installation_is_proposed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(botocore_data, "find_spec", lambda _: None)
    for command in ("package", "docs", "endpoints"):
        assert main([command, "botocore:lambda", "--name", "a", "--out", "nowhere"]) == 2
        error = "botocore is not installed here: pip install botocore\n"
        assert capsys.readouterr().err == error


def test_the_partitions_are_botocores_too() -> None:
    rules = load_rules(newest_model("sso-oidc"))
    assert rules is not None
    assert rules.partitions_file == str(BOTOCORE / "partitions.json")


@pytest.mark.parametrize("command", ["package", "docs", "endpoints"])
def test_each_command_takes_a_model_of_botocore(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    assert main([command, "botocore:sso-oidc", "--name", "oidc", "--out", str(tmp_path)]) == 0
    assert capsys.readouterr().err == ""
    if command != "docs":
        header = (tmp_path / "oidc" / "endpoints.py").read_text(encoding="utf-8").splitlines()[1]
        rewrite = f"python -m codegen {command} botocore:sso-oidc --name oidc --out DIR"
        assert header == f"# Rewrite with: {rewrite}"


@pytest.mark.parametrize(("service", "protocol"), [("sts", "query"), ("s3", "rest-xml")])
def test_another_protocol_is_refused_whatever_else_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], service: str, protocol: str
) -> None:
    name = f"aws{service}"
    assert main(["package", f"botocore:{service}", "--name", name, "--out", str(tmp_path)]) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert line.endswith(f"$.metadata.protocol: 'rest-json' was expected, got '{protocol}'")


def test_a_folder_of_that_name_is_reached_by_its_path(
    write_model: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_model(taking(()))
    folder.rename(tmp_path / "botocore:mine")
    monkeypatch.chdir(tmp_path)
    assert main(["package", "./botocore:mine", "--name", "mine", "--out", "out"]) == 0
