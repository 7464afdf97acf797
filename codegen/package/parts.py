"""The names that the parts of a module use, and the module that follows from them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields

from codegen.package.imports import HOMES, Homes, imports
from codegen.package.module import Annotation, Code, Module, Part

# What opens a name: `c` of `c.d` is imported, `d` is found in it.
_NAME = re.compile(r"(?<![\w.])[A-Za-z_]\w*")

# What stands in a constant is not one.
_CONSTANT = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'')


def module_of(
    file: str,
    source: str,
    context: Mapping[str, object],
    *,
    uses: Iterable[str] = (),
    public: tuple[str, ...] = (),
    homes: Homes = HOMES,
    template: str = "",
) -> Module:
    """Return a module that imports what it uses.

    Args:
        file: its name.
        source: the file that it comes from.
        context: what the template loops over.
        uses: the names that the template itself always puts there.
        public: the names that the package offers as its own.
        homes: where names come from.
        template: the name of what fills it, if that is not the file's.
    """
    names = _Names(set(uses))
    names.note(context)
    found = imports(names.run, names.typed, homes)
    return Module(file, f"{template or file}.jinja", source, context, found, public)


@dataclass
class _Names:
    """The names that were seen so far."""

    run: set[str]
    typed: set[str] = field(default_factory=set)

    def note(self, node: object) -> None:
        """Note the names in a part, and in the parts inside it."""
        if isinstance(node, Code):
            self.run.update(_names_in(node))
        elif isinstance(node, Annotation):
            self.typed.update(_names_in(node))
        elif isinstance(node, Part):
            self.run.update(node.uses)
            self.typed.update(node.annotates)
            self._note_all(getattr(node, each.name) for each in fields(node))
        elif isinstance(node, Mapping):
            self._note_all(node.values())
        elif isinstance(node, tuple):
            self._note_all(node)

    def _note_all(self, nodes: Iterable[object]) -> None:
        for each in nodes:
            if type(each) is not str:  # as most are
                self.note(each)


def _names_in(code: str) -> list[str]:
    return _NAME.findall(_CONSTANT.sub("", code))
