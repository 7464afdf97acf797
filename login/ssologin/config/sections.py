"""The ``[sso-session]`` sections of the config file."""

from __future__ import annotations

import restjson

from ..choice import FLOWS
from ..errors import ConfigError
from ..session import ACCOUNT_ACCESS, Session

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from restjson import ConfigSection, SharedConfig

START_URL = "sso_start_url"
REGION = "sso_region"
SCOPES = "sso_registration_scopes"

_FLOW = "ssologin_flow"


def read_config() -> SharedConfig:
    """Read the config and credentials files.

    Raises:
        ConfigError: one of them cannot be used.
    """
    try:
        return restjson.read_shared_config()
    except restjson.ConfigError as error:
        raise ConfigError(str(error)) from None


def session_names() -> tuple[str, ...]:
    """Return the names of the sessions that the config file has."""
    return tuple(read_config().sections("sso-session"))


def named_session(config: SharedConfig, name: str) -> Session:
    """Return the session of a section.

    Raises:
        ConfigError: there is none of this name, or it cannot be used.
    """
    sections = config.sections("sso-session")
    section = sections.get(name)
    if section is None:
        hint = f" (a profile has this name: use profile={name!r})" if config.profile(name) else ""
        raise ConfigError(unknown("sso-session", name, config.path, sections) + hint)
    problems = [
        f"{section.origin}: {key} is missing"
        for key in (START_URL, REGION)
        if section.get(key) is None
    ]
    if problems:
        raise ConfigError("; ".join(problems))
    scopes = listed_scopes(section) or (ACCOUNT_ACCESS,)
    return made_session(section, name, scopes)


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


def made_session(section: ConfigSection, name: str | None, scopes: tuple[str, ...]) -> Session:
    """Return the session that a section describes, a profile's too; a mistake has its line."""
    settings = section.settings
    try:
        return Session(settings[START_URL].value, settings[REGION].value, name, scopes)
    except ConfigError as error:
        raise ConfigError(f"{section.origin}: {error.message}") from None


def listed_scopes(section: ConfigSection) -> tuple[str, ...]:
    """Return the scopes of a section, which stand between commas."""
    found = section.get(SCOPES)
    if found is None:
        return ()
    return tuple(filter(None, (each.strip() for each in found.value.split(","))))


def unknown(kind: str, name: str, path: str, known: Iterable[str]) -> str:
    """Say that a name is not there, and which one is nearest."""
    from difflib import get_close_matches

    near = get_close_matches(name, list(known), n=1)
    hint = f", did you mean {near[0]}?" if near else ""
    return f"there is no {kind} {name!r} in {path}{hint}"
