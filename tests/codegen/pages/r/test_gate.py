"""R's own checks and renderers over what we write. One process of R serves all tests here."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from botocore import loaders

from codegen.load.model_files import load_model, load_packages
from codegen.load.rule_files import load_rules
from codegen.model.reader import read_service
from codegen.pages.python.book import build_python_pages
from codegen.pages.r.book import build_r_pages
from codegen.prose.document import Page
from codegen.render.characters import fit
from codegen.render.rd import rd_page
from codegen.render.rd_lint import rd_problems
from tests.codegen.hard_strings import HARD_STRINGS
from tests.codegen.models import Json, read
from tests.codegen.r_model import R_EXAMPLES, R_MODEL
from tests.codegen.rendered import (
    RFindings,
    addresses,
    html_of,
    our_sections,
    sections_of_r,
    squeezed,
    write_pages,
)
from tests.codegen.trees import (
    ADDRESS,
    CONSTRUCTS,
    READS,
    description,
    page,
    page_of_everything,
    words,
)

pytestmark = pytest.mark.r

PAGES = {each.name: each for each in build_r_pages(read(R_MODEL, R_EXAMPLES), "boxes")}
RD = {name: rd_page(each) for name, each in PAGES.items()}

# The pages that we publish, in the other dialect.
OURS = {
    each.name: each
    for name, folder in load_packages().items()
    for each in build_python_pages(read_service(load_model(folder)), name, load_rules(folder))
}

TREES = {
    f"construct-{index}": page(description(words("First."), *blocks))
    for index, blocks in enumerate(CONSTRUCTS.values())
}
HARD = {f"hard-{index}": page_of_everything(text) for index, text in enumerate(HARD_STRINGS)}

# Names are plainer than text. R sets them as text, so quotes and dashes are left out.
NAMES = {
    f"name-{index}": page(description(words("a")), name=f"n{text}")
    for index, text in enumerate(HARD_STRINGS)
    if not set("`'!|@-\n\N{LINE SEPARATOR}") & set(text)
}

PACK = "boxes_pack_box"
BROKEN_PAGES = {
    "no-description": (RD["boxes_ping"].split("\\description")[0], "Must have a \\description"),
    "unknown-command": (RD[PACK].replace("\\code", "\\coda", 1), "unknown macro '\\coda'"),
    "stray-braces": (RD[PACK].replace("Packs a", "{Packs} a", 1), "Unnecessary braces"),
    "unescaped-percent": (RD[PACK].replace("\\%", "%", 1), "unexpected"),
    "no-encoding": (
        RD[PACK].replace("\\encoding{UTF-8}\n", "").replace("Packs a", "Päcks a"),
        "Non-ASCII contents without declared encoding",
    ),
}
BROKEN_PACKAGES = {
    "undocumented-argument": (PACK, "\\item{Colour}", "\\item{Color}", "Colour"),
    "renamed-argument": (PACK, "(box, size, Colour)", "(crate, size, Colour)", "crate"),
    "reordered-arguments": (PACK, "(box, size, Colour)", "(`next`, box, Colour)", "boxes_pack"),
    "dead-link": (PACK, "[=boxes_list_boxes]", "[=boxes_nowhere]", "boxes_nowhere"),
    "undocumented-function": ("boxes_ping", RD["boxes_ping"], "", "boxes_ping"),
}


@pytest.fixture(scope="module")
def connect() -> dict[str, Page]:
    """Every twentieth page of one of the largest models that AWS has."""
    data = Path(loaders.__file__).parent / "data" / "connect"
    pages = build_r_pages(read_service(load_model(data / "2017-08-08")), "connect")
    return {page.name: page for page in pages[::20]}


@pytest.fixture(scope="module")
def r(tmp_path_factory: pytest.TempPathFactory, connect: dict[str, Page]) -> Iterator[RFindings]:
    """What R says of all that is tested here."""
    folder = tmp_path_factory.mktemp("gate")
    write_pages(folder, RD | _written(OURS | TREES), to_all_renderers=True)
    write_pages(folder, _written(HARD | NAMES | connect))
    write_pages(folder, {name: text for name, (text, _) in BROKEN_PAGES.items()})
    _write_package(folder / "packages" / "whole", RD)
    for name, (broken, good, bad, _) in BROKEN_PACKAGES.items():
        assert good in RD[broken]
        _write_package(folder / "packages" / name, {**RD, broken: RD[broken].replace(good, bad)})
    yield RFindings(folder)
    shutil.rmtree(folder)


def _written(pages: dict[str, Page]) -> dict[str, str]:
    return {name: rd_page(each) for name, each in pages.items()}


def _write_package(folder: Path, pages: dict[str, str]) -> None:
    """Write a package whose functions have the arguments of the model, and these pages."""
    for part in ("R", "man"):
        (folder / part).mkdir(parents=True)
    (folder / "DESCRIPTION").write_text("Package: boxes\nVersion: 1.0\nEncoding: UTF-8\n")
    (folder / "NAMESPACE").write_text("".join(f"export({name})\n" for name in PAGES))
    (folder / "R" / "stubs.R").write_text("\n".join(_stubs(R_MODEL)))
    for name, text in pages.items():
        if text:
            (folder / "man" / f"{name}.Rd").write_text(text, encoding="utf-8")


def _stubs(model: Json) -> Iterator[str]:
    defaults = "config = list(), credentials = list(), endpoint = NULL, region = NULL"
    yield f"boxes <- function({defaults}) stop()"
    functions = ("boxes_pack_box", "boxes_list_boxes", "boxes_delete_all_boxes", "boxes_ping")
    for function, operation in zip(functions, model["operations"].values(), strict=True):
        shape = model["shapes"].get(operation.get("input", {}).get("shape"), {})
        required = shape.get("required", [])
        arguments = ", ".join(
            member if member in required else f"{member} = NULL"
            for member in shape.get("members", {})
        )
        yield f"{function} <- function({arguments}) stop()"


@pytest.mark.parametrize("name", [*PAGES, *OURS])
def test_r_has_nothing_to_say_of_a_page(r: RFindings, name: str) -> None:
    assert r.said_of_page(name) == ""


@pytest.mark.parametrize("name", [*PAGES, *OURS])
def test_a_page_reads_the_same_in_html_and_in_r(r: RFindings, name: str) -> None:
    shown = (PAGES | OURS)[name]
    # Whatever the manual is called, R's renderer heads each page as its own.
    html = html_of(shown).replace(shown.manual, "R Documentation", 1)
    assert our_sections(html) == sections_of_r(r.rendered(name, "html"))


def test_r_renders_a_page_as_text_as_latex_and_as_examples(r: RFindings) -> None:
    assert "Packs a box, v. fast." in r.rendered(PACK, "txt")
    assert "\\begin{Usage}" in r.rendered(PACK, "tex")
    assert "##D svc$pack_box(" in r.rendered(PACK, "R")


def test_r_has_nothing_to_say_of_a_package(r: RFindings) -> None:
    assert r.said_of_package("whole") == ""


@pytest.mark.parametrize("name", BROKEN_PAGES)
def test_r_tells_a_broken_page(r: RFindings, name: str) -> None:
    text, message = BROKEN_PAGES[name]
    assert message in r.said_of_page(name)
    assert rd_problems(text) != []


@pytest.mark.parametrize("name", BROKEN_PACKAGES)
def test_r_tells_a_broken_package(r: RFindings, name: str) -> None:
    *_, message = BROKEN_PACKAGES[name]
    assert message in r.said_of_package(name)


@pytest.mark.parametrize(("name", "construct"), list(zip(TREES, CONSTRUCTS, strict=True)))
def test_a_construct_reads_the_same_in_html_and_in_r(
    r: RFindings, name: str, construct: str
) -> None:
    assert r.said_of_page(name) == "", construct
    assert our_sections(html_of(TREES[name])) == sections_of_r(r.rendered(name, "html"))


@pytest.mark.parametrize(("name", "text"), list(zip(HARD, HARD_STRINGS, strict=True)), ids=ascii)
def test_a_hard_string_comes_back_from_every_place(r: RFindings, name: str, text: str) -> None:
    if text.strip():  # R says, rightly, that nothing but white space stands there.
        assert r.said_of_page(name) == ""
    html = r.rendered(name, "html")
    sections = sections_of_r(html)
    visible = squeezed(fit(text))
    assert sections == our_sections(html_of(HARD[name]))
    assert {title: sections[title] for title in READS} == {
        title: reads.replace("@", visible) for title, reads in READS.items()
    }
    assert f"Title{visible}ends" in sections[""]
    assert f"Title{visible}" in sections
    for written in (html, html_of(HARD[name])):
        assert [squeezed(unquote(each)) for each in addresses(written)] == [ADDRESS + visible]


@pytest.mark.parametrize("name", NAMES)
def test_a_page_can_be_named_by_hard_strings(r: RFindings, name: str) -> None:
    assert r.said_of_page(name) == ""
    assert sections_of_r(r.rendered(name, "html")) == our_sections(html_of(NAMES[name]))


def test_the_pages_of_a_large_model_are_clean_and_read_the_same(
    r: RFindings, connect: dict[str, Page]
) -> None:
    assert len(connect) > 15
    for name, each in connect.items():
        assert r.said_of_page(name) == ""
        assert our_sections(html_of(each)) == sections_of_r(r.rendered(name, "html"))
