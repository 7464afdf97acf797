"""What the habits beside a model say wrongly: they, held against it."""

from __future__ import annotations

from collections.abc import Iterator

from codegen.checks.wire_names import OWN_HEADERS
from codegen.load.problems import Problem, path_of
from codegen.model.habits import OperationHabits
from codegen.model.locations import Location
from codegen.model.operations import Operation
from codegen.model.service import Service

_Fault = tuple[tuple[str, ...], str]


def habit_problems(service: Service) -> Iterator[Problem]:
    """Yield what habits name and the model does not have, or has as something else.

    Those that stand beside no model say nothing of what it lacks: a model may be part of AWS's.
    """
    file = service.sources.habits
    if file:
        for path, what in _faults(service):
            yield Problem(file, path_of(*path), what)


def _faults(service: Service) -> Iterator[_Fault]:
    for name in service.habits.headers:
        if name.lower() in OWN_HEADERS:
            yield ("headers", name), f"the client sets the header {name!r} itself"
    for name in service.habits.defaults:
        owners = [each for each in service.inputs.values() if name in each.members]
        kinds = {each.members[name].shape.type.name for each in owners}
        if kinds != {"string"}:
            listed = " and ".join(f"a {kind}" for kind in sorted(kinds))
            what = f"{name!r} is {listed}: expected a string" if kinds else "no input has it"
            yield ("defaults", name), what
    for name, habits in service.habits.operations.items():
        operation = service.operations.get(name)
        if operation is None:
            yield ("operations", name), f"there is no operation {name!r}"
            continue
        for path, what in _of_operation(operation, habits):
            yield ("operations", name, *path), what


def _of_operation(operation: Operation, habits: OperationHabits) -> Iterator[_Fault]:
    if habits.form and operation.at(Location.BODY, Location.PAYLOAD):
        yield ("form",), "its input has a body already"
    payload = [each.shape.type.name for each in operation.at(Location.PAYLOAD)]
    if habits.tree_hash and payload != ["blob"]:
        yield ("treeHash",), "its input has no member of bytes that is the body"
    for member in habits.arguments:
        if member not in operation.members:
            yield ("arguments", member), f"the input of {operation.key!r} has no member {member!r}"
