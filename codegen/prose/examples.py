"""Examples, held against their model and against what its prose allows.

An example is what readers copy. AWS's own for one operation has a value that the service
refuses: a hyphen for an underscore.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from codegen.load.problems import Problem, path_of
from codegen.model.service import Service
from codegen.model.shapes import Reference, Shape
from codegen.prose.allowed import allowed_values

# Where an example is wrong, and what is wrong there.
_Fault = tuple[str, str]


def example_problems(service: Service) -> Iterator[Problem]:
    """Yield what is wrong with the examples of a service, whose operations its model has."""
    for name, examples in service.examples.items():
        operation = service.operations[name]
        check = _Check(service.advice_of(operation).values)
        for index, example in enumerate(examples):
            for side, shape, value in (
                ("input", operation.input, example.input),
                ("output", operation.output, example.output),
            ):
                if shape is not None and value is not None:
                    path = path_of("examples", name, index, side)
                    for where, what in check.value(path, shape, value):
                        yield Problem(service.sources.examples, where, what)


class _Check:
    """Looks through a value; `values` is what the guide allows for members of an input."""

    def __init__(self, values: Mapping[str, tuple[str, ...]]) -> None:
        self._values = values

    def value(self, path: str, shape: Shape, value: Any) -> Iterator[_Fault]:
        if not _fits(shape, value):
            yield path, f"is not of type {shape.type.name}"
        elif shape.is_structure:
            yield from self._structure(path, shape, value)
        elif shape.is_list:
            for index, item in enumerate(value):
                yield from self.value(f"{path}[{index}]", shape.element.shape, item)
        elif shape.is_map:
            for key, item in value.items():
                yield from self.value(f"{path}.{key}", shape.element.shape, item)

    def _structure(self, path: str, shape: Shape, value: Any) -> Iterator[_Fault]:
        for name in shape.required:
            if name not in value:
                yield path, f"lacks {name!r}, which is required"
        for name, item in value.items():
            if name not in shape.members:
                yield f"{path}.{name}", "the model has no such member"
                continue
            member = shape.members[name]
            yield from self.value(f"{path}.{name}", member.shape, item)
            yield from self._allowed(f"{path}.{name}", name, member, item)

    def _allowed(self, path: str, name: str, member: Reference, value: Any) -> Iterator[_Fault]:
        allowed = allowed_values(member) or self._values.get(name, ())
        for each in value if isinstance(value, list) else [value]:
            if allowed and each not in allowed:
                yield path, f"{each!r} is not one of {', '.join(allowed)}"


def _fits(shape: Shape, value: Any) -> bool:
    # bool is a subclass of int, but true is not a number.
    return isinstance(value, shape.type.json) and (
        bool in shape.type.json or not isinstance(value, bool)
    )
