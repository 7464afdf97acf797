"""The client: how it is made, and what its arguments are. As built, not as planned."""

from __future__ import annotations

from codegen.build.pages.material import Material, paragraph
from codegen.document import (
    Code,
    Definition,
    Definitions,
    Emphasis,
    Preformatted,
    Section,
    Text,
)

# Name, type, default, meaning.
CONSTRUCTOR = (
    (
        "region_name",
        "str | None",
        "None",
        'The region, such as `"us-east-1"`; needed unless `endpoint_url` is given.',
    ),
    (
        "endpoint_url",
        "str | None",
        "None",
        "Another URL to send to, `http://` or `https://`, for tests and gateways.",
    ),
    ("connect_timeout", "float", "60", "Seconds in which a connection must be made."),
    ("read_timeout", "float", "60", "Seconds that the server may be silent."),
    (
        "max_pool_connections",
        "int",
        "10",
        "Connections kept open. More threads than that wait for no one: they open extra ones.",
    ),
    (
        "max_response_bytes",
        "int",
        "8388608",
        "The largest answer that is read. A larger one is a `ResponseParseError`.",
    ),
    (
        "user_agent_extra",
        "str | None",
        "None",
        "Printable ASCII text that is added to the header `User-Agent`.",
    ),
    (
        "transport",
        "Transport | None",
        "None",
        "Sends the requests instead of urllib3: any object with a method "
        "`send(request) -> response`, see `restjson.Request` and `restjson.Response`.",
    ),
)


CHARACTER = paragraph(
    "A client is thread-safe, a context manager, and can be pickled if its arguments can. It "
    "opens no file and no connection before the first call. Each operation is a method, which is "
    "the function of the same name; `call` takes an operation and its input by the model's names."
)

REFUSAL = "Arguments that no call could use; all of them are listed."


def usage(material: Material) -> Section:
    """Return the constructor's signature."""
    first, *others = (f"    {name}: {kind} = {default}," for name, kind, default, _ in CONSTRUCTOR)
    text = "\n".join([f"{material.name}.Client(", first, "    *,", *others, ")"])
    return Section(
        "section", "Usage", (Preformatted(text), CHARACTER, paragraph(f"`ConfigError`: {REFUSAL}"))
    )


def configuration() -> Section:
    """Return the constructor's arguments."""
    items = tuple(
        Definition(
            (Code(name), Text(" "), Emphasis((Code(f"{kind} = {default}"),))),
            (paragraph(meaning),),
            f"arg-{name}",
        )
        for name, kind, default, meaning in CONSTRUCTOR
    )
    return Section("section", "Arguments", (Definitions(items),))


def settings() -> Section:
    """Return where a client's settings come from."""
    text = paragraph(
        "All settings are arguments of the client. No environment variable and no configuration "
        "file is read."
    )
    return Section("section", "Configuration", (text,))
