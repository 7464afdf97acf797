from __future__ import annotations

import pytest

from codegen.prose.document import (
    Badge,
    Bullets,
    Code,
    Definition,
    Definitions,
    Inline,
    Link,
    Preformatted,
    Reference,
    Row,
    Section,
    Table,
    Text,
)
from codegen.render.rd import rd_page
from codegen.render.rd_lint import rd_problems
from tests.codegen.hard_strings import HARD_STRINGS
from tests.codegen.trees import CONSTRUCTS, description, page, page_of_everything, section, words


def written(*content: Inline | str) -> str:
    """Return what a paragraph becomes."""
    text = rd_page(page(description(words(*content))))
    return text.split("\\description{\n")[1].removesuffix("\n}\n")


def test_a_page_says_its_encoding_and_its_names() -> None:
    assert rd_page(page(description(words("Text.")))).splitlines() == [
        "\\encoding{UTF-8}",
        "\\name{boxes_pack}",
        "\\alias{boxes_pack}",
        "\\title{Packs a box}",
        "\\description{",
        "Text.",
        "}",
    ]


def test_a_header_is_a_comment() -> None:
    assert rd_page(page(), "From a model: do not edit").startswith("% From a model: do not edit\n")


def test_four_characters_are_escaped() -> None:
    assert written("a\\b%c{d}e") == "a\\\\b\\%c\\{d\\}e"


def test_typography_is_kept_out_of_text() -> None:
    assert written("a--b `c' ''d''") == "a-\\out{-}b \\out{`}c' '\\out{'}d'\\out{'}"


def test_hyphens_of_neighbours_are_no_dash() -> None:
    assert written("a-", "-b") == "a-\\out{-}b"


@pytest.mark.parametrize("code", ["deviceCode", "a_b.c", "urn:ietf:x-y", "f(a, b)", "a--b"])
def test_code_that_r_can_read_is_code(code: str) -> None:
    assert written(Code(code)) == f"\\code{{{code}}}"


@pytest.mark.parametrize(
    ("code", "escaped"), [("it's", "it's"), ("{a}", "\\{a\\}"), ("50%", "50\\%"), ("# a", "# a")]
)
def test_any_other_code_is_verbatim(code: str, escaped: str) -> None:
    assert written(Code(code)) == f"\\verb{{{escaped}}}"


def test_a_reference_links_to_the_page() -> None:
    assert written(Reference("boxes_x", "x")) == "\\code{\\link[=boxes_x]{x}}"


def test_a_badge_stands_in_brackets() -> None:
    assert written(Badge("required"), " A.") == "[required] A."


def test_an_address_is_escaped_and_not_typeset() -> None:
    link = Link("https://example.com/a%20b--c", (Text("d"),))
    assert written(link) == "\\href{https://example.com/a\\%20b--c}{d}"


def test_an_item_has_no_braces() -> None:
    text = rd_page(page(description(Bullets(((words("a"),), (words("b"), words("c")))))))
    assert "\\itemize{\n\\item a\n\\item b\n\nc\n}" in text


def test_a_definition_has_a_label_and_a_body() -> None:
    definition = Definition((Code("a"), Text(" "), Badge("b")), (words("c"),))
    assert "\\describe{\n\\item{\\code{a} [b]}{c}\n}" in rd_page(
        page(description(Definitions((definition,))))
    )


def test_the_label_of_an_argument_is_its_bare_name() -> None:
    arguments = Definitions((Definition((Code("a"),), (words("b"),)),))
    text = rd_page(page(Section("arguments", "Arguments", (arguments,))))
    assert "\\arguments{\n\\item{a}{b}\n}" in text


def test_a_table_ends_without_an_empty_row() -> None:
    table = Table(("H", "I"), (Row(((Code("a"),), (Text("b"),))),))
    assert "\\tabular{ll}{\n\\strong{H} \\tab \\strong{I} \\cr\n\\code{a} \\tab b\n}" in rd_page(
        page(description(table))
    )


def test_examples_are_not_run() -> None:
    text = rd_page(page(Section("examples", "Examples", (Preformatted("a(b = '{')"),))))
    assert "\\examples{\n\\dontrun{\na(b = '\\{')\n}\n}" in text


def test_a_section_of_another_name_has_a_title() -> None:
    assert "\\section{A 100\\%}{\nb\n}" in rd_page(page(section("A 100%", words("b"))))


def test_no_line_is_a_command_to_the_preprocessor() -> None:
    text = rd_page(page(description(words("#ifdef a"), Preformatted("#endif"))))
    assert not [line for line in text.splitlines() if line.startswith("#")]


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_the_lint_has_nothing_to_say_of_any_construct(construct: str) -> None:
    assert rd_problems(rd_page(page(description(*CONSTRUCTS[construct])))) == []


@pytest.mark.parametrize("text", HARD_STRINGS, ids=ascii)
def test_the_lint_has_nothing_to_say_of_hard_strings(text: str) -> None:
    written = rd_page(page_of_everything(text))
    assert rd_problems(written) == []
    assert written.encode("utf-8")
