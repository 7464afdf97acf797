"""Waiters: a class for each thing that can be waited for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from codegen.escape import literal
from codegen.layout import INDENT, Group, Layout, lines_apart
from codegen.model.expressions import Both, Comparison, Expression, Length, Place, Step
from codegen.model.operations import Operation
from codegen.model.service import Service
from codegen.model.waiters import Acceptor, Matcher, Waiter
from codegen.package.choices import Choices
from codegen.package.docstrings import Docstrings
from codegen.package.module import Code, Module, Part
from codegen.package.operations import arguments
from codegen.package.parts import module_of
from codegen.package.variants import Argument
from codegen.prose.document import Docstring


@dataclass(frozen=True)
class WaiterClass(Part):
    """A class: the record of what is waited for, and the method that waits.

    `acceptors` are the functions that the record uses.
    """

    uses = ("Waiter", "Waiting", "_client_method", "operations")
    annotates = ("WaiterConfig",)

    name: str
    waiter: str
    docstring: Docstring
    record: tuple[str, ...]
    acceptors: tuple[Code, ...]
    method_docstring: Docstring
    arguments: tuple[Argument, ...]
    signature: tuple[str, ...]


def waiters_module(service: Service, docstrings: Docstrings, choices: Choices) -> Module:
    """Return the module of waiters, in the order that boto3 has for their names."""
    waiters = tuple(
        _class(docstrings, choices, waiter, service.operations[waiter.operation])
        for _, waiter in sorted(service.waiters.items())
    )
    return module_of("waiters.py", service.sources.origin, {"waiters": waiters})


def _class(
    docstrings: Docstrings, choices: Choices, waiter: Waiter, operation: Operation
) -> WaiterClass:
    of_operation = arguments(operation, choices)
    return WaiterClass(
        name=waiter.class_name,
        waiter=waiter.name,
        docstring=docstrings.waiter(waiter),
        record=tuple(lines_apart("_waiting = ", _record(waiter, operation), INDENT)),
        acceptors=tuple(Code(_function(each)) for each in waiter.acceptors),
        method_docstring=docstrings.wait(waiter, operation),
        arguments=of_operation,
        signature=tuple(
            line for each in of_operation for line in each.declared(each.required, INDENT * 2)
        ),
    )


def _record(waiter: Waiter, operation: Operation) -> Group:
    acceptors = tuple(("", _acceptor(each)) for each in waiter.acceptors)
    return Group(
        "Waiting(",
        (
            ("name=", literal(waiter.key)),
            ("operation=", f"operations.{operation.record}"),
            ("delay=", str(waiter.delay)),
            ("max_attempts=", str(waiter.most)),
            ("acceptors=", Group("[", acceptors, "]", is_call=False)),
        ),
        ")",
        is_call=True,
    )


def _function(acceptor: Acceptor) -> str:
    """Return the name of what makes an acceptor."""
    return "on_result" if acceptor.matcher.is_of_result else f"on_{acceptor.matcher.value}"


def _acceptor(acceptor: Acceptor) -> Group:
    items = [literal(acceptor.state), *_seen(acceptor)]
    return Group(f"{_function(acceptor)}(", tuple(("", item) for item in items), ")", is_call=True)


def _seen(acceptor: Acceptor) -> Iterator[Layout]:
    """Yield what an acceptor looks for."""
    if acceptor.expression is None:
        expected = acceptor.expected
        yield literal(expected) if isinstance(expected, str) else repr(expected)
    else:
        yield literal(acceptor.in_words)
        yield f"lambda result: {_condition(acceptor, acceptor.expression)}"


def _condition(acceptor: Acceptor, expression: Expression) -> str:
    """Return the condition under which a result is what an acceptor expects."""
    if isinstance(expression, Both):
        tests = " and ".join(map(_comparison, expression.tests))
        return tests if acceptor.expected else f"not ({tests})"
    if isinstance(expression, Comparison):
        return _comparison(expression if acceptor.expected else expression.opposite)
    if isinstance(acceptor.expected, bool):
        return f"{_value(expression)} is {acceptor.expected}"
    expected = _constant(acceptor.expected)
    if acceptor.matcher is Matcher.ANY_VALUE:
        return f"{expected} in {_value(expression)}"
    if acceptor.matcher is Matcher.EACH_VALUE:
        # Items without the value do not count, and where there is none, it is not each.
        return f"{_value(expression, '{}')} - {{None}} == {{{expected}}}"
    return f"{_value(expression)} == {expected}"


def _comparison(comparison: Comparison) -> str:
    return f"{_value(comparison.value)} {comparison.sign} {_constant(comparison.expected)}"


def _constant(value: str | int) -> str:
    return literal(value) if isinstance(value, str) else str(value)


def _value(expression: Place | Length, brackets: str = "[]") -> str:
    """Return what gives a value; those of each item stand in brackets."""
    if isinstance(expression, Length):
        # A list that a service leaves out is empty.
        *before, last = expression.place.steps
        return f"len({_at('result', (*before, Step(last.name, each=True)), brackets)})"
    return _at("result", expression.steps, brackets)


def _at(start: str, steps: tuple[Step, ...], brackets: str) -> str:
    """Return what gives the value that steps lead to, None if it is not there."""
    step, *others = steps
    rest = tuple(others)
    default = "()" if step.each else "{}"
    there = f"{start}.get({literal(step.name)}, {default})"
    if step.each and rest:
        return f"{brackets[0]}{_at('each', rest, brackets)} for each in {there}{brackets[1]}"
    if rest:
        return _at(there, rest, brackets)
    return there if step.each else f"{start}.get({literal(step.name)})"
