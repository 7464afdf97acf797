"""The README's code runs as it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import restjson
import ssooidc
import ssoportal
from codegen.prose.document import plain
from ssoemulator import Emulator
from tests import environment
from tests.docs.pages import section

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PYTHON = re.findall(r"^```python\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
CONSOLE = re.findall(r"^```console\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Emulator]:
    """The emulator in the place of AWS, for every client that names no other transport."""
    environment.clear(monkeypatch, tmp_path)
    monkeypatch.setenv("CI", "true")  # no browser is opened
    made: list[restjson.Client] = []

    def in_place_of(real: Callable[..., restjson.Client]) -> Callable[..., restjson.Client]:
        def client(region: str, **settings: Any) -> restjson.Client:
            if settings.keys().isdisjoint({"transport", "endpoint_url"}):
                settings["endpoint_url"] = idc.url
            made.append(real(region, **settings))
            return made[-1]

        return client

    with Emulator(auto_approve=True) as idc:
        for package in (ssooidc, ssoportal):
            monkeypatch.setattr(package, "Client", in_place_of(package.Client))
        yield idc
        for each in made:
            each.close()


@pytest.mark.usefixtures("service")
@pytest.mark.parametrize("code", PYTHON, ids=[str(index) for index in range(len(PYTHON))])
def test_the_python_of_the_readme_runs(
    code: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if "idc.approve" in code:
        code = code.replace("with Emulator()", "with Emulator(auto_approve=False)")
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102 - our own README

    assert "Traceback" not in capsys.readouterr().out


def test_the_readme_opens_with_a_sentence_and_the_two_commands() -> None:
    title, sentence, commands, *_ = README.split("\n\n")

    assert title == "# ssooidc"
    assert sentence.count(". ") == 0
    assert sentence.endswith(".")
    assert commands == "```console\nmake run\nmake test\n```"


def test_every_make_target_of_the_readme_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"`?make ([a-z]+)", README))

    assert named
    assert named <= set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))


def test_the_table_of_emitted_files_is_complete() -> None:
    emitted = {path.name for path in (ROOT / "generated" / "ssoportal").iterdir()}
    listed = set(re.findall(r"^\| `(\w+\.\w+)` \|", README, re.MULTILINE))

    assert listed == emitted - {"py.typed", "__pycache__"}


def test_the_table_of_settings_is_that_of_the_pages() -> None:
    settings = README.partition("## Settings")[2].partition("## ")[0]
    named = set(re.findall(r"`([A-Z]+(?:_[A-Z]+)+)`", settings))
    pages = (section(name, "Configuration") for name in ("ssooidc", "ssoportal"))
    page = " ".join(plain(each.blocks) for each in pages)
    read = set(re.findall(r"\b[A-Z]+(?:_[A-Z]+)+\b", page))

    assert read == named


def test_the_commands_of_the_generator_are_those_that_there_are() -> None:
    named = set(re.findall(r"python -m codegen ([a-z]+)", README))

    assert named == {"package", "docs", "endpoints"}
