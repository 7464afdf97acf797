"""A session: which IAM Identity Center to sign in to, and what for."""

from __future__ import annotations

from .errors import ConfigError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

ACCOUNT_ACCESS = "sso:account:access"


class Session:
    """Where to sign in. It cannot be changed.

    Args:
        start_url: the URL of the access portal, such as ``https://my-company.awsapps.com/start``.
        region: the region of IAM Identity Center, such as ``us-east-1``.
        name: the name of its ``[sso-session]``. The token is kept under it, so two people on one
            start URL need two names; without one it is kept under the start URL.
        scopes: what the token is to be good for. Without ``sso:account:access`` the service gives
            no refresh token, and the sign-in ends after eight hours.

    Raises:
        ConfigError: what cannot be used, all of it.
    """

    __slots__ = ("name", "region", "scopes", "start_url")

    name: str | None
    region: str
    scopes: tuple[str, ...]
    start_url: str

    def __init__(
        self,
        start_url: str,
        region: str,
        name: str | None = None,
        scopes: Iterable[str] = (ACCOUNT_ACCESS,),
    ) -> None:
        listed = (scopes,) if isinstance(scopes, str) else tuple(scopes)
        problems = [*_problems(start_url, region), *_scope_problems(listed)]
        if problems:
            raise ConfigError("; ".join(problems))
        for attribute, value in zip(
            ("start_url", "region", "name", "scopes"),
            (start_url, region, name or None, listed),
            strict=True,
        ):
            object.__setattr__(self, attribute, value)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{name}: a session cannot be changed, make a new one")

    def __repr__(self) -> str:
        return f"<Session: {self.name or self.start_url}, {self.region}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Session) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash(self._values())

    def __reduce__(self) -> tuple[type[Session], tuple[str, str, str | None, tuple[str, ...]]]:
        return Session, self._values()

    @property
    def login_command(self) -> str:
        """The command that signs in."""
        from shlex import quote

        if self.name:
            return f"ssologin login --session {quote(self.name)}"
        return f"ssologin login --start-url {quote(self.start_url)} --region {quote(self.region)}"

    def with_scopes(self, scopes: Iterable[str]) -> Session:
        """Return the same session for other scopes."""
        return Session(self.start_url, self.region, self.name, scopes)

    def in_region(self, region: str) -> Session:
        """Return the same session in another region."""
        return Session(self.start_url, region, self.name, self.scopes)

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
