"""Which structures are documented where they stand, and which by themselves."""

from __future__ import annotations

from codegen.prose.structures import apart
from tests.codegen.models import Json, operation, read, service, structure, taking

POTS: Json = {"type": "list", "member": {"shape": "Pot"}}
BY_LID: Json = {"type": "map", "key": {"shape": "String"}, "value": {"shape": "Pots"}}


def names(model: Json) -> list[str]:
    return list(apart(read(model)))


def test_what_one_place_has_is_documented_there() -> None:
    shapes = {"Pot": structure(["lid"]), "Pots": POTS, "ByLid": BY_LID}
    assert names(taking({"pots": "ByLid"}, **shapes)) == []


def test_what_two_places_have_is_documented_by_itself() -> None:
    shapes = {"Pot": structure(["lid"]), "Pots": POTS}
    assert names(taking({"pots": "Pots", "pot": "Pot"}, **shapes)) == ["Pot"]


def test_what_an_input_and_an_output_have_is_so_too() -> None:
    sides = {side.lower(): {"shape": side} for side in ("Input", "Output")}
    shapes = {side: structure({"pot": "Pot"}) for side in ("Input", "Output")}
    model = service([operation("Brew", **sides)], {**shapes, "Pot": structure(["lid"])})
    assert names(model) == ["Pot"]


def test_an_input_that_stands_inside_of_something_is_so_too() -> None:
    model = taking({"again": "Input", "text": "String"})
    assert names(model) == ["Input"]


def test_what_holds_itself_is_documented_by_itself() -> None:
    assert names(taking({"tree": "Tree"}, Tree=structure({"tree": "Tree"}))) == ["Tree"]


def test_every_second_level_of_a_chain_is_documented_by_itself() -> None:
    chain = {f"S{number}": structure({"a": f"S{number + 1}"}) for number in range(1, 6)}
    assert names(taking({"a": "S1"}, **chain, S6=structure(["a"]))) == ["S2", "S4", "S6"]


def test_what_would_make_a_page_long_is_documented_by_itself() -> None:
    few, many = (structure([f"m{number}" for number in range(count)]) for count in (40, 70))
    assert names(taking({"a": "Few", "b": "Others"}, Few=few, Others=few)) == []
    assert names(taking({"a": "Few", "b": "Many"}, Few=few, Many=many)) == ["Few", "Many"]


def test_what_has_no_members_needs_no_page() -> None:
    assert names(taking({"a": "Empty", "b": "Empty"}, Empty=structure())) == []


def test_what_no_operation_reaches_needs_no_page() -> None:
    pot = structure({"pot": "Pot"})
    assert names(taking(["text"], Pot=pot)) == []
