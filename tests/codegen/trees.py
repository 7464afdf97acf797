"""A page for each construct of the documentation tree, with a text of one's choice in it."""

from __future__ import annotations

from codegen.prose.document import (
    Badge,
    Block,
    Bullets,
    Code,
    Definition,
    Definitions,
    Emphasis,
    Inline,
    Link,
    Note,
    Page,
    Paragraph,
    Preformatted,
    Reference,
    Row,
    Section,
    Strong,
    Table,
    Text,
)

ADDRESS = "https://example.com/?q="


# What each section of `page_of_everything` reads, `@` being the text.
READS = {
    "Description": "x@",
    "Arguments": "x@[@]@",
    "Text": "x@x",
    "Code": "x@",
    "Emphasis": "x@@",
    "Badge": "[@]",
    "Link": "x@",
    "Preformatted": "x@a@b",
    "Item": "x@x@",
    "Term": "@meaning",
    "Cell": "Head@@@",
    "Note": "x@",
    "Examples": "##Notrun:@##End(Notrun)",
}


def words(*content: Inline | str) -> Paragraph:
    """Return a paragraph; strings are text."""
    return Paragraph(tuple(Text(each) if isinstance(each, str) else each for each in content))


def section(title: str, *blocks: Block) -> Section:
    """Return a section that is not one of R's own."""
    return Section("section", title, blocks)


def description(*blocks: Block) -> Section:
    """Return the section that every page needs."""
    return Section("description", "Description", blocks)


def page(*sections: Section, name: str = "boxes_pack", title: str = "Packs a box") -> Page:
    """Return a page."""
    return Page(name, "pack", (Text(title),), sections)


def page_of_everything(text: str) -> Page:
    """Return a page that holds `text` in each place that can hold any: `READS` says what a
    reader finds there."""
    term = Definition((Text(text),), (words("meaning"),))
    return page(
        description(words("x", text)),
        Section("arguments", "Arguments", (Definitions((_argument(text),)),)),
        section(f"Title {text}", words("below")),
        section("Text", words("x", text, "x")),
        section("Code", words("x", Code(text))),
        section("Emphasis", words("x", Emphasis((Text(text),)), Strong((Text(text),)))),
        section("Badge", words(Badge(text))),
        section("Link", words("x", Link(ADDRESS + text, (Text(text),)))),
        section("Preformatted", words("x"), Preformatted(text), Preformatted(f"a\n{text}\nb")),
        section("Item", words("x"), Bullets(((words(text),), (words("x", Code(text)),)))),
        section("Term", Definitions((term,))),
        section("Cell", Table(("Head", text), (Row(((Text(text),), (Code(text),))),))),
        section("Note", words("x"), Note((words(text),))),
        Section("examples", "Examples", (Preformatted(text),)),
        title=f"Title {text} ends",
    )


def _argument(text: str) -> Definition:
    return Definition((Code(f"x{text}"), Badge(text)), (words(text),))


CONSTRUCTS: dict[str, tuple[Block, ...]] = {
    "paragraphs": (words("One.", Code("two")), words("Three ", Strong((Text("four"),)))),
    "spans in spans": (words(Emphasis((Text("a "), Strong((Text("b"), Code("c-d"))))), "e"),),
    "link with code": (words(Link("https://example.com/a%20b#c", (Code("a b"), Text(" c")))),),
    "reference": (words("See ", Reference("boxes_pack", "pack", "arg-box"), "."),),
    "badges": (words(Badge("required"), " ", Badge("secret"), " text"),),
    "neighbours that would be a dash": (words("a-", "-", "-b '", "'"),),
    "bullets": (Bullets(((words("a"),), (words("b"), words("c")), (words(Code("d")),))),),
    "numbers": (Bullets(((words("a"),), (words("b"),)), ordered=True),),
    "lists in lists": (
        Bullets(
            (
                (words("a"), Bullets(((words("b"), Bullets(((words("c"),),), ordered=True)),))),
                (Bullets(((words("d"),),)),),
            )
        ),
    ),
    "code in a list": (Bullets(((Preformatted("a\n  b"), words("c")), (words("d"),))),),
    "definitions": (
        Definitions(
            (
                Definition((Code("a"), Text(" "), Badge("b")), (words("c"), words("d")), "x-a"),
                Definition((Text("e"),), (Bullets(((words("f"),),)), Preformatted("g"))),
                Definition((Text("h"),), ()),
            )
        ),
    ),
    "table": (
        Table(
            ("One", "Two"),
            (
                Row(((Code("a"),), (Text("b"),)), "x-row"),
                Row(((), (Reference("boxes_pack", "pack"),))),
                Row(((Text("c"),), ())),
            ),
        ),
    ),
    "table without a head": (Table((), (Row(((Text("a"),), (Text("b"),))),)),),
    "table in a note in a list": (
        Bullets(((Note((words("a"), Table(("b",), (Row(((Text("c"),),)),)))),),)),
    ),
    "note": (Note((words("a"), Bullets(((words("b"),),))), "important"), words("c")),
    "code with blank lines": (Preformatted("a\n\n\n  b\n"), Preformatted("\nc")),
    "lines that look like commands": (words("#ifdef a"), Preformatted("#ifdef b\n#endif"), words()),
}
