"""A response on its way to a result or an error."""

from __future__ import annotations

import json
from io import BytesIO

from .content import foreign_content, unexpected

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ..messages import Response, Source
    from .failures import Failures

NOT_JSON = object()


class Incoming:
    """What members are read from.

    Args:
        operation_name: what was called, for messages.
        response: what came.
        headers: its headers, the names in lower case; those of an event as they are.
        members: the JSON object that the body is, where that is known already.
        failures: of the call, for what is read later.
    """

    __slots__ = ("_members", "failures", "headers", "operation_name", "response")

    def __init__(
        self,
        operation_name: str,
        response: Response,
        headers: Mapping[str, Any],
        members: dict[str, Any] | None = None,
        failures: Failures | None = None,
    ) -> None:
        self.operation_name = operation_name
        self.response = response
        self.headers = headers
        self._members = members
        self.failures = failures

    @property
    def source(self) -> Source:
        """What the body can be read from, also where it was read already."""
        response = self.response
        return BytesIO(response.body) if response.source is None else response.source

    def members(self) -> dict[str, Any]:
        """Return the JSON object that the body is; an empty body is one without members.

        Raises:
            ResponseParseError: it is something else.
        """
        if self._members is not None:
            return self._members
        if not self.response.body:
            return {}  # many services of this protocol send nothing for a result without members
        value = self.value("a JSON object")
        if isinstance(value, dict):
            return value
        raise unexpected(self.operation_name, "a JSON object", type(value).__name__)

    def value(self, expected: str = "JSON") -> Any:
        """Return what the body is as JSON, or None for the body of an error that is not JSON.

        Args:
            expected: what it must be, for messages.

        Raises:
            ResponseParseError: it is something else.
        """
        value = decode(self.response.body)
        if value is NOT_JSON:
            if self._members is not None:
                return None
            found = foreign_content(self.headers, self.response.body) or "no JSON"
            raise unexpected(self.operation_name, expected, found)
        return value


def decode(body: bytes) -> Any:
    """Return the JSON value, or `NOT_JSON`: the decoder's exceptions would hold the body."""
    try:
        return json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):
        return NOT_JSON
