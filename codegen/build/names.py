"""Names: from the model's to Python's."""

from __future__ import annotations

import keyword
import re

from codegen.problems import ModelError, Problem

_PLURAL_ACRONYM = re.compile(r"[A-Z]{2,}s$")
_WORD_AFTER_ANYTHING = re.compile(r"(.)([A-Z][a-z]+)")
_CAPITAL_AFTER_SMALL = re.compile(r"([a-z0-9])([A-Z])")

# One word each, though a capital stands inside.
_ONE_WORD = {"OAuth2": "Oauth2", "WhatsApp": "Whatsapp"}

# Cannot be bound, though it is no keyword.
_UNBINDABLE = frozenset({"__debug__"})

# What an operation function needs to see; an argument of that name would hide it.
_FUNCTION_NAMES = frozenset({"client", "invoke"})

# Attributes of the runtime's client and modules of a package.
_CLIENT_NAMES = frozenset({"call", "close", "endpoint_url", "exceptions", "region_name"})
_MODULE_NAMES = frozenset(
    {"client", "codecs", "endpoints", "errors", "operations", "restjson", "shapes", "validators"}
)

# Attributes of every error, which win over members of the same name.
_ERROR_NAMES = frozenset(
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

# What every call may raise; each package has these beside its own.
COMMON_ERRORS = (
    "ClientError",
    "ConfigError",
    "ConnectError",
    "ConnectTimeoutError",
    "ConnectionClosedError",
    "EndpointResolutionError",
    "Error",
    "ParamValidationError",
    "ReadTimeoutError",
    "ResponseParseError",
    "TLSError",
    "TransportError",
)

# Builtins and imports that emitted classes refer to; a class of that name would hide them.
_CLASS_NAMES = frozenset(
    {
        "ERRORS",
        "OAUTH_ERRORS",
        "ResponseMetadata",
        "TYPE_CHECKING",
        "TypedDict",
        "bool",
        "codecs",
        "dict",
        "float",
        "int",
        "list",
        "property",
        "shapes",
        "staticmethod",
        "str",
        "tuple",
        "type",
    }
)


def snake_case(name: str) -> str:
    """Return the name of an operation as boto3 spells it: ``CreateTokenWithIAM`` becomes
    ``create_token_with_iam``, ``ListARNs`` becomes ``list_arns``."""
    if "_" in name and not name.startswith("_"):
        return name.lower()
    for spelling, word in _ONE_WORD.items():
        name = name.replace(spelling, word)
    plural = _PLURAL_ACRONYM.search(name)
    if plural:
        name = f"{name[: plural.start()]}_{plural.group().lower()}"
    spaced = _WORD_AFTER_ANYTHING.sub(r"\1_\2", name)
    return _CAPITAL_AFTER_SMALL.sub(r"\1_\2", spaced).lower().lstrip("_") or name


def argument_name(member: str, record: str) -> str:
    """Return the argument for a member: a keyword gets a trailing underscore."""
    taken = _FUNCTION_NAMES | _UNBINDABLE | {record}
    return f"{member}_" if keyword.iskeyword(member) or member in taken else member


def function_name(operation: str) -> str:
    """Return the name of an operation's function."""
    name = snake_case(operation)
    if keyword.iskeyword(name) or name in _CLIENT_NAMES | _MODULE_NAMES | _UNBINDABLE:
        return f"{name}_"
    return name


def record_name(operation: str) -> str:
    """Return the name of an operation's record."""
    return snake_case(operation).upper()


def is_error_attribute(member: str) -> bool:
    """Tell whether a member of an error can be an attribute of its class."""
    return not (
        member.startswith("_") or keyword.iskeyword(member) or member in _ERROR_NAMES
    )


def is_field_name(member: str) -> bool:
    """Tell whether a member can be declared in the body of a TypedDict."""
    # Two leading underscores would be mangled.
    return not (member.startswith("__") or keyword.iskeyword(member))


def can_be_class(shape: str) -> bool:
    """Tell whether a shape's name can be a class in an emitted module."""
    # One leading underscore is for the halves of TypedDicts.
    return not (
        shape.startswith("_") or keyword.iskeyword(shape) or shape in _CLASS_NAMES | _UNBINDABLE
    )


class Names:
    """The names of one scope; two things must not share one.

    Args:
        file: the model's file, for messages.
        scope: what the names are, for messages.
    """

    def __init__(self, file: str, scope: str) -> None:
        self._file = file
        self._scope = scope
        self._owners: dict[str, str] = {}
        self.problems: list[Problem] = []

    def claim(self, name: str, owner: str, path: str) -> None:
        """Note that `owner` gets `name`; a problem if another has it."""
        first = self._owners.setdefault(name, owner)
        if first != owner:
            self.problems.append(
                Problem(
                    self._file,
                    path,
                    f"{owner!r} and {first!r} would both be the {self._scope} `{name}` in Python",
                )
            )


def refuse(problems: list[Problem]) -> None:
    """Raise what is wrong, if anything is."""
    if problems:
        raise ModelError(problems)
