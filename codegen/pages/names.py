"""Names of pages: two operations must not share one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from codegen.checks.scopes import Names
from codegen.load.problems import Problem, path_of
from codegen.model.service import Service
from codegen.prose.document import Reference


def page_name_problems(service: Service, references: Mapping[str, Reference]) -> Iterator[Problem]:
    """Yield the operations whose page has the name of another's.

    Args:
        service: whose pages they are.
        references: what leads to the page of each operation, by its name.
    """
    names = Names(service.sources.service, "page")
    for operation, reference in references.items():
        problem = names.claim(reference.page, operation, path_of("operations", operation))
        if problem:
            yield problem
