"""Rules become statements: conditions an ``if``, endpoints a return, errors a raise.

A rule whose conditions hold and that gives nothing leaves the turn to the next one, as control
leaves an ``if``. Each rule becomes code once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from codegen.endpoints import expressions
from codegen.endpoints.layout import Group, Layout
from codegen.endpoints.scope import Locals, Scope, Variable
from codegen.endpoints.statements import Simple, Statement, depth_of, reads_of, when
from codegen.endpoints.values import Path, Refusal, Type, Value
from codegen.load.problems import Problem

# Blocks in blocks, in one function; Python reads 100, people fewer.
_DEEPEST_BLOCK = 6

# Rules in rules; each costs the compiler some of Python's 1000 frames. AWS's go 15 deep.
_DEEPEST_RULE = 100

# Variables that a rule sees, parameters aside; each costs two frames.
_MOST_VARIABLES = 200

# Functions of the runtime that raise if a value is not set, or cannot be encoded.
_RAISING = frozenset({"boolean_equals", "known", "string_equals", "substring", "uri_encode"})

_PASS = Simple("pass", "", frozenset(), ends=False)


@dataclass(frozen=True)
class Continuation:
    """A function that continues where `resolve` would nest too deeply.

    `ends` says that it never gives the turn back.
    """

    name: str
    parameters: tuple[Variable, ...]
    body: tuple[Statement, ...]
    ends: bool


class Compiler:
    """Compiles the rules of one rule set.

    Args:
        file: the rule set's file, for messages.
        parameters: the names of the parameters.
    """

    def __init__(self, file: str, parameters: frozenset[str]) -> None:
        self._file = file
        self._locals = Locals(parameters)
        self._most_variables = len(parameters) + _MOST_VARIABLES
        self.continuations: list[Continuation] = []
        self.problems: list[Problem] = []

    def rules(self, rules: list[Any], scope: Scope, path: Path) -> tuple[Statement, ...]:
        """Return the statements of rules in their order; those after an end are dropped."""
        if len(path) > 2 * _DEEPEST_RULE:
            self._refuse(Refusal(path, f"rules stand in rules more than {_DEEPEST_RULE} deep"))
            return ()
        statements: list[Statement] = []
        for index, rule in enumerate(rules):
            before = len(self.continuations)
            compiled: tuple[Statement, ...] = ()
            try:
                compiled = self._conditions(rule, 0, scope, (*path, index))
            except Refusal as refusal:
                self._refuse(refusal)
            if compiled and not ends(statements):
                statements += compiled
            else:
                del self.continuations[before:]  # nobody calls them
        return tuple(statements)

    def _refuse(self, refusal: Refusal) -> None:
        self.problems.append(refusal.problem(self._file))

    def _conditions(self, rule: Any, index: int, scope: Scope, path: Path) -> tuple[Statement, ...]:
        """Return the statements of a rule from one of its conditions on."""
        tests: list[Value] = []
        for place in range(index, len(rule["conditions"])):
            condition = rule["conditions"][place]
            where = (*path, "conditions", place)
            value = expressions.expression(condition, scope, where)
            if "assign" in condition:
                return self._assignment(rule, place, value, scope, path, tests)
            tests.append(_test(value))
            if _is_set_reference(condition):
                scope = scope.knowing(condition["argv"][0]["ref"])
        return _guarded(tests, self._outcome(rule, scope, path))

    def _assignment(
        self, rule: Any, place: int, value: Value, scope: Scope, path: Path, tests: list[Value]
    ) -> tuple[Statement, ...]:
        """Return a condition that assigns, and what follows it, under the tests before it."""
        name = rule["conditions"][place]["assign"]
        where = (*path, "conditions", place, "assign")
        if len(scope.variables) >= self._most_variables:
            raise Refusal(where, f"more than {_MOST_VARIABLES} conditions assign a value")
        if name in scope.variables:
            raise Refusal(where, f"{name!r} has a value already, which cannot be replaced")
        variable = Variable(self._locals.name(name, value), value.type, optional=False)
        assign = Simple(f"{variable.code} = ", value.code, value.reads, ends=False)
        follow = self._conditions(rule, place + 1, scope.having(name, variable), path)
        follow = _guarded([_test(Value(variable.code, value.type, value.optional))], follow)
        is_needed = follow or _may_raise(value.reads)
        return _guarded(tests, (assign, *follow) if is_needed else ())

    def _outcome(self, rule: Any, scope: Scope, path: Path) -> tuple[Statement, ...]:
        if rule["type"] == "endpoint":
            return (_endpoint(rule["endpoint"], scope, (*path, "endpoint")),)
        if rule["type"] == "error":
            return (_error(rule["error"], scope, (*path, "error")),)
        body = self.rules(rule["rules"], scope, (*path, "rules"))
        return self._continued(body, scope) if depth_of(body) >= _DEEPEST_BLOCK else body

    def _continued(self, body: tuple[Statement, ...], scope: Scope) -> tuple[Statement, ...]:
        """Return a call of a function that has `body`."""
        reads = reads_of(body)
        parameters = tuple(each for each in scope.variables.values() if each.code in reads)
        name = f"_resolve_{len(self.continuations) + 1}"
        rest = Continuation(name, parameters, body, ends(body))
        self.continuations.append(rest)
        items = tuple(("", each.code) for each in parameters)
        names = frozenset(each.code for each in parameters)
        call = Group(f"{name}(", items, ")", is_call=True)
        if rest.ends:
            return (Simple("return ", call, names, ends=True),)
        found = Simple("return ", "found", frozenset(), ends=True)
        return (
            Simple("found = ", call, names, ends=False),
            when(("found is not None",), frozenset(), (found,)),
        )


def ends(statements: tuple[Statement, ...] | list[Statement]) -> bool:
    """Tell whether control never passes these statements."""
    return bool(statements) and statements[-1].ends


def _guarded(tests: list[Value], body: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Return statements under tests, without those whose outcome is known.

    Where nothing can follow the tests, those stay that may raise.
    """
    asked = []
    for each in tests:
        if each.constant is False:
            body = ()
            break
        if each.constant is None:
            asked.append(each)
    while not body and asked and not _may_raise(asked[-1].reads):
        asked.pop()
    if not asked:
        return body
    reads = frozenset[str]().union(*(each.reads for each in asked))
    return (when(tuple(each.code for each in asked), reads, body or (_PASS,)),)


def _may_raise(reads: frozenset[str]) -> bool:
    return not reads.isdisjoint(_RAISING)


def _test(value: Value) -> Value:
    """Return what a condition asks: a boolean must be true, anything else must be set."""
    if value.type is Type.BOOLEAN:
        return value
    if not value.optional:
        return Value("True", Type.BOOLEAN, constant=True)
    return Value(f"{value.code} is not None", Type.BOOLEAN, reads=value.reads)


def _is_set_reference(condition: Any) -> bool:
    """Tell whether a condition makes sure that a variable is set."""
    if condition["fn"] != "isSet":
        return False
    (argument,) = condition["argv"]
    return isinstance(argument, dict) and "ref" in argument


def _endpoint(node: Any, scope: Scope, path: Path) -> Simple:
    url = expressions.text(node["url"], scope, (*path, "url"))
    items: list[tuple[str, Layout]] = [("", url.code)]
    reads = url.reads
    for name in ("properties", "headers"):
        if node.get(name):
            layout, names = expressions.record(node[name], scope, (*path, name))
            items.append((f"{name}=", layout))
            reads |= names
    call = Group("endpoints.Endpoint(", tuple(items), ")", is_call=True)
    return Simple("return ", call, reads, ends=True)


def _error(node: Any, scope: Scope, path: Path) -> Simple:
    message = expressions.text(node, scope, path)
    call = Group("EndpointResolutionError(", (("", message.code),), ")", is_call=True)
    return Simple("raise ", call, message.reads | {"EndpointResolutionError"}, ends=True)
