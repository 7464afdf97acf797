"""Small service models, as valid as the tests want them."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from codegen.load.model_files import Model
from codegen.model.reader import read_service
from codegen.model.service import Service

Json = dict[str, Any]

SHAPES: Json = {
    "Boolean": {"type": "boolean"},
    "Double": {"type": "double"},
    "Integer": {"type": "integer"},
    "Long": {"type": "long"},
    "String": {"type": "string"},
    "Secret": {"type": "string", "sensitive": True},
    "Strings": {"type": "list", "member": {"shape": "String"}},
}


def structure(members: Json | Iterable[str] = (), **traits: Any) -> Json:
    """Return a structure; members that are named only are strings."""
    if not isinstance(members, dict):
        members = dict.fromkeys(members, "String")
    references = {
        name: {"shape": member} if isinstance(member, str) else member
        for name, member in members.items()
    }
    return {"type": "structure", "members": references, **traits}


def operation(name: str, **traits: Any) -> Json:
    """Return an operation that needs no signature."""
    http = {"method": "POST", "requestUri": "/"}
    return {"name": name, "http": http, "authtype": "none", **traits}


def service(operations: Iterable[Json], shapes: Json) -> Json:
    """Return a model with these operations and shapes, and the common shapes beside them."""
    return {
        "version": "2.0",
        "metadata": {
            "apiVersion": "2020-01-01",
            "endpointPrefix": "example",
            "protocol": "rest-json",
            "serviceFullName": "Example",
            "serviceId": "Example",
            "signatureVersion": "v4",
        },
        "operations": {each["name"]: each for each in operations},
        "shapes": {**deepcopy(SHAPES), **shapes},
    }


def taking(members: Json | Iterable[str], *, required: Iterable[str] = (), **shapes: Json) -> Json:
    """Return a model with one operation, `Send`, that has an input and no output."""
    given = structure(members, required=list(required))
    return service([operation("Send", input={"shape": "Input"})], {"Input": given, **shapes})


def giving(members: Json | Iterable[str], **shapes: Json) -> Json:
    """Return a model with one operation, `Get`, that has an output and no input."""
    get = operation("Get", output={"shape": "Output"})
    return service([get], {"Output": structure(members), **shapes})


def failing(members: Json | Iterable[str], **traits: Any) -> Json:
    """Return a model with one operation, `Fail`, that has one error, `OddException`."""
    odd = structure(members, exception=True, **traits)
    fail = operation("Fail", errors=[{"shape": "OddException"}])
    return service([fail], {"OddException": odd})


def read(
    service: Json,
    examples: Json | None = None,
    guide: Json | None = None,
    paginators: Json | None = None,
    waiters: Json | None = None,
    habits: Json | None = None,
) -> Service:
    """Return the typed service of a model and of what may stand beside it."""
    return read_service(
        Model(
            source="tea/2020-01-01/service-2.json",
            file="service",
            service=service,
            examples_file="examples",
            examples=examples or {},
            guide_file="guide",
            guide=guide or {},
            sha256="0" * 64,
            paginators_file="paginators",
            paginators=paginators or {},
            waiters_file="waiters",
            waiters=waiters or {},
            habits=habits or {},
        )
    )
