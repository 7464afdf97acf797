"""Modules of an emitted package that are loaded when something of them is first used.

A client of a large service has hundreds of methods, and most programs use a few: to make a client
does not load the rest.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Later:
    """A module that is loaded later. As an attribute of a class, it is the module itself.

    Args:
        package: the package that has it.
        module: its name there.
    """

    def __init__(self, package: str, module: str) -> None:
        self._package = package
        self._module = module

    def __getattr__(self, name: str) -> LaterAttribute:
        return LaterAttribute(self, name)

    def __get__(self, instance: object, owner: type) -> Any:
        return self.load()

    def load(self) -> Any:
        """Return the module."""
        from importlib import import_module

        return import_module(f".{self._module}", self._package)


class LaterAttribute:
    """Something in such a module; as an attribute of a class, it puts itself in its own place."""

    __slots__ = ("_attribute", "_module", "_name", "_owner")

    def __init__(self, module: Later, name: str) -> None:
        self._module = module
        self._name = name

    def __set_name__(self, owner: type, attribute: str) -> None:
        self._owner = owner
        self._attribute = attribute

    def __get__(self, instance: object, owner: type) -> Any:
        value = self.load()
        # Not in a class derived from the owner, which may have a method of its own.
        setattr(self._owner, self._attribute, value)
        return value if instance is None else value.__get__(instance, owner)

    def load(self) -> Any:
        """Return what it is."""
        return getattr(self._module.load(), self._name)
