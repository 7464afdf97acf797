"""The nearest known name."""

from __future__ import annotations

from restjson.suggestions import suggestion

KNOWN = {"clientId", "clientSecret", "scope"}


def test_a_long_name_is_compared_by_its_beginning() -> None:
    assert suggestion("clientId" * 100_000, KNOWN) == ""


def test_letters_that_changed_places_are_the_likelier_slip() -> None:
    regions = ["us-east-1", "us-east-2", "us-west-1", "us-west-2"]
    assert suggestion("us-esat-1", regions) == ", did you mean us-east-1?"
    assert suggestion("us-wset-2", regions) == ", did you mean us-west-2?"


def test_the_suggestion_does_not_depend_on_the_order_of_a_set() -> None:
    names = [f"client{letter}" for letter in "abcdefgh"]
    suggestions = {suggestion("client", set(order)) for order in (names, names[::-1])}
    assert suggestions == {suggestion("client", names)}
