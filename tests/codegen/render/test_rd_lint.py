from __future__ import annotations

import pytest

from codegen.render.rd_lint import rd_problems

GOOD = """\
% A comment, which may say 100% of anything {
\\encoding{UTF-8}
\\name{a}
\\alias{a}
\\title{A \\code{b}}
\\description{
Text \\% \\{ \\} \\\\ with \\href{https://example.com/a\\%20b}{a \\emph{link}}.
}
\\usage{
a(b, `next`,
  c = list())
}
\\arguments{
\\item{b}{[required] See \\code{\\link[=a]{a}}.}
\\item{next}{\\itemize{
\\item one
\\item two
}}
\\item{c}{}
}
"""


def test_a_good_page_passes() -> None:
    assert rd_problems(GOOD) == []


@pytest.mark.parametrize(
    ("good", "bad", "problem"),
    [
        ("Text \\%", "Text %", "line 7: % is not escaped"),
        ("\\\\ with", "\\ with", "line 7: \\ is not escaped"),
        ("\\} \\\\ with", "} \\\\ with", "line 8: a brace closes nothing"),
        ("\\{ \\} ", "{ } ", "line 7: a brace belongs to no command"),
        ("{A \\code{b}}", "{A \\code{b}", "1 braces are never closed"),
        ("\\emph{link}", "\\foo{link}", "line 7: \\foo is not known"),
        ("\\emph{link}", "\\emph link", "line 7: \\emph has no braces"),
        ("\\emph{link}", "\\value{link}", "line 7: \\value stands inside something else"),
        ("\\name{a}\n", "", "there is no \\name"),
        ("\\title{A \\code{b}}\n", "", "there is no \\title"),
        ("\\alias{a}\n", "\\name{a}\n", "there are 2 of \\name"),
        ("\\alias{a}\n", "text\n", "line 4: something stands outside of all sections"),
        ("\\item{b}{", "\\item{x}{", "the argument b is not documented"),
        ("\\item{next}", "\\item{x}", "the argument next is not documented"),
        ("\\encoding{UTF-8}\n", "% é\n", "it is not ASCII, and does not say \\encoding{UTF-8}"),
    ],
)
def test_a_broken_page_is_told(good: str, bad: str, problem: str) -> None:
    assert GOOD.count(good) == 1
    assert problem in rd_problems(GOOD.replace(good, bad))


def test_a_page_without_a_description_is_told() -> None:
    start, end = GOOD.index("\\description"), GOOD.index("\\usage")
    assert rd_problems(GOOD[:start] + GOOD[end:]) == ["there is no \\description"]
