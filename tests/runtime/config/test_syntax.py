"""The syntax of config files is what botocore's parser takes, where that says anything."""

import configparser
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from restjson.config.syntax import read_syntax

# Lines out of the parts that decide what a line is; of headers those that both read the same.
_HEADERS = st.sampled_from(["[a]", "[B c]", "[a]]", "[a] ", "[a]#", "[a] x", "[=]", "[a[b]"])
_LINES = st.lists(
    st.sampled_from(["", " ", "    ", "\t", "a", "B", "=", ":", "#", ";", "]", "x y", "é"]),
    max_size=6,
).map("".join)


def _expected(text: str) -> dict[str, dict[str, str]] | None:
    # No section is every other's default here: AWS's format knows no such thing.
    parser = configparser.RawConfigParser(default_section="\n")
    try:
        parser.read_string(text)
    except configparser.Error:
        return None
    return {name: dict(parser.items(name)) for name in parser.sections()}


def _found(text: str) -> dict[str, dict[str, str]] | None:
    syntax = read_syntax(text)
    if syntax.problems:
        return None
    return {
        name: {key: entry.value for key, entry in section.entries.items()}
        for name, section in syntax.sections.items()
    }


@given(st.lists(_HEADERS | _LINES, max_size=8))
@example(["[a]", "x =", "  y = 1", "", "  # note", "  z: 2", "w = 3"])
@example(["  [a]", "    x = 1", "  y = 2", " z = 3"])
@example(["[a]", "x", "y = 1"])
def test_what_configparser_reads_is_read_the_same(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert _found(text) == _expected(text)


@pytest.mark.parametrize(
    "header",
    ["[default] # see [docs]", "[default] ; [x]", "  [default]", "[ default ]"],
)
def test_a_header_that_configparser_does_not_see_is_read(header: str) -> None:
    text = f"[x]\ny = 1\n{header}\nregion = a\n"
    expected = {"x": {"y": "1"}, "default": {"region": "a"}}
    assert _found(text) == expected
    assert _expected(text) != expected


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("a = 1\n", ["line 1: expected a section such as [default] before the first key"]),
        ("\na = 1\nb\n", ["line 2: expected a section such as [default] before the first key"]),
        ("[a]\n\n[a]\n", ["line 3: [a] of line 1 stands there again: keep one"]),
        ("[a]\nx = 1\nX = 2\n", ["line 3: x of line 2 stands there again: keep one"]),
        (
            "[a]\nwJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY=\nwJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY=\n",
            ["line 3: the key of line 2 stands there again: keep one"],
        ),
        (
            "[a]\nx\n= 1\n",
            [
                "line 2: expected a section such as [default] or a line such as key = value",
                "line 3: expected a section such as [default] or a line such as key = value",
            ],
        ),
        (
            "[profile a\nx = 1\n[profile b]\nx = 1\n",
            ["line 1: expected a section such as [default], found no ] at its end"],
        ),
        ("[profile a=b\n", ["line 1: expected a section such as [default], found no ] at its end"]),
        ("[]\n", ["line 1: expected a section with a name such as [default]"]),
        ("[ ]\n", ["line 1: expected a section with a name such as [default]"]),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(text: str, problems: list[str]) -> None:
    assert read_syntax(text).problems == problems


def test_only_so_many_problems_are_listed() -> None:
    problems = read_syntax("[a]\n" + "x\n" * 1000).problems
    assert len(problems) == 21
    assert problems[-1] == "and 980 more"


def test_what_stands_below_a_broken_header_counts_to_no_other_section() -> None:
    syntax = read_syntax("[a]\nx = 1\n[b\nendpoint_url = https://a.example\n")
    assert list(syntax.sections["a"].entries) == ["x"]


MANY = 60_000

# What makes the text, and how many sections and problems there are.
LONG: dict[str, tuple[Callable[[], str], int, int]] = {
    "a name": (lambda: f"[{'a' * 40 * MANY}]\n", 1, 0),
    "brackets": (lambda: f"[{']' * 16 * MANY}x", 1, 0),
    "brackets and blanks": (lambda: f"[{'] ' * 8 * MANY}x", 1, 0),
    "blanks": (lambda: f"[a]\nb{' ' * 16 * MANY}c", 1, 1),
    "many sections": (lambda: "".join(f"[{each:x}]\n" for each in range(MANY)), MANY, 0),
    "many of the same": (lambda: "[a]\n" * MANY, 1, 21),
    "many lines of a value": (lambda: "[a]\nb = c\n" + " d\n" * 4 * MANY, 1, 0),
    "many keys": (lambda: "[a]\n" + "".join(f"{each:x}=\n" for each in range(MANY)), 1, 0),
}


@pytest.mark.parametrize("name", LONG)
def test_a_text_of_megabytes_is_read_to_its_end(name: str) -> None:
    # With time that grows with the square of the length, some would take days.
    make, sections, problems = LONG[name]
    syntax = read_syntax(make())
    assert (len(syntax.sections), len(syntax.problems)) == (sections, problems)
