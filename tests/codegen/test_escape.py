"""Whatever a string holds, it stays within its constant, its docstring or its comment."""

from __future__ import annotations

import ast
import inspect
import io
import re
import tokenize

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from codegen.escape import Slot, comment, docstring, f_string, literal
from tests.effort import examples

# Surrogates too: JSON can hold half of one.
ANYTHING = st.text(st.characters())
AWKWARD = st.text(st.sampled_from("\"'\\\n\r\t {}x\x00\x0c\x85\u2028\u202e\ud800"))


@given(ANYTHING | AWKWARD)
def test_a_constant_holds_the_string_itself(text: str) -> None:
    source = literal(text)
    assert ast.literal_eval(source) == text
    assert source.isascii()
    assert source.isprintable()


@given(ANYTHING | AWKWARD, ANYTHING | AWKWARD)
def test_an_f_string_holds_text_and_what_is_filled_in(before: str, after: str) -> None:
    source = f_string([before, Slot('names["a"]'), Slot("b"), after])
    filled = eval(source, {"names": {"a": "{A}"}, "b": "B"})  # noqa: S307 - it is ours
    assert filled == f"{before}{{A}}B{after}"
    assert source.isascii()
    assert source.isprintable()


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("plain", '"plain"'),
        ("it's", '"it\'s"'),
        ('say "x"', "'say \"x\"'"),
        ("\"'", '"\\"\'"'),
        ("a\\b\n\t", '"a\\\\b\\n\\t"'),
        ("é\u202e\U0001f600", '"\\xe9\\u202e\\U0001f600"'),
    ],
)
def test_a_constant_has_the_quotes_that_ruff_chooses(text: str, source: str) -> None:
    assert literal(text) == source


@given(ANYTHING | AWKWARD, st.sampled_from([0, 4, 8]))
@example('"""', 4)
@example('""""""""', 4)
@example('a\\"""', 4)
@example('"a\n"', 4)
@settings(max_examples=examples(300))
def test_a_docstring_is_one_string_that_says_the_text(text: str, indent: int) -> None:
    source = docstring(text, indent)
    assert source.isascii()
    assert all(" " <= each <= "~" or each == "\n" for each in source)
    compile(source, "module", "exec")
    (statement,) = ast.parse(source).body
    assert isinstance(statement, ast.Expr)
    said = ast.literal_eval(statement.value)
    # Blanks at the end of lines are all that is lost, and halves of characters.
    whole = re.sub("[\ud800-\udfff]", "\ufffd", text)
    lines = [line.rstrip() for line in whole.split("\n")]
    if len(lines) == 1:
        assert said == lines[0]
    else:
        margin = " " * indent
        assert said.split("\n") == [
            lines[0],
            *(margin + line if line else "" for line in lines[1:]),
            margin,
        ]


def test_a_docstring_is_laid_out_as_usual() -> None:
    source = docstring("Summary.\n\nBody.", 4)
    assert source == '"""Summary.\n\n    Body.\n    """'
    assert inspect.cleandoc(ast.literal_eval(source)) == "Summary.\n\nBody."


@given(ANYTHING | st.text(st.sampled_from("coding:=-utf7 \n\r\x0c#")))
@example("coding: utf-7")
@example("-*- coding=utf-16 -*-")
@example("vim: fileencoding = latin-1")
def test_a_comment_stays_a_comment_and_tells_nothing_to_python(text: str) -> None:
    source = f"# {comment(text)}\nx = 1\n".encode("ascii")
    assert len(source.splitlines()) == 2
    assert tokenize.detect_encoding(io.BytesIO(source).readline)[0] == "utf-8"
    assert len(ast.parse(source).body) == 1
