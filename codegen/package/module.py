"""Modules of an emitted package, as data: what is in a file, and what it stands on.

A file is one entry in `package` and one template. What a template writes from a `Part` is finished
Python; its imports follow from the names in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import ClassVar

from codegen.load.problems import Problem
from codegen.model.service import Service
from codegen.package.imports import Imports


class Code(str):
    """Finished Python that runs. Strings of the model are part of it as names, or as constants."""

    __slots__ = ()


class Annotation(str):
    """Finished Python that only type checkers evaluate."""

    __slots__ = ()


@dataclass(frozen=True)
class Part:
    """Something that a template writes.

    `uses` and `annotates` are the names that the template itself puts there: those that run, and
    those for type checkers alone.
    """

    uses: ClassVar[tuple[str, ...]] = ()
    annotates: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True)
class Module:
    """A file of a package.

    Args:
        file: its name.
        template: the name of what fills it.
        source: the file that it comes from, for its header.
        context: what the template loops over.
        imports: what it imports.
        public: the names that the package offers as its own.
    """

    file: str
    template: str
    source: str
    context: Mapping[str, object]
    imports: Imports = field(default_factory=Imports)
    public: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What the package calls the module."""
        return PurePosixPath(self.file).stem


@dataclass(frozen=True)
class Package:
    """An emitted package.

    Args:
        command: what rewrites it.
        modules: its files.
        service: what was emitted of the service.
    """

    command: str
    modules: tuple[Module, ...]
    service: Service

    @property
    def left_out(self) -> Mapping[str, tuple[Problem, ...]]:
        """Why operations of the model are not in it, by their names."""
        return self.service.left_out

    @property
    def waiters_left_out(self) -> Mapping[str, tuple[Problem, ...]]:
        """The same of waiters."""
        return self.service.waiters_left_out
