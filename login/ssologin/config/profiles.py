"""Profiles that sign in: by a session that they name, or by a start URL of their own."""

from __future__ import annotations

import os

from ..errors import ConfigError
from .sections import (
    REGION,
    SCOPES,
    START_URL,
    listed_scopes,
    made_session,
    named_session,
    read_config,
    unknown,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from restjson import ConfigSection, SharedConfig

    from ..session import Session

_SESSION = "sso_session"
_ACCOUNT = "sso_account_id"
_ROLE = "sso_role_name"


class Profile:
    """A profile that signs in.

    Attributes:
        name: its name.
        session: where it signs in.
        account_id, role_name: what it uses there; both None if it says neither.
        region: where its AWS clients work, None if it does not say.
    """

    __slots__ = ("account_id", "name", "region", "role_name", "session")

    def __init__(
        self,
        name: str,
        session: Session,
        account_id: str | None,
        role_name: str | None,
        region: str | None,
    ) -> None:
        self.name = name
        self.session = session
        self.account_id = account_id
        self.role_name = role_name
        self.region = region

    def __repr__(self) -> str:
        return f"<Profile: {self.name}>"


def find_profile(name: str | None = None) -> Profile:
    """Return a profile that signs in.

    Args:
        name: its name; None stands for ``AWS_PROFILE``, else the default profile.

    Raises:
        ConfigError: there is none, or it cannot be used.
    """
    config = read_config()
    wanted = name or profile_of_environment() or "default"
    section = config.profile(wanted)
    if section is None:
        raise ConfigError(unknown("profile", wanted, config.path, config.profiles))
    return profile_of_section(config, section)


def profiles_of(session: Session) -> list[Profile]:
    """Return the profiles that use a session and can be used."""
    config = read_config()
    found = []
    for name in config.profiles:
        section = config.profile(name)
        try:
            if section is not None and signs_in(section):
                found.append(profile_of_section(config, section))
        except ConfigError:
            continue  # not what was asked for
    return [each for each in found if _is_same(each.session, session)]


def profile_of_environment() -> str | None:
    """Return the name that the environment gives, None if it gives none."""
    return os.environ.get("AWS_PROFILE") or os.environ.get("AWS_DEFAULT_PROFILE") or None


def signs_in(section: ConfigSection) -> bool:
    """Tell whether a profile has something to do with signing in."""
    return bool(section.get(_SESSION) or section.get(START_URL))


def profile_of_section(config: SharedConfig, section: ConfigSection) -> Profile:
    """Return the profile that a section describes.

    Raises:
        ConfigError: it does not sign in, or cannot be used.
    """
    reference = section.get(_SESSION)
    if reference is not None:
        session = _referred(config, section, reference.value)
    else:
        session = _legacy(section)
    account, role = section.get(_ACCOUNT), section.get(_ROLE)
    if (account is None) != (role is None):
        missing = _ACCOUNT if account is None else _ROLE
        raise ConfigError(f"{section.origin}: {missing} is missing: set both, or neither")
    region = section.get("region")
    return Profile(
        section.name,
        session.reached_by(profile_name=section.name),
        account.value if account else None,
        role.value if role else None,
        region.value if region else None,
    )


def _referred(config: SharedConfig, section: ConfigSection, name: str) -> Session:
    session = named_session(config, name)
    own = config.sections("sso-session")[name]
    conflicts = []
    for key in (START_URL, REGION, SCOPES):
        here, there = section.get(key), own.get(key)
        if here is not None and there is not None and here.value != there.value:
            conflicts.append(f"{here.origin} contradicts {there.origin}: take one out")
    if conflicts:
        raise ConfigError("; ".join(conflicts))
    return session


def _legacy(section: ConfigSection) -> Session:
    missing = [key for key in (START_URL, REGION) if section.get(key) is None]
    if len(missing) == 2:
        raise ConfigError(
            f"{section.origin} does not sign in: add {_SESSION} with the name of an [sso-session]"
        )
    if missing:
        raise ConfigError(f"{section.origin}: {missing[0]} is missing")
    # AWS's tools register no scopes for such a profile. Their token lasts for eight hours and they
    # could not refresh a shorter one, so ours is of the same kind.
    return made_session(section, None, listed_scopes(section))


def _is_same(one: Session, other: Session) -> bool:
    """Tell whether the tokens of two sessions are kept under one name."""
    return (one.name or one.start_url) == (other.name or other.start_url)
