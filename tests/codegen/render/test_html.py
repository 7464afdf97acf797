from __future__ import annotations

from html.parser import HTMLParser

import pytest

from codegen.prose.document import (
    Code,
    Definition,
    Definitions,
    Page,
    Preformatted,
    Row,
    Section,
    Table,
    Text,
)
from codegen.render.html import main_html
from tests.codegen.hard_strings import HARD_STRINGS
from tests.codegen.rendered import address_of, html_of, our_sections
from tests.codegen.trees import CONSTRUCTS, description, page, page_of_everything, section, words

_EMPTY_ELEMENTS = frozenset({"br", "hr", "img"})


class _Balance(HTMLParser):
    """Holds that elements are closed in the order in which they were opened."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.seen.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_a_page_begins_as_r_begins_its_pages() -> None:
    begin = main_html(page(description(words("a"))), address_of, "boxes").splitlines()[:3]
    assert begin == [
        "<main>",
        '<p class="head"><span>boxes_pack {boxes}</span> <span>R Documentation</span></p>',
        "<h1>Packs a box</h1>",
    ]


def test_the_package_need_not_be_named() -> None:
    assert "<span>boxes_pack</span>" in html_of(page(description(words("a"))))


def test_sections_stand_in_the_order_of_r() -> None:
    sections = (
        Section("examples", "Examples", (Preformatted("a"),)),
        section("Second", words("a")),
        Section("value", "Value", (words("a"),)),
        section("Third", words("a")),
        description(words("a")),
    )
    titles = list(our_sections(html_of(page(*sections))))
    assert titles[1:] == ["Description", "Value", "Second", "Third", "Examples"]


def test_a_section_without_content_is_not_shown() -> None:
    assert "Value" not in html_of(page(description(words("a")), Section("value", "Value", ())))


def test_sections_definitions_and_rows_have_anchors() -> None:
    html = html_of(
        page(
            section("Request syntax", words("a")),
            section("B", Definitions((Definition((Code("b"),), (words("c"),), "arg-b"),))),
            section("C", Table(("d",), (Row(((Code("e"),),), "error-e"),))),
        )
    )
    for anchor in ("request-syntax", "arg-b", "error-e"):
        assert f'id="{anchor}"' in html


def test_examples_say_that_they_are_not_run() -> None:
    html = html_of(page(Section("examples", "Examples", (Preformatted("a()"),))))
    assert "<pre><code>## Not run: \na()\n## End(Not run)</code></pre>" in html


def test_the_head_of_a_table_is_a_head() -> None:
    html = html_of(page(section("A", Table(("One",), (Row(((Text("b"),),)),)))))
    assert '<th scope="col">One</th>' in html


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_every_element_is_closed(construct: str) -> None:
    balance = _Balance()
    balance.feed(html_of(page(description(*CONSTRUCTS[construct]))))
    balance.close()
    assert balance.open == []


@pytest.mark.parametrize("text", HARD_STRINGS, ids=ascii)
def test_no_text_becomes_an_element(text: str) -> None:
    plain, hard = _Balance(), _Balance()
    plain.feed(html_of(page_of_everything("plain")))
    hard.feed(html_of(page_of_everything(text)))
    assert hard.open == []
    assert hard.seen == plain.seen


def test_what_no_page_can_hold_is_replaced() -> None:
    html = html_of(Page("p", "p", (Text("a\x00\ud800\u202e\uffff"),), ()))
    assert "<h1>a\ufffd\ufffd\ufffd\ufffd</h1>" in html
    assert html.encode("utf-8")
