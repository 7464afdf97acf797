"""What a member may be is read from its model, and from prose that says so."""

from __future__ import annotations

import pytest

from codegen.prose.allowed import allowed_values
from tests.codegen.models import Json, read, taking

# As in AWS's own text for CreateToken.
UPSTREAM_PROSE = (
    "<p>Supports the following OAuth grant types: Device Code and Refresh Token. Specify either of "
    "the following values, depending on the grant type that you want:</p> "
    "<p>* Device Code - <code>urn:ietf:params:oauth:grant-type:device_code</code> </p> "
    "<p>* Refresh Token - <code>refresh_token</code> </p> "
    "<p>For information about how to obtain the device code, see elsewhere.</p>"
)
OUR_PROSE = (
    "<p>Says which kind. One of:</p> <ul> <li> <p><code>warm</code>: with <code>milk</code>.</p> "
    "</li> <li> <p><code>cold</code>: with <code>ice</code>.</p> </li> </ul>"
)


def documented(documentation: str, shape: str = "String") -> Json:
    return taking({"kind": {"shape": shape, "documentation": documentation}})


def allowed(model: Json) -> tuple[str, ...]:
    return allowed_values(read(model).shapes["Input"].members["kind"])


def test_a_list_of_labels_and_values_as_aws_writes_it_is_understood() -> None:
    assert allowed(documented(UPSTREAM_PROSE)) == (
        "urn:ietf:params:oauth:grant-type:device_code",
        "refresh_token",
    )


def test_a_list_of_values_and_their_meanings_is_understood() -> None:
    assert allowed(documented(OUR_PROSE)) == ("warm", "cold")


def test_what_is_said_of_a_list_holds_for_its_items() -> None:
    assert allowed(documented(OUR_PROSE, "Strings")) == ("warm", "cold")


def test_only_strings_have_allowed_values() -> None:
    assert allowed(documented(OUR_PROSE, "Long")) == ()


def test_an_enum_counts_before_prose() -> None:
    model = documented(OUR_PROSE)
    model["shapes"]["Input"]["members"]["kind"]["enum"] = ["lukewarm"]
    assert allowed(model) == ("lukewarm",)


@pytest.mark.parametrize(
    "prose",
    [
        "",
        "<p>Says which kind.</p> <ul> <li> <p><code>warm</code></p> </li> </ul>",
        "<p>One of:</p> <p>Many things.</p>",
        "<p>One of:</p> <ul> <li> <p>A kind such as <code>warm</code>.</p> </li> </ul>",
        "<p>One of:</p> <ul> <li> <p><code>warm</code></p> </li> <li> <p>Others.</p> </li> </ul>",
    ],
)
def test_prose_that_announces_no_values_allows_any(prose: str) -> None:
    assert allowed(documented(prose)) == ()
