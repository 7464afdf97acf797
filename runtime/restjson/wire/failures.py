"""How a response fails: as an error that the service has told, or as one that does not fit."""

from __future__ import annotations

from ..errors import ClientError, ResponseParseError
from ..redaction import printable
from ..result import Received, Result
from .codes import KNOWN_CODES
from .content import unexpected
from .scalars import json_to_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any, Protocol

    from ..redaction.masking import Secrets

    class ModelledErrors(Protocol):
        """What a service says of its errors; see `Service`."""

        @property
        def errors(self) -> Mapping[str, type[ClientError]]: ...

        @property
        def oauth_errors(self) -> Mapping[str, tuple[type[ClientError], ...]]: ...


# A list of a million wrong items would make a million problems.
_SHOWN_PROBLEMS = 2000

# A header can be as long.
_SHOWN_CONTENT = 100

# Sentences for people, whoever models them (RFC 6749 section 5.2 has the last).
_FREE_TEXT = ("message", "Message", "error_description")


class Failures:
    """The failures of one call.

    Args:
        service: knows the modelled errors.
        operation_name: the operation that was called.
        secrets: what was sent and is not shown where the server sent it back.
        known: what is known of the response itself, its `metadata`.
    """

    def __init__(
        self, service: ModelledErrors, operation_name: str, secrets: Secrets, known: Received
    ) -> None:
        self.service = service
        self.operation_name = operation_name
        self._secrets = secrets
        self.known = known

    def misfit(self, what: str, problems: Iterable[str]) -> ResponseParseError:
        """Return the exception for members that have not the types that the model gives them."""
        listed = printable(self._secrets.masked("; ".join(problems)), _SHOWN_PROBLEMS)
        return ResponseParseError(f"{self.operation_name}: {what} does not fit the model: {listed}")

    def foreign(self, expected: str, found: str) -> ResponseParseError:
        """Return the exception for a response that is something else than it must be."""
        shown = printable(self._secrets.masked(found), _SHOWN_CONTENT)
        return unexpected(self.operation_name, expected, shown)

    def told(self, kind: type[ClientError], code: str, message: str, fields: Result) -> ClientError:
        """Return the exception for an error that the service has told.

        Args:
            kind: its class.
            code: its name.
            message: what it says to people.
            fields: its modelled members.
        """
        error = Result({"Code": code, "Message": message})
        for each in (error, fields):
            self._hide_secrets(each)
        content = fields.copy()
        content.update(Error=error, ResponseMetadata=self.known.masked())
        return kind(content, self.operation_name, fields)

    def _hide_secrets(self, members: Result) -> None:
        """Mask free text, and have other members with secrets not shown."""
        for name, value in members.items():
            if name in _FREE_TEXT and isinstance(value, str):
                members[name] = self._secrets.masked(value)
            elif self._secrets.are_in(repr(value)) and not self._is_known(value):
                members.secrets |= {name}

    def _is_known(self, value: object) -> bool:
        """Tell whether `value` is one of the codes that have a meaning here: nobody's secret."""
        known = (self.service.errors, self.service.oauth_errors, KNOWN_CODES)
        return isinstance(value, str) and any(value in codes for codes in known)


def message_of(body: Mapping[str, Any]) -> str:
    """Return what an error says to people, empty if it says nothing."""
    for name in _FREE_TEXT:
        text = json_to_text(body.get(name))
        if isinstance(text, str) and text:
            return text
    return ""
