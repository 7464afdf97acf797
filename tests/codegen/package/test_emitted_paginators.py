"""What is emitted for paginated operations, and what is refused."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

import restjson
from codegen.load.model_files import load_model
from codegen.load.problems import ModelError
from codegen.model.reader import read_service
from codegen.package.package import build_package
from codegen.render import render_package
from tests.codegen.models import Json, operation, service, structure
from tests.paging import Book

Emit = Callable[..., Any]

MODEL = service(
    [
        operation("ListThings", input={"shape": "Input"}, output={"shape": "Output"}),
        operation("GetThing", output={"shape": "Thing"}),
    ],
    {
        "Input": structure(
            {
                "kind": "String",
                "nextToken": "String",
                "maxResults": "Integer",
                "pageSize": "String",
                "all": "Boolean",
                "_pages": "String",
            },
            required=["kind"],
        ),
        "Output": structure(
            {
                "things": "Things",
                "byName": "ThingsByName",
                "notes": "Notes",
                "text": "String",
                "count": "Long",
                "deep": "Deep",
                "nextToken": "String",
            }
        ),
        "Thing": structure({"name": "String"}),
        "Things": {"type": "list", "member": {"shape": "Thing"}},
        "ThingsByName": {
            "type": "map",
            "key": {"shape": "String"},
            "value": {"shape": "Thing"},
        },
        "Notes": {"type": "list", "member": {"shape": "String"}, "sparse": True},
        "Deep": structure({"things": "Things"}),
    },
)
TOKENS = {"input_token": "nextToken", "output_token": "nextToken"}
THINGS = {**TOKENS, "limit_key": "maxResults", "result_key": "things"}
PAGES = [{"things": [{"name": "a"}, {"name": "b"}]}, {}, {"things": [{"name": "c"}]}]


def emitted(write_model: Callable[..., Path], described: Json) -> str:
    """Return the module of paginators."""
    folder = write_model(MODEL, paginators={"ListThings": described})
    package = build_package(read_service(load_model(folder)), "package", "none")
    return render_package(package)["paginators.py"]


def client_of(package: Any, book: Book) -> Any:
    return package.Client("us-east-1", transport=book, max_attempts=1)


@pytest.fixture
def package(emit: Emit) -> Any:
    return emit(MODEL, paginators={"ListThings": THINGS})


def test_pages_and_items_are_had_by_function_and_by_method(package: Any) -> None:
    book = Book(PAGES)
    client = client_of(package, book)
    names = [thing["name"] for thing in client.list_things_items(kind="x", maxResults=2)]
    assert names == ["a", "b", "c"]
    assert book.asked == [
        {"kind": "x", "maxResults": 2},
        {"kind": "x", "maxResults": 2, "nextToken": "page-1"},
        {"kind": "x", "maxResults": 2, "nextToken": "page-2"},
    ]
    pages = list(package.list_things_pages(client, kind="x"))
    assert [len(page.get("things", [])) for page in pages] == [2, 0, 1]
    assert all(page["ResponseMetadata"]["HTTPStatusCode"] == 200 for page in pages)
    assert package.Client.list_things_pages is package.list_things_pages
    assert package.Client.list_things_items is package.paginators.list_things_items


def test_nothing_is_sent_before_the_first_page_is_asked_for(package: Any) -> None:
    book = Book(PAGES)
    pages = client_of(package, book).list_things_pages(kind="x")
    assert book.asked == []
    next(pages)
    assert len(book.asked) == 1


def test_arguments_are_those_of_the_operation(package: Any) -> None:
    client = client_of(package, Book(PAGES))
    with pytest.raises(TypeError, match="kind"):
        client.list_things_pages()
    with pytest.raises(TypeError, match="kimd"):
        client.list_things_items(kind="x", kimd="y")
    with pytest.raises(package.ParamValidationError, match="maxResults: expected int, got str"):
        next(client.list_things_pages(kind="x", maxResults="2"))
    # A member must not hide what the functions call.
    [first, *_] = client.list_things_pages(kind="x", _pages="y")
    assert len(first["things"]) == 2


def test_pages_are_had_under_boto3s_names(package: Any) -> None:
    client = client_of(package, Book(PAGES))
    assert client.can_paginate("list_things")
    assert not client.can_paginate("get_thing")
    pages = client.get_paginator("list_things").paginate(
        kind="x", PaginationConfig={"MaxItems": 1, "PageSize": "5"}
    )
    assert pages.build_full_result()["things"] == [{"name": "a"}]
    with pytest.raises(package.ParamValidationError, match="did you mean list_things"):
        client.get_paginator("list_thing")


def test_the_functions_are_public(package: Any) -> None:
    assert {"list_things_items", "list_things_pages"} <= set(package.__all__)
    assert package.__all__ == sorted(package.__all__, key=lambda name: (name.islower(), name))
    assert "paginators" in package._SUBMODULES
    for function in (package.list_things_items, package.list_things_pages):
        for part in ("Args:", "kind (str): [required]", "Returns:", "ResponseParseError:"):
            assert part in function.__doc__


def test_a_model_without_paginators_has_none(emit: Emit) -> None:
    for package in (emit(MODEL), emit(MODEL, paginators={})):
        assert not (Path(package.__file__).parent / "paginators.py").exists()
        assert not hasattr(package, "paginators")
        client = package.Client("us-east-1")
        assert not client.can_paginate("list_things")
        with pytest.raises(package.ParamValidationError, match="no paginated operation"):
            client.get_paginator("list_things")


@pytest.mark.parametrize(
    ("result_key", "item"),
    [
        ("things", "shapes.Thing"),
        ("deep.things", "shapes.Thing"),
        ("notes", "str | None"),
        ("byName", "tuple[str, shapes.Thing]"),
        (["notes", "things"], "str | None"),
    ],
)
def test_items_have_the_type_of_those_at_the_first_result_key(
    write_model: Callable[..., Path], result_key: str | list[str], item: str
) -> None:
    text = emitted(write_model, {**TOKENS, "result_key": result_key})
    assert f") -> Iterator[{item}]:\n" in text
    assert ") -> Iterator[shapes.Output]:\n" in text
    assert ("Their ``things`` is not among them" in text) == isinstance(result_key, list)


def test_of_text_there_are_pages_but_no_items(emit: Emit) -> None:
    package = emit(MODEL, paginators={"ListThings": {**TOKENS, "result_key": "text"}})
    client = client_of(package, Book([{"text": "a"}, {"text": "b"}]))
    assert [page["text"] for page in client.list_things_pages(kind="x")] == ["a", "b"]
    assert not hasattr(client, "list_things_items")


@pytest.mark.parametrize(("limit", "limit_type"), [("maxResults", "int"), ("pageSize", "str")])
def test_the_size_of_a_page_has_its_type(
    write_model: Callable[..., Path], limit: str, limit_type: str
) -> None:
    described = {**TOKENS, "result_key": "things", "limit_key": limit}
    assert f"    limit_type={limit_type},\n" in emitted(write_model, described)


def test_where_nothing_says_the_size_of_a_page_the_record_is_silent(
    write_model: Callable[..., Path],
) -> None:
    assert "limit_" not in emitted(write_model, {**TOKENS, "result_key": "things"})


def test_paginators_may_be_compressed(write_model: Callable[..., Path]) -> None:
    folder = write_model(MODEL)
    content = json.dumps({"pagination": {"ListThings": THINGS}}).encode()
    (folder / "paginators-1.json.gz").write_bytes(gzip.compress(content))
    assert load_model(folder).paginators == {"ListThings": THINGS}


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"input_token": "next"}, ".input_token: the input of 'ListThings' has no member 'next'"),
        ({"input_token": "all"}, ".input_token: 'all' is a boolean: expected string"),
        ({"output_token": "next"}, ".output_token: the output of 'ListThings' has no member"),
        ({"output_token": "things"}, ".output_token: 'things' is a list: expected string"),
        ({"limit_key": "size"}, ".limit_key: the input of 'ListThings' has no member 'size'"),
        (
            {"limit_key": "all"},
            ".limit_key: 'all' is a boolean: expected integer or long or string",
        ),
        ({"result_key": "items"}, ".result_key: the output of 'ListThings' has no member 'items'"),
        ({"result_key": "count"}, ".result_key: 'count' is a long: expected list or map or string"),
        ({"result_key": "deep"}, ".result_key: 'deep' is a structure: expected list or map"),
        (
            {"result_key": ["things", "things.name"]},
            ".result_key[1]: the output of 'ListThings' has no member 'things.name'",
        ),
        (
            {"non_aggregate_keys": ["count", "deep.text"]},
            ".non_aggregate_keys[1]: the output of 'ListThings' has no member 'deep.text'",
        ),
        # What is JMESPath and no path is for the schema to refuse.
        ({"result_key": "things[-1]"}, ".result_key: 'things[-1]' does not match"),
        ({"output_token": "a || b"}, ".output_token: 'a || b' does not match"),
        ({"more_results": "all"}, ": Additional properties are not allowed ('more_results'"),
    ],
)
def test_what_does_not_fit_the_model_is_refused_with_its_place(
    problems: Callable[..., list[str]], change: Mapping[str, Any], problem: str
) -> None:
    [found] = problems(MODEL, paginators={"ListThings": {**THINGS, **change}})
    assert found.startswith(f"paginators-1.json: $.pagination.ListThings{problem}")


def test_every_problem_is_listed(problems: Callable[..., list[str]]) -> None:
    broken = {**THINGS, "input_token": "a", "result_key": ["b", "c"]}
    found = problems(MODEL, paginators={"Gone": THINGS, "ListThings": broken, "GetThing": THINGS})
    assert [each.partition(": ")[2].partition(": ")[0] for each in found] == [
        "$.pagination.Gone",
        "$.pagination.ListThings.input_token",
        "$.pagination.ListThings.result_key[0]",
        "$.pagination.ListThings.result_key[1]",
        "$.pagination.GetThing.input_token",
        "$.pagination.GetThing.output_token",
        "$.pagination.GetThing.limit_key",
        "$.pagination.GetThing.result_key",
    ]
    assert "there is no operation 'Gone'" in found[0]


def test_a_function_that_would_hide_an_operation_is_refused(
    problems: Callable[..., list[str]],
) -> None:
    model = {**MODEL, "operations": dict(MODEL["operations"])}
    model["operations"]["ListThingsPages"] = operation("ListThingsPages")
    [found] = problems(model, paginators={"ListThings": THINGS})
    assert found == (
        "paginators-1.json: $.pagination.ListThings: its pages and 'ListThingsPages' would both "
        "be the function `list_things_pages` in Python"
    )


def test_operations_named_as_the_clients_own_methods_get_an_underscore(emit: Emit) -> None:
    names = ("GetPaginator", "CanPaginate", "Paginators")
    shapes = {name: MODEL["shapes"][name] for name in MODEL["shapes"]}
    package = emit(
        service([*map(operation, names), MODEL["operations"]["ListThings"]], shapes),
        paginators={"ListThings": THINGS},
    )
    client = client_of(package, Book(PAGES))
    for name in ("get_paginator_", "can_paginate_", "paginators_"):
        assert list(getattr(client, name)()) == ["ResponseMetadata"]
    assert client.can_paginate("list_things")


def test_the_import_and_a_client_load_nothing_heavy(package: Any) -> None:
    heavy = {"typing", "dataclasses", "re", "json", "enum", "base64", "logging", "urllib3"}
    code = (
        f"import {package.__name__} as package; "
        "package.Client('us-east-1').can_paginate('list_things'); package.list_things_pages; "
        f"print(*({heavy} & set(sys.modules)))"
    )
    folder = Path(package.__file__).parents[1]
    path = [str(folder), str(Path(restjson.__file__).parents[1])]
    done = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {path}; {code}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == []


def test_a_file_that_is_not_json_is_named(write_model: Callable[..., Path]) -> None:
    folder = write_model(MODEL)
    (folder / "paginators-1.json").write_text("{")
    with pytest.raises(ModelError, match=r"paginators-1\.json: is not JSON"):
        load_model(folder)
