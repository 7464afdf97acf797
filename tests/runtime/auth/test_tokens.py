"""Where a bearer token comes from."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from codegen.pages.python.constructor import token_variable
from restjson import ConfigError
from restjson.auth.tokens import TokenSource, variable_of

if TYPE_CHECKING:
    from codegen.model.service import Service

VARIABLE = "AWS_BEARER_TOKEN_TEA_POT"


def source(given: object = None, *, variable: str = "", prefers_keys: bool = False) -> TokenSource:
    return TokenSource(given, "tea-pot", {VARIABLE: variable}, prefers_keys)


@pytest.mark.parametrize(
    ("name", "variable"),
    [
        ("bedrock", "AWS_BEARER_TOKEN_BEDROCK"),
        ("account-access", "AWS_BEARER_TOKEN_ACCOUNT_ACCESS"),
        ("Tea pot", "AWS_BEARER_TOKEN_TEA_POT"),
    ],
)
def test_the_variable_has_the_name_of_the_service(name: str, variable: str) -> None:
    assert variable_of(name) == variable
    # The generator imports none of the runtime, and pages name the variable.
    assert token_variable(cast("Service", SimpleNamespace(signing_name=name))) == variable


def test_the_argument_comes_before_the_variable() -> None:
    assert source("given", variable="set").get() == "given"
    assert source(variable="set").get() == "set"
    assert source("given", prefers_keys=True).get() == "given"


def test_a_function_is_asked_each_time() -> None:
    tokens = iter(["one", "two"])
    fresh = source(lambda: next(tokens))
    assert fresh.is_there
    assert (fresh.get(), fresh.get()) == ("one", "two")


@pytest.mark.parametrize("prefers_keys", [True, False])
def test_without_a_token_it_says_what_to_do(prefers_keys: bool) -> None:
    nothing = source(variable="set" if prefers_keys else "", prefers_keys=prefers_keys)
    assert not nothing.is_there
    with pytest.raises(ConfigError, match=f"give token=, .* or set {VARIABLE}$"):
        nothing.get()


@pytest.mark.parametrize("wrong", ["hush hush", "hush\r\nX: y", "h\u00fcsh", "hush\n", 7, "", None])
def test_what_cannot_be_a_token_is_refused_and_not_shown(wrong: object) -> None:
    with pytest.raises(ConfigError) as caught:
        source(lambda: wrong).get()
    assert str(caught.value) == "token: expected a bearer token of visible ASCII characters"
    if isinstance(wrong, str) and wrong:
        with pytest.raises(ConfigError, match=f"^{VARIABLE}: expected") as caught:
            source(variable=wrong).get()
        assert "h" not in str(caught.value).partition(":")[0]


def test_what_the_function_raises_reaches_the_caller() -> None:
    def fail() -> str:
        raise OSError("no vault")

    with pytest.raises(OSError, match="no vault"):
        source(fail).get()
