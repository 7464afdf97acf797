"""A session: which IAM Identity Center to sign in to, and what for."""

from __future__ import annotations

from .errors import ConfigError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from os import PathLike
    from ssl import SSLContext
    from typing import Any

    Verify = bool | str | PathLike[str] | SSLContext | None

ACCOUNT_ACCESS = "sso:account:access"


class Session:
    """Where to sign in, and how to reach it. It cannot be changed.

    Two are equal if they are the same sign-in, however it is reached.

    Args:
        start_url: the URL of the access portal, such as ``https://my-company.awsapps.com/start``.
        region: the region of IAM Identity Center, such as ``us-east-1``.
        name: the name of its ``[sso-session]``. The token is kept under it, so two people on one
            start URL need two names; without one it is kept under the start URL.
        scopes: what the token is to be good for. Without ``sso:account:access`` the service gives
            no refresh token, and the sign-in ends after eight hours.
        verify, proxies, profile_name: how the services are reached, as for the clients of this
            project (`ssooidc.Client`): which certificates are trusted, a CA file or an
            `ssl.SSLContext`; proxies by scheme; the profile whose settings count. None stands for
            the environment and the config file.

    Raises:
        ConfigError: what cannot be used, all of it.
    """

    __slots__ = ("name", "profile_name", "proxies", "region", "scopes", "start_url", "verify")

    name: str | None
    profile_name: str | None
    proxies: Mapping[str, str] | None
    region: str
    scopes: tuple[str, ...]
    start_url: str
    verify: Verify

    def __init__(
        self,
        start_url: str,
        region: str,
        name: str | None = None,
        scopes: Iterable[str] = (ACCOUNT_ACCESS,),
        *,
        verify: Verify = None,
        proxies: Mapping[str, str] | None = None,
        profile_name: str | None = None,
    ) -> None:
        listed = (scopes,) if isinstance(scopes, str) else tuple(scopes)
        problems = [*_problems(start_url, region), *_scope_problems(listed)]
        if problems:
            raise ConfigError("; ".join(problems))
        given = {"start_url": start_url, "region": region, "name": name or None, "scopes": listed}
        network = {"verify": verify, "proxies": proxies, "profile_name": profile_name}
        for attribute, value in {**given, **network}.items():
            object.__setattr__(self, attribute, value)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{name}: a session cannot be changed, make a new one")

    def __repr__(self) -> str:
        return f"<Session: {self.name or self.start_url}, {self.region}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Session) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash(self._values())

    def __reduce__(self) -> tuple[Callable[..., Session], tuple[Any, ...]]:
        from functools import partial

        return partial(Session, **self.network), self._values()

    @property
    def login_command(self) -> str:
        """The command that signs in."""
        return self.command("login")

    @property
    def section(self) -> str | None:
        """The section of the config file that it may come from, None if it comes from none."""
        if self.name:
            return f"sso-session {self.name}"
        return f"profile {self.profile_name}" if self.profile_name else None

    @property
    def network(self) -> dict[str, Any]:
        """How the services are reached: arguments of `ssooidc.Client`."""
        names = ("verify", "proxies", "profile_name")
        return {name: getattr(self, name) for name in names}

    def command(self, name: str) -> str:
        """Return the command line of a command of ``ssologin`` for this session."""
        from shlex import quote

        if self.name:
            return f"ssologin {name} --session {quote(self.name)}"
        if self.profile_name:
            return f"ssologin {name} --profile {quote(self.profile_name)}"
        where = f"--start-url {quote(self.start_url)} --region {quote(self.region)}"
        return f"ssologin {name} {where}"

    def with_scopes(self, scopes: Iterable[str]) -> Session:
        """Return the same session for other scopes."""
        return self._with(scopes=scopes)

    def in_region(self, region: str) -> Session:
        """Return the same session in another region."""
        return self._with(region=region)

    def reached_by(
        self,
        *,
        verify: Verify = None,
        proxies: Mapping[str, str] | None = None,
        profile_name: str | None = None,
    ) -> Session:
        """Return the same session, reached by what is given; None leaves a thing as it is."""
        given = {"verify": verify, "proxies": proxies, "profile_name": profile_name}
        return self._with(**{name: each for name, each in given.items() if each is not None})

    def _with(self, **changes: Any) -> Session:
        kept = {name: getattr(self, name) for name in self.__slots__}
        return Session(**{**kept, **changes})

    def _values(self) -> tuple[str, str, str | None, tuple[str, ...]]:
        return self.start_url, self.region, self.name, self.scopes


def _problems(start_url: str, region: str) -> list[str]:
    problems = []
    if not (isinstance(start_url, str) and start_url.startswith(("https://", "http://"))):
        problems.append("start_url: expected a URL such as https://my-company.awsapps.com/start")
    elif not (start_url.isprintable() and " " not in start_url):
        problems.append("start_url: expected a URL without blanks")
    # It becomes part of a host's name.
    if not (isinstance(region, str) and region.isascii() and region.replace("-", "").isalnum()):
        problems.append("region: expected the name of a region such as us-east-1")
    return problems


def _scope_problems(scopes: tuple[str, ...]) -> list[str]:
    wrong = [
        each
        for each in scopes
        if not (isinstance(each, str) and each and each.isascii() and each.isprintable())
        or " " in each
    ]
    return ["scopes: expected names such as sso:account:access, without blanks"] if wrong else []
