"""A model that a client was generated from, as the tests need it."""

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "model"


class Model:
    """The model of a service.

    Args:
        name: the folder of the service.

    Attributes:
        operations: the names of the operations, in the model's order.
        shapes: the shapes by their names.
        examples: the examples of each operation.
    """

    def __init__(self, name: str) -> None:
        folder = FOLDER / name / "2019-06-10"
        service = json.loads((folder / "service-2.json").read_bytes())
        self._operations: dict[str, Any] = service["operations"]
        self.operations = tuple(self._operations)
        self.shapes: dict[str, Any] = service["shapes"]
        self.examples: dict[str, list[dict[str, Any]]] = json.loads(
            (folder / "examples-1.json").read_bytes()
        )["examples"]
        guide = json.loads((folder / "guide-1.json").read_bytes())
        self._shown: dict[str, list[str]] = guide.get("shown", {})

    def input(self, operation: str) -> str:
        """The name of the shape that an operation takes."""
        name: str = self._operations[operation]["input"]["shape"]
        return name

    def output(self, operation: str) -> str | None:
        """The name of the shape that an operation returns, None if it returns nothing."""
        name: str | None = self._operations[operation].get("output", {}).get("shape")
        return name

    def filled(self, shape: str) -> Any:
        """A value of a shape with every member set: strings name their member."""
        return self._filled(shape, shape)

    def secrets(self, shape: str) -> set[str]:
        """The strings in `filled(shape)` that are sensitive and not made to be shown."""
        found = set()
        for name, member in self._members(shape).items():
            if member.get("sensitive") or self.shapes[member["shape"]].get("sensitive"):
                found.add(name)
            found |= self.secrets(member["shape"])
        return found.difference(self._shown.get(shape, ()))

    def _members(self, shape: str) -> dict[str, Any]:
        definition = self.shapes[shape]
        if definition["type"] == "list":
            return self._members(definition["member"]["shape"])
        members: dict[str, Any] = definition.get("members", {})
        return members

    def _filled(self, shape: str, name: str) -> Any:
        definition = self.shapes[shape]
        if definition["type"] == "structure":
            return {
                inner: self._filled(member["shape"], inner)
                for inner, member in definition["members"].items()
            }
        if definition["type"] == "list":
            return [self._filled(definition["member"]["shape"], name)]
        return 7 if definition["type"] in ("integer", "long") else f"value-{name}."
