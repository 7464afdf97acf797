"""The page of a service in the dialect `r`.

The arguments are those of the R package's clients; what is said of them is said here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from codegen.model.service import Service
from codegen.pages.r import examples
from codegen.prose import markup
from codegen.prose.document import (
    Block,
    Bullets,
    Code,
    Definition,
    Definitions,
    Inline,
    Page,
    Paragraph,
    Preformatted,
    Reference,
    Row,
    Section,
    Strong,
    Table,
    Text,
    plain,
)

_USAGE_WIDTH = 80

_DEFAULTS = ("config = list()", "credentials = list()", "endpoint = NULL", "region = NULL")

# Each setting with what it is, or with the settings inside it.
_Settings = dict[str, "str | _Settings"]

_KEYS: _Settings = {
    "access_key_id": "the AWS access key's name.",
    "secret_access_key": "the AWS access key's secret.",
    "session_token": "the token that comes with temporary keys.",
}
_CREDENTIALS: _Settings = {
    "creds": _KEYS,
    "profile": "the profile to take from AWS's configuration files, if not the default one.",
    "anonymous": "whether requests go out unsigned.",
}
_CONFIG: _Settings = {
    "credentials": _CREDENTIALS,
    "endpoint": "the URL to send requests to, in place of the service's own.",
    "region": "the AWS Region to use.",
    "close_connection": "whether each connection is closed after its request.",
    "timeout": "the seconds in which a connection must be made: 60 unless given.",
    "s3_force_path_style": "whether the name of a bucket goes into the path (S3 alone).",
    "sts_regional_endpoint": "which endpoint of STS is used: regional or legacy.",
}

# The types of settings that are not strings, in the syntax that the page shows.
_TYPES = {
    "anonymous": "logical",
    "close_connection": "logical",
    "timeout": "numeric",
    "s3_force_path_style": "logical",
}


def service_page(
    service: Service,
    name: str,
    references: Mapping[str, Reference],
    titles: Iterable[tuple[Reference, tuple[Inline, ...]]],
) -> Page:
    """Return the page of a service.

    Args:
        service: as it was read.
        name: what the package, and so the function that makes a client, is called.
        references: what leads to each operation, by the operation's name.
        titles: the title of each operation's page.
    """
    title = service.full_name
    sections = (
        Section("description", "Description", _description(service, references)),
        Section("usage", "Usage", (Preformatted(_usage(name)),)),
        Section("arguments", "Arguments", (_arguments(),)),
        Section("value", "Value", (_value(),)),
        Section("section", "Service syntax", (Preformatted(_syntax(name)),)),
        Section("section", "Operations", (_operations(titles),)),
        Section("examples", "Examples", (Preformatted(_example(service, name, references)),)),
    )
    return Page(name, name, (Text(title),), sections)


def _description(service: Service, references: Mapping[str, Reference]) -> tuple[Block, ...]:
    blocks = markup.parse(service.documentation, references)
    # Many models open with the service's name, which is the title already.
    if blocks[1:] and plain(blocks[:1]).strip() == service.full_name:
        blocks = blocks[1:]
    return blocks or (Paragraph((Text(service.full_name),)),)


def _usage(name: str) -> str:
    code = f"{name}({', '.join(_DEFAULTS)})"
    if len(code) <= _USAGE_WIDTH:
        return code
    return f"{name}(\n  " + ",\n  ".join(_DEFAULTS) + "\n)"


def _arguments() -> Definitions:
    return Definitions(
        (
            _argument("config", "How the client is set up.", _CONFIG),
            _argument("credentials", "Short for the credentials in config.", _CREDENTIALS),
            _argument("endpoint", "Short for the endpoint in config."),
            _argument("region", "Short for the region in config."),
        )
    )


def _argument(name: str, text: str, settings: _Settings | None = None) -> Definition:
    blocks: list[Block] = [Paragraph((Text(text),))]
    if settings:
        blocks.append(_bullets(settings))
    return Definition((Code(name),), tuple(blocks), f"arg-{name}")


def _bullets(settings: _Settings) -> Bullets:
    items: list[tuple[Block, ...]] = []
    for name, meaning in settings.items():
        label = Strong((Text(name),))
        if isinstance(meaning, str):
            items.append((Paragraph((label, Text(f": {meaning}"))),))
        else:
            items.append((Paragraph((label, Text(":"))), _bullets(meaning)))
    return Bullets(tuple(items))


def _value() -> Paragraph:
    return Paragraph(
        (
            Text("A client. Where it is called "),
            Code("svc"),
            Text(", an operation is called as "),
            Code("svc$operation(...)"),
            Text("; the operations are listed below."),
        )
    )


def _syntax(name: str) -> str:
    settings: _Settings = {
        "config": _CONFIG,
        "credentials": _CREDENTIALS,
        "endpoint": "",
        "region": "",
    }
    return "\n".join([f"svc <- {name}(", *_setting_lines(settings, "  "), ")"])


def _setting_lines(settings: _Settings, indent: str) -> Iterator[str]:
    for name, inner in settings.items():
        comma = "" if name == list(settings)[-1] else ","
        if isinstance(inner, str):
            yield f'{indent}{name} = "{_TYPES.get(name, "string")}"{comma}'
        else:
            yield f"{indent}{name} = list("
            yield from _setting_lines(inner, indent + "  ")
            yield f"{indent}){comma}"


def _operations(titles: Iterable[tuple[Reference, tuple[Inline, ...]]]) -> Table:
    rows = sorted(titles, key=lambda row: row[0].name)
    return Table((), tuple(Row(((reference,), title)) for reference, title in rows))


def _example(service: Service, name: str, references: Mapping[str, Reference]) -> str:
    """Return how a client is made, and the first example that there is."""
    lines = [f"svc <- {name}()"]
    for operation, reference in references.items():
        for first in service.examples.get(operation, ())[:1]:
            return "\n".join([*lines, examples.example(reference.name, first)])
    return "\n".join(lines)
