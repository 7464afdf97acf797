"""Names: from the model's to Python's."""

from __future__ import annotations

import keyword
import re
from collections.abc import Container
from typing import Any

from codegen.model.runtime import COMMON_ERRORS, MODULES, WAITER_ERROR

_PLURAL_ACRONYM = re.compile(r"[A-Z]{2,}s$")
_WORD_AFTER_ANYTHING = re.compile(r"(.)([A-Z][a-z]+)")
_CAPITAL_AFTER_SMALL = re.compile(r"([a-z0-9])([A-Z])")

_NUMBER = re.compile(r"([0-9]+)")

# One word each, though a capital stands inside.
_ONE_WORD = {"OAuth2": "Oauth2", "WhatsApp": "Whatsapp"}

# Cannot be bound, though it is not a keyword.
_UNBINDABLE = frozenset({"__debug__"})

_SCALAR_TYPES = frozenset(
    {"bool", "bytearray", "bytes", "datetime", "float", "int", "memoryview", "str"}
)

# What the function of an operation refers to; an argument of that name would hide it.
_ARGUMENT_NAMES = frozenset({"client", "restjson", "result", "shapes"})

# Attributes of the runtime's client; what `__init__.py`, `client.py`, `operations.py` and
# `paginators.py` refer to, in lower or upper case; a function or record of that name would hide it.
_FUNCTION_NAMES = _SCALAR_TYPES | {
    *MODULES,
    "aio",
    "annotations",
    "call",
    "can_paginate",
    "client",
    "close",
    "dict",
    "endpoint_url",
    "exceptions",
    "get_paginator",
    "get_waiter",
    "getattr",
    "globals",
    "list",
    "meta",
    "overload",
    "region_name",
    "restjson",
    "sorted",
    "staticmethod",
    "transport",
    "tuple",
    "type_checking",
    "waiter_names",
}

# Attributes of every error, which win over members of the same name.
_ERROR_ATTRIBUTES = frozenset(
    {
        "add_note",
        "args",
        "code",
        "fields",
        "http_status",
        "message",
        "operation_name",
        "request_id",
        "response",
        "with_traceback",
    }
)

# What the body of an error's class refers to; an attribute of that name would hide it.
_ERROR_BODY_NAMES = _SCALAR_TYPES | {
    "Any",
    "ErrorMember",
    "codecs",
    "dict",
    "list",
    "shapes",
}

# What `errors.py` and `shapes.py` refer to; a class of that name would hide it.
_CLASS_NAMES = _SCALAR_TYPES | {
    "Any",
    "ERRORS",
    "ErrorMember",
    "Literal",
    "OAUTH_ERRORS",
    "ResponseMetadata",
    "TYPE_CHECKING",
    "TypeAlias",
    "TypedDict",
    "annotations",
    "codecs",
    "dict",
    "from_code",
    "list",
    "restjson",
    "shapes",
    "tuple",
    "type",
}

# What `codecs.py` refers to in upper case; a constant of that name would hide it.
_CONSTANTS = frozenset(
    {"BLOB", "DOCUMENT", "EPOCH_SECONDS", "HTTP_DATE", "ISO_8601", "TYPE_CHECKING"}
)


def snake_case(name: str) -> str:
    """Return the name of an operation as boto3 spells it.

    ``GetThingsWithIAM`` becomes ``get_things_with_iam``, ``ListARNs`` becomes ``list_arns``.
    """
    if "_" in name and not name.startswith("_"):
        return name.lower()
    for spelling, word in _ONE_WORD.items():
        name = name.replace(spelling, word)
    plural = _PLURAL_ACRONYM.search(name)
    if plural:
        name = f"{name[: plural.start()]}_{plural.group().lower()}"
    spaced = _WORD_AFTER_ANYTHING.sub(r"\1_\2", name)
    return _CAPITAL_AFTER_SMALL.sub(r"\1_\2", spaced).lower().lstrip("_") or name


def argument_name(member: str, operation: str) -> str:
    """Return an operation's argument for a member: its own name, or that with an underscore."""
    taken = _ARGUMENT_NAMES | _UNBINDABLE | {record_name(operation)}
    return f"{member}_" if keyword.iskeyword(member) or member in taken else member


def function_name(operation: str) -> str:
    """Return the name of an operation's function: as boto3 has it, or with an underscore."""
    name = snake_case(operation)
    return f"{name}_" if keyword.iskeyword(name) or name in _FUNCTION_NAMES else name


def page_function_name(operation: str, kind: str) -> str:
    """Return the name of a function that goes over an operation's pages.

    Args:
        operation: the model's name.
        kind: what it yields, "pages" or "items".
    """
    return f"{snake_case(operation)}_{kind}"


def record_name(operation: str) -> str:
    """Return the name of an operation's record."""
    return function_name(operation).upper()


def constant_name(shape: str) -> str:
    """Return the name of the constant that is emitted for a shape."""
    name = snake_case(shape).upper()
    if name in _CONSTANTS:
        return f"{name}_"
    # Snake case takes away leading underscores.
    return name if name[0].isalpha() else f"_{name}"


def can_be_function(operation: str) -> bool:
    """Tell whether the names of an operation's function and record can be bound, and differ."""
    # Snake case takes away leading underscores: nothing may be left of a name, or a digit first.
    return function_name(operation)[0].isalpha()


def is_error_attribute(member: str) -> bool:
    """Tell whether a member of an error can be an attribute of its class."""
    return not (
        member.startswith("_")
        or keyword.iskeyword(member)
        or member in _ERROR_ATTRIBUTES | _ERROR_BODY_NAMES
    )


def is_field_name(member: str) -> bool:
    """Tell whether a member can be declared in the body of a TypedDict."""
    # Two leading underscores would be mangled.
    return not (member.startswith("__") or keyword.iskeyword(member))


def class_name(shape: str, *, is_error: bool = False) -> str:
    """Return the name of a shape's class: the shape's own, or one with an underscore at its end."""
    taken = _CLASS_NAMES | _UNBINDABLE | ({*COMMON_ERRORS, WAITER_ERROR} if is_error else set())
    # One leading underscore is for the halves of TypedDicts, two would be mangled.
    if shape.startswith("_") or keyword.iskeyword(shape) or shape in taken:
        return f"{shape.lstrip('_')}_"
    return shape


def can_be_class(shape: str) -> bool:
    """Tell whether the name of a shape's class can be bound."""
    # Nothing may be left of a name of underscores, or a digit first.
    return class_name(shape)[0].isalpha()


def free_name(name: str, taken: Container[str]) -> str:
    """Return a name that is not taken: this one, or with underscores at its end."""
    while name in taken:
        name += "_"
    return name


def sort_key(name: str) -> tuple[Any, ...]:
    """Return the key that sorts names as ruff wants `__all__` and imports.

    Constants come first, then classes, then functions; numbers go by value (isort's order).
    """
    kind = 0 if len(name) > 1 and name.isupper() else 1 if name[0].isupper() else 2
    parts = _NUMBER.split(name)
    return (kind, *(int(part) if part.isdigit() else part for part in parts))
