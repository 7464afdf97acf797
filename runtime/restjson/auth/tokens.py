"""Bearer tokens: where a client's comes from."""

from __future__ import annotations

from ..errors import ConfigError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

_VISIBLE = frozenset(map(chr, range(0x21, 0x7F)))


def variable_of(signing_name: str) -> str:
    """Return the variable that holds the token for a service, as AWS's tools name it."""
    return f"AWS_BEARER_TOKEN_{signing_name.replace('-', '_').replace(' ', '_').upper()}"


class TokenSource:
    """What gives a client's token: the argument, else the variable of the service.

    Args:
        given: the token, or a function that returns it; None if there is no argument.
        signing_name: the service's name in signatures, by which the variable is named.
        environ: the environment.
        prefers_keys: credentials were given in place of a token, so the variable does not count.
    """

    def __init__(
        self, given: Any, signing_name: str, environ: Mapping[str, str], prefers_keys: bool
    ) -> None:
        self._variable = variable_of(signing_name)
        found = given
        if given is None and not prefers_keys:
            found = environ.get(self._variable) or None  # an empty variable counts as unset
        self._origin = "token" if given is not None else self._variable
        self._get: Callable[[], Any] | None = found if callable(found) else None
        self._token = found

    @property
    def is_there(self) -> bool:
        """Whether there is a token, or what gives one."""
        return self._token is not None

    def get(self) -> str:
        """Return the token of this moment.

        Raises:
            ConfigError: there is none, or what there is cannot be one; never a value.
            Exception: whatever the function raised that returns it.
        """
        if self._token is None:
            raise ConfigError(
                "there is no bearer token: give token=, a str or a function that returns one, "
                f"or set {self._variable}"
            )
        token = self._token if self._get is None else self._get()
        if not isinstance(token, str) or not token or not _VISIBLE.issuperset(token):
            raise ConfigError(
                f"{self._origin}: expected a bearer token of visible ASCII characters"
            )
        return token
