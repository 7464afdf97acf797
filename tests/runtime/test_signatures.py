"""Signatures are shown as they are written, those of everything public."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any, get_type_hints

import pytest

import restjson
import restjson.aio
import ssooidc
import ssoportal
from restjson.signatures import as_written


@as_written
def example(number: int | None = None, *, names: list[str]) -> dict[str, int]:
    return {}


@as_written
class Example:
    names: list[str]

    def method(self, number: int | None = None) -> list[str]:
        return self.names


def test_a_signature_has_no_quotes_and_types_can_still_be_told() -> None:
    text = "(number: int | None = None, *, names: list[str]) -> dict[str, int]"
    assert str(inspect.signature(example)) == text
    assert get_type_hints(example)["return"] == dict[str, int]
    assert example.__annotations__["names"] == "list[str]"


def test_those_of_the_methods_of_a_class_have_none_either() -> None:
    assert (
        str(inspect.signature(Example.method)) == "(self, number: int | None = None) -> list[str]"
    )
    assert Example.__annotations__ == {"names": "list[str]"}


@pytest.mark.parametrize("module", [restjson, ssooidc, ssoportal])
def test_nothing_public_shows_quotes(module: ModuleType) -> None:
    """Public classes and functions of the runtime are decorated with `as_written`."""
    public = [getattr(module, name) for name in module.__all__]
    for function in functions(*public, restjson.aio.AsyncClient, ssooidc.errors.SlowDownException):
        text = str(inspect.signature(function))
        assert not re.search(r"(: |-> )'", text), (function, text)


def functions(*values: Any) -> Iterator[Any]:
    """The functions among some values, and the public methods of the classes among them."""
    for value in values:
        if inspect.isfunction(value):
            yield value
        elif inspect.isclass(value):
            for name, method in inspect.getmembers(value, inspect.isfunction):
                if name == "__init__" or not name.startswith("_"):
                    yield method
