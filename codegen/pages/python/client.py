"""The client: how it is made, and what its arguments are. As built, not as planned."""

from __future__ import annotations

from codegen.pages.python.material import Material, paragraph
from codegen.prose.document import (
    Code,
    Definition,
    Definitions,
    Emphasis,
    Preformatted,
    Section,
    Text,
)

# Name, type, default, meaning.
CONSTRUCTOR = (
    (
        "region_name",
        "str | None",
        "None",
        'The region, such as `"us-east-1"`. Not needed with `endpoint_url`.',
    ),
    (
        "endpoint_url",
        "str | None",
        "None",
        "Another URL to send to, `http://` or `https://`, for tests and gateways. It goes with "
        "neither FIPS nor dual-stack.",
    ),
    (
        "profile_name",
        "str | None",
        "None",
        "The profile of the config file that settings come from. It must be there.",
    ),
    (
        "credentials",
        "Keys | Callable[[], Keys] | None",
        "None",
        "What to sign with: `restjson.Credentials`, any object with `access_key`, `secret_key` "
        "and `token`, such as boto3's credentials, or a function that returns one, which is kept "
        "until 15 minutes before its `expires_at` if it has one. None: what is configured.",
    ),
    (
        "use_fips_endpoint",
        "bool | None",
        "None",
        "Whether to use the endpoint whose cryptography is validated by FIPS 140.",
    ),
    (
        "use_dualstack_endpoint",
        "bool | None",
        "None",
        "Whether to use the endpoint that answers on IPv6 as well as on IPv4.",
    ),
    (
        "connect_timeout",
        "float",
        "60",
        "Seconds in which a connection must be made, from the lookup of the host's name to TLS.",
    ),
    ("read_timeout", "float", "60", "Seconds that the server may be silent."),
    (
        "deadline",
        "float | None",
        "None",
        "Seconds for a whole call, with all its attempts and the waits between them; then it is "
        "a `DeadlineError`, or what the last attempt met. None sets no bound.",
    ),
    (
        "retry_mode",
        "str | None",
        "None",
        '`"standard"`; `"legacy"` and `"adaptive"` are accepted and mean the same.',
    ),
    (
        "max_attempts",
        "int | None",
        "None",
        "How often a call is sent at most, the first time included; 1 turns retries off.",
    ),
    (
        "max_pool_connections",
        "int",
        "10",
        "Connections kept open. More threads than that wait for no one: they open extra ones.",
    ),
    (
        "max_response_bytes",
        "int",
        "8388608",
        "The largest answer that is read. A larger one is a `ResponseParseError`.",
    ),
    (
        "verify",
        "bool | str | PathLike[str] | SSLContext | None",
        "None",
        "Which certificates are trusted. None: the CA bundle of the settings, else the system's "
        "store, else certifi where it is installed. True: the same without the settings. A path: "
        "that CA file or hashed folder. An `ssl.SSLContext`: taken as it is, client certificates "
        "included. False: nothing is verified, with a warning.",
    ),
    (
        "proxies",
        "Mapping[str, str] | None",
        "None",
        'Proxies by scheme, such as `{"https": "http://user:password@host:3128"}`, in place of '
        "those of the environment; empty for none.",
    ),
    (
        "user_agent_extra",
        "str | None",
        "None",
        "Printable ASCII text that is added to the header `User-Agent`.",
    ),
    (
        "transport",
        "Transport | None",
        "None",
        "Sends the requests instead of urllib3: any object with a method "
        "`send(request) -> response`, see `restjson.Request` and `restjson.Response`. "
        "`request.timeout` is the seconds left, or None.",
    ),
    (
        "token_factory",
        "Callable[[], str] | None",
        "None",
        "Makes the idempotency tokens that a call leaves out; by default random UUIDs.",
    ),
    (
        "clock",
        "Clock | None",
        "None",
        "Time and chance for tests: any object with the methods `time`, `monotonic`, `sleep` and "
        "`random`.",
    ),
)


CHARACTER = paragraph(
    "A client is thread-safe, a context manager, and can be pickled if its arguments can. It "
    "opens no file and no connection before it is first used. What is not given here comes from "
    "the environment, the config file and defaults. Each operation is a method, which is "
    "the function of the same name; `call` takes an operation and its input by the model's names."
)

REFUSAL = "Arguments that no call could use; all of them are listed."


def usage(material: Material) -> Section:
    """Return the constructor's signature."""
    first, *others = (f"    {name}: {kind} = {default}," for name, kind, default, _ in CONSTRUCTOR)
    text = "\n".join([f"{material.name}.Client(", first, "    *,", *others, ")"])
    return Section(
        "section", "Usage", (Preformatted(text), CHARACTER, paragraph(f"`ConfigError`: {REFUSAL}"))
    )


def configuration() -> Section:
    """Return the constructor's arguments."""
    items = tuple(
        Definition(
            (Code(name), Text(" "), Emphasis((Code(f"{kind} = {default}"),))),
            (paragraph(meaning),),
            f"arg-{name}",
        )
        for name, kind, default, meaning in CONSTRUCTOR
    )
    return Section("section", "Arguments", (Definitions(items),))
