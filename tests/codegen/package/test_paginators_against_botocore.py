"""Emitted paginators under boto3's names, against botocore's, over one and the same service."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codegen.cli import main
from tests import environment
from tests.codegen.models import Json, operation, service, structure
from tests.effort import examples
from tests.paging import Book, BotocorePaginators, go_over

OUTPUT = structure(
    {
        "things": "Strings",
        "others": "Strings",
        "text": "String",
        "deep": "Deep",
        "note": "String",
        "nextToken": "String",
    }
)
MODEL = service(
    [
        operation(name, input={"shape": given}, output={"shape": "Output"})
        for name, given in (
            ("ListThings", "Input"),
            ("ListAll", "Input"),
            ("ListDeep", "InputWithText"),
            ("ListText", "InputWithoutSize"),
        )
    ],
    {
        "Input": structure({"nextToken": "String", "maxResults": "Integer", "filter": "String"}),
        "InputWithText": structure(["nextToken", "maxResults"]),
        "InputWithoutSize": structure(["nextToken"]),
        "Deep": structure({"names": "Strings", "note": "String"}),
        "Output": OUTPUT,
    },
)
_TOKENS = {"input_token": "nextToken", "output_token": "nextToken"}
_SIZE = {"limit_key": "maxResults"}
PAGINATORS = {
    "ListThings": {**_TOKENS, **_SIZE, "result_key": "things"},
    "ListAll": {
        **_TOKENS,
        **_SIZE,
        "result_key": ["things", "others", "text", "deep.names"],
        "non_aggregate_keys": ["note", "deep.note"],
    },
    "ListDeep": {**_TOKENS, **_SIZE, "result_key": ["deep.names", "things"]},
    "ListText": {**_TOKENS, "result_key": "text"},
}
METHODS = {
    "list_things": "maxResults",
    "list_all": "maxResults",
    "list_deep": "maxResults",
    "list_text": None,
}

_things = st.lists(st.text(max_size=3), max_size=5)
_deep = st.fixed_dictionaries({}, optional={"names": _things, "note": st.text(max_size=3)})
_page = st.fixed_dictionaries(
    {},
    optional={
        "things": _things,
        "others": _things,
        "text": st.text(max_size=5),
        "deep": _deep,
        "note": st.text(max_size=3),
    },
)


@st.composite
def _books(draw: st.DrawFn, *, endless: bool = False) -> Callable[[], Book]:
    """What makes a book, anew for each side; where `endless`, its last page may name itself."""
    pages = draw(st.lists(_page, min_size=1, max_size=4))
    count = len(pages) - 1
    tokens = [f"{n}{draw(st.text(max_size=3))}" for n in range(count)]
    end = draw(st.sampled_from([None, "", *(tokens[-1:] if endless else ())]))
    return lambda: Book(pages, tokens, end)


class Sides:
    """Our client and botocore's, of one model."""

    def __init__(self, package: Any, botocore: BotocorePaginators) -> None:
        self.package = package
        self.botocore = botocore

    def ours(self, book: Book, method: str, **params: Any) -> Any:
        client = self.package.Client("us-east-1", transport=book)
        return client.get_paginator(method).paginate(**params)

    def theirs(self, book: Book, method: str, **params: Any) -> Any:
        return self.botocore.paginate(book, method, **params)


@pytest.fixture(scope="module")
def sides(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sides]:
    root = tmp_path_factory.mktemp("models")
    folder = root / "example" / "2020-01-01"
    folder.mkdir(parents=True)
    (folder / "service-2.json").write_text(json.dumps(MODEL))
    (folder / "paginators-1.json").write_text(json.dumps({"pagination": PAGINATORS}))
    with pytest.MonkeyPatch.context() as monkeypatch:
        environment.clear(monkeypatch, root)
        monkeypatch.syspath_prepend(root)
        assert main(["package", str(folder), "--name", "emitted_pages", "--out", str(root)]) == 0
        botocore = BotocorePaginators(root, "example")
        yield Sides(importlib.import_module("emitted_pages"), botocore)
        botocore.client.close()


def _configs(method: str, tokens: st.SearchStrategy[str | None]) -> st.SearchStrategy[Json]:
    sizes = {"PageSize": st.integers(1, 9) | st.none()} if METHODS[method] else {}
    return st.fixed_dictionaries(
        {},
        optional={
            "MaxItems": st.integers(0, 12) | st.integers(0, 12).map(str) | st.none(),
            "StartingToken": tokens,
            **sizes,
        },
    )


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=examples(60))
@given(data=st.data(), new_book=_books(endless=True))
def test_pages_and_what_is_asked_for_are_those_of_botocore(
    sides: Sides, method: str, data: st.DataObject, new_book: Callable[[], Book]
) -> None:
    tokens = st.none() | st.sampled_from([*new_book().tokens, "odd"])
    params = {"PaginationConfig": data.draw(_configs(method, tokens))}
    our_book, their_book = new_book(), new_book()
    ours = go_over(sides.ours(our_book, method, **params))
    theirs = go_over(sides.theirs(their_book, method, **params))
    if ours.error == "ResponseParseError":
        # botocore reads a page that names itself as the next a second time, if it is the first:
        # with that the items wanted may be there.
        begins_with_token = params["PaginationConfig"].get("StartingToken") is not None
        assert theirs.error == "PaginationError" or begins_with_token
        assert their_book.asked[: len(our_book.asked)] == our_book.asked
        assert theirs.pages[: len(ours.pages)] == ours.pages
        assert len(their_book.asked) - len(our_book.asked) in (0, 1)
    else:
        assert ours == theirs
        assert our_book.asked == their_book.asked


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=examples(60))
@given(data=st.data(), new_book=_books())
def test_full_results_and_the_rest_after_them_are_those_of_botocore(
    sides: Sides, method: str, data: st.DataObject, new_book: Callable[[], Book]
) -> None:
    first = data.draw(_configs(method, st.none()))
    ours = sides.ours(new_book(), method, PaginationConfig=first).build_full_result()
    theirs = sides.theirs(new_book(), method, PaginationConfig=first).build_full_result()
    assert ours == theirs
    if "NextToken" in theirs:
        # What one side has begun, the other goes on with.
        rest = {**data.draw(_configs(method, st.none())), "StartingToken": theirs["NextToken"]}
        our_rest = sides.ours(new_book(), method, PaginationConfig=rest).build_full_result()
        their_rest = sides.theirs(new_book(), method, PaginationConfig=rest).build_full_result()
        assert our_rest == their_rest


@settings(max_examples=examples(60))
@given(new_book=_books(), size=st.integers(1, 6))
def test_pieces_put_together_are_the_whole(
    sides: Sides, new_book: Callable[[], Book], size: int
) -> None:
    whole = sides.ours(new_book(), "list_things").build_full_result().get("things", [])
    found: list[str] = []
    config: Json = {"MaxItems": size}
    for _ in range(len(whole) + len(new_book().pages)):
        piece = sides.ours(new_book(), "list_things", PaginationConfig=config).build_full_result()
        assert len(piece.get("things", [])) <= size
        found += piece.get("things", [])
        if "NextToken" not in piece:
            break
        config["StartingToken"] = piece["NextToken"]
    assert found == whole


def test_what_can_be_paginated_is_what_botocore_says(sides: Sides) -> None:
    client = sides.package.Client("us-east-1")
    for method in METHODS:
        assert client.can_paginate(method)
        assert sides.botocore.client.can_paginate(method)
        theirs = sides.botocore.client.get_paginator(method)
        assert client.get_paginator(method).result_keys == [
            each.expression for each in theirs.result_keys
        ]
