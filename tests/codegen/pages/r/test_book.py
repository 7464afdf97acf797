from __future__ import annotations

import pytest

from codegen.load.problems import ModelError
from codegen.model.service import Example
from codegen.pages.r.book import build_r_pages
from codegen.pages.r.examples import example
from codegen.pages.r.syntax import r_name, usage
from codegen.prose.document import (
    Badge,
    Bullets,
    Code,
    Definitions,
    Page,
    Paragraph,
    Preformatted,
    Reference,
    Table,
    Text,
    plain,
)
from tests.codegen.models import Json, operation, read, service, structure, taking
from tests.codegen.r_model import R_EXAMPLES, R_MODEL


def pages(of_service: Json, examples: Json | None = None) -> dict[str, Page]:
    """Return the pages of a model by their labels."""
    return {page.label: page for page in build_r_pages(read(of_service, examples), "boxes")}


def titled(documentation: str, name: str = "SendLetter") -> str:
    """Return the title of an operation that is documented so."""
    model = service([operation(name, documentation=documentation)], {})
    _, page = pages(model).values()
    return plain(page.title)


def code_in(page: Page, title: str) -> str:
    """Return the code in a section."""
    [section] = [section for section in page.sections if section.title == title]
    [code] = [block for block in section.blocks if isinstance(block, Preformatted)]
    return code.text


def arguments(page: Page) -> Definitions:
    """Return what is said of the arguments."""
    [section] = [section for section in page.sections if section.role == "arguments"]
    [definitions] = section.blocks
    assert isinstance(definitions, Definitions)
    return definitions


def shown(name: str, input_: Json, description: str = "") -> str:
    """Return an example as code."""
    return example(name, Example("", description, input_, None))


def test_there_is_a_page_for_the_service_and_each_operation() -> None:
    names = [page.name for page in pages(R_MODEL).values()]
    assert names == [
        "boxes",
        "boxes_pack_box",
        "boxes_list_boxes",
        "boxes_delete_all_boxes",
        "boxes_ping",
    ]


@pytest.mark.parametrize(
    ("operation_name", "function"),
    [
        ("CreateToken", "create_token"),
        ("CreateTokenWithIAM", "create_token_with_iam"),
        ("ListARNs", "list_ar_ns"),
        ("GetV2Thing", "get_v2_thing"),
        ("DescribeAPI", "describe_api"),
        ("OAuth2Start", "o_auth_2_start"),
        ("already_small", "already_small"),
        ("_", "_"),
    ],
)
def test_a_function_is_named_by_words_of_a_capital_and_small_letters(
    operation_name: str, function: str
) -> None:
    assert r_name(operation_name) == function


def test_two_operations_of_one_name_are_refused() -> None:
    model = service([operation("PackBox"), operation("Pack_Box")], {})
    with pytest.raises(ModelError, match="pack_box"):
        pages(model)


@pytest.mark.parametrize(
    ("documentation", "title"),
    [
        ("<p>Sends it. Soon.</p>", "Sends it"),
        ("<p>Sends it, e.g. soon</p>", "Sends it, e"),
        ("<p>Sends\n <code>it</code></p><p>Soon</p>", "Sends it"),
        ("<note><p>Sends it.</p></note>", "Sends it"),
        ("", "Send letter"),
        ("<p>. Odd</p>", "Send letter"),
    ],
)
def test_a_title_ends_before_the_first_period(documentation: str, title: str) -> None:
    assert titled(documentation) == title


def test_without_documentation_the_title_is_the_description() -> None:
    page = pages(R_MODEL)["ping"]
    assert page.sections[0].blocks == (Paragraph((Text("Ping"),)),)


def test_usage_has_names_alone() -> None:
    page = pages(taking(["a", "b"], required=["a"]))["send"]
    assert code_in(page, "Usage") == "boxes_send(a, b)"


def test_the_usage_of_a_service_has_a_line_an_argument_where_one_is_too_short() -> None:
    def usage_of(name: str) -> str:
        page, *_ = build_r_pages(read(service([operation("Ping")], {})), name)
        return code_in(page, "Usage")

    arguments = ["config = list()", "credentials = list()", "endpoint = NULL", "region = NULL"]
    assert usage_of("boxes") == f"boxes({', '.join(arguments)})"
    wide = "b" * 40
    assert usage_of(wide) == "\n".join(
        [f"{wide}(", *(f"  {each}," for each in arguments[:-1]), f"  {arguments[-1]}", ")"]
    )


def test_usage_is_broken_at_72_and_indented() -> None:
    code = usage("boxes_pack_everything", [f"argumentNumber{number}" for number in range(6)])
    assert code == (
        "boxes_pack_everything(argumentNumber0, argumentNumber1, argumentNumber2,\n"
        "  argumentNumber3, argumentNumber4, argumentNumber5)"
    )


def test_a_call_too_long_for_one_argument_is_broken_at_its_parenthesis() -> None:
    assert usage("f" * 60, ["argument", "b"]) == f"{'f' * 60}(argument,\n  b)"
    assert usage("f" * 70, ["argument", "b"]) == f"{'f' * 70}(\n  argument, b)"


def test_a_name_that_is_none_in_r_is_quoted_in_usage() -> None:
    assert usage("f", ["next", "_a", "b.c"]) == "f(`next`, `_a`, b.c)"


def test_arguments_stand_in_the_order_of_the_model() -> None:
    page = pages(taking(["b", "a", "c"], required=["c"]))["send"]
    assert [plain(item.term) for item in arguments(page).items] == ["b", "a", "c"]
    assert [item.anchor for item in arguments(page).items] == ["arg-b", "arg-a", "arg-c"]


def test_a_required_argument_is_marked_before_its_text() -> None:
    box, following, colour = arguments(pages(R_MODEL)["pack_box"]).items
    assert isinstance(box.blocks[0], Paragraph)
    assert box.blocks[0].content[:2] == (Badge("required"), Text(" "))
    assert following.blocks[0] == Paragraph((Badge("required"),))
    assert isinstance(following.blocks[1], Bullets)
    assert colour.blocks == ()


def test_an_argument_without_documentation_takes_that_of_the_shape_of_its_name() -> None:
    note = {"type": "string", "documentation": "of the name"}
    other = {"type": "string", "documentation": "of the shape"}
    model = taking({"note": "other", "text": "other"}, note=note, other=other)
    texts = [plain(item.blocks).strip() for item in arguments(pages(model)["send"]).items]
    assert texts == ["of the name", "of the shape"]


def test_operations_in_prose_are_links() -> None:
    box = arguments(pages(R_MODEL)["pack_box"]).items[0].blocks[0]
    assert isinstance(box, Paragraph)
    assert Reference("boxes_list_boxes", "list_boxes") in box.content


def test_a_value_shows_an_example_of_each_type() -> None:
    page = pages(R_MODEL)["pack_box"]
    assert code_in(page, "Value") == (
        "list(\n"
        "  box = list(\n"
        '    colour = "RED"|"GREEN"|"no colour (at all), yet",\n'
        "    labels = list(\n"
        '      "RED"|"GREEN"|"no colour (at all), yet"\n'
        "    ),\n"
        "    content = raw,\n"
        "    inner = list(),\n"
        "    neighbours = list(\n"
        "      list()\n"
        "    ),\n"
        "    packed = as.POSIXct(\n"
        '      "2015-01-01"\n'
        "    ),\n"
        "    sealed = TRUE|FALSE,\n"
        "    weight = 123.0,\n"
        "    length = 123.0,\n"
        "    number = 123,\n"
        "    nothing = list()\n"
        "  )\n"
        ")"
    )


def test_a_request_is_a_call_of_the_client() -> None:
    page = pages(taking(["a", "next"]))["send"]
    assert code_in(page, "Request syntax") == ('svc$send(\n  a = "string",\n  next = "string"\n)')


def test_an_operation_without_members_gives_an_empty_list_and_is_called_without() -> None:
    page = pages(R_MODEL)["delete_all_boxes"]
    assert [section.title for section in page.shown] == [
        "Description",
        "Usage",
        "Value",
        "Request syntax",
    ]
    assert code_in(page, "Usage") == "boxes_delete_all_boxes()"
    assert code_in(page, "Request syntax") == "svc$delete_all_boxes()"
    assert page.shown[2].blocks == (Paragraph((Text("An empty list."),)),)


def test_an_operation_without_input_and_output_has_no_request_syntax() -> None:
    page = pages(R_MODEL)["ping"]
    assert [section.title for section in page.shown] == ["Description", "Usage", "Value"]


def test_a_model_that_would_need_endless_room_is_cut_short() -> None:
    shapes = {
        f"S{number}": structure({"a": f"S{number + 1}", "b": f"S{number + 1}"})
        for number in range(60)
    }
    model = taking({"s": "S0"}, **shapes, S60=structure(["end"]))
    assert len(code_in(pages(model)["send"], "Request syntax")) < 100_000_000


def test_deep_models_are_no_trouble() -> None:
    shapes = {f"S{number}": structure({"a": f"S{number + 1}"}) for number in range(90)}
    model = taking({"s": "S0"}, **shapes, S90=structure(["end"]))
    assert 'end = "string"' in code_in(pages(model)["send"], "Request syntax")


def test_examples_follow_each_other_in_one_block() -> None:
    page = pages(R_MODEL, R_EXAMPLES)["pack_box"]
    assert code_in(page, "Examples") == (
        "# Packs a red box, whose description is so long that it takes two lines of\n"
        "# a page.\n"
        "svc$pack_box(\n"
        "  box = list(\n"
        "    labels = list(\n"
        f'      a = "{"x" * 64}...",\n'
        '      `b-c` = "RED"\n'
        "    ),\n"
        "    neighbours = list(),\n"
        "    nothing = structure(\n"
        "      list(),\n"
        "      names = character(\n"
        "        0\n"
        "      )\n"
        "    ),\n"
        "    number = 7L,\n"
        "    sealed = TRUE,\n"
        "    weight = 0.5\n"
        "  ),\n"
        '  size = "to 100% \\\\ of {it}"\n'
        ")\n"
        "\n"
        "#\n"
        "svc$pack_box(\n"
        '  size = "no description"\n'
        ")"
    )


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (True, "TRUE"),
        (None, "NULL"),
        (0, "0L"),
        (-(2**31) + 1, "-2147483647L"),
        (2**31, "2147483648"),
        (10**10, "1e+10"),
        (10**400, "Inf"),
        (0.1, "0.1"),
        (1e-7, "1e-07"),
        (100000.0, "1e+05"),
        (123456789012, "123456789012"),
        ("a\n\tb", '"a\\n\\tb"'),
        ({}, "structure(\n    list(),\n    names = character(\n      0\n    )\n  )"),
    ],
)
def test_values_of_examples_are_written_as_r_writes_them(value: object, code: str) -> None:
    assert shown("f", {"a": value}) == f"#\nsvc$f(\n  a = {code}\n)"


def test_a_line_of_95_characters_is_whole_and_a_longer_one_is_cut() -> None:
    whole = "x" * (95 - len('  a = ""'))
    assert whole in shown("f", {"a": whole})
    assert shown("f", {"a": whole + "x"}) == f'#\nsvc$f(\n  a = "{"x" * 68}..."\n)'


def test_quotes_in_an_example_lose_their_escapes_and_are_paired() -> None:
    assert shown("f", {"a": 'b "c" d'}) == '#\nsvc$f(\n  a = "b "c" d"\n)'
    assert shown("f", {"a": 'b "c'}) == '#\nsvc$f(\n  a = \\"b \\"c\\")'


def test_an_example_without_input_is_a_call_without_arguments() -> None:
    assert shown("f", {}) == "#\nsvc$f()"


def test_the_page_of_a_service_lists_its_operations_with_their_titles() -> None:
    page = pages(R_MODEL)["boxes"]
    [section] = [section for section in page.sections if section.title == "Operations"]
    [table] = section.blocks
    assert isinstance(table, Table)
    assert [(plain(row.cells[0]), plain(row.cells[1])) for row in table.rows] == [
        ("delete_all_boxes", "Delete all boxes"),
        ("list_boxes", "Lists 100% \\ {all}"),
        ("pack_box", "Packs a box, v"),
        ("ping", "Ping"),
    ]


def test_the_page_of_a_service_shows_how_a_client_is_made_and_the_first_example() -> None:
    code = code_in(pages(R_MODEL, R_EXAMPLES)["boxes"], "Examples")
    assert code.startswith("svc <- boxes()\n# Packs a red box")
    assert "no description" not in code
    assert code_in(pages(R_MODEL)["boxes"], "Examples") == "svc <- boxes()"


def test_the_page_of_a_service_documents_each_argument_of_its_client() -> None:
    page = pages(R_MODEL)["boxes"]
    assert code_in(page, "Usage") == (
        "boxes(config = list(), credentials = list(), endpoint = NULL, region = NULL)"
    )
    terms = [item.term for item in arguments(page).items]
    assert terms == [(Code(each),) for each in ("config", "credentials", "endpoint", "region")]


def test_the_syntax_of_a_service_has_every_setting() -> None:
    lines = code_in(pages(R_MODEL)["boxes"], "Service syntax").splitlines()
    assert lines[:5] == [
        "svc <- boxes(",
        "  config = list(",
        "    credentials = list(",
        "      creds = list(",
        '        access_key_id = "string",',
    ]
    assert '    timeout = "numeric",' in lines
    assert lines[-3:] == ['  endpoint = "string",', '  region = "string"', ")"]


def test_a_service_that_opens_with_its_name_does_not_say_it_twice() -> None:
    model = {**R_MODEL, "documentation": "<fullname>Example</fullname><p>Packs.</p>"}
    description = pages(model)["boxes"].shown[0]
    assert description.blocks == (Paragraph((Text("Packs."),)),)
