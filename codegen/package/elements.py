"""How the items of a list or a map are walked in emitted code."""

from __future__ import annotations

from dataclasses import dataclass

from codegen.model.shapes import Shape
from codegen.package.module import Code, Part


@dataclass(frozen=True)
class Elements(Part):
    """How a list or a map is walked.

    `loop` binds the item; `where` is the expression of its path.
    """

    loop: Code
    where: Code


def elements(shape: Shape, item: str) -> Elements:
    """Return how the items of a list or a map are walked, and named in problems."""
    if shape.is_list:
        loop = Code(f"index, {item} in enumerate(value)")
        return Elements(loop, Code('f"{path}[{index}]"'))
    # Keys come from outside; one that is a secret is not shown.
    key = "***" if shape.parts["key"].is_secret else "{key}"
    return Elements(Code(f"key, {item} in value.items()"), Code(f'f"{{path}}.{key}"'))
