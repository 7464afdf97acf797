"""The standard functions: what each takes, and the Python for a call of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from codegen.endpoints.attributes import attribute
from codegen.endpoints.values import Path, Refusal, Type, Value

_Emit = Callable[[Sequence[Value], Path], Value]


@dataclass(frozen=True)
class Function:
    """A function of the standard library.

    Args:
        takes: the type of each argument; None for any.
        emit: makes the expression from arguments of those types.
    """

    takes: tuple[Type | None, ...]
    emit: _Emit


def call(name: str, arguments: Sequence[Value], path: Path) -> Value:
    """Return the expression of a call.

    Args:
        name: the function, as `known` accepts it.
        arguments: its arguments.
        path: where the rule set has the call.

    Raises:
        Refusal: the arguments are too many, too few or of the wrong types.
    """
    function = FUNCTIONS[name]
    for index, (expected, value) in enumerate(zip(function.takes, arguments, strict=True)):
        if expected is not None and value.type is not expected:
            wrong = f"{name} takes {expected.title} here, got {value.type.title}"
            raise Refusal((*path, "argv", index), wrong)
    return function.emit(arguments, path)


def check(name: str, count: int, path: Path) -> None:
    """Make sure that there is a function of that name, and that it takes so many arguments.

    Raises:
        Refusal: it is not one of the standard functions, or takes another number.
    """
    if name not in FUNCTIONS:
        raise Refusal(
            (*path, "fn"), f"no function {name!r} is known; there are {', '.join(FUNCTIONS)}"
        )
    expected = len(FUNCTIONS[name].takes)
    if count != expected:
        arguments = "1 argument" if expected == 1 else f"{expected} arguments"
        raise Refusal((*path, "argv"), f"{name} takes {arguments}, got {count}")


def _is_set(arguments: Sequence[Value], _: Path) -> Value:
    (value,) = arguments
    if not value.optional:
        return _constant(True)
    return _comparison(f"{value.code} is not None", f"{value.code} is None", value)


def _not(arguments: Sequence[Value], _: Path) -> Value:
    (value,) = arguments
    if value.constant is not None:
        return _constant(not value.constant)
    opposite = value.negated or f"not {value.code}"
    return _comparison(opposite, f"bool({value.code})" if value.optional else value.code, value)


def _boolean_equals(arguments: Sequence[Value], _: Path) -> Value:
    one, other = sorted(arguments, key=lambda value: value.constant is not None)
    if one.optional or other.optional:
        return _runtime("boolean_equals", Type.BOOLEAN, *arguments)
    if other.constant is None:
        return _equal(one, other)
    if one.constant is not None:
        return _constant(one.constant is other.constant)
    return one if other.constant else _not([one], ())


def _string_equals(arguments: Sequence[Value], _: Path) -> Value:
    one, other = arguments
    if one.optional or other.optional:
        return _runtime("string_equals", Type.BOOLEAN, *arguments)
    if one.constant is not None and other.constant is not None:
        return _constant(one.constant == other.constant)
    # The constant behind: `"aws" == name` reads backwards, and linters say so.
    return _equal(one, other) if one.constant is None else _equal(other, one)


def _get_attr(arguments: Sequence[Value], path: Path) -> Value:
    value, steps = arguments
    if not isinstance(steps.constant, str):
        raise Refusal((*path, "argv", 1), "getAttr takes a constant path")
    return attribute(value, steps.constant, (*path, "argv", 1))


def _partition(arguments: Sequence[Value], _: Path) -> Value:
    (region,) = arguments
    function = "_partition_or_first" if region.optional else "_partition"
    return _runtime(function, Type.PARTITION, region)


def _parse_url(arguments: Sequence[Value], _: Path) -> Value:
    return _runtime("parse_url", Type.URL, *arguments, optional=True)


def _parse_arn(arguments: Sequence[Value], _: Path) -> Value:
    return _runtime("parse_arn", Type.ARN, *arguments, optional=True)


def _is_valid_host_label(arguments: Sequence[Value], path: Path) -> Value:
    if arguments[1].optional:
        raise Refusal((*path, "argv", 1), "may be unset here; ask isSet first")
    return _runtime("is_valid_host_label", Type.BOOLEAN, *arguments)


def _substring(arguments: Sequence[Value], path: Path) -> Value:
    if arguments[3].optional:
        raise Refusal((*path, "argv", 3), "may be unset here; ask isSet first")
    return _runtime("substring", Type.STRING, *arguments, optional=True)


def _uri_encode(arguments: Sequence[Value], _: Path) -> Value:
    (value,) = arguments
    code = value.if_set(lambda text: f"uri_encode({text})")
    return Value(code, Type.STRING, value.optional, reads=value.reads | {"uri_encode"})


FUNCTIONS = {
    "isSet": Function((None,), _is_set),
    "not": Function((Type.BOOLEAN,), _not),
    "booleanEquals": Function((Type.BOOLEAN, Type.BOOLEAN), _boolean_equals),
    "stringEquals": Function((Type.STRING, Type.STRING), _string_equals),
    "getAttr": Function((None, Type.STRING), _get_attr),
    "aws.partition": Function((Type.STRING,), _partition),
    "parseURL": Function((Type.STRING,), _parse_url),
    "isValidHostLabel": Function((Type.STRING, Type.BOOLEAN), _is_valid_host_label),
    "substring": Function((Type.STRING, Type.NUMBER, Type.NUMBER, Type.BOOLEAN), _substring),
    "uriEncode": Function((Type.STRING,), _uri_encode),
    "aws.parseArn": Function((Type.STRING,), _parse_arn),
}


def _runtime(function: str, type_: Type, *arguments: Value, optional: bool = False) -> Value:
    code = f"{function}({', '.join(argument.code for argument in arguments)})"
    return Value(code, type_, optional, reads=_reads(*arguments) | {function})


def _equal(one: Value, other: Value) -> Value:
    return _comparison(
        f"{one.operand} == {other.operand}", f"{one.operand} != {other.operand}", one, other
    )


def _comparison(code: str, negated: str, *operands: Value) -> Value:
    return Value(code, Type.BOOLEAN, reads=_reads(*operands), negated=negated)


def _constant(value: bool) -> Value:
    return Value(str(value), Type.BOOLEAN, constant=value)


def _reads(*values: Value) -> frozenset[str]:
    return frozenset[str]().union(*(value.reads for value in values))
