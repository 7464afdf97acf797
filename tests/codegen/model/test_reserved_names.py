"""The names that a model cannot have are those that the emitted code needs: the lists are whole."""

from __future__ import annotations

import ast
import builtins
import json
from pathlib import Path

import pytest

import restjson
from codegen.model.names import (
    argument_name,
    class_name,
    function_name,
    is_error_attribute,
    record_name,
)
from codegen.model.runtime import COMMON_ERRORS, WAITER_ERROR

GOLDEN = Path(__file__).parents[1] / "golden" / "parcels_client"


def operations() -> list[str]:
    """The names of the golden model's operations."""
    model = GOLDEN.parent / "parcels" / "2020-01-01" / "service-2.json"
    return list(json.loads(model.read_text(encoding="utf-8"))["operations"])


def referred_to(module: str) -> set[str]:
    """The names that a golden module needs: its imports, its variables, and builtins."""
    tree = ast.parse((GOLDEN / module).read_text(encoding="utf-8"))
    local = {
        node
        for scope in ast.walk(tree)
        if isinstance(scope, (ast.FunctionDef, ast.ClassDef))
        for node in ast.walk(scope)
    }
    imported = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, (ast.Import, ast.ImportFrom)) and node not in local
        for alias in node.names
    }
    named = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    variables = {node.id for node in named if isinstance(node.ctx, ast.Store)}
    variables -= {node.id for node in local if isinstance(node, ast.Name)}
    read = {node.id for node in named if isinstance(node.ctx, ast.Load)}
    return imported | variables | {name for name in read if hasattr(builtins, name)}


@pytest.mark.parametrize("module", ["__init__.py", "client.py", "operations.py", "paginators.py"])
def test_no_function_or_record_hides_what_the_modules_refer_to(module: str) -> None:
    own = {*map(function_name, operations())}
    own |= {f"{name}_{kind}" for name in own for kind in ("pages", "items")}
    for name in referred_to(module) - own - {each.upper() for each in own}:
        # A function is lower case, and a record upper case.
        assert name != name.lower() or function_name(name) != name
        assert name != name.upper() or record_name(name.lower()) != name


@pytest.mark.parametrize("module", ["errors.py", "shapes.py"])
def test_no_class_hides_what_the_modules_refer_to(module: str) -> None:
    own = {each for each in referred_to(module) if each.startswith("_")}  # halves of TypedDicts
    own |= {"Kind"}  # a shape of the golden model
    for name in referred_to(module) - own:
        assert class_name(name, is_error=True) != name


def test_no_argument_hides_what_functions_refer_to() -> None:
    tree = ast.parse((GOLDEN / "operations.py").read_text(encoding="utf-8"))
    for function in (node for node in tree.body if isinstance(node, ast.FunctionDef)):
        arguments = {each.arg for each in (*function.args.posonlyargs, *function.args.kwonlyargs)}
        used = {
            node.id
            for statement in function.body
            for node in ast.walk(statement)
            if isinstance(node, ast.Name)
        }
        for name in (used | {"client"}) - (arguments - {"client"}):
            assert argument_name(name, function.name) != name


def test_no_attribute_hides_what_the_class_of_an_error_refers_to() -> None:
    tree = ast.parse((GOLDEN / "errors.py").read_text(encoding="utf-8"))
    for error in (node for node in tree.body if isinstance(node, ast.ClassDef)):
        used = {
            node.id
            for statement in error.body
            for node in ast.walk(statement)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
        }
        assert not any(map(is_error_attribute, used | {"codecs", "shapes"}))


def test_no_function_hides_what_every_client_has() -> None:
    class Client(restjson.Client):
        exceptions = None

    for name in dir(Client):
        assert name.startswith("_") or function_name(name) != name


def test_no_attribute_of_a_modelled_error_hides_what_every_error_has() -> None:
    inherited = set(dir(restjson.ClientError({}, ""))) | {"add_note"}  # since Python 3.11
    assert not any(map(is_error_attribute, inherited))


def test_every_public_error_of_the_runtime_is_among_the_common_errors() -> None:
    errors = {name for name in restjson.__all__ if name.endswith("Error")}
    assert errors == {*COMMON_ERRORS, WAITER_ERROR}
