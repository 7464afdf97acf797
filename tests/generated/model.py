"""The model that the client was generated from, as the tests need it."""

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "model" / "sso-oidc" / "2019-06-10"

SHAPES: dict[str, Any] = json.loads((FOLDER / "service-2.json").read_bytes())["shapes"]


def examples() -> dict[str, list[dict[str, Any]]]:
    """The examples of each operation."""
    found: dict[str, list[dict[str, Any]]] = json.loads((FOLDER / "examples-1.json").read_bytes())[
        "examples"
    ]
    return found


def filled(shape: str) -> Any:
    """A value of a shape with every member set: strings name their member."""
    return _filled(SHAPES[shape], shape)


def secrets(shape: str) -> set[str]:
    """The strings in `filled(shape)` that the model marks sensitive."""
    return {
        name
        for name, member in SHAPES[shape]["members"].items()
        if member.get("sensitive") or SHAPES[member["shape"]].get("sensitive")
    } | {
        inner
        for member in SHAPES[shape]["members"].values()
        if SHAPES[member["shape"]]["type"] == "structure"
        for inner in secrets(member["shape"])
    }


def _filled(shape: Any, name: str) -> Any:
    if shape["type"] == "structure":
        return {
            name: _filled(SHAPES[member["shape"]], name)
            for name, member in shape["members"].items()
        }
    if shape["type"] == "list":
        return [f"value-of-{name}."]
    return 7 if shape["type"] in ("integer", "long") else f"value-of-{name}."
