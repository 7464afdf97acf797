"""Calls: signatures, syntax and examples, as Python."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from codegen.model.names import argument_name, function_name
from codegen.pages.python.expressions import Skeleton, call_of, type_of, value_of
from codegen.pages.python.material import Material, paragraph, words
from codegen.prose.document import Block, Paragraph, Preformatted, Section, Strong


def usage(material: Material, operation: str) -> Section:
    """Return the signature of an operation's method."""
    function = function_name(operation)
    model = material.graph.operations[operation]
    result = f"shapes.{model['output']['shape']}" if "output" in model else "Result"
    parameters = [f"    {line}," for line in _parameters(material, operation)]
    note = f"`{material.name}.{function}(client, ...)` is the same function."
    text = f"client.{function}() -> {result}"
    if parameters:
        text = "\n".join([f"client.{function}(", "    *,", *parameters, f") -> {result}"])
        note += " Arguments are given by name."
    return Section("section", "Usage", (Preformatted(text), paragraph(note)))


def request_syntax(material: Material, operation: str) -> Section:
    """Return a call with a placeholder for each value."""
    text = f"client.{function_name(operation)}"
    model = material.graph.operations[operation]
    if "input" in model:
        skeleton = Skeleton(material.graph)
        text = skeleton.call(
            text, model["input"]["shape"], lambda member: argument_name(member, operation)
        )
    else:
        text += "()"
    return Section("section", "Request syntax", (Preformatted(text),))


def examples(material: Material, operation: str) -> tuple[Section, ...]:
    """Return each example of an operation, its request and its response, if there is any."""
    found = material.model.examples.get(operation, ())
    blocks = tuple(block for each in found for block in _example(material, operation, each))
    return (Section("section", "Examples", blocks),) if blocks else ()


def first_example(material: Material) -> tuple[Section, ...]:
    """Return the first example of the service, from the import on, if there is one."""
    opening = f'import {material.name}\n\nclient = {material.name}.Client("us-east-1")\n'
    for operation in material.graph.operations:
        for example in material.model.examples.get(operation, ()):
            blocks = tuple(_example(material, operation, example, opening))
            return (Section("section", "Example", blocks),)
    return ()


def _example(
    material: Material, operation: str, example: Mapping[str, Any], opening: str = ""
) -> Iterator[Block]:
    yield Paragraph((Strong(material.phrase(example["title"]) or words(operation)),))
    yield from material.blocks(example.get("description"))
    arguments = {
        argument_name(member, operation): value
        for member, value in example.get("input", {}).items()
    }
    call = call_of(f"reply = client.{function_name(operation)}", arguments)
    yield Preformatted(opening + call)
    if example.get("output"):
        yield paragraph("What it returns:")
        yield Preformatted(value_of(example["output"]))


def _parameters(material: Material, operation: str) -> Iterator[str]:
    model = material.graph.operations[operation]
    if "input" not in model:
        return
    name = model["input"]["shape"]
    required = material.graph.required(name)
    for member, reference in material.graph.shapes[name].get("members", {}).items():
        kind = type_of(material.graph, reference["shape"], sent=True, prefix="shapes.")
        optional = "" if member in required else " | None = None"
        yield f"{argument_name(member, operation)}: {kind}{optional}"
