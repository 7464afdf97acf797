"""Of a model that contradicts itself, all is told that does not follow from that."""

from __future__ import annotations

from collections.abc import Callable

from codegen.checks.soundness import examine
from codegen.load.problems import Problem
from codegen.model.service import Service
from tests.codegen.models import Json, operation, read, service, structure


def two_operations(**shapes: Json) -> Json:
    """A model whose operations have nothing in common."""
    return service(
        [
            operation("Send", input={"shape": "Input"}, errors=[{"shape": "OddException"}]),
            operation("Get", output={"shape": "Output"}),
        ],
        {
            "Input": structure(["text"]),
            "Output": structure({"things": "Strings", "token": "String"}),
            "OddException": structure(["text"], exception=True),
            **shapes,
        },
    )


def looked_at(model: Json, **beside: Json) -> Service:
    """What checks are given of a service."""
    seen: list[Service] = []

    def check(sound: Service) -> list[Problem]:
        seen.append(sound)
        return []

    examine(read(model, **beside), check)
    return seen[0]


def test_checks_see_all_of_a_service_without_contradictions() -> None:
    typed = read(two_operations())
    problems, sound = examine(typed, lambda service: ())
    assert (problems, sound) == ([], typed)


def test_what_leads_to_a_shape_that_is_not_there_is_not_looked_at() -> None:
    model = two_operations(
        Output=structure({"things": "Holders"}),
        Holders={"type": "list", "member": {"shape": "Holder"}},
        Holder=structure({"gone": "Gone"}),
    )
    sound = looked_at(
        model,
        guide={
            "operations": {"Get": {}, "Send": {}, "Nothing": {}},
            "always": {"Output": ["things"], "Nothing": ["a"]},
        },
        paginators={
            "Get": {"input_token": "a", "output_token": "b", "result_key": "things"},
            "Nothing": {"input_token": "a", "output_token": "b", "result_key": "things"},
        },
    )
    assert list(sound.operations) == ["Send"]
    assert {"Output", "Holders", "Holder"}.isdisjoint(sound.shapes)
    # What the guide and the paginators say of it is not looked at either; the rest is.
    assert sound.guide.operations.keys() == {"Send", "Nothing"}
    assert sound.guide.always.keys() == {"Nothing"}
    assert sound.paginators.keys() == {"Nothing"}


def test_neither_is_what_contradicts_itself() -> None:
    model = two_operations(Input=structure(["text"], required=["txt"]))
    model["operations"]["Get"]["name"] = "Got"
    sound = looked_at(model)
    assert not sound.operations
    assert "Output" in sound.shapes
    assert "Input" not in sound.shapes


def test_an_error_that_is_not_sound_is_none() -> None:
    model = two_operations(OddException=structure({"a": "Gone"}, exception=True))
    guide = {"errors": {"OddException": {"when": "Now.", "advice": "Wait."}}}
    sound = looked_at(model, guide=guide)
    assert (list(sound.errors), list(sound.guide.errors)) == ([], [])
    assert list(sound.operations) == ["Get"]


def test_what_has_nothing_to_do_with_a_contradiction_is_told_with_it(
    problems: Callable[..., list[str]],
) -> None:
    model = two_operations(
        Input=structure({"gone": "Gone"}),
        Circle=structure({"circle": "Circle"}, required=["circle"]),
        Endless={"type": "list", "member": {"shape": "Endless"}},
    )
    paginators = {
        "Get": {"input_token": "token", "output_token": "token", "result_key": "thing"},
        "Send": {"input_token": "token", "output_token": "token", "result_key": "things"},
    }
    assert problems(model, None, paginators) == [
        "service-2.json: $.shapes.Input.members.gone.shape: there is no shape 'Gone'",
        "service-2.json: $.shapes.Endless: lists and maps are nested without end, or more than "
        "6 deep",
        "service-2.json: $.shapes.Circle.required: requires itself, so that no value fits: "
        "Circle -> Circle",
        "paginators-1.json: $.pagination.Get.input_token: the input of 'Get' has no member 'token'",
        "paginators-1.json: $.pagination.Get.result_key: the output of 'Get' has no member 'thing'",
    ]
