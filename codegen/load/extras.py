"""What botocore adds to a file: `paginators-1.sdk-extras.json` is for `paginators-1.json`.

It is merged into the file before that is validated, as botocore merges it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from codegen.load.json_file import UnreadableError, read_json
from codegen.load.problems import Problem


def extras_of(path: Path) -> Path:
    """Return where the additions to a file stand, if it has any."""
    return path.with_name(f"{path.name.removesuffix('.gz').removesuffix('.json')}.sdk-extras.json")


def with_extras(path: Path, value: Any, problems: list[Problem]) -> Any:
    """Return the value of a file with its additions.

    Args:
        path: the file.
        value: what it holds.
        problems: gets what is wrong with the additions.
    """
    extras = extras_of(path)
    if not extras.exists():
        return value
    try:
        added, found = read_json(extras)
    except UnreadableError as error:
        problems.append(Problem(str(extras), "", str(error)))
        return value
    problems += found
    if not (isinstance(added, dict) and isinstance(added.get("merge"), dict)):
        problems.append(Problem(str(extras), "$.merge", "is not an object"))
        return value
    return _merged(value, added["merge"])


def _merged(value: Any, added: Any) -> Any:
    if not (isinstance(value, dict) and isinstance(added, dict)):
        return added
    both = {name: _merged(value[name], added[name]) for name in value.keys() & added.keys()}
    return {**value, **added, **both}
