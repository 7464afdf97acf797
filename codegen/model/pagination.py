"""How operations give their results page by page."""

from __future__ import annotations

from dataclasses import dataclass

from codegen.model.shapes import Shape


@dataclass(frozen=True, slots=True)
class Pagination:
    """How an operation gives its results page by page.

    Args:
        input_token: the member of the input that asks for a following page.
        output_token: the member of the output whose value goes there.
        result_keys: the paths of a page's items; those at the first are counted.
        limit_key: the member of the input that says how large a page may be, or empty.
        non_aggregate_keys: the paths of what is the same on each page.
        is_single: the model gives one path, not a list of paths.
    """

    input_token: str
    output_token: str
    result_keys: tuple[str, ...]
    limit_key: str = ""
    non_aggregate_keys: tuple[str, ...] = ()
    is_single: bool = False


def shape_at(shape: Shape | None, path: str) -> Shape | None:
    """Return the shape that a path such as ``Account.Roles`` leads to, if it leads anywhere."""
    for name in path.split("."):
        if shape is None or name not in shape.members:
            return None
        shape = shape.members[name].shape
    return shape
