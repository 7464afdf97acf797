"""The standard functions of endpoint rules, where emitted code needs more than an expression.

https://smithy.io/2.0/additional-specs/rules-engine/standard-library.html names them. None stands
for a value that is not set. Where that text leaves a choice, these do as botocore does.
"""

from __future__ import annotations

from ..errors import EndpointResolutionError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_LABEL_LENGTH = 63  # RFC 1123 section 2.1
_ARN_PARTS = 6
_IPV4_PARTS = 4
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


class Partition:
    """A part of AWS: its regions share DNS suffixes."""

    __slots__ = (
        "dns_suffix",
        "dual_stack_dns_suffix",
        "implicit_global_region",
        "name",
        "supports_dual_stack",
        "supports_fips",
    )

    def __init__(
        self,
        *,
        name: str,
        dns_suffix: str,
        dual_stack_dns_suffix: str,
        supports_fips: bool,
        supports_dual_stack: bool,
        implicit_global_region: str,
    ) -> None:
        self.name = name
        self.dns_suffix = dns_suffix
        self.dual_stack_dns_suffix = dual_stack_dns_suffix
        self.supports_fips = supports_fips
        self.supports_dual_stack = supports_dual_stack
        self.implicit_global_region = implicit_global_region


class Url:
    """The parts of a URL; `normalized_path` ends with a slash and has no empty segments."""

    __slots__ = ("authority", "is_ip", "normalized_path", "path", "scheme")

    def __init__(
        self, scheme: str, authority: str, path: str, normalized_path: str, is_ip: bool
    ) -> None:
        self.scheme = scheme
        self.authority = authority
        self.path = path
        self.normalized_path = normalized_path
        self.is_ip = is_ip


class Arn:
    """The parts of an Amazon resource name; `resource_id` is split at colons and slashes."""

    __slots__ = ("account_id", "partition", "region", "resource_id", "service")

    def __init__(
        self, partition: str, service: str, region: str, account_id: str, resource_id: list[str]
    ) -> None:
        self.partition = partition
        self.service = service
        self.region = region
        self.account_id = account_id
        self.resource_id = resource_id


def parse_url(text: str | None) -> Url | None:
    """Return the parts of an http or https URL; None if it is not one or has a query."""
    if text is None:
        return None
    from urllib.parse import quote, urlparse  # loads re: not before a rule asks

    try:
        url = urlparse(text)
        host = url.hostname
        _ = url.port  # checked when it is read
    except ValueError:
        return None
    if url.scheme not in ("http", "https") or url.query or host is None:
        return None
    segments: list[str] = []
    for segment in url.path.split("/"):
        if segment == "..":
            del segments[-1:]
        elif segment not in ("", "."):
            segments.append(segment)
    normalized_path = quote("/".join(["", *segments, ""]))
    return Url(url.scheme, url.netloc, url.path, normalized_path, _is_ip(host))


def parse_arn(text: str | None) -> Arn | None:
    """Return the parts of an ARN; None if it is not one, or lacks partition, service, resource."""
    if text is None or not text.startswith("arn:"):
        return None
    parts = text.split(":", _ARN_PARTS - 1)
    if len(parts) < _ARN_PARTS:
        return None
    _, partition, service, region, account_id, resource = parts
    if not (partition and service and resource):
        return None
    return Arn(partition, service, region, account_id, resource.replace(":", "/").split("/"))


def is_valid_host_label(text: str | None, allow_subdomains: bool) -> bool:
    """Tell whether `text` is a label of a host name, or several with dots between them.

    Stricter than botocore, whose pattern lets other scripts' digits and a final newline pass.
    """
    if text is None:
        return False
    labels = text.split(".") if allow_subdomains else (text,)
    return all(
        0 < len(label) <= _LABEL_LENGTH
        and label.isascii()
        and label.replace("-", "a").isalnum()
        and not label.startswith("-")
        and not label.endswith("-")
        for label in labels
    )


def substring(text: str | None, start: int, stop: int, reverse: bool) -> str | None:
    """Return a part of ASCII text, counted from its end if `reverse`; None if it is too short."""
    if text is None:
        raise EndpointResolutionError(f"Input must be a string, not {type(text)}.")
    if start >= stop or len(text) < stop or not text.isascii():
        return None
    return text[len(text) - stop : len(text) - start] if reverse else text[start:stop]


def uri_encode(text: str) -> str:
    """Return `text` with all but unreserved characters percent-encoded (RFC 3986 section 2.1)."""
    try:
        encoded = text.encode("utf-8")
    except UnicodeEncodeError:
        raise EndpointResolutionError("A lone surrogate has no place in a URL.") from None
    return "".join(chr(byte) if byte in _UNRESERVED else f"%{byte:02X}" for byte in encoded)


def item(values: Sequence[str] | None, index: int) -> str | None:
    """Return an item of a list; None if there is none."""
    return values[index] if values is not None and index < len(values) else None


def known(text: str | None, name: str) -> str:
    """Return `text`, which must be set."""
    if text is None:
        raise EndpointResolutionError(f"{name} is not set, but the endpoint rules need it.")
    return text


def string_equals(one: str | None, other: str | None) -> bool:
    """Compare two strings that must be set."""
    if one is None or other is None:
        types = f"{type(one)} and {type(other)}"
        raise EndpointResolutionError(f"Both values must be strings, not {types}.")
    return one == other


def boolean_equals(one: bool | None, other: bool | None) -> bool:
    """Compare two booleans that must be set."""
    if one is None or other is None:
        types = f"{type(one)} and {type(other)}"
        raise EndpointResolutionError(f"Both arguments must be bools, not {types}.")
    return one is other


def no_endpoint(**parameters: object) -> EndpointResolutionError:
    """Return the error for rules of which none holds; it lists the parameters that are set."""
    listed = "".join(f"\n{key}: {value}" for key, value in parameters.items() if value is not None)
    return EndpointResolutionError(f"No endpoint found for parameters:{listed}")


def wrong_type(parameter: str, expected: type) -> EndpointResolutionError:
    """Return the error for a parameter of the wrong type."""
    return EndpointResolutionError(f"Value ({parameter}) is the wrong type. Must be {expected}.")


def _is_ip(host: str) -> bool:
    if ":" in host:
        from ipaddress import IPv6Address

        try:
            IPv6Address(host)
        except ValueError:
            return False
        return True
    parts = host.split(".")
    return len(parts) == _IPV4_PARTS and all(
        len(part) <= 3 and part.isascii() and part.isdigit() for part in parts
    )
