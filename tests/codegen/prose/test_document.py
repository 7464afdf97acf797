"""The words of the documentation tree, without what they look like."""

from __future__ import annotations

import pytest

from codegen.prose.document import Block, plain_text
from tests.codegen.trees import CONSTRUCTS

READS = {
    "paragraphs": "One.two Three four",
    "spans in spans": "a bc-de",
    "link with code": "a b c",
    "reference": "See pack.",
    "badges": "[required] [secret] text",
    "bullets": "a b c d",
    "lists in lists": "a b c d",
    "code in a list": "a b c d",
    "definitions": "a [b] c d e f g h",
    "table": "One Two a b pack c",
    "table without a head": "a b",
    "table in a note in a list": "a b c",
    "note": "a b c",
}


@pytest.mark.parametrize("construct", READS)
def test_what_stands_apart_is_separated_by_a_blank(construct: str) -> None:
    tree: tuple[Block, ...] = CONSTRUCTS[construct]
    assert plain_text(tree) == READS[construct]
