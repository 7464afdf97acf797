"""AWS credentials: what a request is signed with, and what serves as them."""

from __future__ import annotations

from ..config.findings import comment_hint
from ..errors import ConfigError
from ..signatures import as_written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from typing import Any, NoReturn, Protocol

    class Keys(Protocol):
        """Whatever serves as credentials: botocore's and boto3's do, and `Credentials`."""

        @property
        def access_key(self) -> str: ...

        @property
        def secret_key(self) -> str: ...

        @property
        def token(self) -> str | None: ...


_MOST_SECONDS = 10**12  # after the year 9999; above it are milliseconds


@as_written
class Credentials:
    """The keys of an IAM user, or those of a role with their token. They cannot be changed.

    Args:
        access_key: the access key id.
        secret_key: the secret access key; never shown.
        token: the session token of temporary credentials, None or empty for none; never shown.
        expires_at: when temporary credentials end: seconds since the epoch, or a datetime with
            a time zone; None if they do not, or if that is not known. A client signs with none
            that have ended.

    Attributes:
        access_key, secret_key, token: as given.
        expires_at: seconds since the epoch, or None.

    Raises:
        ConfigError: what cannot be used, all of it; never a value.
    """

    __slots__ = ("access_key", "expires_at", "secret_key", "token")

    access_key: str
    secret_key: str
    token: str | None
    expires_at: float | None

    def __init__(
        self,
        access_key: str,
        secret_key: str,
        token: str | None = None,
        expires_at: float | datetime | None = None,
    ) -> None:
        keys: dict[str, object] = {"access_key": access_key, "secret_key": secret_key}
        if token not in (None, ""):
            keys["token"] = token
        problems = key_problems(keys)
        ends = None if expires_at is None else _seconds(expires_at)
        if expires_at is not None and ends is None:
            problems.append(
                "expires_at: expected seconds since the epoch, not milliseconds, or a datetime "
                "with a time zone"
            )
        if problems:
            raise ConfigError("; ".join(problems))
        object.__setattr__(self, "access_key", access_key)
        object.__setattr__(self, "secret_key", secret_key)
        object.__setattr__(self, "token", token or None)
        object.__setattr__(self, "expires_at", ends)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{name}: credentials cannot be changed, make new ones")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{name}: credentials cannot be changed, make new ones")

    def __repr__(self) -> str:
        return f"<Credentials: {self.access_key}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Credentials) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash(self._values())

    def __reduce__(self) -> tuple[type[Credentials], tuple[Any, ...]]:
        return Credentials, self._values()

    def _values(self) -> tuple[str, str, str | None, float | None]:
        return self.access_key, self.secret_key, self.token, self.expires_at


def as_credentials(given: Any) -> Credentials:
    """Return the credentials that an object stands for at this moment.

    Args:
        given: `Credentials`, or an object with the attributes access_key, secret_key and token,
            perhaps expires_at. Where it has `get_frozen_credentials()`, as botocore's
            credentials have, that is asked: they refresh themselves then.

    Raises:
        ConfigError: it is not such an object, or holds what cannot be used.
    """
    if isinstance(given, Credentials):
        return given
    if hasattr(given, "get_frozen_credentials"):
        given = given.get_frozen_credentials()
    if not all(hasattr(given, name) for name in ("access_key", "secret_key", "token")):
        raise ConfigError(
            "credentials: expected an object with access_key, secret_key and token, "
            f"got {type(given).__name__}"
        )
    expires_at = getattr(given, "expires_at", None)
    try:
        return Credentials(given.access_key, given.secret_key, given.token, expires_at)
    except ConfigError as error:
        raise ConfigError(f"credentials: {error}") from None


def key_problems(keys: Mapping[str, object]) -> list[str]:
    """Return what is wrong with keys and tokens, each by what it is called, such as a variable."""
    return [
        f"{name}: {problem}"
        for name, value in keys.items()
        if (problem := _key_problem(value)) is not None
    ]


def _key_problem(value: object) -> str | None:
    # Key id and token go into headers; a line break at the end of a secret is an easy mistake.
    if not (isinstance(value, str) and _is_visible(value)):
        hint = comment_hint(value) if isinstance(value, str) else ""
        return f"expected ASCII text without blanks and line breaks{hint}"
    return None


def _seconds(moment: Any) -> float | None:
    """Return seconds since the epoch, None if they cannot be meant."""
    if hasattr(moment, "timestamp"):
        moment = moment.timestamp() if getattr(moment, "tzinfo", None) else None
    is_number = isinstance(moment, (int, float)) and not isinstance(moment, bool)
    return float(moment) if is_number and 0 <= moment < _MOST_SECONDS else None


def _is_visible(text: str) -> bool:
    return text != "" and text.isascii() and text.isprintable() and " " not in text
