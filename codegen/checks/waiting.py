"""What can be waited for: what `waiters-2.json` says, held against its model."""

from __future__ import annotations

from collections.abc import Iterator

from codegen.checks.scopes import Names
from codegen.load.problems import Problem, path_of
from codegen.model.expressions import Both, Comparison, Expression, Length, Place
from codegen.model.service import Service
from codegen.model.shapes import Shape
from codegen.model.waiters import Acceptor, Matcher, Waiter

# Of `wait`, beside the arguments of the operation.
_ARGUMENTS = ("self", "WaiterConfig")

_SCALARS = ("boolean", "integer", "long", "string")


def waiter_problems(service: Service) -> Iterator[Problem]:
    """Yield the waiters for operations that the model does not have."""
    for name, waiter in service.waiters.items():
        if waiter.operation not in service.operations:
            path = path_of("waiters", name, "operation")
            what = f"there is no operation {waiter.operation!r}"
            yield Problem(service.sources.waiters, path, what)


def waiters_left_out(service: Service) -> dict[str, tuple[Problem, ...]]:
    """Return why waiters cannot be emitted, by their names; all of them may be there."""
    names = Names(service.sources.waiters, "waiter")
    found = {name: tuple(_problems(service, each, names)) for name, each in service.waiters.items()}
    return {name: problems for name, problems in found.items() if problems}


def _problems(service: Service, waiter: Waiter, names: Names) -> Iterator[Problem]:
    file, path = service.sources.waiters, path_of("waiters", waiter.key)
    operation = service.operations[waiter.operation]
    shared = names.claim(waiter.name, waiter.key, "waiters", waiter.key)
    if shared:
        yield shared
    for argument in _ARGUMENTS:
        if argument in map(operation.argument, operation.members):
            what = f"{operation.key!r} has a member {argument!r}, which `wait` has itself"
            yield Problem(file, path, what)
    for index, acceptor in enumerate(waiter.acceptors):
        what = _problem(operation.output, acceptor) if acceptor.matcher.is_of_result else ""
        if what:
            place = path_of("waiters", waiter.key, "acceptors", index, "argument")
            yield Problem(file, place, what)


def _problem(output: Shape | None, acceptor: Acceptor) -> str:
    """Return what is wrong with where an acceptor looks, nothing if all is right."""
    expression = acceptor.expression
    if expression is None:
        return f"{acceptor.text!r} is not an expression that is understood"
    is_several = isinstance(expression, Place) and expression.is_several
    if is_several is (acceptor.matcher is Matcher.VALUE):
        number = "one value" if is_several else "a member of each item of a list"
        return f"{acceptor.matcher.value} takes {number}"
    if isinstance(expression, (Comparison, Both)) and not isinstance(acceptor.expected, bool):
        return "a comparison is true or false"
    return next(filter(None, (_misleads(output, *each) for each in _looked_at(expression))), "")


def _looked_at(expression: Expression) -> Iterator[tuple[Place, tuple[str, ...]]]:
    """Yield the places in an expression, with the types that are expected there."""
    if isinstance(expression, Place):
        yield expression, _SCALARS
    elif isinstance(expression, Length):
        yield expression.place, ("list",)
    elif isinstance(expression, Comparison):
        of_text = isinstance(expression.expected, str) and isinstance(expression.value, Place)
        for place, kinds in _looked_at(expression.value):
            yield place, ("string",) if of_text else kinds
    else:
        for test in expression.tests:
            yield from _looked_at(test)


def _misleads(shape: Shape | None, place: Place, expected: tuple[str, ...]) -> str:
    """Return where a place leads that is not there, or is something else than expected."""
    lists = 0
    for step in place.steps:
        if shape is None or step.name not in shape.members:
            return f"the output has no member {step.name!r} there"
        shape = shape.members[step.name].shape
        if step.each and (not shape.is_list or shape.sparse):
            return f"{step.name!r} is not a list of which each item is there"
        lists += step.each
        if step.each and expected != ("list",):
            shape = shape.element.shape
    is_last = place.steps[-1].each
    if lists > 1 or (lists and is_last is not (expected == ("list",))):
        return "which items are meant is not understood"
    if shape is None or shape.type.name not in expected:
        return f"what is there is not a {' or '.join(expected)}"
    return ""
