"""Names that two things would share in Python, or that Python or the package has taken."""

from __future__ import annotations

from collections.abc import Iterator

from codegen.load.problems import Problem, path_of
from codegen.model.names import can_be_class, can_be_function
from codegen.model.runtime import COMMON_ERRORS
from codegen.model.service import Service


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
        self.problems: list[Problem] = []

    def claim(self, name: str, owner: str, path: str) -> None:
        """Note that `owner` gets `name`; a problem if another has it."""
        first = self._owners.setdefault(name, owner)
        if first != owner:
            self.problems.append(
                Problem(
                    self._file,
                    path,
                    f"{owner!r} and {first!r} would both be the {self._scope} `{name}` in Python",
                )
            )


def name_problems(service: Service) -> Iterator[Problem]:
    """Yield what cannot be named in Python as it should be."""
    yield from _operations(service)
    yield from _arguments(service)
    yield from _shapes(service)


def _operations(service: Service) -> Iterator[Problem]:
    file = service.sources.service
    functions = Names(file, "function")
    for name, operation in service.operations.items():
        path = path_of("operations", name)
        functions.claim(operation.function, name, path)
        if not can_be_function(name):
            yield Problem(file, path, f"{name!r} cannot be the name of a Python function here")
    yield from functions.problems


def _arguments(service: Service) -> Iterator[Problem]:
    for operation in service.operations.values():
        arguments = Names(service.sources.service, "argument")
        for member in operation.members:
            path = path_of("shapes", operation.input_name or "", "members", member)
            arguments.claim(operation.argument(member), member, path)
        yield from arguments.problems


def _shapes(service: Service) -> Iterator[Problem]:
    file = service.sources.service
    functions = Names(file, "suffix of functions")
    for name, shape in service.used.items():
        path = path_of("shapes", name)
        if shape.code is None and shape.type.is_emitted:
            functions.claim(shape.snake_name, name, path)
        if shape.is_structure and not can_be_class(name):
            yield Problem(file, path, f"{name!r} cannot be the name of a Python class here")
        if shape.is_error and name in COMMON_ERRORS:
            yield Problem(file, path, f"every package has an error {name!r} already")
        if name in service.results and "ResponseMetadata" in shape.members:
            path = path_of("shapes", name, "members", "ResponseMetadata")
            yield Problem(file, path, "every result has this member already")
    yield from functions.problems
