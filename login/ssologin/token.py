"""The token that a sign-in gives, and the form in which AWS's tools keep it."""

from __future__ import annotations

from .errors import Error
from .times import as_datetime, format_time, parse_time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from typing import Any

    from .session import Session

# Seconds before the end from which on a token is refreshed, as botocore has it.
DUE = 15 * 60


class Token:
    """An access token for the access portal, and what it takes to refresh it.

    It is good for the access portal (`ssoportal`) and for nothing else: do not send it to other
    services.

    Attributes:
        access_token: the token itself; never shown.
        region: the region that gave it.
        start_url: the start URL that it was given for.
    """

    __slots__ = ("_expires", "_record", "access_token", "region", "start_url")

    def __init__(self, record: Mapping[str, Any], expires: float) -> None:
        self._record = dict(record)
        self._expires = expires
        self.access_token: str = record["accessToken"]
        self.region: str | None = record.get("region")
        self.start_url: str | None = record.get("startUrl")

    @property
    def expires_at(self) -> datetime:
        """When it ends, in UTC; it may be refused earlier."""
        return as_datetime(self._expires)

    @property
    def refreshable(self) -> bool:
        """Whether it came with a refresh token and the registration that this belongs to."""
        return all(
            isinstance(self._record.get(key), str) and self._record[key]
            for key in ("refreshToken", "clientId", "clientSecret")
        )

    @property
    def registration_expires(self) -> float | None:
        """When the registration ends, in seconds since the epoch; None if that is not known."""
        return parse_time(self._record.get("registrationExpiresAt"))

    @property
    def record(self) -> dict[str, Any]:
        """What is kept of it, with its secrets, by the names of AWS's files."""
        return dict(self._record)

    def seconds_left(self, now: float) -> float:
        """Return the seconds until it ends; negative ones since."""
        return self._expires - now

    def __repr__(self) -> str:
        kind = "refreshable" if self.refreshable else "not refreshable"
        return f"<Token: ***, until {format_time(self._expires)}, {kind}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Token) and self._record == other._record

    def __hash__(self) -> int:
        return hash(self.access_token)

    def __reduce__(self) -> tuple[type[Token], tuple[dict[str, Any], float]]:
        return Token, (self._record, self._expires)


def from_record(record: Mapping[str, Any] | None) -> Token | None:
    """Return the token that a file holds, None if it holds none."""
    if record is None or not _is_text(record.get("accessToken")):
        return None
    expires = parse_time(record.get("expiresAt"))
    return None if expires is None else Token(record, expires)


def from_response(
    response: Mapping[str, Any],
    session: Session,
    registration: Mapping[str, Any],
    now: float,
) -> Token:
    """Return the token of a sign-in.

    Args:
        response: that of CreateToken.
        session: what was signed in to.
        registration: the client that did so, as its file has it.
        now: when the response came, in seconds since the epoch.

    Raises:
        Error: the response has no token.
    """
    expires = now + response.get("expiresIn", 0)
    record = {
        "startUrl": session.start_url,
        "region": session.region,
        "accessToken": _access_token(response),
        "expiresAt": format_time(expires),
        "clientId": registration["clientId"],
        "clientSecret": registration["clientSecret"],
        "registrationExpiresAt": registration["expiresAt"],
    }
    if response.get("refreshToken"):
        record["refreshToken"] = response["refreshToken"]
    return Token(record, expires)


def refreshed(token: Token, response: Mapping[str, Any], now: float) -> Token:
    """Return the token that a refresh gave in the place of another.

    What else the file held is kept, and so is the refresh token where no new one came (RFC 6749
    section 6).

    Raises:
        Error: the response has no token.
    """
    expires = now + response.get("expiresIn", 0)
    record = {
        **token.record,
        "accessToken": _access_token(response),
        "expiresAt": format_time(expires),
    }
    if response.get("refreshToken"):
        record["refreshToken"] = response["refreshToken"]
    return Token(record, expires)


def _access_token(response: Mapping[str, Any]) -> str:
    token = response.get("accessToken")
    if not isinstance(token, str) or not _is_text(token):
        raise Error("the service gave no access token that can be used")
    return token


def _is_text(value: object) -> bool:
    # It becomes a header's value.
    return isinstance(value, str) and value != "" and value.isascii() and value.isprintable()
