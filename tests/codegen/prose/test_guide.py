"""A guide that names what its model does not have is refused, each problem with its place."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from codegen.prose.guide import guide_problems
from tests.codegen.models import Json, operation, read, service, structure

PROSE = "<p>One of:</p> <ul> <li> <p><code>warm</code></p> </li> </ul>"
MODEL = service(
    [operation("Brew", input={"shape": "Pot"}, errors=[{"shape": "Cold"}])],
    {
        "Cold": structure(exception=True),
        "Unused": structure(exception=True),
        "Pot": structure(
            {
                "how": {"shape": "String", "documentation": PROSE},
                "leaf": "String",
                "milk": "String",
            },
            required=["how"],
        ),
    },
)
ADVICE = {"when": "Now.", "advice": "Wait."}
GUIDE: Json = {
    "version": "1.0",
    "always": {},
    "shown": {},
    "errors": {"Cold": ADVICE},
    "operations": {
        "Brew": {
            "errors": {"Cold": ADVICE},
            "values": {"leaf": ["green"]},
            "variants": {
                "noun": "way",
                "member": "how",
                "cases": [{"title": "Warm", "value": "warm", "required": ["milk"]}],
            },
        }
    },
}


def found(guide: Json) -> list[str]:
    return [f"{each.path}: {each.what}" for each in guide_problems(read(MODEL, guide=guide))]


def test_a_guide_that_fits_has_no_problem() -> None:
    assert not found(GUIDE)
    assert not found({"version": "1.0"})


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        ("always/Odd", ["leaf"], "$.always.Odd: 'Odd' is not a structure that only responses have"),
        ("always/Pot", ["leaf"], "$.always.Pot: 'Pot' is not a structure that only responses have"),
        ("always/Cold", ["leaf"], "$.always.Cold[0]: 'Cold' has no member 'leaf'"),
        ("shown/Odd", ["leaf"], "$.shown.Odd: 'Odd' is not a structure that only responses have"),
        ("shown/Cold", ["leaf"], "$.shown.Cold[0]: 'Cold' has no member 'leaf'"),
        ("errors/Odd", ADVICE, "$.errors.Odd: there is no error 'Odd'"),
        ("operations/Boil", {}, "$.operations.Boil: there is no operation 'Boil'"),
        (
            "operations/Brew/errors/Unused",
            ADVICE,
            "$.operations.Brew.errors.Unused: 'Brew' has no such error",
        ),
        (
            "operations/Brew/permissions",
            "<p>All.</p>",
            "$.operations.Brew.permissions: the operation takes no credentials",
        ),
        (
            "operations/Brew/values/sugar",
            ["white"],
            "$.operations.Brew.values.sugar: the input has no member 'sugar'",
        ),
        (
            "operations/Brew/values/how",
            ["warm"],
            "$.operations.Brew.values.how: the model says itself what this member may be",
        ),
        (
            "operations/Brew/variants/noun",
            "error",
            "$.operations.Brew.variants.noun: a package has something called errors already",
        ),
        (
            "operations/Brew/variants/member",
            "why",
            "$.operations.Brew.variants.member: the input has no member 'why'",
        ),
        (
            "operations/Brew/variants/cases/0/value",
            "hot",
            "$.operations.Brew.variants.cases[0].value: the model does not allow 'hot' for 'how'",
        ),
        (
            "operations/Brew/variants/cases/0/optional",
            ["sugar"],
            "$.operations.Brew.variants.cases[0].optional[0]: the input has no member 'sugar'",
        ),
        (
            "operations/Brew/variants/cases/0/optional",
            ["milk"],
            "$.operations.Brew.variants.cases[0].optional[0]: 'milk' is named before, or required "
            "in every case",
        ),
        (
            "operations/Brew/variants/cases/0/required",
            ["how"],
            "$.operations.Brew.variants.cases[0].required[0]: 'how' is named before, or required "
            "in every case",
        ),
    ],
)
def test_what_does_not_fit_is_named(path: str, value: object, problem: str) -> None:
    guide: Any = copy.deepcopy(GUIDE)
    node = guide
    *parents, key = path.split("/")
    for parent in parents:
        node = node[int(parent) if parent.isdigit() else parent]
    node[key] = value
    assert found(guide) == [problem]
