"""The README is short, opens with what users need, and names what there is."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_opens_with_a_sentence_the_installation_and_an_example() -> None:
    title, sentence, install, _, example, *_ = README.split("\n\n")

    assert title == "# ssooidc"
    assert sentence.count(". ") == 0
    assert sentence.endswith(".")
    assert install == '```console\npip install "ssooidc[login]"\n```'
    assert example.startswith("```python\n")


def test_the_readme_has_fewer_than_two_hundred_lines() -> None:
    assert len(README.splitlines()) < 200


def test_the_two_commands_of_a_checkout_stand_together() -> None:
    assert "```console\nmake run\nmake test\n```" in README


def test_every_make_target_of_the_readme_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"`?make ([a-z]+)[`\n]", README))

    assert {"run", "test"} <= named <= set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))


def test_every_guide_is_in_the_table_of_guides() -> None:
    guides = README.partition("## Guides")[2].partition("## ")[0]
    listed = re.findall(r"^\| \[.+?\]\(docs/([\w-]+)\.md\) \|", guides, re.MULTILINE)

    # The page of the package on PyPI says what the README says, to others.
    assert {*listed, "pypi"} == {path.stem for path in (ROOT / "docs").glob("*.md")}


def test_each_figure_names_a_script_that_exists() -> None:
    figures = README.partition("## Figures")[2].partition("## ")[0]
    scripts = re.findall(r"`python -m benchmarks\.(\w+)`", figures)
    rows = [line for line in figures.splitlines() if line.startswith("|")][2:]

    assert len(scripts) == len(rows)
    assert all((ROOT / "benchmarks" / f"{script}.py").is_file() for script in scripts)
