"""Parts of values: what `getAttr` and ``{name#attribute}`` read, by paths such as ``a.b[0]``."""

from __future__ import annotations

import re

from codegen.endpoints.values import Path, Refusal, Type, Value

_STEP = re.compile(r"(?P<name>[A-Za-z_][A-Za-z0-9_]*)?(?:\[(?P<index>[0-9]{1,9})\])?")

# The rule set's name of an attribute, what it is called in Python, and its type.
_ATTRIBUTES: dict[Type, dict[str, tuple[str, Type]]] = {
    Type.PARTITION: {
        "name": ("name", Type.STRING),
        "dnsSuffix": ("dns_suffix", Type.STRING),
        "dualStackDnsSuffix": ("dual_stack_dns_suffix", Type.STRING),
        "supportsFIPS": ("supports_fips", Type.BOOLEAN),
        "supportsDualStack": ("supports_dual_stack", Type.BOOLEAN),
        "implicitGlobalRegion": ("implicit_global_region", Type.STRING),
    },
    Type.URL: {
        "scheme": ("scheme", Type.STRING),
        "authority": ("authority", Type.STRING),
        "path": ("path", Type.STRING),
        "normalizedPath": ("normalized_path", Type.STRING),
        "isIp": ("is_ip", Type.BOOLEAN),
    },
    Type.ARN: {
        "partition": ("partition", Type.STRING),
        "service": ("service", Type.STRING),
        "region": ("region", Type.STRING),
        "accountId": ("account_id", Type.STRING),
        "resourceId": ("resource_id", Type.STRINGS),
    },
}


def attribute(value: Value, steps: str, path: Path) -> Value:
    """Return the part of `value` that lies at `steps`.

    Args:
        value: what is read.
        steps: names with dots between them, each with an index or without.
        path: where the rule set says so.

    Raises:
        Refusal: `steps` cannot be read, or leads to what there is not.
    """
    for step in steps.split("."):
        match = _STEP.fullmatch(step)
        if not match or not step:
            raise Refusal(path, f"expected a path such as a.b[0], got {steps!r}")
        if match["name"]:
            value = _named(value, match["name"], path)
        if match["index"]:
            value = _indexed(value, int(match["index"]), path)
    return value


def _named(value: Value, name: str, path: Path) -> Value:
    known = _ATTRIBUTES.get(value.type, {})
    if name not in known:
        has = f"; it has {', '.join(known)}" if known else ""
        raise Refusal(path, f"{value.type.title} has no attribute {name!r}{has}")
    code, type_ = known[name]
    return Value(
        value.if_set(lambda record: f"{record}.{code}"),
        type_,
        value.optional,
        reads=value.reads,
        plain=value.plain and not value.optional,
    )


def _indexed(value: Value, index: int, path: Path) -> Value:
    if value.type is not Type.STRINGS:
        raise Refusal(path, f"{value.type.title} has no items")
    reads = value.reads | {"item"}
    return Value(f"item({value.code}, {index})", Type.STRING, optional=True, reads=reads)
