"""Which session is meant: one of the config file, one that a profile uses, or one that is given."""

from __future__ import annotations

from ..errors import ConfigError
from ..session import Session
from .profiles import find_profile, profile_of_environment, profile_of_section, signs_in
from .sections import named_session, read_config

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..session import Verify


def find_session(
    session: str | Session | None = None,
    *,
    start_url: str | None = None,
    region: str | None = None,
    profile: str | None = None,
    verify: Verify = None,
    proxies: Mapping[str, str] | None = None,
) -> Session:
    """Return the session that is meant.

    Args:
        session: one, or the name of an ``[sso-session]``.
        start_url, region: those of a session that no file has; both, and no name.
        profile: a profile that refers to a session, or has start URL and region itself.
            With none of these, it is ``AWS_PROFILE``, the default profile, or the only session of
            the config file.
        verify, proxies: how it is reached, see `Session`.

    Raises:
        ConfigError: none is found, or it cannot be used.
    """
    found = _find(session, start_url, region, profile)
    return found.reached_by(verify=verify, proxies=proxies)


def _find(
    session: str | Session | None, start_url: str | None, region: str | None, profile: str | None
) -> Session:
    if isinstance(session, Session):
        return session
    if start_url is not None or region is not None:
        return _given(session, start_url, region)
    if session is not None:
        return named_session(read_config(), session)
    if profile is not None:
        return find_profile(profile).session
    return _default()


def _given(name: str | None, start_url: str | None, region: str | None) -> Session:
    if name is not None:
        raise ConfigError("session: give a name of the config file, or start_url and region")
    if start_url is None or region is None:
        missing = "start_url" if start_url is None else "region"
        raise ConfigError(f"{missing}: start_url and region are given together")
    return Session(start_url, region)


def _default() -> Session:
    config = read_config()
    name = profile_of_environment()
    section = config.profile(name or "default")
    if section is not None and signs_in(section):
        return profile_of_section(config, section).session
    if name is not None:
        return find_profile(name).session  # which says what is wrong with it
    names = list(config.sections("sso-session"))
    if len(names) == 1:
        return named_session(config, names[0])
    if names:
        raise ConfigError(f"session: say which: {', '.join(sorted(names))}")
    raise ConfigError(
        f"there is no [sso-session] in {config.path}: add one with sso_start_url and sso_region, "
        "or give start_url and region"
    )
