"""The way from page to page."""

from typing import Any

import pytest

from restjson import ClientError, ResponseParseError
from restjson.paging.pages import find
from tests.paging import Book
from tests.runtime.listing import lister, pagination

ABC = [{"things": ["a", "b"]}, {}, {"things": ["c"]}]


def test_a_page_is_asked_for_when_it_is_its_turn() -> None:
    book = Book(ABC)
    going = lister(book)._pages(pagination(), {"filter": "x"})
    assert book.asked == []
    assert next(going)["things"] == ["a", "b"]
    assert book.asked == [{"filter": "x"}]
    assert "things" not in next(going)
    assert next(going)["things"] == ["c"]
    assert book.asked[1:] == [
        {"filter": "x", "nextToken": "page-1"},
        {"filter": "x", "nextToken": "page-2"},
    ]
    assert list(going) == []
    assert len(book.asked) == 3


@pytest.mark.parametrize("end", [None, ""])
def test_no_token_and_an_empty_one_end_the_pages(end: str | None) -> None:
    assert len(list(lister(Book(ABC, end=end))._pages(pagination(), {}))) == 3


def test_pages_go_on_after_the_one_whose_token_is_given() -> None:
    book = Book(ABC)
    first = next(lister(book)._pages(pagination(), {"nextToken": None}))
    rest = lister(book)._pages(pagination(), {"nextToken": first["nextToken"]})
    assert [page.get("things") for page in rest] == [None, ["c"]]


def test_a_page_that_names_itself_as_the_next_ends_in_an_error_that_hides_the_token() -> None:
    book = Book(ABC, end="page-2")
    going = lister(book)._pages(pagination(), {})
    seen = [next(going).get("things") for _ in ABC]
    with pytest.raises(ResponseParseError) as caught:
        next(going)
    assert seen == [["a", "b"], None, ["c"]]
    assert len(book.asked) == 3
    assert str(caught.value) == (
        "ListThings: the service gave a nextToken that it had given before: its pages have no end"
    )
    assert "page-2" not in str(caught.value)


def test_a_token_that_the_caller_gave_and_gets_back_ends_in_the_error_too() -> None:
    book = Book(ABC, end="page-2")
    going = lister(book)._pages(pagination(), {"nextToken": "page-2"})
    assert next(going)["things"] == ["c"]
    with pytest.raises(ResponseParseError):
        next(going)
    assert len(book.asked) == 1


@pytest.mark.parametrize("length", [2, 3, 10])
def test_pages_that_lead_back_to_an_earlier_one_end_in_the_error(length: int) -> None:
    book = Book([{"things": [number]} for number in range(12)], end=f"page-{12 - length}")
    going = lister(book)._items(pagination(), {})
    assert [next(going) for _ in range(12)] == list(range(12))
    with pytest.raises(ResponseParseError, match="its pages have no end"):
        next(going)
    assert len(book.asked) == 12


def test_what_was_seen_is_forgotten_when_a_loop_begins_again() -> None:
    client = lister(Book(ABC))
    assert [*client._items(pagination(), {})] == [*client._items(pagination(), {})]


def test_a_page_that_fails_raises_after_those_before_it() -> None:
    going = lister(Book(ABC[:1], end="gone"))._pages(pagination(), {})
    assert next(going)["things"] == ["a", "b"]
    with pytest.raises(ClientError, match="InvalidToken"):
        next(going)


def test_what_is_done_to_a_page_does_not_lead_astray() -> None:
    params: dict[str, Any] = {"filter": "x"}
    for page in lister(Book(ABC))._pages(pagination(), params):
        page.clear()
    assert params == {"filter": "x"}


def test_members_of_tokens_may_have_different_names() -> None:
    book = Book(ABC, input_key="from", output_key="next")
    how = pagination(input_key="from", output_key="next")
    assert [*lister(book)._items(how, {})] == ["a", "b", "c"]


def test_items_are_those_of_the_lists() -> None:
    book = Book(ABC)
    going = lister(book)._items(pagination(), {})
    assert book.asked == []
    assert next(going) == "a"
    assert len(book.asked) == 1
    assert [*going] == ["b", "c"]


def test_items_of_maps_are_pairs() -> None:
    book = Book([{"map": {"a": 1, "b": 2}}, {"map": {}}, {"map": {"c": 3}}])
    assert [*lister(book)._items(pagination("map"), {})] == [("a", 1), ("b", 2), ("c", 3)]


def test_items_are_found_in_structures() -> None:
    book = Book([{"deep": {"things": [1]}}, {"deep": {}}, {}, {"deep": {"things": [2]}}])
    assert [*lister(book)._items(pagination("deep.things", "things"), {})] == [1, 2]


def test_a_path_leads_to_a_member_or_nowhere() -> None:
    page = {"a": {"b": {"c": 0}}}
    assert find(page, "a.b") == {"c": 0}
    assert find(page, "a.b.c") == 0
    assert find(page, "a.x.c") is None
    assert find(page, "x") is None


def test_a_record_shows_its_operation() -> None:
    assert repr(pagination()) == "<Pagination: ListThings>"
