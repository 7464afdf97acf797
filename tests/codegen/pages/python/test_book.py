"""The rules of the dialect `python`, on small models: what goes in and what comes out."""

from __future__ import annotations

import ast

from codegen.prose.document import plain
from tests.codegen.models import giving, operation, service, structure, taking
from tests.codegen.python_pages import EVERY_TYPE, build, code, entries, section, words

POTS = {"type": "list", "member": {"shape": "Pot"}}


def test_the_title_is_the_first_sentence_without_its_stop() -> None:
    model = taking(())
    model["operations"]["Send"]["documentation"] = "<p>Sends v1.2 of tea. Slowly.</p> <p>More.</p>"
    _, page = build(model)
    assert plain(page.title) == "Sends v1.2 of tea"
    assert words(section(page, "Description")) == "Sends v1.2 of tea. Slowly. More."


def test_a_title_may_end_in_code() -> None:
    model = taking(())
    model["operations"]["Send"]["documentation"] = "<p>Is like <code>Other.</code></p>"
    assert plain(build(model)[1].title) == "Is like Other."


def test_an_operation_without_anything_still_has_a_page() -> None:
    service_page, page = build(service([operation("Ping")], {}))
    assert service_page.name == "tea"
    assert (page.name, page.label, plain(page.title)) == ("tea_ping", "ping", "Call Ping")
    assert [each.title for each in page.sections] == [
        "Description",
        "Usage",
        "Value",
        "Request syntax",
        "HTTP mapping",
        "Permissions",
        "Endpoints",
        "See Also",
        "Model",
    ]
    assert code(page, "Usage") == ["client.ping() -> Result"]
    assert code(page, "Request syntax") == ["client.ping()"]
    assert list(entries(section(page, "Value"))) == ["ResponseMetadata dict"]


def test_usage_has_types_and_defaults_in_the_order_of_the_model() -> None:
    members = {"to": "String", "how": "Tree", "from": "Strings"}
    page = build(taking(members, required=["how"], **EVERY_TYPE))[1]
    assert code(page, "Usage")[0].splitlines() == [
        "client.send(",
        "    *,",
        "    to: str | None = None,",
        "    how: shapes.Tree,",
        "    from_: list[str] | tuple[str, ...] | None = None,",
        ") -> Result",
    ]


def test_arguments_are_marked_and_those_inside_follow() -> None:
    members = {"key": "Secret", "pot": "Pot", "color": "Color"}
    pot = structure({"lid": "String", "sizes": "Sparse"})
    _, page = build(taking(members, required=["key"], Pot=pot, **EVERY_TYPE))
    assert list(entries(section(page, "Arguments"))) == [
        "key str [required] [secret]",
        "pot Pot",
        "pot.lid str",
        "pot.sizes list[int | None] | tuple[int | None, ...]",
        "color str",
    ]


def test_what_a_structure_inside_requires_is_marked() -> None:
    pot = structure(["lid"], required=["lid"])
    _, page = build(taking({"pots": "Pots"}, Pots=POTS, Pot=pot))
    assert "pots[].lid str [required]" in entries(section(page, "Arguments"))


def test_values_that_an_enum_allows_are_listed() -> None:
    _, page = build(taking({"color": "Color"}, **EVERY_TYPE))
    assert entries(section(page, "Arguments"))["color str"] == (
        'Allowed values: red, a "quoted" one.'
    )


def test_values_that_the_prose_lists_are_not_listed_again() -> None:
    prose = "<p>One of:</p> <ul> <li> <p><code>red</code>: warm.</p> </li> </ul>"
    _, page = build(taking({"color": {"shape": "String", "documentation": prose}}))
    assert words(section(page, "Arguments")) == "color str One of: red: warm."


def test_values_of_the_guide_are_listed() -> None:
    guide = {"operations": {"Send": {"values": {"kind": ["public"]}}}}
    _, page = build(taking(["kind"]), guide)
    assert entries(section(page, "Arguments"))["kind str"] == "Allowed value: public."


def test_what_comes_back_may_be_absent_unless_the_model_requires_it() -> None:
    model = giving({"a": "Secret", "b": "Long", "c": "Prices"}, **EVERY_TYPE)
    model["shapes"]["Output"]["required"] = ["b"]
    _, page = build(model)
    assert list(entries(section(page, "Value"))) == [
        "a str [may be absent] [secret]",
        "b int",
        "c dict[str, float] [may be absent]",
        "ResponseMetadata dict",
    ]
    assert code(page, "Usage") == ["client.get() -> shapes.Output"]


def test_secrets_that_are_made_to_be_shown_are_said_to_be_for_people() -> None:
    model = giving({"code": "Secret", "key": "Secret"})
    _, page = build(model, {"shown": {"Output": ["code"]}})
    value = section(page, "Value")
    assert list(entries(value))[:2] == [
        "code str [may be absent] [secret, for people]",
        "key str [may be absent] [secret]",
    ]
    assert "Those for people stay in the clear." in words(value)
    _, page = build(model)
    assert "for people" not in words(section(page, "Value"))


def test_request_syntax_has_a_placeholder_of_each_type() -> None:
    members = {
        "blob": "Blob",
        "time": "Time",
        "color": "Color",
        "prices": "Prices",
        "flag": "Boolean",
        "pots": "Pots",
        "tree": "Tree",
        "empty": "Empty",
        "sparse": "Sparse",
    }
    page = build(taking(members, Pots=POTS, Pot=structure(["lid"]), **EVERY_TYPE))[1]
    (text,) = code(page, "Request syntax")
    assert text.splitlines() == [
        "client.send(",
        '    blob=b"bytes",',
        "    time=datetime(2015, 1, 1),",
        '    color="red" | \'a "quoted" one\',',
        "    prices={",
        '        "string": 123.0,',
        "    },",
        "    flag=True | False,",
        "    pots=[",
        "        {",
        '            "lid": "string",',
        "        },",
        "    ],",
        "    tree={...},",
        "    empty={},",
        "    sparse=[",
        "        123,",
        "    ],",
        ")",
    ]
    ast.parse(text)
