"""The module of endpoints: by rules, or the plain regional host where there are none."""

from __future__ import annotations

from codegen.endpoints.rule_set import build_endpoints
from codegen.load.rule_files import Rules
from codegen.model.service import Service
from codegen.package.imports import RULE_HOMES
from codegen.package.module import Module
from codegen.package.parts import module_of


def endpoints_module(rules: Rules) -> Module:
    """Return the module that a rule set becomes.

    Raises:
        ModelError: the rules refer to what there is not, or to what is not standard.
    """
    built = build_endpoints(rules)
    context = {"endpoints": built}
    return module_of("endpoints.py", built.source, context, uses=built.names, homes=RULE_HOMES)


def regional_endpoints_module(service: Service) -> Module:
    """Return the module for a service without rules: requests go to the plain regional host."""
    return module_of(
        "endpoints.py",
        service.sources.origin,
        {"host_prefix": f"https://{service.endpoint_prefix}."},
        uses=["EndpointResolutionError", "endpoints"],
        homes=RULE_HOMES,
        template="endpoints_without_rules.py",
    )
