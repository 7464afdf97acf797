"""Names that two things would share in Python, or that Python or the package has taken."""

from __future__ import annotations

from collections.abc import Iterator

from codegen.checks.refusal import Refusal
from codegen.load.problems import Problem, path_of
from codegen.model.names import can_be_class, can_be_function
from codegen.model.operations import Operation
from codegen.model.service import Service
from codegen.model.shapes import Shape


class Names:
    """The names of one scope; two things must not share one.

    Args:
        file: the model's file, for messages.
        scope: what the names are, for messages.
    """

    def __init__(self, file: str, scope: str) -> None:
        self._file = file
        self._scope = scope
        self._owners: dict[str, str] = {}

    def claim(self, name: str, owner: str, *place: str) -> Problem | None:
        """Note that `owner`, which stands at a place, gets `name`; a problem if another has it."""
        first = self._owners.setdefault(name, owner)
        if first == owner:
            return None
        what = f"{owner!r} and {first!r} would both be the {self._scope} `{name}` in Python"
        return Problem(self._file, path_of(*place), what)


def name_refusals(service: Service) -> Iterator[Refusal]:
    """Yield what cannot be named in Python as it should be."""
    yield from _operations(service)
    yield from _arguments(service)
    yield from _shapes(service)


def _operations(service: Service) -> Iterator[Refusal]:
    file = service.sources.service
    functions = Names(file, "function")
    for name, operation in service.operations.items():
        claimed = functions.claim(operation.function, name, "operations", name)
        yield from _refused(operation, claimed)
        if not can_be_function(name):
            what = f"{name!r} cannot be the name of a Python function here"
            yield Refusal(operation, Problem(file, path_of("operations", name), what))


def _arguments(service: Service) -> Iterator[Refusal]:
    for operation in service.operations.values():
        arguments = Names(service.sources.service, "argument")
        for member in operation.members:
            place = ("shapes", operation.input_name or "", "members", member)
            claimed = arguments.claim(operation.argument(member), member, *place)
            yield from _refused(operation, claimed)


def _shapes(service: Service) -> Iterator[Refusal]:
    file = service.sources.service
    functions = Names(file, "suffix of functions")
    classes = Names(file, "class")
    for name, shape in service.used.items():
        place = ("shapes", name)
        if shape.code is None:
            yield from _refused(shape, functions.claim(shape.snake_name, name, *place))
            if service.body_constant(shape) != shape.constant:
                body = service.body_constant(shape).lower()
                yield from _refused(shape, functions.claim(body, name, *place))
        yield from _refused(shape, classes.claim(shape.class_name, name, *place))
        if shape.is_structure and not can_be_class(name):
            what = f"{name!r} cannot be the name of a Python class here"
            yield Refusal(shape, Problem(file, path_of(*place), what))
        if name in service.results and "ResponseMetadata" in shape.members:
            path = path_of("shapes", name, "members", "ResponseMetadata")
            yield Refusal(shape, Problem(file, path, "every result has this member already"))


def _refused(subject: Operation | Shape, problem: Problem | None) -> Iterator[Refusal]:
    if problem:
        yield Refusal(subject, problem)
