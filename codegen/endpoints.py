"""Endpoint rules to the text of an `endpoints.py`: build and render in one."""

from __future__ import annotations

from codegen.build.rules import build_endpoints
from codegen.load_rules import Rules
from codegen.render import _template


def compile_endpoints(rules: Rules, command: str) -> str:
    """Return the module that a rule set becomes.

    Args:
        rules: a validated rule set with its partitions, from `load_rules`.
        command: what rewrites the module, for its header.

    Raises:
        ModelError: the rules refer to what there is not, or to what is not standard.
    """
    module = build_endpoints(rules, command)
    return _template("endpoint_rules.py").render(package=module)
