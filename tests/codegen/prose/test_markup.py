from __future__ import annotations

import pytest

from codegen.prose.document import (
    Block,
    Bullets,
    Code,
    Definition,
    Definitions,
    Emphasis,
    Inline,
    Link,
    Note,
    Paragraph,
    Preformatted,
    Reference,
    Strong,
    Text,
    plain,
)
from codegen.prose.markup import parse

PACK = Reference("boxes_pack_box", "pack_box")
LINKS = {"PackBox": PACK}


def paragraph(*content: Inline | str) -> Paragraph:
    return Paragraph(tuple(Text(each) if isinstance(each, str) else each for each in content))


def blocks(html: str) -> tuple[Block, ...]:
    return parse(html, LINKS)


def test_paragraphs_become_paragraphs_and_white_space_one_blank() -> None:
    assert blocks("<p> One\n  two </p>\n<p>Three</p>") == (paragraph("One two"), paragraph("Three"))


def test_text_without_a_tag_is_a_paragraph() -> None:
    assert blocks("One &amp; two") == (paragraph("One & two"),)


def test_nothing_becomes_nothing() -> None:
    assert blocks("") == blocks("<p> </p><ul><li></li></ul><note/>") == ()


def test_a_no_break_space_stays() -> None:
    assert blocks("a\u00a0b&nbsp;c") == (paragraph("a\u00a0b\u00a0c"),)


def test_code_emphasis_and_links_are_kept_apart_from_words() -> None:
    html = "a <code> b  c </code> <i>d</i> <b>e</b> <a href='https://example.com'>f</a>"
    assert blocks(html) == (
        paragraph(
            "a ",
            Code("b c"),
            " ",
            Emphasis((Text("d"),)),
            " ",
            Strong((Text("e"),)),
            " ",
            Link("https://example.com", (Text("f"),)),
        ),
    )


def test_code_holds_text_alone() -> None:
    assert blocks("<code>a <i>b</i> <a>c</a></code>") == (paragraph(Code("a b c")),)


def test_nothing_is_emphasized_twice() -> None:
    assert blocks("<i>a <i>b</i> c</i>") == (paragraph(Emphasis((Text("a "), Text("b"))), " c"),)


def test_a_span_ends_with_the_one_around_it() -> None:
    assert blocks("<b>a <i>b</b> c</i> d") == (
        paragraph(Strong((Text("a "), Emphasis((Text("b"),)))), " c d"),
    )


def test_what_stands_out_of_nothing_is_nothing() -> None:
    assert blocks("a<b> </b>b<code></code><a href='https://example.com'> </a>") == (
        paragraph("a b"),
    )


@pytest.mark.parametrize(
    "html",
    [
        "<a>PackBox</a>",
        "<code>PackBox</code>",
        "<code> PackBox </code>",
        "<a><code>PackBox</code></a>",
        "<code><a>PackBox</a></code>",
        "<a href='https://example.com/API_PackBox.html'>PackBox</a>",
    ],
)
def test_the_name_of_an_operation_leads_to_its_page(html: str) -> None:
    assert blocks(f"See {html}.") == (paragraph("See ", PACK, "."),)


def test_the_permission_for_an_operation_keeps_its_name() -> None:
    html = "the <a href='https://example.com/actions'>PackBox</a> action"
    link = Link("https://example.com/actions", (Text("PackBox"),))
    assert blocks(html) == (paragraph("the ", link, " action"),)


def test_a_name_that_is_no_operation_leads_nowhere() -> None:
    assert blocks("<a>Other</a> <code>Other</code>") == (paragraph("Other ", Code("Other")),)


def test_an_operation_in_a_longer_link_is_spelt_as_its_function() -> None:
    html = "<a href='https://example.com'>the <code>PackBox</code> guide</a>"
    content = (Text("the "), Code("pack_box"), Text(" guide"))
    assert blocks(html) == (paragraph(Link("https://example.com", content)),)


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("http://example.com/a b", "http://example.com/ab"),
        ("mailto:me@example.com", "mailto:me@example.com"),
        ("boxes/latest/guide.html", "https://docs.aws.amazon.com/boxes/latest/guide.html"),
        ("www.example.com/a", "https://www.example.com/a"),
        ("example.com", "https://example.com"),
    ],
)
def test_a_link_gets_its_whole_address(href: str, address: str) -> None:
    assert blocks(f'<a href="{href}">x</a>') == (paragraph(Link(address, (Text("x"),))),)


@pytest.mark.parametrize("href", ["", "#place", "/path", "javascript:alert(1)", "data:x,y", "//"])
def test_what_is_no_address_is_no_link(href: str) -> None:
    assert blocks(f'<a href="{href}">x</a>') == (paragraph("x"),)


def test_lists_nest() -> None:
    html = "<ul><li><p>a</p><ol><li>b</li><li>c</li></ol></li><li>d</li></ul>"
    inner = Bullets(((paragraph("b"),), (paragraph("c"),)), ordered=True)
    assert blocks(html) == (Bullets(((paragraph("a"), inner), (paragraph("d"),))),)


def test_items_end_where_the_next_begins() -> None:
    items = Bullets(((paragraph("a"),), (paragraph("b"),)))
    assert blocks("<ul><li>a<li>b</ul>") == blocks("<li>a</li><li>b") == (items,)


def test_paragraphs_that_open_with_an_asterisk_are_one_list() -> None:
    html = "<p>Either:</p> <p>* A - <code>a</code></p> <p>* <b>B</b> </p> <p>Or not * so.</p>"
    items = Bullets(
        ((paragraph("A - ", Code("a")),), (paragraph(Strong((Text("B"),))),)),
    )
    assert blocks(html) == (paragraph("Either:"), items, paragraph("Or not * so."))


def test_definitions_keep_their_terms() -> None:
    html = "<dl><dt>a</dt><dd>b<p>c</p></dd><dt><code>d</code></dt><dd><p>e</p></dd></dl>"
    assert blocks(html) == (
        Definitions(
            (
                Definition((Text("a"),), (paragraph("b"), paragraph("c"))),
                Definition((Code("d"),), (paragraph("e"),)),
            )
        ),
    )


def test_a_meaning_without_a_term_is_a_paragraph() -> None:
    assert blocks("<dl><dd>a</dd></dl>") == (paragraph("a"),)


def test_notes_say_which_kind_they_are() -> None:
    assert blocks("<note><p>a</p></note><important>b</important>") == (
        Note((paragraph("a"),)),
        Note((paragraph("b"),), "important"),
    )


def test_headings_are_paragraphs_that_stand_out() -> None:
    assert blocks("<h2>a</h2><p>b</p>") == (paragraph(Strong((Text("a"),))), paragraph("b"))


def test_preformatted_text_keeps_its_lines() -> None:
    assert blocks("<p>a</p><pre><code>\n  b\n    c &lt;\n</code></pre>d") == (
        paragraph("a"),
        Preformatted("  b\n    c <"),
        paragraph("d"),
    )


def test_a_tag_that_is_not_known_is_dropped_and_its_content_stays() -> None:
    assert blocks("<fullname>Boxes</fullname><p>a <wrap class='x'>b</wrap></p>") == (
        paragraph("Boxes"),
        paragraph("a b"),
    )


def test_a_placeholder_that_nobody_escaped_shows() -> None:
    assert blocks("<p>arn:<region>:<account-id></p>") == (paragraph("arn:<region>:<account-id>"),)
    assert blocks("<pre>a <Name></pre>") == (Preformatted("a <Name>"),)


@pytest.mark.parametrize("html", ["a < b", "a <= b <> c", "<", "</", "<a href='", "<!DOCTYPE x>"])
def test_what_is_no_tag_is_text(html: str) -> None:
    assert plain(blocks(html)).strip() == html


def test_comments_vanish() -> None:
    assert blocks("a<!-- b <p> -->c") == (paragraph("ac"),)


def test_a_script_is_text() -> None:
    assert blocks("<script>alert('<b>x</b>')</script>") == (
        paragraph("alert('", Strong((Text("x"),)), "')"),
    )


@pytest.mark.parametrize(
    "piece",
    [
        *("<b>", "</b>", "<i><b>", "<ul>", "</li>", "<ul><li>", "<dl><dt>", "<dd>", "<note>"),
        *("<p>* ", "<pre>", "<script>", "<x>", "<a href='", '<a b="', "<", "</", "<!--", "<!"),
        *("<?", "&", "&#"),
    ],
)
def test_the_same_thing_very_often_neither_breaks_nor_takes_long(piece: str) -> None:
    assert isinstance(blocks(piece * 20_000 + "end"), tuple)


def test_the_tree_is_shallow_however_deep_the_html() -> None:
    depth = repr(blocks("<ul><li>" * 1000 + "x")).count("Bullets(")
    assert 1 <= depth < 20
