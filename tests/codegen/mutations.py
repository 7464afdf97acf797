"""Files as they come out of accidents and malice: changed in a few bytes, or as JSON."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from random import Random
from typing import Any

# What a place of a model may hold by mistake, or to do harm.
_VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1.5, 1e300, 10**400, [], {}, [[]], {"": {}}, {"shape": "Input"}),
    *(
        "",
        " ",
        "x",
        "../x",
        "\x00",
        "\ud800",
        "{",
        "{a}",
        "$",
        "class",
        "<p>",
        "<" * 300,
        "a" * 9999,
    ),
    *("structure", "list", "map", "string", "blob", "Input", "Gone", "__class__", "(?P<a>", "é"),
    *(["a", "a"], [None], {"a": 1}, {"documentation": "<p>x"}, {"ref": "Region"}, {"fn": "isSet"}),
)
_SNIPPETS = (b'"', b"\\", b"{", b"}", b"[", b"]", b",", b":", b"\x00", b"\xff", b"1e9", b"null")


def mutated(content: bytes, random: Random) -> bytes:
    """Return a JSON file with some changes."""
    if random.random() < 0.3:
        return _with_other_bytes(content, random)
    root = {"": json.loads(content)}
    for _ in range(random.choice((1, 1, 1, 2, 5))):
        _change_a_place(root, random)
    return json.dumps(root.get("")).encode("utf-8")


def _with_other_bytes(content: bytes, random: Random) -> bytes:
    changed = bytearray(content)
    for _ in range(random.choice((1, 1, 2, 10))):
        start = random.randrange(len(changed))
        end = start + random.choice((0, 0, 1, 5, 200))
        replacement = random.choice((*_SNIPPETS, bytes([random.randrange(256)]), b"[" * 300))
        changed[start:end] = replacement
    return bytes(changed)


def _change_a_place(root: Any, random: Random) -> None:
    places = list(_places(root)) or [(root, "")]
    (container, step), (elsewhere, other) = random.choice(places), random.choice(places)
    change = random.randrange(5)
    if not container:
        container[step] = {}
    elif change == 0:
        del container[step]
    elif change == 1:
        container[step] = copy.deepcopy(elsewhere[other])
    elif change == 2 and isinstance(container, dict):
        container[str(random.choice(_VALUES))] = container.pop(step)
    elif change == 3 and isinstance(container, dict):
        container[str(other)] = copy.deepcopy(elsewhere[other])
    else:
        container[step] = copy.deepcopy(random.choice(_VALUES))


def _places(root: Any) -> Iterator[tuple[Any, Any]]:
    """Yield where something stands: the object or array, and the name or index."""
    waiting = [root]
    while waiting:
        container = waiting.pop()
        for step in container if isinstance(container, dict) else range(len(container)):
            yield container, step
            if isinstance(container[step], dict | list):
                waiting.append(container[step])
