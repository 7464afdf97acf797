"""A result has metadata, and a part of another one has none, though both are of one shape."""

from __future__ import annotations

import typing
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.checkers import check_usage
from tests.codegen.calls import client_of
from tests.codegen.models import Json, operation, service, structure
from tests.codegen.python_pages import build, code

Emit = Callable[..., Any]

PAGED: Json = {
    "ListPots": {"input_token": "marker", "output_token": "marker", "result_key": "pots"},
    "ListLids": {"input_token": "marker", "output_token": "marker", "result_key": "lids"},
}


def model(**shapes: Json) -> Json:
    """A model of which a pot is returned by itself, in lists and with its lids, and is sent."""
    return service(
        [
            operation("GetPot", output={"shape": "Pot"}),
            operation("PutPot", input={"shape": "Put"}),
            operation("ListPots", input={"shape": "From"}, output={"shape": "Page"}),
            operation("ListLids", input={"shape": "From"}, output={"shape": "Pot"}),
        ],
        {
            "Pot": structure({"marker": "String", "lids": "Strings"}, required=["marker"]),
            "Pots": {"type": "list", "member": {"shape": "Pot"}},
            "Put": structure({"pot": "Pot"}),
            "From": structure(["marker"]),
            "Page": structure({"marker": "String", "pots": "Pots"}),
            **shapes,
        },
    )


def keys(package: Any, name: str) -> tuple[set[str], set[str]]:
    """Return the keys that are always there, and the others."""
    typed_dict = getattr(package.shapes, name)
    return set(typed_dict.__required_keys__), set(typed_dict.__optional_keys__)


def returned(package: Any, function: str) -> Any:
    names = {**vars(package.operations), "shapes": package.shapes, "Client": package.Client}
    return typing.get_type_hints(getattr(package, function), names)["return"]


def test_a_part_has_no_metadata_and_a_result_of_its_shape_has(emit: Emit) -> None:
    package = emit(model())
    assert keys(package, "Pot") == (set(), {"marker", "lids"})
    assert keys(package, "PotResult") == ({"ResponseMetadata"}, {"marker", "lids"})
    assert returned(package, "get_pot") is package.shapes.PotResult
    client, _ = client_of(package, response={"pots": [{"marker": "a"}]})
    assert "ResponseMetadata" not in client.list_pots()["pots"][0]
    assert "ResponseMetadata" in client.get_pot()


def test_a_result_that_is_no_part_of_anything_has_one_type(emit: Emit) -> None:
    package = emit(model())
    assert keys(package, "Page") == ({"ResponseMetadata"}, {"marker", "pots"})
    assert returned(package, "list_pots") is package.shapes.Page
    assert not hasattr(package.shapes, "PageResult")


def test_a_name_that_the_model_has_already_gets_an_underscore(emit: Emit) -> None:
    put = structure({"pot": "Pot", "other": "PotResult"})
    package = emit(model(Put=put, PotResult=structure(["handle"])))
    assert keys(package, "PotResult") == (set(), {"handle"})
    assert keys(package, "PotResult_") == ({"ResponseMetadata"}, {"marker", "lids"})
    assert returned(package, "get_pot") is package.shapes.PotResult_


def test_a_choice_gets_no_name_of_a_result(emit: Emit) -> None:
    documentation = "<p>One of:</p> <ul> <li> <p><code>warm</code></p> </li> </ul>"
    how = {"shape": "String", "documentation": documentation}
    called_pot = operation("Pot", input={"shape": "Asked"})
    asking = model(Asked=structure({"result": how}))
    asking["operations"]["Pot"] = called_pot
    package = emit(asking)
    assert keys(package, "PotResult") == ({"ResponseMetadata"}, {"marker", "lids"})
    assert typing.get_args(package.shapes.PotResult_)[1] is str


def test_the_page_of_an_operation_names_the_type_of_its_result() -> None:
    pages = {page.name: page for page in build(model())}
    assert code(pages["tea_get_pot"], "Usage") == ["client.get_pot() -> shapes.PotResult"]
    assert code(pages["tea_list_pots"], "Usage")[0].endswith(") -> shapes.Page")


USAGE = """\
from emitted_pots import AsyncClient, Client


def use(client: Client) -> None:
    client.get_pot()["ResponseMetadata"]["HTTPStatusCode"]
    client.list_pots()["ResponseMetadata"]["HTTPStatusCode"]
    client.list_pots()["pots"][0]["marker"]
    client.list_pots()["pots"][0]["ResponseMetadata"]  # error
    client.put_pot(pot={"marker": "a"})
    for pot in client.list_pots_items():
        pot["marker"]
        pot["ResponseMetadata"]  # error
    for page in client.list_lids_pages():
        page["ResponseMetadata"]["HTTPStatusCode"]
    for lids in client.get_paginator("list_lids").paginate():
        lids["ResponseMetadata"]["HTTPStatusCode"]


async def use_async(client: AsyncClient) -> None:
    (await client.get_pot())["ResponseMetadata"]["HTTPStatusCode"]
    (await client.list_pots())["pots"][0]["ResponseMetadata"]  # error
    async for pot in client.list_pots_items():
        pot["ResponseMetadata"]  # error
    async for page in client.list_lids_pages():
        page["ResponseMetadata"]["HTTPStatusCode"]
"""


@pytest.mark.typecheck
def test_mypy_finds_the_metadata_of_results_and_of_nothing_else(
    tmp_path: Path, write_model: Callable[..., Path]
) -> None:
    from codegen.cli import main

    folder = write_model(model(), paginators=PAGED)
    assert main(["package", str(folder), "--name", "emitted_pots", "--out", str(tmp_path)]) == 0
    check_usage(tmp_path, USAGE)
