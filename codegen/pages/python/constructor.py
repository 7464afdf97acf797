"""The constructor of a client: its arguments, and where those come from that are not given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from codegen.model.operations import Auth
from codegen.model.service import Service


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a value comes from that is not an argument.

    Args:
        variables: of the environment; the first that is set counts.
        key: in a profile.
        default: what holds where neither is set, in words.
        concerns: tells whether it does anything for a service; without it, it does for all.
    """

    variables: str
    key: str
    default: str
    concerns: Callable[[Service], bool] | None = None


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of the constructor.

    Args:
        name: of the argument.
        type: its annotation.
        default: as Python.
        meaning: with code between backticks.
        setting: where it comes from if it is not given, if that is anywhere.
        built_in: what endpoint rules call it, if they know it.
        concerns: tells whether it does anything for a service; without it, it does for all.
    """

    name: str
    type: str
    default: str
    meaning: str
    setting: Setting | None = None
    built_in: str = ""
    concerns: Callable[[Service], bool] | None = None


def arguments_for(service: Service) -> tuple[Argument, ...]:
    """Return the arguments that do something for a service."""
    return tuple(each for each in ARGUMENTS if each.concerns is None or each.concerns(service))


def settings_for(service: Service) -> tuple[Setting, ...]:
    """Return the settings without an argument that do something for a service."""
    return tuple(each for each in SETTINGS if each.concerns is None or each.concerns(service))


def token_variable(service: Service) -> str:
    """Return the variable that holds the bearer token for a service, as AWS's tools name it."""
    name = service.signing_name.replace("-", "_").replace(" ", "_").upper()
    return f"AWS_BEARER_TOKEN_{name}"


def _has_tokens(service: Service) -> bool:
    return any(Auth.BEARER in operation.auth for operation in service.operations.values())


def _has_host_prefixes(service: Service) -> bool:
    return any(operation.host_prefix for operation in service.operations.values())


def _has_compressed_requests(service: Service) -> bool:
    return any(operation.compresses for operation in service.operations.values())


ARGUMENTS = (
    Argument(
        "region_name",
        "str | None",
        "None",
        'The region, such as `"us-east-1"`. Not needed with `endpoint_url`.',
        Setting("`AWS_REGION`, `AWS_DEFAULT_REGION`", "`region`", "none"),
        built_in="AWS::Region",
    ),
    Argument(
        "endpoint_url",
        "str | None",
        "None",
        "Another URL to send to, `http://` or `https://`, for tests and gateways. It goes with "
        "neither FIPS nor dual-stack.",
        Setting("", "", "by the endpoint rules"),
        built_in="SDK::Endpoint",
    ),
    Argument(
        "profile_name",
        "str | None",
        "None",
        "The profile of the config file that settings come from. It must be there.",
        Setting("`AWS_PROFILE`, `AWS_DEFAULT_PROFILE`", "", "`default`"),
    ),
    Argument(
        "credentials",
        "Keys | Callable[[], Keys] | None",
        "None",
        "What to sign with: `restjson.Credentials`, any object with `access_key`, `secret_key` "
        "and `token`, such as boto3's credentials, or a function that returns one, which is kept "
        "until 15 minutes before its `expires_at` if it has one. None: what is configured.",
        Setting(
            (
                "`AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN`, "
                "`AWS_CREDENTIAL_EXPIRATION`"
            ),
            (
                "`aws_access_key_id`, `aws_secret_access_key`, `aws_session_token`, "
                "`credential_process`"
            ),
            "none",
        ),
    ),
    Argument(
        "token",
        "str | Callable[[], str] | None",
        "None",
        "The bearer token of operations that take one, or a function that returns it.",
        Setting("", "", "none"),
        concerns=_has_tokens,
    ),
    Argument(
        "use_fips_endpoint",
        "bool | None",
        "None",
        "Whether to use the endpoint whose cryptography is validated by FIPS 140.",
        Setting("`AWS_USE_FIPS_ENDPOINT`", "`use_fips_endpoint`", "false"),
        built_in="AWS::UseFIPS",
    ),
    Argument(
        "use_dualstack_endpoint",
        "bool | None",
        "None",
        "Whether to use the endpoint that can be reached over IPv6 as well as over IPv4.",
        Setting("`AWS_USE_DUALSTACK_ENDPOINT`", "`use_dualstack_endpoint`", "false"),
        built_in="AWS::UseDualStack",
    ),
    Argument(
        "inject_host_prefix",
        "bool | None",
        "None",
        "Whether operations put their prefixes before the endpoint's host. False helps with a "
        "local server, whose address has no other names.",
        Setting(
            "`AWS_DISABLE_HOST_PREFIX_INJECTION`",
            "`disable_host_prefix_injection`",
            "true; variable and key say the opposite",
        ),
        concerns=_has_host_prefixes,
    ),
    Argument(
        "connect_timeout",
        "float",
        "60",
        "Seconds in which a connection must be made, from the lookup of the host's name to TLS.",
    ),
    Argument(
        "read_timeout",
        "float",
        "60",
        "Seconds that the server may be silent.",
    ),
    Argument(
        "deadline",
        "float | None",
        "None",
        "Seconds for a whole call, with all its attempts and the waits between them; then it is "
        "a `DeadlineError`, or what the last attempt met. None sets no bound.",
    ),
    Argument(
        "retry_mode",
        "str | None",
        "None",
        '`"standard"`; `"legacy"` and `"adaptive"` are accepted and mean the same.',
        Setting("`AWS_RETRY_MODE`", "`retry_mode`", "standard"),
    ),
    Argument(
        "max_attempts",
        "int | None",
        "None",
        "How often a call is sent at most, the first time included; 1 turns retries off.",
        Setting("`AWS_MAX_ATTEMPTS`", "`max_attempts`", "3"),
    ),
    Argument(
        "max_pool_connections",
        "int",
        "10",
        "Connections kept open. More threads than that wait for no one: they open extra ones.",
    ),
    Argument(
        "max_response_bytes",
        "int",
        "8388608",
        "The largest response that is read. A larger one is a `ResponseParseError`.",
    ),
    Argument(
        "verify",
        "bool | str | PathLike[str] | SSLContext | None",
        "None",
        "Which certificates are trusted. None: the CA bundle of the settings, else the system's "
        "store, else certifi where it is installed. True: the same without the settings. A path: "
        "that CA file or hashed folder. An `ssl.SSLContext`: taken as it is, client certificates "
        "included. False: nothing is verified, with a warning.",
        Setting("`AWS_CA_BUNDLE`, `REQUESTS_CA_BUNDLE`", "`ca_bundle`", "the system's store"),
    ),
    Argument(
        "proxies",
        "Mapping[str, str] | None",
        "None",
        'Proxies by scheme, such as `{"https": "http://user:password@host:3128"}`, in place of '
        "those of the environment; empty for none.",
        Setting("`HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`", "", "none"),
    ),
    Argument(
        "user_agent_extra",
        "str | None",
        "None",
        "Printable ASCII text that is added to the header `User-Agent`.",
    ),
    Argument(
        "transport",
        "Transport | None",
        "None",
        "Sends the requests instead of urllib3: any object with a method "
        "`send(request) -> response`, see `restjson.Request` and `restjson.Response`. "
        "`request.timeout` is the seconds left, or None.",
    ),
    Argument(
        "token_factory",
        "Callable[[], str] | None",
        "None",
        "Makes the idempotency tokens that a call leaves out; by default random UUIDs.",
    ),
    Argument(
        "clock",
        "Clock | None",
        "None",
        "Time and chance for tests: any object with the methods `time`, `monotonic`, `sleep` and "
        "`random`.",
    ),
)

# What has no argument.
SETTINGS = (
    Setting(
        "`AWS_IGNORE_CONFIGURED_ENDPOINT_URLS`",
        "`ignore_configured_endpoint_urls`",
        "false: only the argument names an endpoint if true",
    ),
    Setting(
        "`AWS_DISABLE_REQUEST_COMPRESSION`",
        "`disable_request_compression`",
        "false: nothing is compressed if true",
        _has_compressed_requests,
    ),
    Setting(
        "`AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES`",
        "`request_min_compression_size_bytes`",
        "10240, the least body that is compressed",
        _has_compressed_requests,
    ),
    Setting("`AWS_CONFIG_FILE`", "", "`~/.aws/config`"),
    Setting("`AWS_SHARED_CREDENTIALS_FILE`", "", "`~/.aws/credentials`"),
)
