"""Python types, and what tells a value of one, for each type of shape."""

from __future__ import annotations

from codegen import ir_shapes
from codegen.build.graph import Graph, element
from codegen.model.names import snake_case

_SCALARS = {
    "boolean": "bool",
    "double": "float",
    "float": "float",
    "integer": "int",
    "long": "int",
    "string": "str",
}

# bool is a subclass of int, but true is no number on the wire.
_TESTS = {
    "bool": "isinstance(item, bool)",
    "float": "isinstance(item, (int, float)) and not isinstance(item, bool)",
    "int": "isinstance(item, int) and not isinstance(item, bool)",
    "str": "isinstance(item, str)",
}
_WRONG = {
    "bool": "not isinstance(item, bool)",
    "float": "not isinstance(item, (int, float)) or isinstance(item, bool)",
    "int": "not isinstance(item, int) or isinstance(item, bool)",
    "str": "not isinstance(item, str)",
}

SUPPORTED = frozenset({*_SCALARS, "list", "map", "structure"})


def scalar(graph: Graph, shape: str) -> str | None:
    """Return the Python type of a scalar shape, None for any other."""
    return _SCALARS.get(graph.shapes[shape]["type"])


def is_right(python_type: str) -> str:
    """Return the condition under which `item` is of a scalar type."""
    return _TESTS[python_type]


def is_wrong(python_type: str) -> str:
    """Return the condition under which `item` is not of a scalar type."""
    return _WRONG[python_type]


def container(graph: Graph, shape: str) -> str:
    """Return the Python type that a value of a list, map or structure has."""
    return "list" if graph.shapes[shape]["type"] == "list" else "dict"


def elements(graph: Graph, shape: str, item: str) -> ir_shapes.Elements:
    """Return how the items of a list or a map are walked, and named in problems."""
    model = graph.shapes[shape]
    if model["type"] == "list":
        return ir_shapes.Elements(f"index, {item} in enumerate(value)", 'f"{path}[{index}]"')
    # Keys come from outside; one that is a secret is not shown.
    key = "***" if graph.is_secret(model["key"]) else "{key}"
    return ir_shapes.Elements(f"key, {item} in value.items()", f'f"{{path}}.{key}"')


def annotation(graph: Graph, shape: str, *, prefix: str, sent: bool) -> str:
    """Return the annotation of a value.

    Args:
        graph: the model's shapes.
        shape: the name of the value's shape.
        prefix: what stands before the name of a TypedDict, such as ``shapes.``.
        sent: the value goes to the service, so a tuple does for a list.
    """
    model = graph.shapes[shape]
    if model["type"] == "structure":
        return f"{prefix}{shape}"
    if model["type"] not in ("list", "map"):
        return _SCALARS[model["type"]]
    item = annotation(graph, element(model)["shape"], prefix=prefix, sent=sent)
    if model.get("sparse"):
        item += " | None"
    if model["type"] == "map":
        return f"dict[str, {item}]"
    return f"list[{item}] | tuple[{item}, ...]" if sent else f"list[{item}]"


def function(role: str, shape: str) -> str:
    """Return the name of the function that does something with values of a shape."""
    return f"{role}_{snake_case(shape)}"
