"""What makes the folder of a package a project: how it is built, a first call, tests."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from codegen.model.operations import Auth
from codegen.model.service import Example, Service
from codegen.package.module import Module, Package
from codegen.pages.python.calls import call_of_example
from codegen.prose.samples import first_call

_ROOT = Path(__file__).resolve().parents[2]
_LICENSE = _ROOT / "LICENSE"
_PYPROJECT = _ROOT / "pyproject.toml"
_RUNTIME = _ROOT / "runtime" / "restjson" / "version.py"

# Which distribution has the runtime, and which version of it that is.
_NAME = re.compile(r'^name = "([^"]+)"$', re.MULTILINE)
_VERSION = re.compile(r'^__version__ = "((\d+)\.(\d+)[^"]*)"$', re.MULTILINE)

# What a request carries that proves who sends it, and how that begins.
_PROOFS = {
    Auth.NONE: "",
    Auth.SIGV4: "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/",
    Auth.SIGV4_UNSIGNED_PAYLOAD: "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/",
    Auth.BEARER: "Bearer a-token",
}


def project_modules(name: str, package: Package) -> tuple[Module, ...]:
    """Return the files that stand around a package, by their paths from the folder that has it.

    Args:
        name: the import name of the package.
        package: what was emitted.
    """
    service = package.service
    context = {
        "name": name,
        "distribution": name.strip("_").replace("_", "-"),
        "full_name": service.full_name,
        "api_version": service.api_version,
        "runtime": distribution_of(_PYPROJECT.read_text(encoding="utf-8")),
        "runtime_range": runtime_range(_RUNTIME.read_text(encoding="utf-8")),
        "license": _LICENSE.read_text(encoding="utf-8").strip("\n"),
        "left_out": tuple(service.left_out),
        "call": _call(service),
    }
    return tuple(
        Module(file, f"project/{template}.jinja", service.sources.origin, context)
        for file, template in (
            ("pyproject.toml", "pyproject.toml"),
            ("README.md", "README.md"),
            ("LICENSE", "LICENSE"),
            (f"tests/test_{name}.py", "test.py"),
        )
    )


def _call(service: Service) -> Mapping[str, object] | None:
    """Return a first call; None if the least that any operation takes is too much."""
    found = first_call(service)
    if found is None:
        return None
    operation, least = found
    example = Example("", "", least, None)
    return {
        "shown": call_of_example("result = ", operation, example),
        "tried": call_of_example("", operation, example).splitlines(),
        "status": operation.status,
        "proof": next((_PROOFS[each] for each in operation.auth if each in _PROOFS), ""),
    }


def distribution_of(pyproject: str) -> str:
    """Return the name of the distribution that a `pyproject.toml` is of; empty if it has none."""
    found = _NAME.search(pyproject)
    return found[1] if found else ""


def runtime_range(module: str) -> str:
    """Return the versions of the runtime that packages run with: those without a breaking change.

    Args:
        module: the text of the module that says which version the runtime has.
    """
    version, major, minor = _VERSION.findall(module)[0]
    end = f"{major}.{int(minor) + 1}" if major == "0" else str(int(major) + 1)
    return f">={version},<{end}"
