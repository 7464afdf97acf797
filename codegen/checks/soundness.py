"""What can be looked at of a service that contradicts itself, so that all is told at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from codegen.checks.consistency import contradictions, in_operation, in_shape
from codegen.load.problems import Problem
from codegen.model.operations import Operation
from codegen.model.service import Service, apart_from

Check = Callable[[Service], Iterable[Problem]]


def examine(service: Service, *checks: Check) -> tuple[list[Problem], Service]:
    """Return what is wrong with a service, and what of it hangs on no contradiction.

    Args:
        service: as it was read.
        checks: what else to look at, where nothing contradicts itself.
    """
    found = list(contradictions(service))
    sound = _sound_part(service) if found else service
    return [*found, *(problem for check in checks for problem in check(sound))], sound


def _sound_part(service: Service) -> Service:
    unsound = _unsound_shapes(service)
    lost = {
        name
        for name, operation in service.operations.items()
        if any(in_operation(service, operation)) or not unsound.isdisjoint(_shapes_of(operation))
    }
    sound = replace(
        service,
        shapes=apart_from(service.shapes, unsound),
        operations=apart_from(service.operations, lost),
        errors=apart_from(service.errors, unsound),
        paginators=apart_from(service.paginators, lost),
        waiters={
            name: waiter for name, waiter in service.waiters.items() if waiter.operation not in lost
        },
        examples=apart_from(service.examples, lost),
    )
    # Of a structure that is received no more, nothing can be told.
    unreached = service.shapes.keys() - sound.received.keys()
    guide = replace(
        service.guide,
        errors=apart_from(service.guide.errors, unsound),
        always=apart_from(service.guide.always, unreached),
        shown=apart_from(service.guide.shown, unreached),
        operations=apart_from(service.guide.operations, lost),
    )
    return replace(sound, guide=guide)


def _unsound_shapes(service: Service) -> frozenset[str]:
    """Return the names of shapes that are wrong or not there, and of those that hold one."""
    shapes = service.shapes
    wrong = {name for name, shape in shapes.items() if any(in_shape(service, shape))}
    named = {part.target for shape in shapes.values() for part in shape.references}
    named.update(*map(_shapes_of, service.operations.values()))
    return service.holding(wrong | (named - shapes.keys()))


def _shapes_of(operation: Operation) -> set[str]:
    names = (operation.input_name, operation.output_name, *operation.error_names)
    return {name for name in names if name}
