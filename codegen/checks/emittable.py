"""What can be emitted of a service: operations that cannot are left out, each with its reasons."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from codegen.checks.consistency import required_cycles
from codegen.checks.habits import habit_problems
from codegen.checks.pagination import pagination_problems
from codegen.checks.refusal import Refusal
from codegen.checks.refusals import bottomless, endless, unsupported
from codegen.checks.scopes import name_refusals
from codegen.checks.soundness import Check, examine
from codegen.checks.waiting import waiter_problems, waiters_left_out
from codegen.checks.wire_names import wire_name_refusals
from codegen.load.problems import Problem, refuse
from codegen.model.operations import Operation
from codegen.model.service import Service, apart_from, closure
from codegen.model.shapes import Shape

Reasons = Mapping[str, tuple[Problem, ...]]


def emittable(service: Service, *checks: Check) -> Service:
    """Return what can be emitted of a service; its `left_out` says what is missing, and why.

    Args:
        service: as it was read.
        checks: what else there is to find.

    Raises:
        ModelError: with everything that contradicts something else; or, where no operation is
            left, with everything that cannot be emitted.
    """
    problems, sound = examine(
        service,
        endless,
        required_cycles,
        pagination_problems,
        waiter_problems,
        habit_problems,
        *checks,
    )
    refusals = list(_refusals(sound))
    left_out = _reasons(sound, refusals)
    if problems or len(left_out) == len(service.operations):
        reasons = {problem for problems in left_out.values() for problem in problems}
        refusals = [each for each in refusals if each.problem in reasons]
        refuse([*problems, *(each.problem for each in refusals)])
    refused = {each.subject.name for each in refusals if isinstance(each.subject, Shape)}
    return _without(service, left_out, service.holding(refused))


def left_out_of(service: Service) -> Reasons:
    """Return why operations cannot be emitted, by their names; all of them may be there.

    Args:
        service: one that can be documented.
    """
    return _reasons(service, _refusals(service))


def _refusals(service: Service) -> Iterator[Refusal]:
    yield from bottomless(service)
    yield from unsupported(service)
    yield from name_refusals(service)
    yield from wire_name_refusals(service)


def _reasons(service: Service, refusals: Iterable[Refusal]) -> dict[str, tuple[Problem, ...]]:
    of_service: list[Problem] = []
    of_operations: dict[str, list[Problem]] = {}
    of_shapes: dict[str, list[Problem]] = {}
    for each in refusals:
        if isinstance(each.subject, Shape):
            of_shapes.setdefault(each.subject.name, []).append(each.problem)
        elif each.subject:
            of_operations.setdefault(each.subject.key, []).append(each.problem)
        else:
            of_service.append(each.problem)
    holders = service.holding(of_shapes)
    found = {
        name: (
            *of_service,
            *of_operations.get(name, ()),
            *(
                problem
                for shape in _reached(service, operation, holders)
                for problem in of_shapes.get(shape, ())
            ),
        )
        for name, operation in service.operations.items()
    }
    return {name: tuple(dict.fromkeys(each)) for name, each in found.items() if each}


def _reached(service: Service, operation: Operation, among: Collection[str]) -> Iterable[str]:
    """Return the names of the shapes that an operation reaches through no others than some."""
    roots = (operation.input_name, operation.output_name, *operation.error_names)
    return closure(
        (name for name in roots if name and name in among),
        lambda name: (
            part.target for part in service.shapes[name].references if part.target in among
        ),
    )


def _without(service: Service, left_out: Reasons, shapes: Collection[str]) -> Service:
    """Return a service without some operations, and without errors of some shapes."""
    odd = waiters_left_out(service)
    return replace(
        service,
        operations=apart_from(service.operations, left_out),
        errors=apart_from(service.errors, shapes),
        paginators=apart_from(service.paginators, left_out),
        waiters={
            name: waiter
            for name, waiter in service.waiters.items()
            if name not in odd and waiter.operation not in left_out
        },
        examples=apart_from(service.examples, left_out),
        guide=replace(service.guide, operations=apart_from(service.guide.operations, left_out)),
        left_out=left_out,
        waiters_left_out=odd,
    )
