"""Parameters of a rule set: the signature of `resolve`, its checks and what `help()` says."""

from __future__ import annotations

import keyword
from dataclasses import dataclass
from typing import Any

from codegen.endpoints.layout import Group
from codegen.endpoints.scope import RESERVED, Scope, Variable
from codegen.endpoints.statements import Simple, Statement, when
from codegen.endpoints.values import Refusal, Type
from codegen.escape import literal
from codegen.load.problems import Problem
from codegen.prose import markup
from codegen.prose.document import Code, Definition, Definitions, Paragraph, Text, plain_text

_TYPES = {"string": Type.STRING, "boolean": Type.BOOLEAN, "stringarray": Type.STRINGS}

# What a value must be an instance of: the check's argument, and what the error says.
_CLASSES = {Type.STRING: "str", Type.BOOLEAN: "bool", Type.STRINGS: "(list, tuple)"}
_SHOWN = {Type.STRING: "str", Type.BOOLEAN: "bool", Type.STRINGS: "tuple"}


@dataclass(frozen=True)
class Parameter:
    """A parameter; `default` is Python, ``None`` where there is none."""

    name: str
    type: Type
    default: str
    required: bool
    documentation: str
    built_in: str

    @property
    def variable(self) -> Variable:
        """The parameter as the rules see it, once it was checked."""
        optional = self.default == "None" and not self.required
        return Variable(self.name, self.type, optional)


def parameters(file: str, declared: dict[str, Any]) -> tuple[tuple[Parameter, ...], list[Problem]]:
    """Return the parameters that a rule set declares, and what is wrong with them."""
    result, problems = [], []
    for name, spec in declared.items():
        try:
            result.append(_parameter(name, spec))
        except Refusal as refusal:
            problems.append(refusal.problem(file))
    return tuple(result), problems


def scope_of(declared: tuple[Parameter, ...]) -> Scope:
    """Return the scope that the rules of a rule set start from."""
    return Scope({each.name: each.variable for each in declared})


def checks(parameter: Parameter) -> tuple[Statement, ...]:
    """Return the statements that make a parameter what its type says, or raise."""
    name, type_ = parameter.name, parameter.type
    is_none = (f"{name} is None",)
    reads = frozenset({name})
    wrong_type = Simple(
        "raise ",
        Group("wrong_type(", (("", literal(name)), ("", _SHOWN[type_])), ")", is_call=True),
        frozenset({"wrong_type"}),
        ends=True,
    )
    is_wrong = f"not isinstance({name}, {_CLASSES[type_]})"
    if parameter.default != "None":
        default = Simple(f"{name} = ", parameter.default, frozenset(), ends=False)
        return (when(is_none, reads, (default,)), when((is_wrong,), reads, (wrong_type,)))
    if parameter.required:
        missing = literal(f"Cannot find value for required parameter {name}")
        error = Group("EndpointResolutionError(", (("", missing),), ")", is_call=True)
        names = frozenset({"EndpointResolutionError"})
        return (
            when(is_none, reads, (Simple("raise ", error, names, ends=True),)),
            when((is_wrong,), reads, (wrong_type,)),
        )
    return (when((f"{name} is not None", is_wrong), reads, (wrong_type,)),)


def arguments(declared: tuple[Parameter, ...]) -> Definitions:
    """Return what the parameters mean."""
    return Definitions(
        tuple(
            Definition((Code(each.name),), (Paragraph((Text(each.documentation),)),))
            for each in declared
        )
    )


def _parameter(name: str, spec: Any) -> Parameter:
    path = ("parameters", name)
    if keyword.iskeyword(name) or name in RESERVED or name.startswith("_"):
        raise Refusal(path, f"{name!r} cannot be the name of an argument in Python here")
    type_ = _TYPES[spec["type"].lower()]
    default = _default(spec.get("default"), type_)
    if default is None:
        raise Refusal((*path, "default"), f"expected {type_.title}, got {spec['default']!r}")
    documentation = plain_text(markup.parse(spec.get("documentation", ""), {}))
    if "deprecated" in spec:
        documentation += f" {_deprecation(**spec['deprecated'])}"
    return Parameter(
        name,
        type_,
        default,
        spec.get("required", False),
        " ".join(documentation.split()),
        spec.get("builtIn", ""),
    )


def _deprecation(message: str = "", since: str = "") -> str:
    return f"Deprecated{f' since {since}' if since else ''}{f': {message}' if message else '.'}"


def _default(value: Any, type_: Type) -> str | None:
    """Return a default as Python; None if it is not of its type."""
    if value is None:
        return "None"
    if type_ is Type.STRING and isinstance(value, str):
        return literal(value)
    if type_ is Type.BOOLEAN and isinstance(value, bool):
        return str(value)
    if type_ is Type.STRINGS and isinstance(value, list):
        items = ", ".join(map(literal, value))
        return f"({items},)" if len(value) == 1 else f"({items})"
    return None
