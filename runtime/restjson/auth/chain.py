"""Where a client's credentials come from: what it was given, else the places of AWS's tools.

These are, in the order of botocore, the environment, the credentials file, the program that the
profile names, and the config file. Where botocore would turn to a service in between, that is
refused by name: to go on to the next place would be to sign as somebody else.
"""

from __future__ import annotations

import os

from ..config.file import Setting
from ..errors import ConfigError
from ..times import EXPECTED, parse_seconds
from .credentials import Credentials, key_problems

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from ..config.settings import Settings

# Keys of a profile; variables are named the same in capitals.
_ID = "aws_access_key_id"
_SECRET = "aws_secret_access_key"  # noqa: S105 - the name of a key
_TOKENS = ("aws_security_token", "aws_session_token")  # the first is a relic, and comes first
_EXPIRATION = "aws_credential_expiration"
_PROCESS = "credential_process"

_QUOTES = ("'", '"')

# What says that a service gives out the credentials; each group in its turn.
_ROLES = ("role_arn", "web_identity_token_file", "sso_role_name", "sso_account_id")
_WEB_IDENTITY = ("aws_web_identity_token_file",)
_LOGIN = ("login_session",)
_SESSIONS = ("sso_session", "sso_start_url")
_CONTAINER = ("aws_container_credentials_relative_uri", "aws_container_credentials_full_uri")


def choose_source(
    given: Any, get_settings: Callable[[], Settings], profile_is_given: bool
) -> Callable[[], Any]:
    """Return the function that fetches a client's credentials, see `as_credentials`.

    Args:
        given: the credentials that the client was given, None if it was given none.
        get_settings: returns its settings; called only then.
        profile_is_given: the client was given the name of a profile.

    Raises:
        ConfigError: there are none, or half of them, or a service would have to be asked.
    """
    if given is None:
        return _Chain(get_settings(), profile_is_given, os.environ).choose()
    if callable(given) and not hasattr(given, "get_frozen_credentials"):
        function: Callable[[], Any] = given
        return function
    return _always(given)


class _Place:
    """Where keys may stand: a section of a file, or the environment.

    Args:
        settings: what stands there, by the key of a profile.
        where: how messages begin about it.
        spell: turns such a key into what it is called there.
    """

    def __init__(
        self,
        settings: Mapping[str, Setting],
        where: str = "",
        spell: Callable[[str], str] = str.lower,
    ) -> None:
        self._settings = settings
        self._where = where
        self._spell = spell

    def get(self, key: str) -> Setting | None:
        """Return what is set; what is empty is not."""
        found = self._settings.get(key)
        return found if found and found.value else None

    def credentials(self, expires_at: float | None = None) -> Credentials:
        """Return the credentials that stand here; halves from two places make none."""
        access_key, secret_key = self.get(_ID), self.get(_SECRET)
        if access_key is None or secret_key is None:
            raise ConfigError(f"{self.pair()}: set both")
        token = self.get(_TOKENS[0]) or self.get(_TOKENS[1])
        found = [each for each in (access_key, secret_key, token) if each is not None]
        problems = key_problems({each.origin: each.value for each in found})
        problems += filter(None, map(_misunderstood, found))
        if problems:
            raise ConfigError("; ".join(problems))
        return Credentials(
            access_key.value, secret_key.value, token.value if token else None, expires_at
        )

    def pair(self) -> str:
        """Return which of the two keys is set."""
        states = (
            f"{self._spell(key)} is {'set' if self.get(key) else 'not set'}"
            for key in (_ID, _SECRET)
        )
        return self._where + ", ".join(states)


class _Chain:
    """The places where a client looks, one after the other."""

    def __init__(
        self, settings: Settings, profile_is_given: bool, environ: Mapping[str, str]
    ) -> None:
        sources, name = settings.sources, settings.sources.profile_name
        section = name if name == "default" else f"profile {name}"
        self._profile_name = name if profile_is_given else None
        self._environ = environ
        self._environment = _environment(environ)
        self._own_environment = _environment({} if profile_is_given else environ)
        self._profile = _Place(sources.profile)
        self._in_credentials = _Place(
            sources.credentials.profile(name), f"{sources.credentials.path}: [{name}]: "
        )
        self._in_config = _Place(
            sources.config.profile(name), f"{sources.config.path}: [{section}]: "
        )
        self._files = (
            (sources.credentials, self._in_credentials),
            (sources.config, self._in_config),
        )

    def choose(self) -> Callable[[], Credentials]:
        if self._own_environment.get(_ID):
            return lambda: _from_environment(self._environ)
        self._refuse(self._profile, _ROLES)
        self._refuse(self._own_environment, _WEB_IDENTITY)
        if self._in_credentials.get(_ID):
            return _always(self._in_credentials.credentials())
        self._refuse(self._profile, _LOGIN)
        command = self._profile.get(_PROCESS)
        if command is not None:
            return _from_process(command)
        if self._in_config.get(_ID):
            return _always(self._in_config.credentials())
        self._refuse(self._profile, _SESSIONS)
        self._refuse(self._environment, _CONTAINER)
        raise ConfigError(self._nothing_found())

    def _refuse(self, place: _Place, keys: tuple[str, ...]) -> None:
        """Refuse the first of the keys that is set."""
        for key in keys:
            found = place.get(key)
            if found is not None:
                raise ConfigError(
                    f"{found.origin}: AWS credentials that a service gives out are not fetched "
                    f"here: {self._way(key)}"
                )

    def _way(self, key: str) -> str:
        """Return what to do where a service would give them out."""
        if not key.startswith("sso_"):
            return self._advice()
        named = "" if self._profile_name is None else repr(self._profile_name)
        return f"pass credentials=ssologin.role_credentials({named}) to the client"

    def _nothing_found(self) -> str:
        """Return where was looked, and what to do."""
        environment = self._own_environment.pair()
        if self._profile_name is not None:
            environment = "the environment does not count beside profile_name"
        looked = [environment]
        for file, place in self._files:
            looked.append(file.absence or place.pair())
        return (
            f"there are no AWS credentials to sign with: {'; '.join(looked)}. Set both keys in "
            f"one of these places or {_PROCESS} in the profile; for credentials from elsewhere, "
            f"roles of containers and instances included, {self._advice()}"
        )

    def _advice(self) -> str:
        named = "" if self._profile_name is None else f"profile_name={self._profile_name!r}"
        return f"pass credentials=boto3.Session({named}).get_credentials() to the client"


def _environment(environ: Mapping[str, str]) -> _Place:
    keys = (_ID, _SECRET, *_TOKENS, _EXPIRATION, *_WEB_IDENTITY, *_CONTAINER)
    named = {key: key.upper() for key in keys}
    variables = {key: Setting(environ.get(name, ""), name) for key, name in named.items()}
    return _Place(variables, spell=str.upper)


def _misunderstood(key: Setting) -> str | None:
    """Return what a shell would not have left in a key: AWS refuses it and does not say why."""
    if key.value[0] in _QUOTES or key.value[-1] in _QUOTES:
        return f"{key.origin}: expected the key itself, found quotes: take them out"
    if key.value[0] == "$":
        return f"{key.origin}: expected the key itself, found a variable: nothing expands it here"
    return None


def _from_environment(environ: Mapping[str, str]) -> Credentials:
    """Return what the environment holds by now: newer keys may have been put there."""
    environment = _environment(environ)
    expiration = environment.get(_EXPIRATION)
    if expiration is None:
        return environment.credentials()
    expires_at = parse_seconds(expiration.value)
    if expires_at is None:
        raise ConfigError(f"{expiration.origin}: {EXPECTED}")
    return environment.credentials(expires_at)


def _from_process(command: Setting) -> Callable[[], Credentials]:
    from .process import run_process  # loads subprocess and json

    return lambda: run_process(command)


def _always(credentials: Any) -> Callable[[], Any]:
    return lambda: credentials
