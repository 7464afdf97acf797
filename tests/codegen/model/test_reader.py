"""What JSON becomes, once and for all."""

from __future__ import annotations

from typing import Any

import pytest

from codegen.model.locations import Location
from codegen.model.operations import Auth
from tests.codegen.models import Json, failing, operation, read, service, structure, taking

PLACES: Json = {
    "label": {"shape": "String", "location": "uri"},
    "word": {"shape": "String", "location": "querystring", "locationName": "w"},
    "more": {"shape": "Words", "location": "querystring"},
    "tag": {"shape": "String", "location": "header", "locationName": "X-Tag"},
    "meta": {"shape": "Words", "location": "headers", "locationName": "x-"},
    "status": {"shape": "Integer", "location": "statusCode"},
    "data": "String",
    "rest": "String",
}
WORDS: Json = {"type": "map", "key": {"shape": "String"}, "value": {"shape": "String"}}


def test_every_member_goes_to_one_place() -> None:
    model = taking(PLACES, Words=WORDS)
    model["shapes"]["Input"]["payload"] = "data"
    send = read(model).operations["Send"]
    assert {name: member.location for name, member in send.members.items()} == {
        "label": Location.LABEL,
        "word": Location.QUERY,
        "more": Location.QUERY_MAP,
        "tag": Location.HEADER,
        "meta": Location.PREFIX_HEADER,
        "status": Location.STATUS,
        "data": Location.PAYLOAD,
        "rest": Location.BODY,
    }
    assert [each.name for each in send.at(Location.QUERY, Location.QUERY_MAP)] == ["word", "more"]


def test_a_name_on_the_wire_is_the_members_own_unless_the_model_says_another() -> None:
    members = read(taking(PLACES, Words=WORDS)).operations["Send"].members
    assert members["word"].wire_name == "w"
    assert members["label"].wire_name == "label"


def test_a_shape_says_where_its_members_go_that_do_not_say_it_themselves() -> None:
    tag = {"type": "string", "location": "header", "locationName": "X-Tag"}
    other = {"shape": "Tag", "locationName": "X-Other"}
    word = {"shape": "Tag", "location": "querystring"}
    inner = structure({"tag": "Tag"})
    model = taking({"tag": "Tag", "other": other, "word": word, "in": "In"}, Tag=tag, In=inner)
    members = read(model).operations["Send"].members
    assert {name: (each.location, each.wire_name) for name, each in members.items()} == {
        "tag": (Location.HEADER, "X-Tag"),
        "other": (Location.HEADER, "X-Other"),
        "word": (Location.QUERY, "X-Tag"),
        "in": (Location.BODY, "in"),
    }
    inside = read(model).shapes["In"].members["tag"]
    assert (inside.location, inside.wire_name) == (Location.BODY, "X-Tag")


def test_a_map_of_headers_without_a_name_has_them_all() -> None:
    model = taking({"all": {"shape": "Words", "location": "headers"}}, Words=WORDS)
    assert read(model).operations["Send"].members["all"].wire_name == ""


def test_an_operation_may_name_the_payload_of_its_input_or_output() -> None:
    model = taking({"data": "String"})
    model["operations"]["Send"]["input"]["payload"] = "data"
    send = read(model).operations["Send"]
    assert (send.input and send.input.payload, send.payloads) == ("data", {"Input": "data"})
    assert [each.name for each in send.at(Location.PAYLOAD)] == ["data"]


def test_a_character_is_a_string() -> None:
    model = taking({"letter": "Letter"}, Letter={"type": "character"})
    assert read(model).shapes["Letter"].type.name == "string"


def test_a_document_needs_no_members() -> None:
    free: Json = {"type": "structure", "document": True}
    assert read(taking({"free": "Free"}, Free=free)).shapes["Free"].is_document


def test_an_idempotency_token_is_required_only_where_the_client_does_not_make_it() -> None:
    token = {"shape": "String", "idempotencyToken": True}
    inner = structure({"token": token}, required=["token"])
    tea = read(taking({"token": token, "it": "Inner"}, required=["token", "it"], Inner=inner))
    members = tea.operations["Send"].members
    assert [name for name, member in members.items() if member.required] == ["it"]
    assert tea.shapes["Inner"].members["token"].required
    assert tea.shapes["Input"].required == ("token", "it")


@pytest.mark.parametrize(
    ("traits", "auth"),
    [
        ({"authtype": "none"}, Auth.NONE),
        ({"authtype": "v4-unsigned-body"}, Auth.SIGV4_UNSIGNED_PAYLOAD),
        ({"unsignedPayload": True}, Auth.SIGV4_UNSIGNED_PAYLOAD),
        ({"auth": ["smithy.api#httpBearerAuth"]}, Auth.BEARER),
        ({}, Auth.SIGV4),
    ],
)
def test_an_operation_says_how_it_is_authenticated(traits: Json, auth: Auth) -> None:
    http = {"method": "POST", "requestUri": "/"}
    tea = read(service([{"name": "Send", "http": http, **traits}], {}))
    assert tea.operations["Send"].auth == (auth,)
    assert tea.operations["Send"].is_unsigned is (auth is Auth.NONE)


def test_a_service_of_bearer_tokens_takes_no_signatures() -> None:
    model = service([operation("Open"), operation("Shut", authtype="v4-unsigned-body")], {})
    model["metadata"]["signatureVersion"] = "bearer"
    operations = read(model).operations
    assert [each.auth for each in operations.values()] == [(Auth.NONE,), (Auth.BEARER,)]


def test_a_target_is_a_path_and_a_constant_query() -> None:
    http = {"method": "PUT", "requestUri": "/a/{b}?c&d=e", "responseCode": 204}
    send = read(service([operation("Send", http=http)], {})).operations["Send"]
    assert (send.method, send.path, send.query, send.status) == ("PUT", "/a/{b}", "c&d=e", 204)


def test_an_operation_without_input_and_output_has_none() -> None:
    send = read(service([operation("Send")], {})).operations["Send"]
    assert send.input is None
    assert send.output is None
    assert send.members == {}


@pytest.mark.parametrize(
    ("traits", "facts"),
    [
        ({}, ("OddException", None, "")),
        ({"error": {"code": "Odd", "httpStatusCode": 418}}, ("Odd", 418, "")),
        ({"retryable": {"throttling": True}}, ("OddException", None, "throttling")),
        ({"retryable": {"throttling": False}}, ("OddException", None, "transient")),
    ],
)
def test_an_error_has_a_code_a_status_and_a_class_of_retries(
    traits: Json, facts: tuple[Any, ...]
) -> None:
    error = read(failing(["message"], **traits)).errors["OddException"]
    assert (error.code, error.status, error.retry_class) == facts


@pytest.mark.parametrize(("enum", "value"), [(["odd"], "odd"), (["odd", "even"], None), ([], None)])
def test_an_oauth_error_is_known_by_the_one_value_of_its_member(
    enum: list[str], value: str | None
) -> None:
    tea = read(failing({"error": {"shape": "String", "enum": enum}}))
    assert tea.errors["OddException"].oauth_value == value


def test_a_name_that_leads_nowhere_is_read_and_left_to_the_checks() -> None:
    tea = read(taking({"it": {"shape": "Gone", "location": "querystring"}}))
    assert tea.operations["Send"].members["it"].target == "Gone"
    assert tea.operations["Send"].members["it"].location is Location.QUERY


def test_a_full_name_is_on_one_line() -> None:
    model = taking([])
    model["metadata"]["serviceFullName"] = "Tea\n  and more"
    assert read(model).full_name == "Tea and more"


def test_one_path_of_results_is_told_from_a_list_of_one() -> None:
    paths = {"input_token": "next", "output_token": "next"}
    described = {"A": {**paths, "result_key": "x"}, "B": {**paths, "result_key": ["x"]}}
    paginators = read(taking([]), paginators=described).paginators
    assert [each.result_keys for each in paginators.values()] == [("x",), ("x",)]
    assert [each.is_single for each in paginators.values()] == [True, False]


def test_a_guide_is_read_whole() -> None:
    link = {"title": "T", "href": "https://example.com"}
    case = {"title": "Cold", "value": "cold", "required": ["ice"], "specification": link}
    advice = {
        "errors": {"Odd": {"when": "Now.", "advice": "Wait."}},
        "values": {"leaf": ["green"]},
        "variants": {"noun": "way", "member": "how", "cases": [case]},
        "permissions": "<p>None.</p>",
        "notes": ["<p>One.</p>"],
        "seeAlso": [link],
    }
    guide = read(taking([]), guide={"version": "1.0", "operations": {"Send": advice}}).guide
    said = guide.operations["Send"]
    assert said.errors["Odd"].advice == "Wait."
    assert said.values == {"leaf": ("green",)}
    assert said.variants is not None
    assert said.variants.cases[0].required == ("ice",)
    assert said.variants.cases[0].specification == said.see_also[0]
    assert (said.permissions, said.notes) == ("<p>None.</p>", ("<p>One.</p>",))
