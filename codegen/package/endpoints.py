"""The module of endpoints: by rules, or the plain regional host where there are none."""

from __future__ import annotations

from codegen.endpoints.module import EndpointsModule
from codegen.model.service import Service
from codegen.package.imports import RULE_HOMES
from codegen.package.module import Module
from codegen.package.parts import module_of


def endpoints_module(built: EndpointsModule) -> Module:
    """Return the module of a rule set."""
    context = {"endpoints": built}
    return module_of("endpoints.py", built.source, context, uses=built.names, homes=RULE_HOMES)


def regional_endpoints_module(service: Service) -> Module:
    """Return the module for a service without rules: requests go to the plain host."""
    return module_of(
        "endpoints.py",
        service.sources.origin,
        {
            "host_prefix": f"https://{service.endpoint_prefix}.",
            "global_url": service.global_endpoint and f"https://{service.global_endpoint}",
        },
        uses=["EndpointResolutionError", "endpoints"],
        homes=RULE_HOMES,
        template="endpoints_without_rules.py",
    )
