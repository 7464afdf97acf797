"""Imports: from the names that a module uses to the lines that import them, in isort's order."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from codegen.endpoints.scope import RULE_CLASSES, RULE_FUNCTIONS
from codegen.layout import INDENT, WIDTH
from codegen.model.runtime import COMMON_ERRORS, MODULES
from codegen.model.types import TIMESTAMP_FORMATS

Homes = Mapping[str, tuple[str, str]]


def _homes(names_by_module: Mapping[str, Iterable[str]]) -> Homes:
    """Return where names come from: the module, and what they are called there."""
    homes = {}
    for module, names in names_by_module.items():
        for each in names:
            original, _, alias = each.partition(" as ")
            homes[alias or original] = (module, each)
    return homes


# Where what modules use comes from; `import restjson` has nothing to come from.
HOMES = _homes(
    {
        "collections.abc": ["Iterator"],
        "datetime": ["datetime"],
        "typing": ["Any", "Final", "Literal", "TypeAlias", "TypedDict", "overload"],
        "": ["restjson"],
        "restjson": [
            *("AsyncPaginator", "AsyncWaiter", "Paginator", "Waiter", "WaiterConfig", "aio"),
        ],
        "restjson.wire.events": ["EventHeader", "EventPayload", "EventStreamPayload", "Events"],
        "restjson.wire.headers": [
            "is_header_map",
            "is_header_text",
            "json_header",
            "list_item",
            "prefixed_headers",
        ],
        "restjson.wire.labels": [
            *("greedy_label", "is_greedy_label", "is_host_text", "is_label", "label"),
            *("greedy_label_problems", "label_problems"),
        ],
        "restjson.wire.query": ["is_query_map", "map_parameters"],
        "restjson.errors": COMMON_ERRORS,
        "restjson.result": ["ResponseMetadata as ResponseMetadata"],
        "restjson.wire.blobs": ["BLOB", "blob_problems"],
        "restjson.wire.codecs": ["List", "Map", "Structure", "Union"],
        "restjson.wire.documents": [
            "DOCUMENT",
            "document_problems",
            "secret_document_problems",
        ],
        "restjson.wire.functions": ["client_method as _client_method"],
        "restjson.wire.members": ["ErrorMember"],
        "restjson.wire.operation": ["Operation"],
        "restjson.wire.outputs": ["Output"],
        "restjson.wire.pagination": ["Pagination"],
        "restjson.wire.payloads": [
            *("BlobPayload", "JSONBody", "JSONPayload", "RawBody", "StreamPayload", "TextPayload"),
        ],
        "restjson.wire.problems": [
            "mismatch",
            "union_problems",
            "unknown_members",
            "variant_problems",
        ],
        "restjson.wire.places": ["DatesHeader", "Header", "JSONHeader", "PrefixHeaders", "Status"],
        "restjson.wire.scalars": ["float_to_json"],
        "restjson.wire.later": ["Later"],
        "restjson.wire.checksums": ["content_md5"],
        "restjson.wire.tree_hash": ["tree_hashes"],
        "restjson.wire.service": ["Service"],
        "restjson.wire.streams": ["sized_stream_problems", "stream_problems"],
        "restjson.wire.text": ["is_encodable", "plain_text"],
        "restjson.wire.timestamps": [
            *(code.kind for code in TIMESTAMP_FORMATS.values()),
            "epoch_seconds",
            "http_date",
            "iso_8601",
            "timestamp_problems",
        ],
        "restjson.wire.waiting": ["Waiting", "on_error", "on_result", "on_status"],
        ".": MODULES,
        ".client": ["Client"],
    }
)

# The same for TypedDicts, among which any other name is a shape's.
SHAPE_HOMES = {
    name: HOMES[name]
    for name in (
        *("Any", "Literal", "ResponseMetadata", "TypeAlias", "TypedDict", "datetime"),
        "restjson",
    )
}

# The same for endpoint rules, whose functions have names of their own.
RULE_HOMES = _homes(
    {
        "restjson.wire": ["endpoints"],
        "restjson.wire.endpoint_functions": [*RULE_CLASSES, *RULE_FUNCTIONS],
        "restjson.errors": ["EndpointResolutionError"],
    }
)


@dataclass(frozen=True, slots=True)
class Imports:
    """The lines that import what a module uses: when it runs, and for type checkers alone."""

    run: tuple[str, ...] = ()
    typed: tuple[str, ...] = ()


def imports(run: set[str], typed: set[str], homes: Homes = HOMES) -> Imports:
    """Return the imports of a module.

    Args:
        run: the names that it uses when it runs; those without a home are its own.
        typed: the names that only type checkers evaluate.
        homes: where names come from.
    """
    return Imports(tuple(_lines(run, homes)), tuple(_lines(typed - run, homes)))


@dataclass(frozen=True, slots=True)
class _Statement:
    """An import: of a module, or of names from one."""

    module: str
    names: tuple[str, ...]

    @property
    def section(self) -> int:
        """Which of isort's sections it is in: Python's, others', the package's."""
        if self.module.startswith("."):
            return 2
        root = (self.module or self.names[0]).partition(".")[0]
        return 0 if root in sys.stdlib_module_names else 1

    @property
    def key(self) -> tuple[object, ...]:
        """What sorts it as isort does."""
        return (self.section, *_order((self.module, self.names[0])))

    @property
    def lines(self) -> list[str]:
        """The statement, a name a line where it is too long for one."""
        if not self.module:
            return [f"import {self.names[0]}"]
        line = f"from {self.module} import {', '.join(self.names)}"
        if len(line) <= WIDTH:
            return [line]
        return [f"from {self.module} import (", *(f"{INDENT}{name}," for name in self.names), ")"]


def _lines(names: set[str], homes: Homes) -> list[str]:
    """Return the lines of imports, with a blank one between sections."""
    used = {homes[name] for name in names if name in homes}
    lines: list[str] = []
    ordered = sorted(_statements(used), key=attrgetter("key"))
    for _, statements in groupby(ordered, key=attrgetter("section")):
        lines += [""] if lines else []
        lines += [line for each in statements for line in each.lines]
    return lines


def _statements(used: set[tuple[str, str]]) -> Iterator[_Statement]:
    """Yield the statements; what gets another name has one of its own."""
    together: dict[str, tuple[str, ...]] = {}
    for module, name in sorted(used, key=_order):
        if " as " in name:
            yield _Statement(module, (name,))
        else:
            together[module] = (*together.get(module, ()), name)
    yield from (_Statement(module, of_module) for module, of_module in together.items())


def _order(home: tuple[str, str]) -> tuple[object, ...]:
    """Return the key that sorts names by their module; classes come before functions."""
    module, name = home
    return (module, not name[0].isupper(), name.lower())
