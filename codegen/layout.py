"""Lines as ruff's formatter breaks them: what fits stays on one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 100
INDENT = "    "


@dataclass(frozen=True)
class Group:
    """Items in brackets, each with what stands before it, such as a name and an equals sign.

    The items of a call may share a line of their own; those of a collection do not.
    """

    opening: str
    items: tuple[tuple[str, Layout], ...]
    closing: str
    is_call: bool


Layout = str | Group


def one_line(layout: Layout) -> str:
    """Return the layout on one line."""
    if isinstance(layout, str):
        return layout
    items = ", ".join(prefix + one_line(item) for prefix, item in layout.items)
    return f"{layout.opening}{items}{layout.closing}"


def lines_of(start: str, layout: Layout, indent: str, end: str = "") -> list[str]:
    """Return the lines of a statement.

    Args:
        start: what precedes the layout, such as ``return ``.
        layout: what may be broken.
        indent: the blanks before the statement.
        end: what follows the layout on its last line.
    """
    whole = f"{indent}{start}{one_line(layout)}{end}"
    if len(whole) <= WIDTH or isinstance(layout, str) or not layout.items:
        return [whole]
    inner = indent + INDENT + ", ".join(prefix + one_line(item) for prefix, item in layout.items)
    if layout.is_call and (len(inner) <= WIDTH or _is_text(layout.items)):
        return [f"{indent}{start}{layout.opening}", inner, f"{indent}{layout.closing}{end}"]
    return lines_apart(start, layout, indent, end)


def lines_apart(start: str, layout: Group, indent: str = "", end: str = "") -> list[str]:
    """Return the lines of a statement whose items have a line each, even if they fit on one."""
    if not layout.items:
        return [f"{indent}{start}{one_line(layout)}{end}"]
    return [
        f"{indent}{start}{layout.opening}",
        *(
            line
            for prefix, item in layout.items
            for line in lines_of(prefix, item, indent + INDENT, ",")
        ),
        f"{indent}{layout.closing}{end}",
    ]


def assigned(start: str, name: str) -> list[str]:
    """Return the lines of an assignment of a name, in parentheses only if that helps."""
    apart = [f"{start}(", f"{INDENT}{name}", ")"]
    is_help = len(start + name) > WIDTH >= max(map(len, apart))
    return apart if is_help else [start + name]


def union_lines(start: str, union: Sequence[Layout], indent: str, end: str = "") -> list[str]:
    """Return the lines of an annotation, the types of a union joined.

    Args:
        start: what precedes it, such as ``name: ``.
        union: its types.
        indent: the blanks before it.
        end: what follows it on its last line.
    """
    whole = f"{indent}{start}{' | '.join(map(one_line, union))}{end}"
    if len(whole) <= WIDTH or len(union) == 1:
        return [whole]
    first, *others = union
    lines = lines_of(start, first, indent)
    for each in others:
        lines += lines_of("| ", each, indent)
    return [*lines[:-1], lines[-1] + end]


def condition_lines(tests: Sequence[str], indent: str) -> list[str]:
    """Return the lines of ``if a and b:``, tests joined."""
    whole = f"{indent}if {' and '.join(tests)}:"
    if len(whole) <= WIDTH or len(tests) == 1:
        return [whole]
    first, *others = tests
    deeper = indent + INDENT
    joined = [f"{deeper}{first}", *(f"{deeper}and {test}" for test in others)]
    return [f"{indent}if (", *joined, f"{indent}):"]


def _is_text(items: tuple[tuple[str, Layout], ...]) -> bool:
    """Tell whether there is one item, which cannot be broken."""
    return len(items) == 1 and isinstance(items[0][1], str)
