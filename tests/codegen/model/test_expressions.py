"""What waiters look for in results, in as much of JMESPath as AWS's models use."""

from __future__ import annotations

import json

import jmespath
import pytest

from codegen.model.expressions import Both, Comparison, Length, Place, Step, parse
from tests.corpus import folders

STATUS = Place((Step("status", each=False),))
ITEMS = Place((Step("items", each=True), Step("status", each=False)))


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("status", STATUS),
        ("a.b.c", Place(tuple(Step(name, each=False) for name in "abc"))),
        ("items[].status", ITEMS),
        ("length(items)", Length(Place((Step("items", each=False),)))),
        ("length( items[] )", Length(Place((Step("items", each=True),)))),
        ("status != 'GONE'", Comparison(STATUS, "!=", "GONE")),
        ("status=='A B'", Comparison(STATUS, "==", "A B")),
        (
            "length(items) == `0`",
            Comparison(Length(Place((Step("items", each=False),))), "==", 0),
        ),
        (
            "status != 'A' && status != 'B'",
            Both((Comparison(STATUS, "!=", "A"), Comparison(STATUS, "!=", "B"))),
        ),
    ],
)
def test_each_form_is_understood(text: str, expression: object) -> None:
    jmespath.compile(text)  # it is JMESPath
    assert parse(text) == expression


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "a b", "a.", ".a", "a[0]", "a[*].b", "a[?b]", "a[].b[", "a || b", "!a", "@"),
        *("'A' == a", "a < `1`", 'a == `"A"`', "a == `true`", "a == 'it\\'s'", "a == b"),
        *("a && b", "a != 'A' && b", "sum(a)", "length(a", "length(a) && a == 'A'", "a\n.b", "é"),
    ],
)
def test_any_other_is_none(text: str) -> None:
    assert parse(text) is None


def test_all_of_aws_are_understood() -> None:
    arguments = [
        acceptor["argument"]
        for folder in folders()
        for file in folder.glob("waiters-2.json")
        for waiter in json.loads(file.read_bytes())["waiters"].values()
        for acceptor in waiter["acceptors"]
        if "argument" in acceptor
    ]
    assert arguments
    assert [text for text in arguments if parse(text) is None] == []
