"""The documentation tree as the text of docstrings."""

from __future__ import annotations

import pytest

from codegen.prose.document import (
    Badge,
    Block,
    Bullets,
    Code,
    Definition,
    Definitions,
    Emphasis,
    Link,
    Note,
    Paragraph,
    Preformatted,
    Reference,
    Row,
    Section,
    Strong,
    Table,
    Text,
)
from codegen.render.text import lay_out


def words(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def laid_out(*blocks: Block, width: int = 40) -> str:
    return lay_out([Section("description", "", blocks)], width)


def test_the_first_sentence_stands_alone() -> None:
    assert laid_out(words("One. Two. Three.")) == "One.\n\nTwo. Three."


def test_a_long_first_sentence_leaves_room_for_the_quotes_before_it() -> None:
    assert laid_out(words("word " * 10 + "end.")) == (
        "word word word word word word word\nword word word end."
    )


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (Paragraph((Code("x"), Text(" and "), Strong((Text("y"),)))), "``x`` and y"),
        (Paragraph((Link("https://a.b", (Text("this"),)),)), "this <https://a.b>"),
        (Paragraph((Link("https://a.b", (Text("https://a.b"),)),)), "https://a.b"),
        (Paragraph((Reference("p_close", "close"),)), "`close`"),
        (Paragraph((Badge("secret"),)), "[secret]"),
        (Bullets(((words("a"),), (words("b"), words("c")))), "- a\n- b\n  c"),
        (Bullets(((words("a"),),), ordered=True), "1. a"),
        (Preformatted("x = 1\n\ny = 2"), "x = 1\n\ny = 2"),
        (Note((words("Take care"),)), "Take care"),
        (Table(("A", "B"), (Row(((Text("1"),), (Text("2"),))),)), "1 - 2"),
    ],
)
def test_each_part_of_the_tree_has_a_form(block: Block, expected: str) -> None:
    assert laid_out(block) == expected


def test_a_section_with_a_title_is_indented_below_it() -> None:
    entry = Definition(
        (Code("name"), Text(" "), Emphasis((Code("str"),)), Text(" "), Badge("required")),
        (words("What it is."), Bullets(((words("one"),),))),
    )
    bare = Definition((Code("other"),), ())
    sections = [
        Section("description", "", (words("Do it."),)),
        Section("section", "Args", (Definitions((entry, bare)),)),
    ]

    assert lay_out(sections, 60) == (
        "Do it.\n\nArgs:\n    name (str): [required] What it is.\n        - one\n    other"
    )


def test_a_section_of_literal_text_is_a_literal_block() -> None:
    sections = [Section("examples", "Example", (Preformatted("a(\n    b=1,\n)"),))]

    assert lay_out(sections, 60) == "Example::\n\n    a(\n        b=1,\n    )"


def test_what_a_definition_says_in_a_second_line_is_indented_once_more() -> None:
    entry = Definition((Code("name"),), (words("word " * 8),))

    assert lay_out([Section("section", "Args", (Definitions((entry,)),))], 30) == (
        "Args:\n    name: word word word word\n        word word word word"
    )
