"""Documents, and strings that are JSON, in bodies: as botocore writes and reads them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.codegen.calls import client_of, got, refused, sent
from tests.codegen.models import Json, giving, operation, service, structure, taking
from tests.codegen.peer import read_by_botocore, sent_by_botocore
from tests.effort import examples

Emit = Callable[..., Any]

SHAPES: Json = {
    "Document": structure({}, document=True),
    "SecretDocument": structure({}, document=True, sensitive=True),
    "Documents": {"type": "list", "member": {"shape": "Document"}},
    "DocumentsByName": {"type": "map", "key": {"shape": "String"}, "value": {"shape": "Document"}},
    "Part": structure({"document": {"shape": "Document", "locationName": "the-document"}}),
}
MEMBERS: Json = {
    "document": "Document",
    "list": "Documents",
    "map": "DocumentsByName",
    "part": "Part",
    "secret": "SecretDocument",
}

DOCUMENTS = st.recursive(
    st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
INPUTS = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(("document", "secret"), DOCUMENTS),
        "list": st.lists(DOCUMENTS, max_size=3),
        "map": st.dictionaries(st.text(max_size=3), DOCUMENTS, max_size=3),
        "part": st.fixed_dictionaries({}, optional={"document": DOCUMENTS}),
    },
)


def model() -> Json:
    send = operation("Send", input={"shape": "Input"}, output={"shape": "Output"})
    return service([send], {"Input": structure(MEMBERS), "Output": structure(MEMBERS), **SHAPES})


@pytest.fixture
def emitted(emit: Emit) -> Any:
    return emit(model())


@settings(max_examples=examples(200), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(params=INPUTS)
def test_documents_go_out_and_come_back_as_those_of_botocore(emitted: Any, params: Json) -> None:
    body = sent_by_botocore(model(), "Send", params)[-1]
    client, recorder = client_of(emitted, response=json.loads(body))
    result = client.send(**params)
    assert json.loads(recorder.requests[0].body) == json.loads(body)
    result.pop("ResponseMetadata")
    assert result == read_by_botocore(model(), "Send", body)


def test_nulls_inside_documents_and_among_them_are_kept(emit: Emit) -> None:
    held = {"document": {"a": None}, "list": [None, [None]], "map": {"a": None}}
    assert sent(emit(taking(MEMBERS, **SHAPES)), **held) == held
    assert got(emit(giving(MEMBERS, **SHAPES)), {**held, "secret": None}) == held


def test_the_members_and_names_of_a_document_are_nobodys_business(emit: Emit) -> None:
    odd = {"__type": "x", "": {"": ""}, "document": None, "the-document": 1}
    assert got(emit(giving({"document": "Document"}, **SHAPES)), {"document": odd}) == {
        "document": odd
    }


def test_what_json_cannot_say_is_refused_with_its_path(emitted: Any) -> None:
    bad = {
        "document": {"a": [b""]},
        "list": [{"b": {1}}],
        "part": {"document": float("nan")},
        "secret": {"hush": date(2020, 1, 1)},
    }
    assert refused(emitted, **bad) == (
        "document.a[0]: expected a JSON value, got bytes",
        "list[0].b: expected a JSON value, got set",
        "part.document: expected a number that is finite",
        "secret.***: expected a JSON value, got date",
    )


def test_secret_documents_are_masked_whole(emitted: Any) -> None:
    client, _ = client_of(emitted, response={"secret": {"hush": "EXAMPLE"}, "document": {"a": 1}})
    result = client.send()
    assert result["secret"] == {"hush": "EXAMPLE"}
    assert repr(result).startswith("{'document': {'a': 1}, 'secret': '***'")


def test_documents_are_anything_to_type_checkers_and_schemas(emitted: Any) -> None:
    assert emitted.operations.send.__annotations__["document"] == "Any | None"
    file = Path(emitted.__file__).with_name("schemas.json")
    assert json.loads(file.read_text(encoding="utf-8"))["$defs"]["Document"] == {}


def test_a_string_that_is_json_is_plain_text_in_a_body(emit: Emit) -> None:
    policy: Json = {"policy": {"shape": "String", "jsonvalue": True}}
    given_as = {"policy": '{"a": 1}'}
    package = emit(taking(policy))
    assert sent(package, **given_as) == given_as
    assert json.loads(sent_by_botocore(taking(policy), "Send", given_as)[-1]) == given_as
    assert refused(package, policy={"a": 1}) == ("policy: expected str, got dict",)
    received = json.dumps(given_as).encode()
    assert got(emit(giving(policy)), given_as) == given_as
    assert read_by_botocore(giving(policy), "Get", received) == given_as
