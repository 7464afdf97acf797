"""Emitted functions: unknown keywords are refused with what to use."""

from __future__ import annotations

import inspect
import pickle
import traceback
from typing import Any

import pytest

from restjson.wire.functions import client_method


@client_method
def example(client: object, /, *, clientId: str, scopes: list[str] | None = None) -> dict[str, int]:
    """What it is for."""
    if clientId == "":
        raise TypeError("of the function's own")
    return {clientId: len(scopes or ())}


@client_method
def without_arguments(client: object, /) -> int:
    return 1


def test_its_signature_is_shown_as_it_is_written() -> None:
    text = "(client: object, /, *, clientId: str, scopes: list[str] | None = None)"
    assert str(inspect.signature(example)) == f"{text} -> dict[str, int]"


def test_it_is_the_function_to_whoever_looks_at_it() -> None:
    assert (example.__name__, example.__doc__) == ("example", "What it is for.")
    assert pickle.loads(pickle.dumps(example)) is example  # noqa: S301 - our own
    assert example(None, clientId="a", scopes=["b"]) == {"a": 1}


@pytest.mark.parametrize(
    ("positional", "named", "message"),
    [
        (
            (),
            {"client_id": "a"},
            "an unexpected keyword argument 'client_id', did you mean clientId?",
        ),
        (
            (),
            {"client_id": "a", "clientId": "b", "scope": ["c"]},
            "unexpected keyword arguments 'client_id', did you mean clientId?; "
            "'scope', did you mean scopes?",
        ),
        (
            (),
            {"clientId": "a", "color": "b"},
            "an unexpected keyword argument 'color'; it takes clientId, scopes",
        ),
    ],
)
def test_unknown_keywords_are_told_at_once_with_what_to_use(
    positional: tuple[str, ...], named: dict[str, Any], message: str
) -> None:
    with pytest.raises(TypeError) as caught:
        example(None, *positional, **named)
    assert str(caught.value) == f"example() got {message}"
    assert "During handling" not in "".join(traceback.format_exception(caught.value))


def test_a_function_without_arguments_says_that_it_takes_none() -> None:
    anything: Any = {"color": "b"}
    with pytest.raises(TypeError, match=r"argument 'color'; it takes none$"):
        without_arguments(None, **anything)
    anything = "b"
    with pytest.raises(TypeError, match="takes 1 positional argument but 2 were given"):
        without_arguments(None, anything)  # type: ignore[call-arg]


def test_arguments_without_names_are_told_that_they_need_them() -> None:
    anything: Any = "a"
    with pytest.raises(
        TypeError, match=r"^example\(\) takes its .* by name, such as clientId=\.\.\."
    ):
        example(None, anything)  # type: ignore[call-arg]


def test_what_is_missing_and_what_the_function_raises_is_as_python_has_it() -> None:
    nothing: Any = {}
    with pytest.raises(TypeError, match="missing 1 required keyword-only argument: 'clientId'"):
        example(None, **nothing)
    with pytest.raises(TypeError, match=r"^of the function's own$"):
        example(None, clientId="")
