"""A client's settings: refused all at once, used as they are."""

import ssl
from pathlib import Path
from typing import Any

import pytest

import ssooidc
from restjson import (
    ConfigError,
    EndpointResolutionError,
    ReadTimeoutError,
    ResponseParseError,
)
from tests.recorder import Recorder
from tests.runtime.conftest import Serve
from tests.runtime.servers import Connection, always, response


def test_every_bad_argument_is_listed() -> None:
    bad: Any = {
        "region_name": 7,
        "endpoint_url": "ftp://example.com",
        "profile_name": b"dev",
        "credentials": "hunter2",
        "token": b"hunter2",
        "use_fips_endpoint": "true",
        "use_dualstack_endpoint": 1,
        "inject_host_prefix": "no",
        "connect_timeout": 0,
        "read_timeout": "60",
        "deadline": -1,
        "retry_mode": "Standard",
        "max_attempts": 0,
        "verify": 1,
        "proxies": "http://127.0.0.1:3128",
        "clock": object(),
        "max_pool_connections": 0,
        "max_response_bytes": 1.5,
        "user_agent_extra": "tool\r\nX: y",
        "transport": object(),
    }
    with pytest.raises(ConfigError) as caught:
        ssooidc.Client(**bad)
    assert str(caught.value) == (
        "region_name: expected str, got int; "
        "profile_name: expected str, got bytes; "
        "endpoint_url: expected a URL that starts with http:// or https://; "
        "connect_timeout: expected a positive number of seconds, 1000000000 at most; "
        "read_timeout: expected a positive number of seconds, 1000000000 at most; "
        "deadline: expected a positive number of seconds, 1000000000 at most; "
        "max_attempts: expected a whole number of at least 1; "
        "max_pool_connections: expected a whole number of at least 1; "
        "max_response_bytes: expected a whole number of at least 1; "
        "credentials: expected an object with access_key, secret_key, token, or a function that "
        "returns one; "
        "token: expected a bearer token, or a function that returns one; "
        "use_fips_endpoint: expected True or False; "
        "use_dualstack_endpoint: expected True or False; "
        "inject_host_prefix: expected True or False; "
        "retry_mode: expected one of legacy, standard, adaptive; "
        "verify: expected True, False, a path or an ssl.SSLContext; "
        "proxies: expected a dict such as {'https': 'http://host:port'}; "
        "user_agent_extra: expected printable ASCII text; "
        "transport: expected an object with a method send(request); "
        "clock: expected an object with the methods time, monotonic, sleep, random"
    )


def _problem(*arguments: Any, **named: Any) -> str:
    with pytest.raises(ConfigError) as caught:
        ssooidc.Client(*arguments, **named)
    return str(caught.value)


@pytest.mark.parametrize(
    ("region", "hint"),
    [
        ("us_east_1", ""),
        ("us-east-1.evil.example/", ""),
        ("7", ""),
        ("", ""),
        ("https://x", ""),
        (
            "us-east-1 # primary",
            " (what follows # is part of the value, and no comment: take it out)",
        ),
        ("sso-oidc", ": the first argument is the region here, not the service"),
        ("ssooidc", ": the first argument is the region here, not the service"),
        ("SSO OIDC", ": the first argument is the region here, not the service"),
        ("sso-oauth", ": the first argument is the region here, not the service"),
    ],
)
def test_what_is_no_region_is_shown(region: str, hint: str) -> None:
    assert _problem(region) == (
        f'region_name: expected a region such as us-east-1, found "{region}"{hint}'
    )


@pytest.mark.parametrize(
    "secret", ["wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "http://me:hunter2@proxy:3128"]
)
def test_what_may_be_a_secret_in_place_of_a_region_is_not_shown(secret: str) -> None:
    assert _problem(secret) == "region_name: expected a region such as us-east-1"


def test_a_password_among_the_keys_of_proxies_is_not_shown() -> None:
    problem = _problem("us-east-1", proxies={"http://me:hunter2@p:3128": "https"})
    assert problem == "proxies: expected the keys http and https"


@pytest.mark.parametrize("scheme", ["http://", "HTTP", "all", "https://a.example", "no", ""])
def test_a_proxy_that_no_request_would_take_is_refused(scheme: str) -> None:
    proxies = {"https": "http://127.0.0.1:3128", scheme: "http://user:hunter2@127.0.0.1:3128"}
    assert _problem("us-east-1", proxies=proxies) == (
        f'proxies: expected the keys http and https, found "{scheme}"'
    )


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("config", ": give what it holds as arguments, such as max_attempts and read_timeout"),
        *(
            (name, ": use credentials=restjson.Credentials(access_key, secret_key, token)")
            for name in ("aws_access_key_id", "aws_secret_access_key", "aws_session_token")
        ),
        ("region", ": use region_name"),
        ("service_name", ": leave it out, the class says it"),
        ("use_ssl", ": use endpoint_url, which may begin with http://"),
        ("api_version", ": leave it out, there is one"),
        ("regoin_name", ", did you mean region_name?"),
        ("max_attempt", ", did you mean max_attempts?"),
    ],
)
def test_an_unknown_argument_is_a_type_error_with_what_to_use(name: str, remedy: str) -> None:
    arguments: Any = {name: "secret"}
    with pytest.raises(TypeError) as caught:
        ssooidc.Client("us-east-1", **arguments)
    assert str(caught.value) == f"Client() got an unexpected keyword argument {name!r}{remedy}"


def test_a_class_of_ones_own_may_take_more() -> None:
    class Mine(ssooidc.Client):
        def __init__(self, *, region: str) -> None:
            super().__init__(region)

    assert Mine(region="us-east-1").region_name == "us-east-1"


@pytest.mark.parametrize("value", [0, -1, True, None, "1", float("nan"), float("inf"), 1e300, [1]])
@pytest.mark.parametrize("name", ["connect_timeout", "read_timeout"])
def test_no_time_to_wait(name: str, value: Any) -> None:
    settings = {name: value}
    with pytest.raises(
        ConfigError, match=f"^{name}: expected a positive number of seconds, 1000000000 at most$"
    ):
        ssooidc.Client("us-east-1", **settings)


@pytest.mark.parametrize("value", [0, -1, True, None, "1", 1.5])
@pytest.mark.parametrize("name", ["max_pool_connections", "max_response_bytes"])
def test_no_whole_number(name: str, value: Any) -> None:
    settings = {name: value}
    with pytest.raises(ConfigError, match=f"^{name}: expected a whole number of at least 1$"):
        ssooidc.Client("us-east-1", **settings)


@pytest.mark.parametrize("value", [0, -1, True, "1", float("nan"), float("inf")])
def test_no_deadline(value: Any) -> None:
    with pytest.raises(
        ConfigError, match=r"^deadline: expected a positive number of seconds, 1000000000 at most$"
    ):
        ssooidc.Client("us-east-1", deadline=value)


@pytest.mark.parametrize("value", [0, -1, True, "3", 1.0])
def test_no_number_of_attempts(value: Any) -> None:
    with pytest.raises(ConfigError, match=r"^max_attempts: expected a whole number of at least 1$"):
        ssooidc.Client("us-east-1", max_attempts=value)


def test_a_password_in_a_bad_argument_is_not_shown() -> None:
    proxies: Any = {"https": b"http://user:the-password@127.0.0.1"}
    with pytest.raises(ConfigError) as caught:
        ssooidc.Client("us-east-1", proxies=proxies)
    assert "the-password" not in str(caught.value)


@pytest.mark.parametrize(
    "arguments",
    [
        {"deadline": 0.5, "max_attempts": 1, "retry_mode": "adaptive"},
        {"verify": True},
        {"verify": False},
        {"verify": "ca.pem"},
        {"verify": Path("ca.pem")},
        {"verify": ssl.create_default_context()},
        {"proxies": {}},
        {"proxies": {"https": "http://127.0.0.1:3128"}},
        {"use_fips_endpoint": False, "use_dualstack_endpoint": True},
        {"profile_name": "not read before it is needed"},
    ],
    ids=lambda arguments: " ".join(
        f"{name}={type(value).__name__}" for name, value in arguments.items()
    ),
)
def test_good_arguments_are_taken(arguments: Any) -> None:
    ssooidc.Client("us-east-1", **arguments)


def test_settings_are_read_once_and_not_before_they_are_needed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = ssooidc.Client(transport=Recorder())
    monkeypatch.setenv("AWS_REGION", "eu-west-1")
    client.register_client(clientName="a", clientType="b")
    monkeypatch.setenv("AWS_REGION", "eu-west-2")
    client.register_client(clientName="a", clientType="b")
    assert client.region_name == "eu-west-1"
    assert client.endpoint_url == "https://oidc.eu-west-1.amazonaws.com"


def test_settings_that_cannot_be_used_are_refused_before_anything_is_sent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    transport = Recorder()
    client = ssooidc.Client("us-east-1", transport=transport)
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "many")
    for use in (
        lambda: client.register_client(clientName="a", clientType="b"),
        lambda: client.region_name,
        lambda: client.endpoint_url,
    ):
        with pytest.raises(ConfigError, match="AWS_MAX_ATTEMPTS: expected a whole number"):
            use()
    assert transport.requests == []


@pytest.mark.parametrize("extra", ["tool/1\n", "tööl", b"tool", "a\tb"])
def test_no_text_for_a_header(extra: Any) -> None:
    with pytest.raises(ConfigError, match=r"^user_agent_extra: expected printable ASCII text$"):
        ssooidc.Client("us-east-1", user_agent_extra=extra)


def test_a_region_makes_the_endpoint() -> None:
    client = ssooidc.Client("eu-central-1")
    assert client.region_name == "eu-central-1"
    assert client.endpoint_url == "https://oidc.eu-central-1.amazonaws.com"


def test_an_endpoint_needs_no_region_and_wins() -> None:
    client = ssooidc.Client(endpoint_url="http://127.0.0.1:8080/base/")
    assert (client.region_name, client.endpoint_url) == (None, "http://127.0.0.1:8080/base")
    both = ssooidc.Client("us-east-1", endpoint_url="http://127.0.0.1")
    assert both.endpoint_url == "http://127.0.0.1"


def test_without_region_and_endpoint_there_is_nowhere_to_send_to() -> None:
    client = ssooidc.Client(transport=Recorder())
    with pytest.raises(EndpointResolutionError) as caught:
        client.register_client(clientName="a", clientType="b")
    assert str(caught.value) == (
        "Invalid Configuration: Missing Region: set region_name, AWS_REGION, AWS_DEFAULT_REGION "
        "or region in the profile, or endpoint_url"
    )


def test_a_base_path_goes_in_front() -> None:
    transport = Recorder()
    client = ssooidc.Client(endpoint_url="http://127.0.0.1/base", transport=transport)
    client.register_client(clientName="a", clientType="b")
    assert transport.requests[0].url == "http://127.0.0.1/base/client/register"


def test_the_user_agent_says_who_asks() -> None:
    transport = Recorder()
    client = ssooidc.Client("us-east-1", user_agent_extra="tool/1.0 (x)", transport=transport)
    client.register_client(clientName="a", clientType="b")
    agent = transport.requests[0].headers["User-Agent"]
    assert agent.startswith(f"ssooidc/{ssooidc.__version__} python/3.")
    assert agent.endswith(" tool/1.0 (x)")


def test_a_repr_shows_what_was_given_and_no_more() -> None:
    assert repr(ssooidc.Client("us-east-1", user_agent_extra="x")) == (
        "ssooidc.Client(region_name='us-east-1')"
    )
    assert repr(ssooidc.Client(endpoint_url="http://127.0.0.1")) == (
        "ssooidc.Client(endpoint_url='http://127.0.0.1')"
    )


class _Closable(Recorder):
    closed = 0

    def close(self) -> None:
        self.closed += 1


def test_the_end_of_a_block_closes_the_transport() -> None:
    transport = _Closable()
    with ssooidc.Client("us-east-1", transport=transport) as client:
        client.register_client(clientName="a", clientType="b")
        assert transport.closed == 0
    assert transport.closed == 1


def test_a_closed_client_can_be_used_again() -> None:
    transport = _Closable()
    client = ssooidc.Client("us-east-1", transport=transport)
    client.close()
    client.register_client(clientName="a", clientType="b")
    assert len(transport.requests) == 1


def test_closing_an_unused_client_opens_nothing() -> None:
    ssooidc.Client("us-east-1").close()


def test_a_transport_without_close_is_left_alone() -> None:
    with ssooidc.Client("us-east-1", transport=Recorder()):
        pass


def test_the_settings_reach_the_default_transport(serve: Serve) -> None:
    def silent(connection: Connection) -> None:
        connection.fall_silent()

    with (
        ssooidc.Client(endpoint_url=serve(silent).url, read_timeout=0.05, max_attempts=1) as client,
        pytest.raises(ReadTimeoutError, match=r"read_timeout \(0.05 s\)"),
    ):
        client.register_client(clientName="a", clientType="b")
    large = serve(always(response(b'{"clientId":"a"}')))
    with (
        ssooidc.Client(endpoint_url=large.url, max_response_bytes=15) as client,
        pytest.raises(ResponseParseError, match=r"max_response_bytes \(15\)"),
    ):
        client.register_client(clientName="a", clientType="b")
