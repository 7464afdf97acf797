"""What a guide says wrongly: it, held against its model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from codegen.load.problems import Problem, path_of
from codegen.model.guide import Advice, Case, Variants
from codegen.model.operations import Operation
from codegen.model.runtime import MODULES
from codegen.model.service import Service
from codegen.prose.allowed import allowed_values


def guide_problems(service: Service) -> Iterator[Problem]:
    """Yield what a guide names and its model does not have, and what the two see differently.

    Args:
        service: names in its model all lead somewhere.
    """
    file = service.sources.guide
    for name in service.guide.errors:
        if name not in service.errors:
            yield Problem(file, path_of("errors", name), f"there is no error {name!r}")
    yield from _received(service, "always", service.guide.always)
    yield from _received(service, "shown", service.guide.shown)
    yield from _nouns(service)
    for name, advice in service.guide.operations.items():
        path = path_of("operations", name)
        if name not in service.operations:
            yield Problem(file, path, f"there is no operation {name!r}")
        else:
            yield from _operation(file, path, advice, service.operations[name])


def _nouns(service: Service) -> Iterator[Problem]:
    """Yield the kinds of variants whose module would have a name that is taken."""
    taken = {*MODULES, "client", *(each.function for each in service.operations.values())}
    for name, advice in service.guide.operations.items():
        if advice.variants and f"{advice.variants.noun}s" in taken:
            path = path_of("operations", name, "variants", "noun")
            what = f"a package has something called {advice.variants.noun}s already"
            yield Problem(service.sources.guide, path, what)


def _received(service: Service, key: str, said: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
    """Yield what the guide says of responses and cannot be so.

    What requests have too is not among them: callers make it themselves.
    """
    file = service.sources.guide
    for name, members in said.items():
        if name not in service.received or name in service.sent:
            path = path_of(key, name)
            yield Problem(file, path, f"{name!r} is not a structure that only responses have")
            continue
        for index, member in enumerate(members):
            if member not in service.shapes[name].members:
                path = path_of(key, name, index)
                yield Problem(file, path, f"{name!r} has no member {member!r}")


def _operation(file: str, path: str, advice: Advice, operation: Operation) -> Iterator[Problem]:
    for error in advice.errors:
        if error not in operation.error_names:
            what = f"{operation.key!r} has no such error"
            yield Problem(file, f"{path}.errors.{error}", what)
    if advice.permissions is not None and operation.is_unsigned:
        yield Problem(file, f"{path}.permissions", "the operation takes no credentials")
    for member in advice.values:
        if member not in operation.members:
            yield _no_member(file, f"{path}.values.{member}", member)
        elif allowed_values(operation.members[member]):
            what = "the model says itself what this member may be"
            yield Problem(file, f"{path}.values.{member}", what)
    if advice.variants:
        yield from _variants(file, f"{path}.variants", advice.variants, operation)


def _variants(file: str, path: str, variants: Variants, operation: Operation) -> Iterator[Problem]:
    decider = variants.member
    if decider not in operation.members:
        yield _no_member(file, f"{path}.member", decider)
        return
    allowed = allowed_values(operation.members[decider])
    for index, case in enumerate(variants.cases):
        place = f"{path}.cases[{index}]"
        if allowed and case.value not in allowed:
            what = f"the model does not allow {case.value!r} for {decider!r}"
            yield Problem(file, f"{place}.value", what)
        yield from _case(file, place, case, operation)


def _case(file: str, path: str, case: Case, operation: Operation) -> Iterator[Problem]:
    seen = set(operation.input.required if operation.input else ())
    for use, names in (("required", case.required), ("optional", case.optional)):
        for index, name in enumerate(names):
            place = f"{path}.{use}[{index}]"
            if name not in operation.members:
                yield _no_member(file, place, name)
            elif name in seen:
                what = f"{name!r} is named before, or required in every case"
                yield Problem(file, place, what)
            seen.add(name)


def _no_member(file: str, path: str, member: str) -> Problem:
    return Problem(file, path, f"the input has no member {member!r}")
