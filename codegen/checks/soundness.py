"""Services that can be documented, and those that can be emitted as well."""

from __future__ import annotations

from codegen.checks.consistency import contradictions, required_cycles
from codegen.checks.pagination import pagination_problems
from codegen.checks.refusals import bottomless, endless, unsupported
from codegen.checks.scopes import name_problems
from codegen.checks.wire_names import wire_name_problems
from codegen.load.problems import refuse
from codegen.model.service import Service


def require_consistency(service: Service) -> None:
    """Make sure that a service's names lead to what they should.

    Raises:
        ModelError: with everything that contradicts something else.
    """
    refuse(contradictions(service))


def require_emittable(service: Service) -> None:
    """Make sure that a package can be emitted.

    Raises:
        ModelError: with everything that cannot be emitted, or that contradicts something else.
    """
    require_consistency(service)
    refuse(endless(service))
    refuse(
        [
            *required_cycles(service),
            *bottomless(service),
            *unsupported(service),
            *name_problems(service),
            *wire_name_problems(service),
            *pagination_problems(service),
        ]
    )
