"""What pages say of paginated operations."""

from __future__ import annotations

from codegen.prose.document import Bullets, Preformatted, Section, plain_text
from tests.codegen.models import Json, operation, service, structure
from tests.codegen.python_pages import build, section

STRINGS: Json = {"type": "map", "key": {"shape": "String"}, "value": {"shape": "String"}}
MODEL = service(
    [operation("ListTeas", input={"shape": "Asked"}, output={"shape": "Given"})],
    {
        "Asked": structure({"from": "String", "size": "Long"}),
        "Given": structure({"next": "String", "teas": "Strings", "pots": "Map", "text": "String"}),
        "Map": STRINGS,
    },
)
TOKENS: Json = {"input_token": "from", "output_token": "next"}


def pagination(result_key: str, **described: str) -> Section:
    paginators = {"ListTeas": {**TOKENS, "result_key": result_key, **described}}
    return section(build(MODEL, paginators=paginators)[1], "Pagination")


def functions(of: Section) -> list[str]:
    (bullets,) = (block for block in of.blocks if isinstance(block, Bullets))
    return [plain_text(item) for item in bullets.items]


PAGES = "client.list_teas_pages() goes over the pages, each of them the response to a call."


def test_items_are_gone_over_where_a_page_has_many() -> None:
    assert functions(pagination("teas")) == [
        PAGES,
        "client.list_teas_items() goes over what is in teas of every page.",
    ]
    assert functions(pagination("pots")) == [
        PAGES,
        "client.list_teas_items() goes over the pairs of key and value in pots of every page.",
    ]


def test_of_text_there_are_pages_but_no_items() -> None:
    assert functions(pagination("text")) == [PAGES]


def test_a_size_of_pages_is_shown_where_the_service_takes_one() -> None:
    def code(of: Section) -> str:
        return "".join(block.text for block in of.blocks if isinstance(block, Preformatted))

    assert '"PageSize": 50' in code(pagination("teas", limit_key="size"))
    assert "PageSize" not in code(pagination("teas"))


def test_a_token_goes_to_the_argument_as_python_spells_it() -> None:
    assert "To go on after a response, give its next as from_." in plain_text(
        pagination("teas").blocks
    )
