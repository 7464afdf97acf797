"""A site is files of text: the same each time, linked, and safe whatever a model holds."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any

import pytest

from codegen.prose.document import (
    Badge,
    Bullets,
    Code,
    Definition,
    Definitions,
    Note,
    Page,
    Paragraph,
    Preformatted,
    Reference,
    Row,
    Section,
    Table,
    Text,
)
from codegen.render.site import render_site

HOSTILE = "</script><script>alert(1)</script>&amp;\"'\u2028{{ 7 * 7 }}"
VOID = {"meta", "link", "input", "br"}

ROW = Row(((Code("Cold"),), (Text("It is cold."),), (Text("Heat it."),)), "error-Cold")
TERM = (Code("leaf"), Text(" "), Badge("required"))
LEAF = Definition(TERM, (Paragraph((Text("The leaf."),)),), "arg-leaf")
PAGE = Page(
    name="tea_brew",
    label="brew",
    title=(Text("Brews tea"),),
    sections=(
        Section("section", "Arguments", (Definitions((LEAF,)),)),
        Section("section", "Errors", (Table(("Class", "When", "What to do"), (ROW,)),)),
        Section("section", "Notes", (Paragraph((Reference("tea", "tea", "usage"),)),)),
    ),
)
SERVICE = Page("tea", "tea", (Text("Tea"),), (Section("section", "Usage", (Preformatted("x"),)),))


def site(*pages: Page) -> dict[str, str]:
    return render_site({"tea": pages}, "From a test.")


def index_of(files: dict[str, str]) -> Any:
    header, _, script = files["search-index.js"].partition("\n")
    assert header.startswith("// ")
    assert script.startswith("window.searchIndex = {")
    return json.loads(script.removeprefix("window.searchIndex = ").removesuffix(";\n"))


class Outline(HTMLParser):
    """Notes the elements of a page, and fails on one that is closed wrongly."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def outline(html: str) -> Outline:
    parsed = Outline()
    parsed.feed(html)
    parsed.close()
    assert not parsed.open
    return parsed


def test_a_site_is_a_page_each_an_index_and_what_they_share() -> None:
    assert list(site(SERVICE, PAGE)) == [
        "tea.html",
        "tea_brew.html",
        "index.html",
        "search-index.js",
        "site.js",
        "style.css",
    ]


def test_the_same_pages_give_the_same_bytes() -> None:
    assert site(SERVICE, PAGE) == site(SERVICE, PAGE)


@pytest.mark.parametrize("name", ["tea.html", "tea_brew.html", "index.html"])
def test_a_page_has_its_landmarks_once_and_headings_in_order(name: str) -> None:
    tags = [tag for tag, _ in outline(site(SERVICE, PAGE)[name]).elements]
    assert [tags.count(each) for each in ("main", "header", "footer", "h1")] == [1, 1, 1, 1]
    assert tags.count("nav") == (name != "index.html")
    headings = [tag for tag in tags if tag in ("h1", "h2", "h3")]
    assert headings == ["h1", *["h2"] * (len(headings) - 1)]


def test_a_page_asks_for_nothing_but_files_beside_it() -> None:
    for name, text in site(SERVICE, PAGE).items():
        if name.endswith(".html"):
            for tag, attributes in outline(text).elements:
                address = attributes.get("href" if tag == "link" else "src") or ""
                assert ":" not in address.removeprefix("data:,")
                assert "//" not in address
        assert "@import" not in text
        assert "url(" not in text


def test_the_text_of_a_page_is_in_its_main_element_alone() -> None:
    page = site(SERVICE, PAGE)["tea_brew.html"]
    main = page[page.index("<main>") : page.index("</main>")]
    assert "The leaf." in main
    assert "The leaf." not in page.replace(main, "")
    assert "From a test." not in main


def test_the_page_that_is_shown_is_marked_in_the_navigation() -> None:
    current = [
        attributes["href"]
        for _, attributes in outline(site(SERVICE, PAGE)["tea_brew.html"]).elements
        if attributes.get("aria-current") == "page"
    ]
    assert current == ["tea_brew.html"]


def test_references_lead_to_pages_and_places() -> None:
    assert '<a href="tea.html#usage">' in site(SERVICE, PAGE)["tea_brew.html"]


def test_the_index_finds_pages_arguments_and_errors() -> None:
    index = index_of(site(SERVICE, PAGE))
    assert index["pages"] == [["tea", "tea", "Tea"], ["tea_brew", "brew", "Brews tea"]]
    assert index["entries"] == [
        ["arg", 1, "leaf", "The leaf."],
        ["error", 1, "Cold", "It is cold."],
    ]


def test_the_index_finds_what_stands_in_notes_and_lists() -> None:
    blocks = (Note((Definitions((LEAF,)),)), Bullets(((Definitions((LEAF,)),),)))
    page = Page("tea", "tea", (Text("Tea"),), (Section("section", "A", blocks),))
    assert index_of(site(page))["entries"] == [["arg", 0, *2 * ("leaf", "The leaf.")]]


def test_a_long_text_is_cut_between_words_in_the_index() -> None:
    page = Page("tea", "tea", (Text("word " * 50),), ())
    text = index_of(site(page))["pages"][0][2]
    assert text.endswith("word...")
    assert len(text) < 80


def test_a_service_with_many_pages_lists_them_in_the_index_alone() -> None:
    pages = [Page(f"tea_{number}", f"do{number}", (Text("Tea"),), ()) for number in range(100)]
    files = site(SERVICE, *pages)
    assert "tea_50.html" not in files["tea_1.html"]
    assert "tea_50.html" in files["index.html"]


def test_what_a_model_holds_stays_text() -> None:
    hostile = Page(
        name="tea",
        label=HOSTILE,
        title=(Text(HOSTILE),),
        sections=(
            Section(
                "section",
                HOSTILE,
                (Definitions((Definition((Code(HOSTILE),), (), f"arg-{HOSTILE}"),)),),
            ),
        ),
    )
    for name, text in render_site({HOSTILE: [hostile]}, HOSTILE).items():
        if name.endswith(".html"):
            scripts = [attributes for tag, attributes in outline(text).elements if tag == "script"]
            assert len(scripts) == 2
            assert all("src" in attributes for attributes in scripts)
            assert "{{ 7 * 7 }}" in text
    index_of(render_site({HOSTILE: [hostile]}, HOSTILE))
