"""What is listed as a difference explains that difference, and no other."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from restjson import Response
from tests.services.differences import ERRORS, REQUESTS, RESULTS, compare
from tests.services.results import Failure, comparable
from tests.services.sent import Sent

pytestmark = pytest.mark.services


class _Shape:
    """As much of botocore's operations and shapes as the differences look at."""

    http = {"method": "GET", "requestUri": "/a"}  # noqa: RUF012 - nobody changes it
    input_shape = None
    output_shape = None


def explained(differences: Any, ours: Any, theirs: Any, given: Any = None) -> bool:
    count: Counter[str] = Counter()
    found = compare(differences, {} if given is None else given, _Shape(), ours, theirs, count)
    assert sum(count.values()) == 1
    assert ("unexplained" in count) is not found
    return found


def sent(**changes: Any) -> Sent:
    return Sent("GET", "https://a/b", ["c=d"], {"e": "f"}, '{"g": 1}')._replace(**changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"method": "POST"},
        {"target": "https://a/b/"},
        {"query": []},
        {"query": ["c=e"]},
        {"headers": {}},
        {"headers": {"e": "f", "content-type": "text/plain"}},
        {"body": '{"g": 1.0}'},
        {"body": b""},
    ],
)
def test_no_difference_explains_another_request(changes: dict[str, Any]) -> None:
    assert explained(REQUESTS, sent(), sent())
    assert not explained(REQUESTS, sent(**changes), sent())
    assert not explained(REQUESTS, Failure("ParamValidationError"), sent())


def test_a_year_of_three_digits_is_explained_and_another_year_is_not() -> None:
    theirs = sent(query=["at=101-01-02T03:04:05Z"])
    assert explained(REQUESTS, sent(query=["at=0101-01-02T03:04:05Z"]), theirs)
    assert not explained(REQUESTS, sent(query=["at=0102-01-02T03:04:05Z"]), theirs)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ({"a": 1}, {"a": 1.0}),
        ({"a": 1}, {"a": True}),
        ({"a": "1"}, {"a": 1}),
        ({"a": []}, {}),
        ({"a": None}, {}),
        ({"a": b"b"}, {"a": "b"}),
        ({}, {"a": "b"}),
    ],
)
def test_no_difference_explains_another_result(ours: Any, theirs: Any) -> None:
    response = Response(200, {}, b"{}")
    assert explained(RESULTS, comparable(ours), comparable(dict(ours)), response)
    assert not explained(RESULTS, comparable(ours), comparable(theirs), response)


def test_no_difference_explains_another_error() -> None:
    def error(kind: str, code: str, message: str | None, **members: Any) -> Any:
        return kind, {"Error": {"Code": code, "Message": message}, **members}

    theirs = error("A", "A", "b", c="d")
    assert explained(ERRORS, theirs, error("A", "A", "b", c="d"))
    assert not explained(ERRORS, error("B", "A", "b", c="d"), theirs)
    assert not explained(ERRORS, error("A", "B", "b", c="d"), theirs)
    assert not explained(ERRORS, error("A", "A", "c", c="d"), theirs)
    assert not explained(ERRORS, error("A", "A", "b"), theirs)
    assert explained(ERRORS, error("A", "A", ""), error("A", "A", None))
    assert not explained(ERRORS, error("A", "A", "x"), error("A", "A", None))
