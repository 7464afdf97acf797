"""The endpoint that is configured. What looks meant to name one and does not is an error.

Otherwise requests would go to AWS, with the secrets that they hold, and not where they should.
"""

from __future__ import annotations

from ..wire.endpoints import url_problem
from .file import Setting, nested
from .findings import shorten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from .sources import Sources

_URL = "endpoint_url"

# How alike two names are if one is a misspelling of the other. Names of different services are
# less alike, even chime_sdk_meetings and chime_sdk_messaging.
_ALIKE = 0.85


def find_endpoint_url(sources: Sources, service_id: str) -> str | None:
    """Return the service's own endpoint, else the general one; the environment comes first.

    Args:
        sources: where settings come from, and where problems are noted.
        service_id: the service's name in the model.
    """
    service = service_id.replace(" ", "_").lower()
    found = (
        _in_environment(sources, service)
        or _in_services(sources, service)
        or _in_profile(sources, service)
    )
    return None if found is None else sources.checked(found, _url)


def _in_environment(sources: Sources, service: str) -> Setting | None:
    general = f"AWS_{_URL.upper()}"
    own = f"{general}_{service.upper()}"
    found = sources.in_environment(own)
    if found is None:
        start = len(general) + 1
        others = {
            name[start:].lower(): Setting(value, name)
            for name, value in sources.environ.items()
            if name.startswith(f"{general}_")
        }
        for setting in _alike(others, service):
            sources.refuse(setting, _did_you_mean(own))
    return found or sources.in_environment(general)


def _in_services(sources: Sources, service: str) -> Setting | None:
    """Return what the section of services says that the profile names."""
    chosen = sources.in_profile("services")
    if chosen is None:
        _refuse_misspelt(sources, sources.profile, "services")
        return None
    if chosen.value not in sources.config.services:
        from ..suggestions import suggestion  # only a mistake pays for this import

        near = suggestion(chosen.value, sources.config.services)
        sources.refuse(chosen, f"there is no section [services {shorten(chosen.value)}]{near}")
        return None
    settings = sources.config.service_settings(chosen.value)
    for setting in _alike(settings, _URL):
        sources.refuse(
            setting, f"expected it indented below the name of the service, as in {service} ="
        )
    if service not in settings:
        _refuse_misspelt(sources, settings, service)
        return None
    return _below(sources, settings[service])


def _below(sources: Sources, setting: Setting) -> Setting | None:
    """Return the URL that stands indented below the service's name."""
    if not setting.value:
        return None
    settings = nested(setting)
    if settings is None:
        sources.refuse(setting, f"expected indented lines below it such as {_URL} = ...")
        return None
    _refuse_misspelt(sources, settings, _URL)
    found = settings.get(_URL)
    return found if found and found.value else None


def _in_profile(sources: Sources, service: str) -> Setting | None:
    for setting in _alike(sources.profile, service):
        if _URL in (nested(setting) or {}) or "://" in setting.value:
            sources.refuse(setting, "expected it in a section [services x], and services = x here")
    _refuse_misspelt(sources, sources.profile, _URL)
    return sources.in_profile(_URL)


def _refuse_misspelt(sources: Sources, settings: Mapping[str, Setting], right: str) -> None:
    for setting in _alike(settings, right):
        if setting is not settings.get(right):
            sources.refuse(setting, _did_you_mean(right))


def _did_you_mean(right: str) -> str:
    return f"nothing goes by it, did you mean {right}?"


def _alike(settings: Mapping[str, Setting], right: str) -> list[Setting]:
    """Return what is set by this name or by one that looks like it."""
    if not settings:
        return []
    from difflib import get_close_matches

    found = get_close_matches(right, settings, n=len(settings), cutoff=_ALIKE)
    return [settings[name] for name in found if settings[name].value]


def _url(text: str) -> str:
    problem = url_problem(text)
    if problem is not None:
        raise ValueError(problem)
    return text
