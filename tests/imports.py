"""Which modules of a package import which, read from its source."""

import ast
from collections.abc import Collection, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path


def import_graph(package: Path) -> dict[str, set[str]]:
    """The modules of a package that imports its own relatively, each with those that it imports.

    Imports for type checkers and inside functions count, too. Names are relative to the package,
    such as ``auth.signing``; ``auth.__init__`` is what stands in a folder itself.
    """
    modules = {
        ".".join(path.relative_to(package).with_suffix("").parts): path
        for path in sorted(package.rglob("*.py"))
    }
    return {name: set(_imported(name, path, modules)) for name, path in modules.items()}


def find_circle(graph: Mapping[str, Collection[str]]) -> list[str]:
    """A circle of modules that import each other, the first one also at the end; empty if none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        return circle
    return []


def _imported(name: str, path: Path, modules: Collection[str]) -> Iterator[str]:
    folder = name.split(".")[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            below = node.module.split(".") if node.module else []
            source = [*folder[: len(folder) + 1 - node.level], *below]
            for alias in node.names:
                candidates = ([*source, alias.name], source, [*source, "__init__"])
                yield next(each for each in map(".".join, candidates) if each in modules)
