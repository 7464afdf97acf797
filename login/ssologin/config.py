"""Sessions and profiles of the config file: ``[sso-session]`` sections and who refers to them."""

from __future__ import annotations

import os

import restjson

from .choice import FLOWS
from .errors import ConfigError
from .session import ACCOUNT_ACCESS, Session

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from restjson import ConfigSection, SharedConfig

    from .session import Verify

_START_URL = "sso_start_url"
_REGION = "sso_region"
_SESSION = "sso_session"
_SCOPES = "sso_registration_scopes"
_ACCOUNT = "sso_account_id"
_ROLE = "sso_role_name"
_FLOW = "ssologin_flow"


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


def read_config() -> SharedConfig:
    """Read the config and credentials files.

    Raises:
        ConfigError: one of them cannot be used.
    """
    try:
        return restjson.read_shared_config()
    except restjson.ConfigError as error:
        raise ConfigError(str(error)) from None


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
        return _named(read_config(), session)
    if profile is not None:
        return find_profile(profile).session
    return _default()


def find_profile(name: str | None = None) -> Profile:
    """Return a profile that signs in.

    Args:
        name: its name; None stands for ``AWS_PROFILE``, else the default profile.

    Raises:
        ConfigError: there is none, or it cannot be used.
    """
    config = read_config()
    wanted = name or _profile_of_environment() or "default"
    section = config.profile(wanted)
    if section is None:
        raise ConfigError(_unknown("profile", wanted, config.path, config.profiles))
    return _profile(config, section)


def session_names() -> tuple[str, ...]:
    """Return the names of the sessions that the config file has."""
    return tuple(read_config().sections("sso-session"))


def configured_flow(session: Session) -> str | None:
    """Return the flow that a session's section asks for: the value of ``ssologin_flow``.

    Raises:
        ConfigError: it is not a flow.
    """
    section = read_config().sections("sso-session").get(session.name or "")
    found = section and section.get(_FLOW)
    if not found:
        return None
    if found.value not in FLOWS:
        raise ConfigError(f"{found.origin}: expected one of {', '.join(FLOWS)}")
    return found.value


def profiles_of(session: Session) -> list[Profile]:
    """Return the profiles that use a session and can be used."""
    config = read_config()
    found = []
    for name in config.profiles:
        section = config.profile(name)
        try:
            if section is not None and (section.get(_SESSION) or section.get(_START_URL)):
                found.append(_profile(config, section))
        except ConfigError:
            continue  # not what was asked for
    return [each for each in found if _is_same(each.session, session)]


def _is_same(one: Session, other: Session) -> bool:
    return (one.name or one.start_url) == (other.name or other.start_url)


def _given(name: str | None, start_url: str | None, region: str | None) -> Session:
    if name is not None:
        raise ConfigError("session: give a name of the config file, or start_url and region")
    if start_url is None or region is None:
        missing = "start_url" if start_url is None else "region"
        raise ConfigError(f"{missing}: start_url and region are given together")
    return Session(start_url, region)


def _default() -> Session:
    config = read_config()
    name = _profile_of_environment()
    section = config.profile(name or "default")
    if section is not None and (section.get(_SESSION) or section.get(_START_URL)):
        return _profile(config, section).session
    if name is not None:
        return find_profile(name).session  # which says what is wrong with it
    names = list(config.sections("sso-session"))
    if len(names) == 1:
        return _named(config, names[0])
    if names:
        raise ConfigError(f"session: say which: {', '.join(sorted(names))}")
    raise ConfigError(
        f"there is no [sso-session] in {config.path}: add one with sso_start_url and sso_region, "
        "or give start_url and region"
    )


def _named(config: SharedConfig, name: str) -> Session:
    sections = config.sections("sso-session")
    section = sections.get(name)
    if section is None:
        hint = f" (a profile has this name: use profile={name!r})" if config.profile(name) else ""
        raise ConfigError(_unknown("sso-session", name, config.path, sections) + hint)
    problems = [
        f"{section.origin}: {key} is missing"
        for key in (_START_URL, _REGION)
        if section.get(key) is None
    ]
    if problems:
        raise ConfigError("; ".join(problems))
    scopes = _listed(section) or (ACCOUNT_ACCESS,)
    return _made(section, name, scopes)


def _profile(config: SharedConfig, section: ConfigSection) -> Profile:
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
    session = _named(config, name)
    own = config.sections("sso-session")[name]
    conflicts = []
    for key in (_START_URL, _REGION, _SCOPES):
        here, there = section.get(key), own.get(key)
        if here is not None and there is not None and here.value != there.value:
            conflicts.append(f"{here.origin} contradicts {there.origin}: take one out")
    if conflicts:
        raise ConfigError("; ".join(conflicts))
    return session


def _legacy(section: ConfigSection) -> Session:
    missing = [key for key in (_START_URL, _REGION) if section.get(key) is None]
    if len(missing) == 2:
        raise ConfigError(
            f"{section.origin} does not sign in: add {_SESSION} with the name of an [sso-session]"
        )
    if missing:
        raise ConfigError(f"{section.origin}: {missing[0]} is missing")
    # AWS's tools register no scopes for such a profile. Their token lasts for eight hours and they
    # could not refresh a shorter one, so ours is of the same kind.
    return _made(section, None, _listed(section))


def _made(section: ConfigSection, name: str | None, scopes: tuple[str, ...]) -> Session:
    settings = section.settings
    try:
        return Session(settings[_START_URL].value, settings[_REGION].value, name, scopes)
    except ConfigError as error:
        raise ConfigError(f"{section.origin}: {error.message}") from None


def _listed(section: ConfigSection) -> tuple[str, ...]:
    found = section.get(_SCOPES)
    if found is None:
        return ()
    return tuple(filter(None, (each.strip() for each in found.value.split(","))))


def _profile_of_environment() -> str | None:
    return os.environ.get("AWS_PROFILE") or os.environ.get("AWS_DEFAULT_PROFILE") or None


def _unknown(kind: str, name: str, path: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, list(known), n=1)
    hint = f", did you mean {near[0]}?" if near else ""
    return f"there is no {kind} {name!r} in {path}{hint}"
