"""Checks requests against the JSON Schemas that the client's generator emits.

The schemas are read as a file of an installed package, and that package is never imported: the
emulator stands on the model's facts, not on the client that it tests.
"""

import importlib.util
import json
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from ..oidc.errors import InvalidRequestException
from ..service_error import ServiceError

# How many items a list may have. The service documents no limit; this one is looked at first, as
# to check each item of an endless list takes long.
_MOST_ITEMS = 100

# A list of many wrong items must not make a description of many lines.
_MAX_PROBLEMS = 10


class SchemasNotFoundError(RuntimeError):
    """A client's package is not installed, or has no ``schemas.json``."""


def load_schemas(package: str) -> dict[str, Any]:
    """Read the emitted schemas of a package, without importing it.

    Raises:
        SchemasNotFoundError: there are none.
    """
    spec = importlib.util.find_spec(package)
    for folder in (spec and spec.submodule_search_locations) or ():
        file = Path(folder, "schemas.json")
        if file.is_file():
            schemas: dict[str, Any] = json.loads(file.read_text("utf-8"))
            return schemas
    raise SchemasNotFoundError(
        f"schemas.json of the package {package} was not found: install {package}, or in a checkout "
        "run `python -m codegen`"
    )


class RequestShape:
    """One input shape of the service.

    Args:
        schemas: the emitted schemas.
        name: the shape's name, such as ``CreateTokenRequest``.
        refusal: the error of the service that says that a request is not of the shape.
    """

    def __init__(
        self,
        schemas: dict[str, Any],
        name: str,
        refusal: type[ServiceError] = InvalidRequestException,
    ) -> None:
        self._refusal = refusal
        self._members = frozenset(schemas["$defs"][name]["properties"])
        self._validator = Draft202012Validator({**schemas, "$ref": f"#/$defs/{name}"})

    def parse(self, body: bytes) -> dict[str, Any]:
        """Read the members of a request that has them in its body.

        Args:
            body: the body of the request, as it came.

        Raises:
            InvalidRequestException: the body is not a JSON object.
            ServiceError: as for ``check``.
        """
        return self.check(_parse_object(body))

    def check(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Check the members of a request, and return them.

        Members that the shape does not have are dropped, and a null counts as absent, as AWS's
        services take them.

        Args:
            given: the members as they came.

        Raises:
            ServiceError: the refusal, because they are not of this shape. The description names
                the paths and what is wrong there, never a value.
        """
        members = {
            name: value
            for name, value in given.items()
            if name in self._members and value is not None
        }
        wrong = _too_many(members) or problems(self._validator, members)
        if wrong:
            raise self._refusal("; ".join(wrong))
        return members


def problems(validator: Draft202012Validator, value: Any) -> list[str]:
    """List what keeps a value from a schema, each with its path, at most ten and never a value."""
    errors = islice(validator.iter_errors(value), _MAX_PROBLEMS)
    return list(dict.fromkeys(chain.from_iterable(map(_problems, errors))))


def _too_many(members: Mapping[str, Any]) -> list[str]:
    return [
        f"{name}: has more than {_MOST_ITEMS} items"
        for name, value in members.items()
        if isinstance(value, list) and len(value) > _MOST_ITEMS
    ]


def _parse_object(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body.decode("utf-8"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise InvalidRequestException("the body: is not JSON in UTF-8") from None
    if not isinstance(value, dict):
        raise InvalidRequestException("the body: is not a JSON object")
    return value


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _problems(error: ValidationError) -> Iterator[str]:
    """Yield the problems behind a validation error, whose own message would quote the value."""
    path = error.json_path.removeprefix("$").removeprefix(".")
    rule: Any = error.validator_value
    if error.validator == "required":
        given: Any = error.instance
        for name in rule:
            if name not in given:
                yield f"{path}.{name}".removeprefix(".") + ": is required"
    elif error.validator == "type":
        yield f"{path or 'the body'}: is not of type {rule}"
    elif error.validator == "additionalProperties":
        known: Any = error.schema
        for name in error.instance:  # type: ignore[union-attr]
            if name not in known["properties"]:
                yield f"{name}: is unknown; known are {', '.join(known['properties'])}"
    elif isinstance(rule, int):
        yield f"{path}: does not satisfy {error.validator} {rule}"
    else:
        yield f"{path}: does not satisfy {error.validator}"
