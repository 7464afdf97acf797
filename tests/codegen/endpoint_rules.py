"""Rule sets compiled and run, and botocore's endpoint provider to hold them against."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from botocore.endpoint_provider import EndpointProvider
from botocore.exceptions import EndpointResolutionError as BotocoreError

from codegen.endpoints.rule_set import build_endpoints
from codegen.load.model_files import MODEL_FOLDER
from codegen.load.problems import ModelError
from codegen.load.rule_files import Rules, load_rules
from codegen.package.endpoints import endpoints_module
from codegen.render import render_module
from restjson.errors import EndpointResolutionError
from tests.corpus import BOTOCORE
from tests.model.files import read

Json = Any

SSO = MODEL_FOLDER / "sso" / "2019-06-10"
SSO_OIDC = MODEL_FOLDER / "sso-oidc" / "2019-06-10"

PARAMETERS: Json = {
    "Region": {"type": "string", "builtIn": "AWS::Region"},
    "UseFIPS": {"type": "boolean", "required": True, "default": False},
    "Endpoint": {"type": "string"},
    "Flag": {"type": "boolean"},
    "Names": {"type": "stringArray"},
}


def compile_endpoints(rules: Rules, command: str) -> str:
    """Return the module that a rule set becomes."""
    return render_module(endpoints_module(build_endpoints(rules)), command)


PARTITIONS = read(BOTOCORE / "partitions.json")


def rule_set(*rules: Json, parameters: Json = PARAMETERS) -> Json:
    """Return a rule set."""
    return {"version": "1.0", "parameters": parameters, "rules": list(rules)}


def endpoint(url: Json, *conditions: Json, **more: Json) -> Json:
    """Return a rule that gives an endpoint."""
    return {"type": "endpoint", "conditions": list(conditions), "endpoint": {"url": url, **more}}


def error(message: Json, *conditions: Json) -> Json:
    """Return a rule that raises."""
    return {"type": "error", "conditions": list(conditions), "error": message}


def tree(rules: list[Json], *conditions: Json) -> Json:
    """Return a rule of rules."""
    return {"type": "tree", "conditions": list(conditions), "rules": rules}


def fn(name: str, *arguments: Json, assign: str | None = None) -> Json:
    """Return a call of a function."""
    call: Json = {"fn": name, "argv": list(arguments)}
    return call if assign is None else {**call, "assign": assign}


def ref(name: str) -> Json:
    """Return a reference to a variable."""
    return {"ref": name}


def rules_of(rules: Json, partitions: Json = PARTITIONS) -> Rules:
    """Return a rule set as if it had been read."""
    return Rules("tea/2020-01-01/rules.json", "rules.json", rules, "partitions.json", partitions)


def source_of(rules: Json, partitions: Json = PARTITIONS) -> str:
    """Return the text of a rule set's module."""
    return compile_endpoints(rules_of(rules, partitions), "python -m codegen")


def problems_of(rules: Json, partitions: Json = PARTITIONS) -> list[str]:
    """Return what the compiler has against a rule set."""
    try:
        source_of(rules, partitions)
    except ModelError as refused:
        return [f"{each.path}: {each.what}" for each in refused.problems]
    return []


def loaded(folder: Path) -> str:
    """Return the text of the module of the rule set in a folder."""
    rules = load_rules(folder)
    assert rules is not None
    return compile_endpoints(rules, "python -m codegen")


def module_of(source: str) -> Any:
    """Return emitted text as a module."""
    module = ModuleType("emitted")
    exec(compile(source, "emitted.py", "exec", dont_inherit=True), module.__dict__)  # noqa: S102
    return module


def ours(source: str) -> Callable[..., tuple[Any, ...]]:
    """Return what emitted rules make of parameters: an endpoint or an error."""
    resolve = module_of(source).resolve

    def outcome(**parameters: Any) -> tuple[Any, ...]:
        try:
            found = resolve(**parameters)
        except EndpointResolutionError as refused:
            return ("error", str(refused))
        return ("endpoint", found.url, found.properties, found.headers)

    return outcome


def theirs(rules: Json, partitions: Json = PARTITIONS) -> Callable[..., tuple[Any, ...]]:
    """Return what botocore makes of parameters; ("crash",) for what it does not foresee.

    As botocore's client does, parameters that are None are left out.
    """
    provider = EndpointProvider(rules, partitions)

    def outcome(**parameters: Any) -> tuple[Any, ...]:
        try:
            found = provider.resolve_endpoint(
                **{name: value for name, value in parameters.items() if value is not None}
            )
        except BotocoreError as refused:
            return ("error", str(refused))
        except (AttributeError, KeyError, TypeError, ValueError):
            return ("crash",)
        if not isinstance(found.url, str):
            return ("crash",)
        return ("endpoint", found.url, found.properties, found.headers)

    return outcome
