"""How the items of a list or a map are walked in emitted code."""

from __future__ import annotations

from codegen.ir_shapes import Elements
from codegen.model.shapes import Shape


def elements(shape: Shape, item: str) -> Elements:
    """Return how the items of a list or a map are walked, and named in problems."""
    if shape.is_list:
        return Elements(f"index, {item} in enumerate(value)", 'f"{path}[{index}]"')
    # Keys come from outside; one that is a secret is not shown.
    key = "***" if shape.parts["key"].is_secret else "{key}"
    return Elements(f"key, {item} in value.items()", f'f"{{path}}.{key}"')
