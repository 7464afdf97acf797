"""What emitted code makes of values, on their way out and on their way back."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from typing import Any

import pytest

import restjson
from tests.codegen.calls import client_of, got, refused, sent
from tests.codegen.models import Json, giving, structure, taking

Emit = Callable[..., Any]


NODE = structure({"text": "String", "next": "Node", "nodes": "Nodes", "byName": "NodesByName"})
NODES = {"type": "list", "member": {"shape": "Node"}}
NODES_BY_NAME = {"type": "map", "key": {"shape": "String"}, "value": {"shape": "Nodes"}}
RECURSIVE = {"Node": NODE, "Nodes": NODES, "NodesByName": NODES_BY_NAME}


def test_recursive_structures_go_out_and_come_back(emit: Emit) -> None:
    tree = {"text": "a", "next": {"nodes": [{"text": "b"}, {"byName": {"x": [{"next": {}}]}}]}}
    assert sent(emit(taking({"node": "Node"}, **RECURSIVE)), node=tree) == {"node": tree}
    assert got(emit(giving({"node": "Node"}, **RECURSIVE)), {"node": tree}) == {"node": tree}


def test_every_mistake_in_a_nested_input_is_reported_with_its_path(emit: Emit) -> None:
    package = emit(taking({"node": "Node", "flag": "Boolean"}, required=["flag"], **RECURSIVE))
    bad = {"nodes": [{"text": 1}, "x"], "byName": {"x": [{"txt": ""}], 2: []}, "next": []}
    assert refused(package, node=bad, more=1) == (
        "node.next: expected dict, got list",
        "node.nodes[0].text: expected str, got int",
        "node.nodes[1]: expected dict, got str",
        "node.byName.x[0].txt: unknown member, did you mean text?",
        "node.byName: key: expected str, got int",
        "flag: required",
        "more: unknown member",
    )


def test_what_does_not_fit_in_a_response_is_reported_with_its_path(emit: Emit) -> None:
    client, _ = client_of(
        emit(giving({"node": "Node"}, **RECURSIVE)), response={"node": {"nodes": 1}}
    )
    with pytest.raises(restjson.ResponseParseError, match=r"node\.nodes: expected list, got int"):
        client.get()


def test_unknown_and_null_members_of_a_response_are_absent(emit: Emit) -> None:
    package = emit(giving({"node": "Node", "text": "String"}, **RECURSIVE))
    assert got(package, {"node": {"text": None, "more": 1}, "text": None}) == {"node": {}}


def test_lists_of_lists_take_tuples_and_go_out_as_arrays(emit: Emit) -> None:
    grid = {"type": "list", "member": {"shape": "Row"}}
    row = {"type": "list", "member": {"shape": "Double"}}
    package = emit(taking({"grid": "Grid"}, Grid=grid, Row=row))
    assert sent(package, grid=((1, 2.5), [])) == {"grid": [[1, 2.5], []]}
    assert refused(package, grid=[[1, "2"], 3]) == (
        "grid[0][1]: expected float, got str",
        "grid[1]: expected list, got int",
    )
    package = emit(giving({"grid": "Grid"}, Grid=grid, Row=row))
    assert got(package, {"grid": [[1, 2.5], []]}) == {"grid": [[1, 2.5], []]}


def test_sparse_lists_and_maps_may_hold_nothing_and_others_may_not(emit: Emit) -> None:
    sparse = {"type": "list", "member": {"shape": "Double"}, "sparse": True}
    values = {"type": "map", "key": {"shape": "String"}, "value": {"shape": "Row"}, "sparse": True}
    row = {"type": "list", "member": {"shape": "Double"}}
    shapes: Json = {"Sparse": sparse, "Values": values, "Row": row}
    package = emit(taking({"list": "Sparse", "map": "Values", "dense": "Row"}, **shapes))
    held = {"list": [None, 1.0], "map": {"a": None, "b": [1.0]}}
    assert sent(package, **held) == held
    assert refused(package, dense=[None]) == ("dense[0]: expected float, got None",)
    package = emit(giving({"list": "Sparse", "map": "Values"}, **shapes))
    assert got(package, held) == held


def test_a_null_in_what_is_not_sparse_is_left_out_of_results(emit: Emit) -> None:
    things = {"type": "list", "member": {"shape": "Thing"}}
    values = {"type": "map", "key": {"shape": "String"}, "value": {"shape": "Thing"}}
    row = {"type": "list", "member": {"shape": "Double"}}
    shapes: Json = {
        "Thing": structure({"n": "Double"}),
        "Things": things,
        "Values": values,
        "Row": row,
    }
    package = emit(giving({"list": "Things", "map": "Values", "row": "Row"}, **shapes))
    received = {"list": [None, {"n": 1}, None], "map": {"a": None, "b": {}}, "row": [2, None]}
    assert got(package, received) == {"list": [{"n": 1}], "map": {"b": {}}, "row": [2]}


def test_floats_that_json_has_no_number_for_go_as_strings(emit: Emit) -> None:
    package = emit(taking({"a": "Double", "b": "Double", "c": "Double", "d": "Double"}))
    out = {"a": math.nan, "b": math.inf, "c": -math.inf, "d": 1}
    written = {"a": "NaN", "b": "Infinity", "c": "-Infinity", "d": 1}
    assert sent(package, **out) == written
    back = got(emit(giving({"a": "Double", "b": "Double", "c": "Double", "d": "Double"})), written)
    assert math.isnan(back.pop("a"))
    assert back == {"b": math.inf, "c": -math.inf, "d": 1.0}


def test_long_numbers_keep_every_digit(emit: Emit) -> None:
    assert sent(emit(taking({"n": "Long"})), n=2**63 - 1) == {"n": 2**63 - 1}
    assert got(emit(giving({"n": "Long"})), {"n": 2**63 - 1}) == {"n": 2**63 - 1}


@pytest.mark.skipif(
    not hasattr(sys, "set_int_max_str_digits"),
    reason="this Python, older than 3.10.7, writes numbers of any length",
)
def test_a_number_that_python_does_not_write_is_refused(emit: Emit) -> None:
    assert refused(emit(taking({"n": "Long"})), n=10**5000) == (
        "input: a number is not finite, or has more digits than Python can write",
    )


@pytest.mark.parametrize(
    ("shape", "value", "found"),
    [
        ("Boolean", 1, "bool, got int"),
        ("Integer", True, "int, got bool"),
        ("Long", 1.0, "int, got float"),
        ("Double", False, "float, got bool"),
        ("String", b"x", "str, got bytes"),
        ("Strings", "x", "list, got str"),
        ("Secret", 1, "str, got int"),
    ],
)
def test_each_type_takes_its_own_values_only(
    emit: Emit, shape: str, value: object, found: str
) -> None:
    assert refused(emit(taking({"a": shape})), a=value) == (f"a: expected {found}",)


def test_what_servers_write_in_place_of_numbers_and_booleans_is_read(emit: Emit) -> None:
    package = emit(giving({"n": "Integer", "x": "Double", "flag": "Boolean"}))
    assert got(package, {"n": "3", "x": "2.5", "flag": "true"}) == {"n": 3, "x": 2.5, "flag": True}
    assert got(package, {"n": 3.0, "x": 2, "flag": False}) == {"n": 3, "x": 2.0, "flag": False}


def test_members_have_the_names_on_the_wire_that_the_model_gives(emit: Emit) -> None:
    members: Json = {
        "clientId": {"shape": "String", "locationName": "client-id"},
        "client_id": "String",
    }
    package = emit(taking(members))
    assert sent(package, clientId="a", client_id="b") == {"client-id": "a", "client_id": "b"}
    assert got(emit(giving(members)), {"client-id": "a", "clientId": "b"}) == {"clientId": "a"}


def test_problems_of_a_response_name_what_is_on_the_wire(emit: Emit) -> None:
    package = emit(giving({"clientId": {"shape": "String", "locationName": "client-id"}}))
    client, _ = client_of(package, response={"client-id": [1]})
    with pytest.raises(restjson.ResponseParseError, match="client-id: expected str, got list"):
        client.get()


def test_secrets_are_masked_however_deep_they_are(emit: Emit) -> None:
    shapes = {
        "Secrets": {"type": "list", "member": {"shape": "Secret"}},
        "Keys": {"type": "map", "key": {"shape": "Secret"}, "value": {"shape": "Long"}},
        "Pair": structure({"open": "String", "closed": {"shape": "String", "sensitive": True}}),
    }
    members = {"a": "Secret", "list": "Secrets", "map": "Keys", "pair": "Pair", "b": "String"}
    secret = "EXAMPLEsecret"
    values = {
        "a": secret,
        "list": [secret],
        "map": {secret: 1},
        "pair": {"open": "seen", "closed": secret},
        "b": "seen",
    }
    package = emit(giving(members, **shapes))
    client, _ = client_of(package, response=values)
    result = client.get()
    assert {name: result[name] for name in values} == values
    assert secret not in repr(result)
    assert repr(result).count("seen") == 2
    package = emit(taking(members, **shapes))
    assert package.operations.SEND.secrets == ("a", "list", "map", "pair")
    assert refused(package, map={secret: "x"}) == ("map.***: expected int, got str",)
