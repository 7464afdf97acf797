"""The arguments of a client: what no call could use is refused when the client is made."""

from __future__ import annotations

from ..errors import ConfigError
from ..wire.endpoints import is_host_label, url_problem
from .findings import comment_hint, found

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from os import PathLike
    from ssl import SSLContext
    from typing import Any

    from ..clock import Clock
    from ..messages import Transport

_MOST_SECONDS = 10**9  # some thirty years; far above, sockets fail

REGION = "a region such as us-east-1"
RETRY_MODES = ("legacy", "standard", "adaptive")

_SCHEMES = ("http", "https")

# What boto3's clients take and these do not.
_KEYS = "use credentials=restjson.Credentials(access_key, secret_key, token)"
_INSTEAD = {
    "api_version": "leave it out, there is one",
    "aws_access_key_id": _KEYS,
    "aws_secret_access_key": _KEYS,
    "aws_session_token": _KEYS,
    "config": "give what it holds as arguments, such as max_attempts and read_timeout",
    "region": "use region_name",
    "service_name": "leave it out, the class says it",
    "use_ssl": "use endpoint_url, which may begin with http://",
}


class Arguments:
    """The arguments of a client's constructor, which documents them. They do not change.

    Raises:
        AttributeError: somebody tried to change one.
    """

    region_name: str | None
    endpoint_url: str | None
    profile_name: str | None
    credentials: Any
    token: str | Callable[[], str] | None
    use_fips_endpoint: bool | None
    use_dualstack_endpoint: bool | None
    inject_host_prefix: bool | None
    connect_timeout: float
    read_timeout: float
    deadline: float | None
    retry_mode: str | None
    max_attempts: int | None
    max_pool_connections: int
    max_response_bytes: int
    verify: bool | str | PathLike[str] | SSLContext | None
    proxies: Mapping[str, str] | None
    user_agent_extra: str | None
    transport: Transport | None
    token_factory: Callable[[], str] | None
    clock: Clock | None

    __slots__ = tuple(__annotations__)

    def __init__(self, **given: Any) -> None:
        for name in self.__slots__:
            object.__setattr__(self, name, given[name])

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{name}: the arguments of a client cannot be changed")

    def by_name(self) -> dict[str, Any]:
        """Return the arguments as they were given."""
        return {name: getattr(self, name) for name in self.__slots__}


def refuse_unknown(given: Iterable[str]) -> None:
    """Refuse names that are not arguments, and say what to use.

    Raises:
        TypeError: as Python does it, with the remedies.
    """
    unknown = [name for name in given if name not in Arguments.__slots__]
    if unknown:
        from ..suggestions import unexpected_keywords

        raise unexpected_keywords("Client", unknown, Arguments.__slots__, _INSTEAD)


def check_arguments(arguments: Arguments, service_names: Iterable[str]) -> None:
    """Refuse arguments that no call could use.

    Args:
        arguments: those of the constructor; None is not given.
        service_names: what the client's service is called; no region is called so.

    Raises:
        ConfigError: what is wrong, all of it.
    """
    problems = [
        f"{name}: expected {what}" for name, what in _problems(arguments.by_name(), service_names)
    ]
    if problems:
        raise ConfigError("; ".join(problems))


def _problems(
    arguments: Mapping[str, Any], service_names: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """Yield the name of each wrong argument and what was expected."""
    given = {name: value for name, value in arguments.items() if value is not None}
    yield from _wrong_places(given, service_names)
    yield from _wrong_numbers(arguments)
    for name, what, fits in _CHECKS:
        if name in given and not fits(given[name]):
            yield name, what


def _wrong_places(
    given: Mapping[str, Any], service_names: Iterable[str]
) -> Iterator[tuple[str, str]]:
    for name in ("region_name", "profile_name"):
        if not isinstance(given.get(name, ""), str):
            yield name, f"str, got {type(given[name]).__name__}"
    region = given.get("region_name")
    if isinstance(region, str) and _squeezed(region) in map(_squeezed, service_names):
        hint = ": the first argument is the region here, not the service"
        yield "region_name", f"{REGION}{found(region)}{hint}"
    elif isinstance(region, str) and not is_host_label(region):
        yield "region_name", f"{REGION}{found(region)}{comment_hint(region)}"
    problem = url_problem(given["endpoint_url"]) if "endpoint_url" in given else None
    if problem is not None:
        yield "endpoint_url", problem.removeprefix("expected ")
    schemes = given.get("proxies", ())
    if _is_mapping_of_text(schemes):
        for scheme in schemes:
            if scheme not in _SCHEMES:
                yield "proxies", f"the keys {' and '.join(_SCHEMES)}{found(scheme)}"


def _squeezed(name: str) -> str:
    """Return a name without what services are written with or without."""
    return name.lower().replace("-", "").replace("_", "").replace(" ", "")


def _wrong_numbers(arguments: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name in ("connect_timeout", "read_timeout", "deadline"):
        is_optional = name == "deadline" and arguments[name] is None
        if not is_optional and not _is_positive(arguments[name], (int, float), _MOST_SECONDS):
            yield name, f"a positive number of seconds, {_MOST_SECONDS} at most"
    for name in ("max_attempts", "max_pool_connections", "max_response_bytes"):
        is_optional = name == "max_attempts" and arguments[name] is None
        if not is_optional and not _is_positive(arguments[name], (int,)):
            yield name, "a whole number of at least 1"


def _is_positive(value: Any, types: tuple[type, ...], most: float = float("inf")) -> bool:
    is_number = isinstance(value, types) and not isinstance(value, bool)
    return is_number and 0 < value <= most


def _is_verify(value: object) -> bool:
    # ssl is not imported to make a client; a context is known by what it does.
    return isinstance(value, (bool, str)) or any(
        hasattr(value, name) for name in ("__fspath__", "wrap_socket")
    )


def _is_mapping_of_text(value: Any) -> bool:
    return hasattr(value, "items") and all(
        isinstance(scheme, str) and isinstance(url, str) for scheme, url in value.items()
    )


def _is_header_text(value: object) -> bool:
    return isinstance(value, str) and value.isascii() and value.isprintable()


def _is_credentials(value: object) -> bool:
    # In this order: where credentials refresh themselves, their keys are not touched yet.
    return (
        hasattr(value, "get_frozen_credentials")
        or callable(value)
        or all(hasattr(value, name) for name in _CREDENTIALS)
    )


def _is_token(value: object) -> bool:
    return callable(value) or (isinstance(value, str) and value != "")


def _is_transport(value: object) -> bool:
    return hasattr(value, "send")


def _is_clock(value: object) -> bool:
    return all(hasattr(value, name) for name in _CLOCK)


def _is_retry_mode(value: object) -> bool:
    return value in RETRY_MODES


def _is_bool(value: object) -> bool:
    return isinstance(value, bool)


_CREDENTIALS = ("access_key", "secret_key", "token")
_CLOCK = ("time", "monotonic", "sleep", "random")

# Name, what was expected, and what tells whether it is that.
_CHECKS: tuple[tuple[str, str, Callable[[Any], bool]], ...] = (
    (
        "credentials",
        f"an object with {', '.join(_CREDENTIALS)}, or a function that returns one",
        _is_credentials,
    ),
    ("token", "a bearer token, or a function that returns one", _is_token),
    ("use_fips_endpoint", "True or False", _is_bool),
    ("use_dualstack_endpoint", "True or False", _is_bool),
    ("inject_host_prefix", "True or False", _is_bool),
    ("retry_mode", f"one of {', '.join(RETRY_MODES)}", _is_retry_mode),
    ("verify", "True, False, a path or an ssl.SSLContext", _is_verify),
    ("proxies", "a dict such as {'https': 'http://host:port'}", _is_mapping_of_text),
    ("user_agent_extra", "printable ASCII text", _is_header_text),
    ("transport", "an object with a method send(request)", _is_transport),
    ("token_factory", "a function that takes nothing and returns a str", callable),
    ("clock", f"an object with the methods {', '.join(_CLOCK)}", _is_clock),
)
