"""Our rule sets: botocore's facts, and code that is clean as it comes."""

from __future__ import annotations

import ast
import itertools
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from codegen.load.model_files import MODEL_FOLDER
from tests.codegen.endpoint_rules import (
    PARTITIONS,
    SSO,
    SSO_OIDC,
    loaded,
    module_of,
    ours,
    theirs,
)
from tests.corpus import BOTOCORE
from tests.model.files import read

ROOT = MODEL_FOLDER.parent
FOLDERS = (SSO, SSO_OIDC)
EACH = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
HOSTS = {SSO: "portal.sso", SSO_OIDC: "oidc"}
SOURCES = {folder: loaded(folder) for folder in FOLDERS}

REGIONS = [region for each in PARTITIONS["partitions"] for region in each["regions"]]


def upstream(folder: Path) -> Any:
    return read(BOTOCORE / folder.relative_to(MODEL_FOLDER) / "endpoint-rule-set-1.json.gz")


@EACH
def test_the_parameters_are_botocores_but_for_what_is_said_of_them(folder: Path) -> None:
    def facts(rules: Any) -> Any:
        return [
            (name, {key: value for key, value in spec.items() if key != "documentation"})
            for name, spec in rules["parameters"].items()
        ]

    assert facts(read(folder / "endpoint-rule-set-1.json")) == facts(upstream(folder))


@EACH
def test_all_regions_variants_and_endpoints_give_what_botocore_gives(folder: Path) -> None:
    mine, botocore = ours(SOURCES[folder]), theirs(upstream(folder))
    regions = [None, "", "mars-north-1", "us-gov-new-9", *REGIONS]
    endpoints = [None, "", "https://example.com/base", "http://localhost:1"]
    switches = [False, True]
    for region, url, fips, dual in itertools.product(regions, endpoints, switches, switches):
        chosen = {"Region": region, "UseDualStack": dual, "UseFIPS": fips, "Endpoint": url}
        assert mine(**chosen) == botocore(**chosen), chosen


@EACH
def test_nothing_needs_to_be_given_that_has_a_default(folder: Path) -> None:
    resolve, url = ours(SOURCES[folder]), f"https://{HOSTS[folder]}.eu-west-1.amazonaws.com"
    assert resolve() == ("error", "Invalid Configuration: Missing Region")
    assert resolve(Region="eu-west-1")[1] == url
    switched = resolve(Region="eu-west-1", UseFIPS=None, UseDualStack=None, Endpoint=None)
    assert switched[1] == url


@EACH
def test_an_unknown_parameter_is_a_type_error(folder: Path) -> None:
    with pytest.raises(TypeError, match="UseFips"):
        ours(SOURCES[folder])(UseFips=True)


@EACH
def test_the_module_says_which_settings_fill_the_parameters(folder: Path) -> None:
    settings = {name: spec["builtIn"] for name, spec in upstream(folder)["parameters"].items()}
    assert settings == module_of(SOURCES[folder]).BUILT_INS


@EACH
def test_the_module_is_straight_code(folder: Path) -> None:
    tree = ast.parse(SOURCES[folder])
    loops = (ast.For, ast.While, ast.comprehension, ast.Try, ast.Lambda, ast.ClassDef)
    assert not [node for node in ast.walk(tree) if isinstance(node, loops)]
    assert "rules" not in vars(module_of(SOURCES[folder]))


@EACH
def test_the_module_is_ascii_and_the_same_each_time(folder: Path) -> None:
    assert SOURCES[folder].isascii()
    assert loaded(folder) == SOURCES[folder]


@EACH
def test_the_module_loads_and_resolves_without_re(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "emitted.py").write_text(SOURCES[folder], encoding="utf-8", newline="\n")
    program = (
        "import sys; sys.path[:0] = sys.argv[1:]; before = set(sys.modules); import emitted;"
        "emitted.resolve(Region='eu-west-1'); emitted.resolve(Region='mars-north-1');"
        "print(*sorted({'re', 'typing', 'urllib.parse'} & (set(sys.modules) - before)))"
    )
    command = [sys.executable, "-I", "-S", "-c", program, str(tmp_path), str(ROOT / "runtime")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "\n"


@pytest.mark.typecheck
def test_the_modules_are_as_ruff_and_mypy_want_them(
    tool: Callable[[str], str], tmp_path: Path
) -> None:
    modules = [f"endpoints_{number}.py" for number, _ in enumerate(FOLDERS)]
    for module, folder in zip(modules, FOLDERS, strict=True):
        (tmp_path / module).write_text(SOURCES[folder], encoding="utf-8", newline="\n")
    settings = str(ROOT / "pyproject.toml")
    for command in (
        [tool("ruff"), "format", "--no-cache", "--check", "--config", settings],
        [tool("ruff"), "check", "--no-cache", "--ignore", "E501", "--config", settings],
        [tool("mypy"), f"--cache-dir={tmp_path}", "--config-file", settings],
    ):
        done = subprocess.run(
            [*command, *modules], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
