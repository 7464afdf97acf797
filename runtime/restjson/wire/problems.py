"""The words in which emitted validators and parsers say what is wrong with a value.

A problem is ``path: what is wrong``. It names types and members, and no value but a known one.
"""

from __future__ import annotations

from ..redaction import printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any, TypeAlias

    # Where a value is: where what holds it is, None if that is the whole, and its place in there,
    # a name or an index. It costs little to make, and is spelled only if there is a problem.
    Path: TypeAlias = tuple["Path | None", str | int]

_SHOWN_NAME = 60


def mismatch(path: str, expected: str, value: object) -> str:
    """Return the problem of a value that has the wrong type."""
    found = "None" if value is None else type(value).__name__
    return f"{path or 'input'}: expected {expected}, got {found}"


def mismatch_at(path: Path, expected: str, value: object) -> str:
    """Return the problem of a received value that has the wrong type."""
    return mismatch(_spelled(path), expected, value)


def not_one_member_at(path: Path | None, count: int) -> str:
    """Return the problem of a received union that has another number of members."""
    return _not_one_member(_spelled(path) or "body", str(count or "none"))


def union_problems(value: dict[Any, Any], path: str) -> list[str]:
    """Return the problem of a union unless one member is given."""
    given = [_shown(name) for name, item in value.items() if item is not None]
    if len(given) == 1:
        return []
    return [_not_one_member(path or "input", " and ".join(given) or "none")]


def _not_one_member(path: str, found: str) -> str:
    return f"{path}: expected exactly one member, got {found}"


def _spelled(path: Path | None) -> str:
    steps: list[str] = []
    while path is not None:
        path, step = path
        steps.append(f"[{step}]" if isinstance(step, int) else f".{step}")
    return "".join(reversed(steps)).removeprefix(".")


def unknown_members(names: Iterable[Any], known: set[str], at: str) -> list[str]:
    """Return a problem for each name that the shape does not have.

    Args:
        names: the unknown names.
        known: the names that the shape has.
        at: the path of the structure with its dot, or nothing.
    """
    from ..suggestions import suggestion  # only a mistake pays for this import

    return [
        f"{at}{_shown(name)}: unknown member{suggestion(name, known)}"
        for name in sorted(names, key=str)
    ]


def no_members(value: object) -> list[str]:
    """Return the problems of the input of an operation that takes nothing."""
    if not isinstance(value, dict):
        return [mismatch("", "dict", value)]
    return unknown_members(value, set(), "")


def variant_problems(
    value: dict[str, Any], at: str, decider: str, required: Mapping[str, Iterable[str]]
) -> list[str]:
    """Return the problems of the members that go with the value of another.

    A value that is not known here may be new, so nothing is asked of it, unless it is a known one
    misspelt. That alone is shown: it is too like a known one to be anybody's secret.

    Args:
        value: the structure.
        at: the path of the structure with its dot, or nothing.
        decider: the member whose value decides.
        required: the members that each value needs.
    """
    chosen = value.get(decider)
    if not isinstance(chosen, str):
        return []
    if chosen in required:
        return [
            f"{at}{name}: required with {decider} {chosen}"
            for name in required[chosen]
            if value.get(name) is None
        ]
    near = _meant(chosen, required)
    if not near:
        return []
    return [f'{at}{decider} "{printable(chosen, _SHOWN_NAME)}": did you mean {near}?']


def _meant(text: str, known: Iterable[str]) -> str:
    """Return the known value that a text is a misspelling of, or nothing.

    URNs differ in their last part only, so that is compared.
    """
    from difflib import get_close_matches  # only a mistake pays for this import

    last = {_last_part(each): each for each in known}
    nearest = get_close_matches(_last_part(text[:_SHOWN_NAME]), last, n=1, cutoff=0.8)
    return last[nearest[0]] if nearest else ""


def _last_part(value: str) -> str:
    return value.rpartition(":")[2].strip().lower().replace("-", "_")


def _shown(name: object) -> str:
    text = name if isinstance(name, str) and name.isidentifier() else repr(name)
    return text if len(text) <= _SHOWN_NAME else text[:_SHOWN_NAME] + "..."
