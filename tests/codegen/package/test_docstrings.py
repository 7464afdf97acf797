"""What `help()` shows."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from tests.codegen.models import Json, operation, service, structure, taking

Emit = Callable[..., Any]


def help_of(thing: object) -> str:
    return inspect.getdoc(thing) or ""


def test_a_model_without_documentation_still_says_what_things_are(emit: Emit) -> None:
    shapes = {"Output": structure(["a"]), "OddException": structure(["b"], exception=True)}
    get = operation("Get", output={"shape": "Output"}, errors=[{"shape": "OddException"}])
    package = emit(service([get], shapes))
    assert help_of(package) == "A client for Example."
    assert help_of(package.Client).startswith("A client for Example.\n\nA client is thread-safe")
    assert "\nArgs:\n    region_name (str | None = None): " in help_of(package.Client)
    assert help_of(package.get) == (
        "Call Get.\n\n"
        "Returns:\n"
        "    A ``dict`` with these members. One that the service leaves out or sends as null is\n"
        "    absent. Secret ones are masked when the ``dict`` is shown, not when they are read.\n\n"
        "    a (str): [may be absent]\n"
        "    ResponseMetadata (dict): Always there: HTTP status and headers, and the request's id."
        "\n\n"
        "Raises:\n"
        "    OddException: A modelled error.\n"
        "    ParamValidationError: The arguments do not fit the model; nothing was sent.\n"
        "    restjson.Error: What every call may meet; ``restjson.errors`` lists it."
    )
    assert help_of(package.errors.OddException) == (
        "OddException.\n\nA modelled error.\n\nAttributes:\n    b: The member ``b``."
    )


def test_arguments_are_marked_required_and_secret(emit: Emit) -> None:
    secret = {"shape": "Secret", "documentation": "<p>Proves it. Keep it.</p><ul><li>x</li></ul>"}
    package = emit(taking({"class": secret, "text": "String"}, required=["class"]))
    assert (
        "Args:\n    class_ (str): [required] [secret] Proves it. Keep it.\n        - x\n"
        "    text (str)\n"
    ) in help_of(package.send)


def test_operations_are_linked_by_the_names_of_their_functions(emit: Emit) -> None:
    model = taking(())
    model["operations"]["Send"]["documentation"] = "<p>Like <a>Send</a>, unlike <a>Receive</a>.</p>"
    assert help_of(emit(model).send).startswith("Like `send`, unlike Receive.\n")


def test_the_first_example_of_an_operation_is_shown_as_a_call_that_runs(emit: Emit) -> None:
    value: Json = {"class": 'a "b"', "list": [1, True, None, {"x": []}], "map": {"y": {}, "z": 0.5}}
    example = {"id": "a", "title": "<p>Send it.</p>", "description": "", "comments": {}}
    shapes = {
        "Map": {"type": "map", "key": {"shape": "String"}, "value": {"shape": "String"}},
    }
    model = taking({"class": "String", "list": "Strings", "map": "Map"}, **shapes)
    package = emit(model, {"Send": [{**example, "input": value}, example]})
    title, _, code = help_of(package.send).partition("Example: ")[2].partition("::\n\n")
    assert title == "Send it"

    class Client:
        @staticmethod
        def send(**arguments: Any) -> None:
            arguments["class"] = arguments.pop("class_")
            assert arguments == value

    exec(inspect.cleandoc(code), {"client": Client})  # noqa: S102 - it is what is tested


def test_an_error_says_its_status_and_its_oauth_code(emit: Emit) -> None:
    error = {"shape": "String", "enum": ["odd"]}
    odd = structure(
        {"error": error},
        exception=True,
        error={"httpStatusCode": 400},
        documentation="<p>It is odd. Very.</p>",
    )
    fail = operation("Fail", errors=[{"shape": "OddException"}])
    package = emit(service([fail], {"OddException": odd}))
    assert "OddException: HTTP 400, ``odd``. It is odd.\n" in help_of(package.fail)
    assert help_of(package.errors.OddException) == (
        "It is odd.\n\nVery.\n\nHTTP 400, ``odd``.\n\nAttributes:\n    error: The member ``error``."
    )


def test_json_in_a_header_is_told_to_be_encoded_by_the_client(emit: Emit) -> None:
    slots = {"shape": "String", "location": "header", "jsonvalue": True, "documentation": "A map."}
    shapes = {
        "Slots": structure({"slots": slots}),
        "OddException": structure({"slots": slots}, exception=True),
    }
    both = {"input": {"shape": "Slots"}, "output": {"shape": "Slots"}}
    package = emit(service([operation("Swap", **both, errors=[{"shape": "OddException"}])], shapes))
    note = "This is the value itself, not encoded: the client writes and reads it as JSON in Base64"
    for text in (
        *help_of(package.swap).split("Returns:"),
        help_of(package.errors.OddException),
        inspect.getsource(package.shapes.Slots),
    ):
        assert note in " ".join(text.split())


def test_lines_stay_within_the_width_of_the_code(emit: Emit) -> None:
    model = taking({"text": {"shape": "String", "documentation": "<p>" + "word " * 80 + "</p>"}})
    model["documentation"] = model["operations"]["Send"]["documentation"] = "word " * 100
    package = emit(model)
    for module in (package, package.client, package.operations, package.shapes):
        assert max(map(len, inspect.getsource(module).splitlines())) <= 100


def test_two_levels_are_told_and_what_lies_deeper_is_named(emit: Emit) -> None:
    chain = {"Kettle": structure({"lid": "Lid"}), "Lid": structure({"knob": "Knob"})}
    package = emit(taking({"kettle": "Kettle"}, **chain, Knob=structure(["colour"])))
    assert (
        "Args:\n"
        "    kettle (Kettle)\n"
        "    kettle.lid (Lid)\n\n"
        "    For the members of ``Lid``, see ``shapes``.\n"
    ) in help_of(package.send)
    assert "knob" not in help_of(package.send)
