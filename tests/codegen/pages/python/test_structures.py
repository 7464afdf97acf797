"""Pages of structures: what stands in many places is documented once, and linked."""

from __future__ import annotations

from codegen.prose.document import Page, Paragraph, Reference
from codegen.render.site import render_site
from tests.codegen.models import Json, operation, service, structure
from tests.codegen.python_pages import build, code, entries, section, words

POT = structure(
    {"lid": {"shape": "String", "documentation": "<p>What closes it.</p>"}, "inner": "Pot"},
    required=["lid"],
    documentation="<p>What tea is made in.</p>",
)


def model() -> Json:
    """A model of which each operation takes or gives pots."""
    pots = {"type": "list", "member": {"shape": "Pot"}}
    shapes = {
        "Taken": structure({"pot": "Pot"}),
        "Given": structure({"pots": "Pots"}),
        "Pots": pots,
        "Pot": POT,
    }
    operations = [
        operation("Brew", input={"shape": "Taken"}),
        operation("ListPots", output={"shape": "Given"}),
    ]
    return service(operations, shapes)


def references(page: Page, title: str) -> list[str]:
    return [
        inline.page
        for block in section(page, title).blocks
        if isinstance(block, Paragraph)
        for inline in block.content
        if isinstance(inline, Reference)
    ]


def test_an_operation_links_what_is_documented_elsewhere() -> None:
    _, brew, list_pots, _ = build(model())
    assert entries(section(brew, "Arguments")) == {"pot Pot": "See Pot."}
    assert entries(section(list_pots, "Value"))["pots list[Pot] [may be absent]"] == "See Pot."
    assert code(brew, "Request syntax") == ["client.brew(\n    pot={...},\n)"]


def test_the_page_of_a_structure_has_its_members_and_who_uses_it() -> None:
    *_, page = build(model())
    assert (page.name, page.label) == ("tea_shapes_Pot", "Pot")
    assert words(section(page, "Description")) == "What tea is made in."
    assert code(page, "Syntax") == ['{\n    "lid": "string",\n    "inner": {...},\n}']
    assert words(section(page, "Syntax")).endswith("Its TypedDict is tea.shapes.Pot.")
    assert entries(section(page, "Members")) == {
        "lid str": "What closes it.",
        "inner Pot [may be absent]": "See Pot.",
    }
    assert references(page, "Used by") == ["tea_brew", "tea_list_pots", "tea_shapes_Pot"]


def test_of_what_is_only_sent_it_says_what_is_required() -> None:
    sent = model()
    del sent["operations"]["ListPots"]
    *_, page = build(sent)
    assert list(entries(section(page, "Members"))) == ["lid str [required]", "inner Pot"]


def test_lists_of_pages_have_structures_apart() -> None:
    pages = build(model())
    files = render_site({"tea": pages}, "a header")
    main, _, parts = files["index.html"].partition("<summary>Structures</summary>")
    assert "tea_shapes_Pot.html" in parts
    assert "tea_shapes_Pot.html" not in main
    navigation = files["tea_brew.html"].partition("</nav>")[0]
    assert "tea_list_pots.html" in navigation
    assert "tea_shapes_Pot.html" not in navigation
    assert '["member",3,"lid","What closes it."' in files["search-index.js"]
