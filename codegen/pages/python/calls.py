"""Calls: signatures, syntax and examples, as Python."""

from __future__ import annotations

from collections.abc import Iterator

from codegen.model.annotations import member_annotation
from codegen.model.operations import Operation
from codegen.model.service import Example
from codegen.pages.python.expressions import Skeleton, call_of, value_of
from codegen.pages.python.material import Material, paragraph, words
from codegen.prose.document import Block, Paragraph, Preformatted, Section, Strong


def usage(material: Material, operation: Operation) -> Section:
    """Return the signature of an operation's method."""
    function = operation.function
    output, classes = operation.output, material.service.result_classes
    result = f"shapes.{classes[output.name]}" if output else "Result"
    parameters = [f"    {line}," for line in _parameters(operation)]
    note = f"`{material.name}.{function}(client, ...)` is the same function."
    text = f"client.{function}() -> {result}"
    if parameters:
        text = "\n".join([f"client.{function}(", "    *,", *parameters, f") -> {result}"])
        note += " Arguments are given by name."
    note += " With `AsyncClient`, it is awaited."
    return Section("section", "Usage", (Preformatted(text), paragraph(note)))


def request_syntax(material: Material, operation: Operation) -> Section:
    """Return a call with a placeholder for each value."""
    text = Skeleton(material.apart).call(f"client.{operation.function}", operation)
    return Section("section", "Request syntax", (Preformatted(text),))


def examples(material: Material, operation: Operation) -> tuple[Section, ...]:
    """Return each example of an operation, its request and its response, if there is any."""
    found = material.service.examples.get(operation.key, ())
    blocks = tuple(block for each in found for block in _example(material, operation, each))
    return (Section("section", "Examples", blocks),) if blocks else ()


def first_example(material: Material) -> tuple[Section, ...]:
    """Return the first example of the service, from the import on, if there is one."""
    opening = f'import {material.name}\n\nclient = {material.name}.Client("us-east-1")\n'
    for operation in material.service.operations.values():
        for example in material.service.examples.get(operation.key, ()):
            blocks = tuple(_example(material, operation, example, opening))
            return (Section("section", "Example", blocks),)
    return ()


def call_of_example(opening: str, operation: Operation, example: Example) -> str:
    """Return the lines of the call that an example shows."""
    given = (example.input or {}).items()
    arguments = {operation.argument(member): value for member, value in given}
    return call_of(f"{opening}client.{operation.function}", arguments)


def _example(
    material: Material, operation: Operation, example: Example, opening: str = ""
) -> Iterator[Block]:
    yield Paragraph((Strong(material.phrase(example.title) or words(operation.key)),))
    yield from material.blocks(example.description)
    yield Preformatted(opening + call_of_example("result = ", operation, example))
    if example.output:
        yield paragraph("What it returns:")
        yield Preformatted(value_of(example.output))


def _parameters(operation: Operation) -> Iterator[str]:
    for name, member in operation.members.items():
        kind = member_annotation(member, sent=True, prefix="shapes.")
        optional = "" if member.required else " | None = None"
        yield f"{operation.argument(name)}: {kind}{optional}"
