"""The rules of the dialect `python`, on small models: HTTP, errors, variants, examples, links."""

from __future__ import annotations

import ast
from typing import Any

import pytest

from codegen.load.problems import ModelError
from codegen.prose.document import Bullets, Code, Link, Paragraph, Reference, Text
from tests.codegen.models import Json, failing, operation, service, structure, taking
from tests.codegen.python_pages import (
    EVERY_TYPE,
    build,
    cells,
    code,
    entries,
    section,
    table,
    words,
)


def test_the_constant_query_is_apart_from_the_path() -> None:
    model = taking(["a"])
    model["operations"]["Send"]["http"] = {"method": "PUT", "requestUri": "/tea?hot=t"}
    said = entries(section(build(model)[1], "HTTP mapping"))
    assert (said["Method and path"], said["Constant query"]) == ("PUT /tea", "hot=t")


def test_what_is_not_in_the_body_is_said_where_it_is() -> None:
    members = {
        "pot": {"shape": "String", "location": "uri", "locationName": "potId"},
        "page": {"shape": "String", "location": "querystring", "locationName": "p"},
        "token": {"shape": "String", "location": "header", "locationName": "x-token"},
        "more": {"shape": "Map", "location": "querystring"},
        "meta": {"shape": "Map", "location": "headers", "locationName": "x-meta-"},
        "note": {"shape": "String", "locationName": "Note"},
    }
    strings = {"type": "map", "key": {"shape": "String"}, "value": {"shape": "String"}}
    model = taking(members, Map=strings)
    model["operations"]["Send"]["http"]["requestUri"] = "/tea/{potId}"
    said = entries(section(build(model)[1], "HTTP mapping"))
    assert said["Method and path"] == "POST /tea/{potId}"
    assert said["Sent elsewhere"] == (
        "pot in the path, as potId; page in the query, as p; token in the header x-token; "
        "more in the query, an entry a parameter; meta in headers that begin with x-meta-."
    )
    assert said["Body"].endswith("under the argument's name; note as Note.")


def test_a_host_prefix_is_said_with_the_members_that_it_holds() -> None:
    model = taking({"pot": {"shape": "String", "hostLabel": True}})
    model["operations"]["Send"]["endpoint"] = {"hostPrefix": "{pot}.tea."}
    said = entries(section(build(model)[1], "HTTP mapping"))
    assert said["Host"].startswith("The endpoint's, with {pot}.tea. before it, unless ")
    assert "Host" not in entries(section(build(taking(["a"]))[1], "HTTP mapping"))


def test_a_member_that_chooses_the_endpoint_is_said_to() -> None:
    model = taking({"pot": {"shape": "String", "contextParam": {"name": "Pot"}}})
    said = entries(section(build(model)[1], "HTTP mapping"))
    assert said["Sent elsewhere"] == "pot in the choice of the endpoint, as Pot."


def test_habits_of_an_operation_are_said_where_they_show_on_the_wire() -> None:
    habits: Json = {
        "headers": {"x-version": "7"},
        "operations": {"Send": {"treeHash": True}, "Search": {"form": True}},
    }
    query = {"shape": "Query"}
    operations = [operation("Send"), operation("Search", input=query), operation("Ping")]
    text = {"shape": "String", "location": "querystring", "locationName": "q"}
    model = service(operations, {"Query": structure({"text": text})})
    pages = build(model, habits=habits)[1:]
    send, search, ping = (entries(section(page, "HTTP mapping")) for page in pages)
    assert send["Sent always"] == "x-version: 7, x-amz-content-sha256, x-amz-sha256-tree-hash."
    assert search["Body"] == "The query, as application/x-www-form-urlencoded."
    assert ping["Sent always"] == "x-version: 7."


def test_a_body_that_is_one_argument_or_nothing_is_said() -> None:
    model = taking({"tea": "Blob"}, **EVERY_TYPE)
    model["shapes"]["Input"]["payload"] = "tea"
    assert entries(section(build(model)[1], "HTTP mapping"))["Body"] == "The value of tea."
    ping = build(service([operation("Ping")], {}))[1]
    assert entries(section(ping, "HTTP mapping"))["Body"] == "None."


def test_a_signed_operation_says_that_it_cannot_be_called_yet() -> None:
    model = taking(["a"])
    del model["operations"]["Send"]["authtype"]
    model["metadata"]["signingName"] = "tea-pot"
    _, page = build(model)
    said = entries(section(page, "HTTP mapping"))["Authentication"]
    assert "tea-pot" in said
    assert "ConfigError" in said
    assert not [each for each in page.sections if each.title == "Permissions"]


def test_an_error_without_guide_is_explained_by_its_model() -> None:
    model = failing(
        (), documentation="<p>The pot is cold. Heat it.</p>", error={"httpStatusCode": 418}
    )
    errors = table(section(build(model)[1], "Errors"))
    assert errors.head == ("Class", "Status", "When")
    assert cells(errors) == [["OddException", "HTTP 418", "The pot is cold."]]


def test_advice_of_an_operation_counts_before_that_of_the_service() -> None:
    model = failing({"error": {"shape": "String", "enum": ["cold"]}})
    guide: Json = {"errors": {"OddException": {"when": "Often.", "advice": "Wait."}}}
    service_page, page = build(model, guide)
    assert cells(table(section(page, "Errors"))) == [["OddException", "cold", "Often.", "Wait."]]
    guide["operations"] = {"Fail": {"errors": {"OddException": {"when": "Now.", "advice": "Go."}}}}
    service_page, page = build(model, guide)
    assert cells(table(section(page, "Errors"))) == [["OddException", "cold", "Now.", "Go."]]
    assert cells(table(section(service_page, "Errors"))) == [
        ["OddException", "cold", "Often.", "Wait."]
    ]


def test_variants_make_a_matrix_and_mark_arguments() -> None:
    guide = {
        "operations": {
            "Send": {
                "variants": {
                    "noun": "way",
                    "member": "how",
                    "cases": [
                        {"title": "Cold", "value": "c", "required": ["ice"], "optional": ["mint"]},
                        {
                            "title": "Warm",
                            "value": "w",
                            "optional": ["mint"],
                            "specification": {"title": "Tea", "href": "https://example.com/"},
                        },
                    ],
                }
            }
        }
    }
    _, page = build(taking(["pot", "how", "ice", "mint", "dust"], required=["pot", "how"]), guide)
    matrix = table(section(page, "Arguments by way"))
    assert matrix.head == ("Argument", "Cold", "Warm")
    assert cells(matrix) == [
        ["how", "c", "w"],
        ["pot", "required", "required"],
        ["ice", "required", "no"],
        ["mint", "optional", "optional"],
        ["dust", "no", "no"],
        ["Specification", "", "Tea"],
    ]
    assert list(entries(section(page, "Arguments"))) == [
        "pot str [required]",
        "how str [required]",
        "ice str [cold]",
        "mint str [every way]",
        "dust str [no way]",
    ]


def test_variants_that_nothing_specifies_have_no_row_for_specifications() -> None:
    cases = [{"title": "Cold", "value": "c"}, {"title": "Warm", "value": "w"}]
    variants = {"noun": "way", "member": "how", "cases": cases}
    _, page = build(taking(["how"]), {"operations": {"Send": {"variants": variants}}})
    assert cells(table(section(page, "Arguments by way"))) == [["how", "c", "w"]]


def test_an_example_shows_request_and_response() -> None:
    example = {
        "id": "a",
        "title": "Send <b>one</b>",
        "description": "What it does.",
        "input": {"from": 'a "b"', "list": [1, True, None], "map": {}},
        "output": {"x": [{"y": 1.5}]},
        "comments": {},
    }
    model = taking({"from": "String", "list": "Strings", "map": "Map"}, Map=EVERY_TYPE["Prices"])
    service_page, page = build(model, examples={"Send": [example]})
    request, response = code(page, "Examples")
    assert request.splitlines() == [
        "result = client.send(",
        "    from_='a \"b\"',",
        "    list=[",
        "        1,",
        "        True,",
        "        None,",
        "    ],",
        "    map={},",
        ")",
    ]
    assert ast.literal_eval(response) == {"x": [{"y": 1.5}]}
    first, _ = code(service_page, "Example")
    assert first == f'import tea\n\nclient = tea.Client("us-east-1")\n{request}'


def test_operations_that_text_names_become_links() -> None:
    model = service([operation("Send"), operation("GetIt")], {})
    model["operations"]["Send"]["documentation"] = "<p>See <a>GetIt</a>.</p>"
    _, page, _ = build(model)
    (paragraph,) = section(page, "Description").blocks
    assert Reference("tea_get_it", "get_it") in getattr(paragraph, "content", ())


def test_siblings_are_named_where_they_are_few() -> None:
    def named(count: int) -> str:
        model = service([operation(f"Do{number}") for number in range(count)], {})
        return words(section(build(model)[1], "See Also"))

    assert named(3) == "tea, do1, do2"
    assert named(100) == "tea"


def test_notes_permissions_and_links_come_from_the_guide() -> None:
    model = taking(["a"])
    del model["operations"]["Send"]["authtype"]
    advice = {
        "notes": ["<p><b>One</b> note.</p>"],
        "permissions": "<p>All of <code>tea:*</code>.</p>",
        "seeAlso": [{"title": "Tea", "href": "https://example.com/", "text": "More."}],
    }
    _, page = build(model, {"operations": {"Send": advice}})
    assert words(section(page, "Notes")) == "One note."
    assert words(section(page, "Permissions")) == "All of tea:*."
    assert words(section(page, "See Also")) == "tea Tea: More."


def test_an_operation_in_the_title_of_a_link_is_no_link_inside_of_it() -> None:
    title = "Paginator <code>GetIt</code>"
    advice = {"seeAlso": [{"title": title, "href": "https://example.com/"}]}
    _, page, _ = build(
        service([operation("Send"), operation("GetIt")], {}), {"operations": {"Send": advice}}
    )
    (listed,) = section(page, "See Also").blocks
    link = Link("https://example.com/", (Text("Paginator "), Code("get_it")))
    assert isinstance(listed, Bullets)
    assert listed.items[-1] == (Paragraph((link,)),)


@pytest.mark.parametrize(
    ("model", "guide", "problem"),
    [
        (
            service([operation("DoIt"), operation("Do_It")], {}),
            {},
            "service: $.operations.Do_It: 'Do_It' and 'DoIt' would both be the page `tea_do_it`",
        ),
        (taking({"a": "Missing"}), {}, "service: $.shapes.Input.members.a.shape: there is no"),
        (taking(()), {"operations": {"Boil": {}}}, "guide: $.operations.Boil: there is no"),
        (
            taking({"a": "Loop"}, Loop={"type": "list", "member": {"shape": "Loop"}}),
            {},
            "service: $.shapes.Loop",
        ),
    ],
)
def test_what_cannot_be_documented_is_refused(model: Json, guide: Json, problem: str) -> None:
    with pytest.raises(ModelError) as refused:
        build(model, guide)
    assert str(refused.value).startswith(problem)


def test_a_model_of_every_type_is_documented_twice_the_same() -> None:
    members: Any = {name.lower(): name for name in EVERY_TYPE}
    assert build(taking(members, **EVERY_TYPE)) == build(taking(members, **EVERY_TYPE))
