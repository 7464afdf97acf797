"""Settings: explicit argument, environment, profile in the config file, default, in that order.

They are read at the first use of a client, once. Names and meanings are those of AWS's SDKs.
"""

from __future__ import annotations

import os

from .arguments import RETRY_MODES
from .config_file import ConfigFile, Setting, nested, read_config
from .endpoints import is_host_label, url_problem
from .errors import ConfigError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

_DEFAULT_ATTEMPTS = 3
_TOO_MANY_DIGITS = 10


class Settings:
    """What a client goes by, once everything is read."""

    __slots__ = (
        "ca_bundle",
        "endpoint_url",
        "files",
        "max_attempts",
        "profile_name",
        "region_name",
        "use_dualstack_endpoint",
        "use_fips_endpoint",
    )

    ca_bundle: str | None
    endpoint_url: str | None
    files: ConfigFile
    max_attempts: int
    profile_name: str
    region_name: str | None
    use_dualstack_endpoint: bool
    use_fips_endpoint: bool

    def for_rules(self) -> dict[str, Any]:
        """Return what endpoint rules go by, under AWS's names for it."""
        return {
            "AWS::Region": self.region_name,
            "AWS::UseDualStack": self.use_dualstack_endpoint,
            "AWS::UseFIPS": self.use_fips_endpoint,
            "SDK::Endpoint": self.endpoint_url,
        }


def resolve_settings(
    arguments: Mapping[str, Any], service_id: str, environ: Mapping[str, str] | None = None
) -> Settings:
    """Return the settings of a client.

    Args:
        arguments: those of the client's constructor; None is not given.
        service_id: the service's name in the model, which names its own endpoint settings.
        environ: the environment; None is the process's.

    Raises:
        ConfigError: settings that cannot be used; each names its variable, or file, section and
            key, and what was expected.
    """
    sources = _Sources(arguments, os.environ if environ is None else environ)
    settings = Settings()
    settings.files = sources.files
    settings.profile_name = sources.profile_name
    settings.region_name = sources.get(
        "region",
        _region,
        argument="region_name",
        variables=("AWS_REGION", "AWS_DEFAULT_REGION"),
    )
    settings.use_fips_endpoint = sources.get("use_fips_endpoint", _boolean, False)
    settings.use_dualstack_endpoint = sources.get("use_dualstack_endpoint", _boolean, False)
    settings.max_attempts = sources.get("max_attempts", _attempts, _DEFAULT_ATTEMPTS)
    # All modes mean standard here; a misspelt one is still a mistake.
    sources.get("retry_mode", _retry_mode)
    settings.ca_bundle = _ca_bundle(sources)
    settings.endpoint_url = _endpoint_url(sources, service_id)
    if sources.problems:
        raise ConfigError("; ".join(sources.problems))
    return settings


def _ca_bundle(sources: _Sources) -> str | None:
    """AWS's own variable and key, then what other tools go by; `verify` replaces them all."""
    if sources.arguments.get("verify") is not None:
        return None
    found = (
        sources.in_environment("AWS_CA_BUNDLE")
        or sources.in_profile("ca_bundle")
        or sources.in_environment("REQUESTS_CA_BUNDLE")
    )
    return None if found is None else sources.checked(found, _existing)


def _endpoint_url(sources: _Sources, service_id: str) -> str | None:
    """The argument, then the service's own variable, the general one, and the same in the file."""
    if sources.arguments.get("endpoint_url") is not None:
        url: str = sources.arguments["endpoint_url"]
        return url
    if sources.get("ignore_configured_endpoint_urls", _boolean):
        return None
    name = service_id.replace(" ", "_")
    found = (
        sources.in_environment(f"AWS_ENDPOINT_URL_{name.upper()}", "AWS_ENDPOINT_URL")
        or sources.in_services(name.lower())
        or sources.in_profile("endpoint_url")
    )
    return None if found is None else sources.checked(found, _url)


class _Sources:
    """Where settings come from; what is wrong with them gathers in `problems`."""

    def __init__(self, arguments: Mapping[str, Any], environ: Mapping[str, str]) -> None:
        self.arguments = arguments
        self._environ = environ
        config = self._path("AWS_CONFIG_FILE", "config")
        self.files = read_config(config, self._path("AWS_SHARED_CREDENTIALS_FILE", "credentials"))
        self.problems = self.files.problems.copy()
        named = self._named_profile()
        self.profile_name = "default" if named is None else named.value
        self._profile = self.files.profiles.get(self.profile_name, {})
        is_missing = named is not None and named.value not in self.files.profiles
        if named is not None and is_missing and not self.problems:
            self._refuse(named, f"there is no profile {named.value!r} in {config}")

    def get(
        self,
        key: str,
        convert: Callable[[str], Any],
        default: Any = None,
        *,
        argument: str | None = None,
        variables: tuple[str, ...] | None = None,
    ) -> Any:
        """Return the first that is set of argument, variables, key in the file, and default.

        Unless they are given, the argument is named as the key is, and the variable AWS_KEY.
        """
        given = self.arguments.get(argument or key)
        if given is not None:
            return given
        found = self.in_environment(*variables or (f"AWS_{key.upper()}",)) or self.in_profile(key)
        return default if found is None else self.checked(found, convert)

    def checked(self, found: Setting, convert: Callable[[str], Any]) -> Any:
        """Return the converted value, or None and note what was expected."""
        try:
            return convert(found.value)
        except ValueError as error:
            self._refuse(found, str(error))
            return None

    def in_environment(self, *variables: str) -> Setting | None:
        """Return what the first variable says that is set; an empty one counts as unset."""
        for variable in variables:
            if value := self._environ.get(variable):
                return Setting(value, variable)
        return None

    def in_profile(self, key: str) -> Setting | None:
        """Return what the profile says."""
        found = self._profile.get(key)
        return found if found and found.value else None

    def in_services(self, service: str) -> Setting | None:
        """Return the endpoint URL that the profile's section of services gives."""
        chosen = self.in_profile("services")
        if chosen is None:
            return None
        if chosen.value not in self.files.services:
            self._refuse(chosen, f"there is no section [services {chosen.value}]")
            return None
        found = self.files.services[chosen.value].get(service)
        if found is None or not found.value:
            return None
        settings = nested(found)
        if settings is None:
            self._refuse(found, "expected indented lines below it such as endpoint_url = ...")
            return None
        url = settings.get("endpoint_url")
        return url if url and url.value else None

    def _refuse(self, setting: Setting, what: str) -> None:
        self.problems.append(f"{setting.origin}: {what}")

    def _named_profile(self) -> Setting | None:
        if self.arguments.get("profile_name") is not None:
            return Setting(self.arguments["profile_name"], "profile_name")
        return self.in_environment("AWS_PROFILE", "AWS_DEFAULT_PROFILE")

    def _path(self, variable: str, name: str) -> str:
        return os.path.expanduser(self._environ.get(variable) or f"~/.aws/{name}")


def _region(text: str) -> str:
    if not is_host_label(text):
        raise ValueError("expected a region such as us-east-1")
    return text


def _boolean(text: str) -> bool:
    if text.lower() not in ("true", "false"):
        raise ValueError("expected true or false")
    return text.lower() == "true"


def _attempts(text: str) -> int:
    is_number = text.isascii() and text.isdigit() and len(text) < _TOO_MANY_DIGITS
    if not is_number or int(text) < 1:
        raise ValueError("expected a whole number of at least 1")
    return int(text)


def _retry_mode(text: str) -> str:
    if text not in RETRY_MODES:
        raise ValueError(f"expected one of {', '.join(RETRY_MODES)}")
    return text


def _existing(path: str) -> str:
    if not os.path.exists(path):
        raise ValueError(f"there is no {path}, expected a CA file or a hashed folder of them")
    return path


def _url(text: str) -> str:
    problem = url_problem(text)
    if problem is not None:
        raise ValueError(problem)
    return text
