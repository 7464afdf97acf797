"""Scopes: which variables a rule sees, what they are called in Python, which are set."""

from __future__ import annotations

import keyword
from dataclasses import dataclass, replace

from codegen.endpoints.values import Path, Refusal, Type, Value

# What the runtime has for rules: classes, and functions.
RULE_CLASSES = ("Arn", "Partition", "Url")
RULE_FUNCTIONS = (
    "boolean_equals",
    "is_valid_host_label",
    "item",
    "known",
    "no_endpoint",
    "parse_arn",
    "parse_url",
    "string_equals",
    "substring",
    "uri_encode",
    "wrong_type",
)

# What emitted functions refer to; a variable of that name would hide it. Names that begin with an
# underscore are the module's own.
RESERVED = frozenset(
    {
        *RULE_FUNCTIONS,
        "EndpointResolutionError",
        "bool",
        "endpoints",
        "found",
        "isinstance",
        "list",
        "part",
        "str",
        "tuple",
    }
)


@dataclass(frozen=True)
class Variable:
    """A parameter, or the result of a condition; `code` is its name in Python."""

    code: str
    type: Type
    optional: bool

    @property
    def value(self) -> Value:
        """The variable as an expression."""
        reads = frozenset({self.code})
        return Value(self.code, self.type, self.optional, reads=reads, plain=True)

    @property
    def annotation(self) -> str:
        """What the variable holds."""
        return self.type.annotation + (" | None" if self.optional else "")


@dataclass(frozen=True)
class Scope:
    """The variables that a rule sees, by the rule set's names."""

    variables: dict[str, Variable]

    def value(self, name: str, path: Path) -> Value:
        """Return a variable as an expression.

        Raises:
            Refusal: there is none of that name here.
        """
        if name not in self.variables:
            raise Refusal(path, f"there is no variable {name!r} here")
        return self.variables[name].value

    def knowing(self, name: str) -> Scope:
        """Return the scope in which a variable is known to be set."""
        return self.having(name, replace(self.variables[name], optional=False))

    def having(self, name: str, variable: Variable) -> Scope:
        """Return the scope with one more variable."""
        return Scope({**self.variables, name: variable})


class Locals:
    """The names of local variables, which the whole module shares.

    Rules that cannot see each other may assign the same name; mypy wants each name to have
    one type, so a name gets an underscore for each other type that it has had before.
    """

    def __init__(self, parameters: frozenset[str]) -> None:
        self._parameters = parameters
        self._owners: dict[str, tuple[str, Type, bool]] = {}

    def name(self, name: str, value: Value) -> str:
        """Return what a variable is called in Python that holds `value`."""
        code = name.lstrip("_") or "value"
        code = f"value{code}" if code[0].isdigit() else code
        owner = (name, value.type, value.optional)
        while self._is_taken(code, owner):
            code += "_"
        self._owners[code] = owner
        return code

    def _is_taken(self, code: str, owner: tuple[str, Type, bool]) -> bool:
        return (
            keyword.iskeyword(code)
            or code in RESERVED
            or code in self._parameters
            or self._owners.get(code, owner) != owner
        )
