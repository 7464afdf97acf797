"""Pages under boto3's names; that they are botocore's is tried where clients are emitted."""

from typing import Any

import pytest

from restjson import ParamValidationError
from tests.paging import Book
from tests.runtime.listing import lister

ABC = [{"things": ["a", "b"], "others": [1]}, {"things": ["c", "d", "e"], "others": [2]}]


def _paginate(book: Book, method: str = "list_things", **params: Any) -> Any:
    return lister(book).get_paginator(method).paginate(**params)


def test_a_client_tells_what_it_can_paginate() -> None:
    client = lister(Book([{}]))
    assert client.can_paginate("list_things")
    assert not client.can_paginate("ListThings")
    assert not client.can_paginate("delete_things")


@pytest.mark.parametrize(
    ("name", "hint"), [("list_thing", ", did you mean list_things?"), ("42", ""), ("x\n", "")]
)
def test_what_cannot_be_paginated_is_refused_with_the_nearest_name(name: str, hint: str) -> None:
    with pytest.raises(ParamValidationError) as caught:
        lister(Book([{}])).get_paginator(name)
    assert caught.value.problems == (f"no operation of this name answers in pages{hint}",)
    assert "\n" not in str(caught.value)


def test_nothing_is_sent_before_the_first_page_is_asked_for() -> None:
    book = Book(ABC)
    going = iter(_paginate(book, filter="x", PaginationConfig={"PageSize": 2}))
    assert book.asked == []
    next(going)
    assert book.asked == [{"filter": "x", "maxResults": 2}]


def test_wrong_settings_are_refused_before_that() -> None:
    with pytest.raises(ParamValidationError, match=r"PaginationConfig\.MaxItems: expected"):
        _paginate(Book(ABC), PaginationConfig={"MaxItems": "all"})
    with pytest.raises(ParamValidationError, match="PaginationConfig: expected dict, got list"):
        _paginate(Book(ABC), PaginationConfig=[])


def test_no_settings_are_as_none() -> None:
    assert len(list(_paginate(Book(ABC), PaginationConfig=None))) == 2


def test_a_page_is_cut_where_the_items_wanted_end_and_the_rest_can_be_had() -> None:
    pages = _paginate(Book(ABC), PaginationConfig={"MaxItems": 3})
    assert pages.resume_token is None
    assert [page["things"] for page in pages] == [["a", "b"], ["c"]]
    config = {"StartingToken": pages.resume_token, "MaxItems": 1}
    second = _paginate(Book(ABC), PaginationConfig=config)
    assert [page["things"] for page in second] == [["d"]]
    third = _paginate(Book(ABC), PaginationConfig={"StartingToken": second.resume_token})
    assert [page["things"] for page in third] == [["e"]]
    assert third.resume_token is None


def test_a_loop_that_is_begun_again_begins_at_the_first_page() -> None:
    book = Book(ABC)
    pages = _paginate(book, PaginationConfig={"MaxItems": 3})
    for _ in range(2):
        assert [page["things"] for page in pages] == [["a", "b"], ["c"]]
    assert book.asked == 2 * [{}, {"nextToken": "page-1"}]


def test_a_first_page_that_was_asked_for_by_its_token_can_be_gone_on_with() -> None:
    pages = _paginate(Book(ABC), nextToken="page-1", PaginationConfig={"MaxItems": 1})
    assert pages.build_full_result()["things"] == ["c"]
    rest = _paginate(Book(ABC), PaginationConfig={"StartingToken": pages.resume_token})
    assert rest.build_full_result()["things"] == ["d", "e"]


def test_the_other_items_of_a_page_that_is_cut_come_once() -> None:
    first = _paginate(Book(ABC), "list_more", PaginationConfig={"MaxItems": 3}).build_full_result()
    assert (first["things"], first["others"]) == (["a", "b", "c"], [1, 2])
    config = {"StartingToken": first["NextToken"]}
    rest = _paginate(Book(ABC), "list_more", PaginationConfig=config).build_full_result()
    assert rest == {"things": ["d", "e"], "others": []}


def test_maps_are_cut_and_joined_as_lists_are() -> None:
    maps = [{"map": {"a": 1, "b": 2}}, {}, {"map": {"c": 3, "d": 4}}]
    assert _paginate(Book(maps), "list_map").build_full_result() == {
        "map": {"a": 1, "b": 2, "c": 3, "d": 4}
    }
    first = _paginate(Book(maps), "list_map", PaginationConfig={"MaxItems": 3}).build_full_result()
    assert first["map"] == {"a": 1, "b": 2, "c": 3}
    config = {"StartingToken": first["NextToken"]}
    rest = _paginate(Book(maps), "list_map", PaginationConfig=config).build_full_result()
    assert rest == {"map": {"d": 4}}


@pytest.mark.parametrize("method", ["list_secrets", "list_signed"])
def test_what_pages_mask_is_masked_when_they_are_put_together(method: str) -> None:
    book = Book([{"secrets": ["s1"], "deep": {"secrets": ["s2"], "note": "n"}, "things": ["a"]}])
    pages = _paginate(book, method)
    full = pages.build_full_result()
    assert full["secrets"] == ["s1"]
    assert full["deep"] == {"secrets": ["s2"]}
    assert repr(full).count("***") == 2
    assert repr(pages.non_aggregate_part).count("***") in (0, 2)
    for each in (full, pages.non_aggregate_part, *pages):
        assert not any(secret in repr(each) for secret in ("s1", "s2"))


def test_nothing_shows_the_parameters() -> None:
    paginator = lister(Book(ABC)).get_paginator("list_things")
    assert repr(paginator) == "<Paginator: ListThings>"
    assert repr(paginator.paginate(filter="x")) == "<PageIterator: ListThings>"
    assert paginator.result_keys == paginator.paginate().result_keys == ["things"]
