"""The client: how it is made, and what its arguments are. As built, not as planned."""

from __future__ import annotations

from codegen.model.service import Service
from codegen.pages.python.constructor import arguments_for
from codegen.pages.python.material import Material, paragraph
from codegen.prose.document import (
    Code,
    Definition,
    Definitions,
    Emphasis,
    Preformatted,
    Section,
    Text,
)

CHARACTER = paragraph(
    "A client is thread-safe, a context manager, and can be pickled if its arguments can. It "
    "opens no file and no connection before it is first used. What is not given here comes from "
    "the environment, the config file and defaults. Each operation is a method, which is "
    "the function of the same name; `call` takes an operation and its input by the model's names."
)

REFUSAL = "Arguments that no call could use; all of them are listed."


def usage(material: Material) -> Section:
    """Return the constructor's signature."""
    first, *others = (
        f"    {each.name}: {each.type} = {each.default},"
        for each in arguments_for(material.service)
    )
    text = "\n".join([f"{material.name}.Client(", first, "    *,", *others, ")"])
    going_over = ", and `async for` goes over pages and items" * bool(material.service.paginators)
    blocks = (
        Preformatted(text),
        CHARACTER,
        paragraph(
            f"`{material.name}.AsyncClient` is the same for asyncio: it takes these arguments, its "
            f"operations are awaited{going_over}."
        ),
        paragraph(f"`ConfigError`: {REFUSAL}"),
    )
    return Section("section", "Usage", blocks)


def configuration(service: Service) -> Section:
    """Return the constructor's arguments."""
    items = tuple(
        Definition(
            (Code(each.name), Text(" "), Emphasis((Code(f"{each.type} = {each.default}"),))),
            (paragraph(each.meaning),),
            f"arg-{each.name}",
        )
        for each in arguments_for(service)
    )
    return Section("section", "Arguments", (Definitions(items),))
