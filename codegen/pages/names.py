"""Names of pages: two operations must not share one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from codegen.checks.scopes import Names
from codegen.load.problems import Problem
from codegen.model.service import Service
from codegen.prose.document import Reference

_NONE: Mapping[str, Reference] = {}


def page_name_problems(
    service: Service,
    operations: Mapping[str, Reference],
    structures: Mapping[str, Reference] = _NONE,
) -> Iterator[Problem]:
    """Yield the operations and structures whose page has the name of another's.

    Args:
        service: whose pages they are.
        operations: what leads to the page of each operation, by its name.
        structures: the same for the structures that have pages.
    """
    names = Names(service.sources.service, "page")
    for kind, references in (("operations", operations), ("shapes", structures)):
        for name, reference in references.items():
            problem = names.claim(reference.page, name, kind, name)
            if problem:
                yield problem
