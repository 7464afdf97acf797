"""Settings: explicit argument, environment, profile in the config file, default, in that order.

They are read at the first use of a client, once. Names and meanings are those of AWS's SDKs.
"""

from __future__ import annotations

import os

from ..errors import ConfigError
from ..wire.endpoints import is_host_label
from .arguments import REGION, RETRY_MODES
from .endpoint_url import find_endpoint_url
from .file_reading import expand
from .findings import found
from .sources import Sources

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from .arguments import Arguments

_DEFAULT_ATTEMPTS = 3
_TOO_MANY_DIGITS = 10

# What AWS's SDKs agree on: the least body that is worth to be compressed, and its bound, in bytes.
_LEAST_COMPRESSED = 10 * 1024
_MOST_LEAST_COMPRESSED = 10 * 1024 * 1024


class Settings:
    """What a client goes by, once everything is read."""

    __slots__ = (
        "ca_bundle",
        "endpoint_url",
        "inject_host_prefix",
        "least_compressed",
        "max_attempts",
        "region_name",
        "sources",
        "use_dualstack_endpoint",
        "use_fips_endpoint",
    )

    ca_bundle: str | None
    endpoint_url: str | None
    inject_host_prefix: bool
    least_compressed: int | None
    max_attempts: int
    region_name: str | None
    sources: Sources
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
    arguments: Arguments, service_id: str, environ: Mapping[str, str] | None = None
) -> Settings:
    """Return the settings of a client.

    Args:
        arguments: those of the client.
        service_id: the service's name in the model, which names its own endpoint settings.
        environ: the environment; None is the process's.

    Raises:
        ConfigError: settings that cannot be used; each names its variable, or file, section and
            key, and what was expected.
    """
    sources = Sources(arguments, os.environ if environ is None else environ)
    settings = Settings()
    settings.sources = sources
    settings.region_name = sources.get(
        "region",
        _region,
        argument="region_name",
        variables=("AWS_REGION", "AWS_DEFAULT_REGION"),
    )
    settings.use_fips_endpoint = sources.get("use_fips_endpoint", _boolean, False)
    settings.use_dualstack_endpoint = sources.get("use_dualstack_endpoint", _boolean, False)
    settings.inject_host_prefix = _host_prefixes(sources)
    settings.least_compressed = _least_compressed(sources)
    settings.max_attempts = sources.get("max_attempts", _attempts, _DEFAULT_ATTEMPTS)
    # All modes mean standard here; a misspelt one is still a mistake.
    sources.get("retry_mode", _retry_mode)
    settings.ca_bundle = _ca_bundle(sources)
    settings.endpoint_url = _endpoint_url(sources, service_id)
    if sources.problems:
        raise ConfigError("; ".join(sources.problems))
    return settings


def _endpoint_url(sources: Sources, service_id: str) -> str | None:
    if sources.arguments.endpoint_url is not None:
        return sources.arguments.endpoint_url
    if sources.get("ignore_configured_endpoint_urls", _boolean):
        return None
    return find_endpoint_url(sources, service_id)


def _host_prefixes(sources: Sources) -> bool:
    given = sources.arguments.inject_host_prefix
    is_off = sources.get("disable_host_prefix_injection", _boolean, False)
    return not is_off if given is None else given


def _least_compressed(sources: Sources) -> int | None:
    """Return the size in bytes from which bodies are compressed, None if none is."""
    least: int = sources.get("request_min_compression_size_bytes", _size, _LEAST_COMPRESSED)
    return None if sources.get("disable_request_compression", _boolean, False) else least


def _ca_bundle(sources: Sources) -> str | None:
    """Read AWS's own variable and key, then what other tools go by; `verify` replaces them all."""
    if sources.arguments.verify is not None:
        return None
    chosen = (
        sources.in_environment("AWS_CA_BUNDLE")
        or sources.in_profile("ca_bundle")
        or sources.in_environment("REQUESTS_CA_BUNDLE")
    )
    return None if chosen is None else sources.checked(chosen, _certificates)


def _region(text: str) -> str:
    if not is_host_label(text):
        raise ValueError(f"expected {REGION}{found(text)}")
    return text


def _boolean(text: str) -> bool:
    if text.lower() not in ("true", "false"):
        raise ValueError(f"expected true or false{found(text)}")
    return text.lower() == "true"


def _attempts(text: str) -> int:
    if not _is_number(text) or int(text) < 1:
        raise ValueError(f"expected a whole number of at least 1{found(text)}")
    return int(text)


def _size(text: str) -> int:
    if not _is_number(text) or int(text) > _MOST_LEAST_COMPRESSED:
        raise ValueError(f"expected a number of bytes up to {_MOST_LEAST_COMPRESSED}{found(text)}")
    return int(text)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < _TOO_MANY_DIGITS


def _retry_mode(text: str) -> str:
    if text not in RETRY_MODES:
        raise ValueError(f"expected one of {', '.join(RETRY_MODES)}{found(text)}")
    return text


def _certificates(text: str) -> str:
    path = expand(text)
    if not os.path.exists(path):
        raise ValueError(f"there is no {path}, expected a CA file or a hashed folder of them")
    return path
