"""What endpoint rules know of a call: its operation, and members of its input."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import restjson
from tests.codegen.endpoint_rules import PARAMETERS, endpoint, fn, ref, rule_set
from tests.codegen.models import Json, operation, service, structure
from tests.recorder import Recorder

Emit = Callable[..., Any]

SCHEMES = {
    "authSchemes": [{"name": "sigv4", "signingName": "stores", "signingRegion": "us-west-2"}]
}
RULES = rule_set(
    endpoint(
        "https://{Store}.stores.example.com",
        fn("isSet", ref("Store")),
        properties=SCHEMES,
    ),
    endpoint("https://{Kind}.example.com"),
    parameters={
        "Region": PARAMETERS["Region"],
        "Kind": {"type": "string", "required": True},
        "Store": {"type": "string"},
    },
)

STORE = {"shape": "String", "contextParam": {"name": "Store"}}


def model_of(*kinds: str, **traits: Any) -> Json:
    operations = [
        operation(
            f"Get{kind}",
            input={"shape": "Input"},
            staticContextParams={"Kind": {"value": kind}},
            **traits,
        )
        for kind in kinds
    ]
    return service(operations, {"Input": structure({"store": STORE, "text": "String"})})


@pytest.fixture
def emit_with_rules(emit: Emit, tmp_path: Path) -> Emit:
    def emit_with_rules(model: Json, rules: Json = RULES) -> Any:
        folder = tmp_path / "example" / "2020-01-01"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "endpoint-rule-set-1.json").write_text(json.dumps(rules), encoding="utf-8")
        return emit(model)

    return emit_with_rules


def client_of(package: Any, **arguments: Any) -> tuple[Any, Recorder]:
    recorder = Recorder(restjson.Response(200, {}, b""))
    return package.Client("us-east-1", transport=recorder, **arguments), recorder


def test_each_operation_and_each_input_goes_where_the_rules_say(emit_with_rules: Emit) -> None:
    client, recorder = client_of(emit_with_rules(model_of("Data", "Control")))
    client.get_data()
    client.get_control(text="a")
    client.get_data(store="one")
    client.get_control(store="two")
    assert [each.headers["Host"] for each in recorder.requests] == [
        "data.example.com",
        "control.example.com",
        "one.stores.example.com",
        "two.stores.example.com",
    ]
    assert json.loads(recorder.requests[2].body) == {"store": "one"}


def test_what_the_operation_says_wins_over_its_input(emit_with_rules: Emit) -> None:
    model = model_of("Data")
    model["operations"]["GetData"]["staticContextParams"]["Store"] = {"value": "fixed"}
    client, recorder = client_of(emit_with_rules(model))
    client.get_data(store="one")
    assert recorder.requests[0].headers["Host"] == "fixed.stores.example.com"


def test_a_signature_is_for_the_endpoint_of_the_call(emit_with_rules: Emit) -> None:
    model = model_of("Data")
    del model["operations"]["GetData"]["authtype"]
    keys = restjson.Credentials("AKID", "secret")
    client, recorder = client_of(emit_with_rules(model), credentials=keys)
    client.get_data()
    client.get_data(store="one")
    scopes = [each.headers["Authorization"].split("/", 2)[2] for each in recorder.requests]
    assert [each.partition("/aws4_request")[0] for each in scopes] == [
        "us-east-1/example",
        "us-west-2/stores",
    ]


def test_a_host_prefix_stands_before_the_endpoint_of_the_call(emit_with_rules: Emit) -> None:
    model = model_of("Data", endpoint={"hostPrefix": "api."})
    client, recorder = client_of(emit_with_rules(model))
    client.get_data(store="one")
    assert recorder.requests[0].headers["Host"] == "api.one.stores.example.com"


def test_the_same_context_has_the_same_endpoint_and_few_are_kept(emit_with_rules: Emit) -> None:
    package = emit_with_rules(model_of("Data", "Control"))
    client, recorder = client_of(package)
    find, get = client._engine.endpoint_for, package.operations.GET_DATA
    assert find(get, {"store": "a"}) is find(get, {"store": "a", "text": "b"})
    assert find(get, {"store": "a"}) is not find(package.operations.GET_CONTROL, {"store": "a"})
    for number in range(250):
        client.get_data(store=f"s{number}")
    assert len(client._engine._endpoints) <= 100
    hosts = [each.headers["Host"].partition(".")[0] for each in recorder.requests]
    assert hosts == [f"s{number}" for number in range(250)]


def test_what_no_rule_knows_is_left_out(emit: Emit, emit_with_rules: Emit) -> None:
    model = model_of("Data")
    model["operations"]["GetData"]["staticContextParams"]["More"] = {"value": True}
    client, recorder = client_of(emit_with_rules(model))
    client.get_data()
    assert recorder.requests[0].headers["Host"] == "data.example.com"


def test_without_rules_there_is_nothing_to_know(emit: Emit) -> None:
    client, recorder = client_of(emit(model_of("Data")))
    client.get_data(store="one")
    assert recorder.requests[0].headers["Host"] == "example.us-east-1.amazonaws.com"


def test_where_the_rules_go_by_the_operation_a_client_has_no_endpoint_of_its_own(
    emit_with_rules: Emit,
) -> None:
    client, _ = client_of(emit_with_rules(model_of("Data")))
    with pytest.raises(restjson.EndpointResolutionError, match="required parameter Kind"):
        _ = client.endpoint_url
    assert client.get_data()["ResponseMetadata"]["HTTPStatusCode"] == 200


def test_a_flag_of_an_operation_is_a_flag_to_the_rules(emit_with_rules: Emit) -> None:
    rules = rule_set(
        endpoint("https://flagged.example.com", fn("booleanEquals", ref("Flag"), True)),
        endpoint("https://plain.example.com"),
        parameters={"Region": PARAMETERS["Region"], "Flag": {"type": "boolean"}},
    )
    operations = [
        operation(name, staticContextParams={"Flag": {"value": value}})
        for name, value in (("On", True), ("Off", False))
    ]
    client, recorder = client_of(emit_with_rules(service(operations, {}), rules))
    client.on()
    client.off()
    assert [each.headers["Host"] for each in recorder.requests] == [
        "flagged.example.com",
        "plain.example.com",
    ]
