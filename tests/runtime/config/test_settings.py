"""Settings: argument, environment, profile, default; what cannot be used is named."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import ssooidc
from restjson import ConfigError, EndpointResolutionError
from restjson.config.settings import resolve_settings
from tests.recorder import Recorder
from tests.runtime.config_files import (
    NO_ARGUMENTS,
    Home,
    arguments_of_client,
    empty_environment,
)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def _problem(home: Home, *given: Any, **arguments: Any) -> str:
    with pytest.raises(ConfigError) as caught:
        home.settings(*given, **arguments)
    return str(caught.value)


URLS = [f"https://{name}.example" for name in ("argument", "variable", "file")]

# name of the setting, of its variable, of its key; what stands in each place; the default
PLACES: list[tuple[str, str, str, list[Any], Any]] = [
    ("region_name", "AWS_REGION", "region", ["eu-west-1", "eu-west-2", "eu-west-3"], None),
    ("region_name", "AWS_DEFAULT_REGION", "region", ["eu-west-1", "eu-west-2", "eu-west-3"], None),
    ("endpoint_url", "AWS_ENDPOINT_URL_SSO_OIDC", "endpoint_url", URLS, None),
    ("endpoint_url", "AWS_ENDPOINT_URL", "endpoint_url", URLS, None),
    (
        "use_fips_endpoint",
        "AWS_USE_FIPS_ENDPOINT",
        "use_fips_endpoint",
        [False, True, False],
        False,
    ),
    (
        "use_dualstack_endpoint",
        "AWS_USE_DUALSTACK_ENDPOINT",
        "use_dualstack_endpoint",
        [False, True, False],
        False,
    ),
    ("max_attempts", "AWS_MAX_ATTEMPTS", "max_attempts", [7, 8, 9], 3),
]


@pytest.mark.parametrize(("name", "variable", "key", "values", "default"), PLACES)
def test_the_argument_comes_first_then_the_variable_then_the_profile_then_the_default(
    home: Home, name: str, variable: str, key: str, values: list[Any], default: Any
) -> None:
    argument, in_variable, in_file = values
    config, variables = f"[default]\n{key} = {in_file}\n", {variable: str(in_variable)}
    assert getattr(home.settings(), name) == default
    assert getattr(home.settings(config), name) == in_file
    assert getattr(home.settings(config, variables), name) == in_variable
    assert getattr(home.settings(config, variables, **{name: argument}), name) == argument


def test_host_prefixes_are_turned_off_by_the_argument_the_variable_or_the_profile(
    home: Home,
) -> None:
    off = "[default]\ndisable_host_prefix_injection = true\n"
    on = {"AWS_DISABLE_HOST_PREFIX_INJECTION": "false"}
    assert home.settings().inject_host_prefix
    assert not home.settings(off).inject_host_prefix
    assert home.settings(off, on).inject_host_prefix
    assert not home.settings(off, on, inject_host_prefix=False).inject_host_prefix
    assert home.settings(off, inject_host_prefix=True).inject_host_prefix


def test_bodies_are_compressed_from_a_size_on_or_never(home: Home) -> None:
    size, off = "AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES", "AWS_DISABLE_REQUEST_COMPRESSION"
    config = "[default]\nrequest_min_compression_size_bytes = 1\n"
    assert home.settings().least_compressed == 10_240
    assert home.settings(config).least_compressed == 1
    assert home.settings(config, {size: "0"}).least_compressed == 0
    assert home.settings(config, {off: "TRUE"}).least_compressed is None
    never = "[default]\ndisable_request_compression = true\n"
    assert home.settings(never).least_compressed is None
    assert home.settings(never, {off: "false"}).least_compressed == 10_240
    assert _problem(home, None, {size: "10485761"}) == (
        f'{size}: expected a number of bytes up to 10485760, found "10485761"'
    )


@pytest.mark.parametrize(("name", "variable", "key", "values", "default"), PLACES)
def test_what_is_empty_is_unset(
    home: Home, name: str, variable: str, key: str, values: list[Any], default: Any
) -> None:
    assert getattr(home.settings(f"[default]\n{key} =\n", {variable: ""}), name) == default
    assert (
        getattr(home.settings(f"[default]\n{key} = {values[2]}", {variable: ""}), name)
        == (values[2])
    )


def test_nothing_set_leaves_the_defaults(home: Home) -> None:
    settings = home.settings()
    assert settings.sources.profile_name == "default"
    assert settings.ca_bundle is None


def test_aws_region_comes_before_aws_default_region(home: Home) -> None:
    both = {"AWS_REGION": "eu-west-1", "AWS_DEFAULT_REGION": "eu-west-2"}
    assert home.settings(None, both).region_name == "eu-west-1"
    assert home.settings(None, {**both, "AWS_REGION": ""}).region_name == "eu-west-2"


def test_the_profile_is_chosen_by_argument_then_aws_profile_then_aws_default_profile(
    home: Home,
) -> None:
    config = "".join(f"[profile {name}]\nregion = {name}-1\n" for name in ("a", "b", "c"))
    both = {"AWS_PROFILE": "b", "AWS_DEFAULT_PROFILE": "c"}
    assert home.settings(config, both, profile_name="a").region_name == "a-1"
    assert home.settings(config, both).region_name == "b-1"
    assert home.settings(config, {**both, "AWS_PROFILE": ""}).region_name == "c-1"
    assert home.settings(config).region_name is None


@pytest.mark.parametrize("variable", ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"])
def test_a_named_profile_must_be_there(home: Home, variable: str) -> None:
    files = f"{home.config} or {home.credentials}"
    assert _problem(home, None, {variable: "gone"}) == (
        f"{variable}: there is no profile 'gone' in {files}"
    )
    assert _problem(home, "[profile there]\n", profile_name="gone") == (
        f"profile_name: there is no profile 'gone' in {files}"
    )


@pytest.mark.parametrize(
    ("config", "credentials", "hint"),
    [
        ("\n[dev]\n", "", "; {config}: line 2: [dev] must be [profile dev] there"),
        ("[Profile dev]\n", "", "; {config}: line 1: [Profile dev] must be [profile dev] there"),
        ("", "[profile dev]\n", "; {credentials}: line 1: [profile dev] must be [dev] there"),
        ("[sso-session dev]\n", "", ""),
        ("[profile dev2]\n", "", ", did you mean dev2?"),
        ("", "[devs]\n", ", did you mean devs?"),
    ],
)
def test_what_a_missing_profile_may_be_is_said(
    home: Home, config: str, credentials: str, hint: str
) -> None:
    hint = hint.format(config=home.config, credentials=home.credentials)
    assert _problem(home, config, {"AWS_PROFILE": "dev"}, credentials) == (
        f"AWS_PROFILE: there is no profile 'dev' in {home.config} or {home.credentials}{hint}"
    )


def test_a_profile_of_the_credentials_file_is_one(home: Home) -> None:
    settings = home.settings(
        "[profile a]\nregion = eu-west-1\nmax_attempts = 5\n",
        credentials="[a]\nregion = eu-west-2\n",
        profile_name="a",
    )
    assert (settings.region_name, settings.max_attempts) == ("eu-west-2", 5)


SERVICES = """
[default]
services = local
endpoint_url = https://general.example
[services local]
sso =
  endpoint_url = https://other.example
sso_oidc =
  endpoint_url = https://own.example
"""


def test_the_endpoint_of_a_section_of_services_is_the_services_own(home: Home) -> None:
    assert home.settings(SERVICES).endpoint_url == "https://own.example"
    general = {"AWS_ENDPOINT_URL": "https://variable.example"}
    assert home.settings(SERVICES, general).endpoint_url == "https://variable.example"
    own = {**general, "AWS_ENDPOINT_URL_SSO_OIDC": "https://own-variable.example"}
    assert home.settings(SERVICES, own).endpoint_url == "https://own-variable.example"
    other = SERVICES.replace("sso_oidc", "s3")
    assert home.settings(other).endpoint_url == "https://general.example"
    blank = SERVICES.replace("https://own.example", "")
    assert home.settings(blank).endpoint_url == "https://general.example"


@pytest.mark.parametrize("place", ["variable", "file"])
def test_configured_endpoints_can_be_ignored_but_not_the_argument(home: Home, place: str) -> None:
    config = SERVICES
    variables = {"AWS_ENDPOINT_URL": "https://a.example", "AWS_ENDPOINT_URL_SSO_OIDC": "bad"}
    if place == "variable":
        variables["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] = "true"
    else:
        config = config.replace("services =", "ignore_configured_endpoint_urls = true\nservices =")
    assert home.settings(config, variables).endpoint_url is None
    given = home.settings(config, variables, endpoint_url="https://argument.example")
    assert given.endpoint_url == "https://argument.example"


@pytest.mark.parametrize("mode", ["legacy", "standard", "adaptive"])
def test_every_retry_mode_is_accepted(home: Home, mode: str) -> None:
    home.settings(None, {"AWS_RETRY_MODE": mode})
    home.settings(f"[default]\nretry_mode = {mode}\n")


@pytest.mark.parametrize("text", ["true", "True", "TRUE"])
def test_a_boolean_is_true_in_any_case(home: Home, text: str) -> None:
    assert home.settings(None, {"AWS_USE_FIPS_ENDPOINT": text}).use_fips_endpoint is True


def test_the_ca_bundle_is_awss_then_the_profiles_then_that_of_other_tools(
    home: Home, tmp_path: Path
) -> None:
    aws, profile, other = (tmp_path / name for name in ("aws.pem", "profile.pem", "other.pem"))
    for path in (aws, profile, other):
        path.touch()
    variables = {"AWS_CA_BUNDLE": str(aws), "REQUESTS_CA_BUNDLE": str(other)}
    config = f"[default]\nca_bundle = {profile}\n"
    assert home.settings(config, variables).ca_bundle == str(aws)
    without = {**variables, "AWS_CA_BUNDLE": ""}
    assert home.settings(config, without).ca_bundle == str(profile)
    assert home.settings("[default]\n", without).ca_bundle == str(other)
    assert home.settings(config, variables, verify=True).ca_bundle is None


BOOLEAN, REGION = "expected true or false", "expected a region such as us-east-1"
NUMBER = "expected a whole number of at least 1"
MODE = "expected one of legacy, standard, adaptive"
SCHEME = "expected a URL that starts with http:// or https://"

WRONG = [
    ("AWS_REGION", "region", "us_east_1", REGION),
    ("AWS_REGION", "region", "us-east-1.evil.example/", REGION),
    ("AWS_REGION", "region", "7", REGION),
    ("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint", "yes", BOOLEAN),
    ("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint", "1", BOOLEAN),
    ("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint", "on", BOOLEAN),
    (
        "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
        "ignore_configured_endpoint_urls",
        "0",
        BOOLEAN,
    ),
    (
        "AWS_DISABLE_HOST_PREFIX_INJECTION",
        "disable_host_prefix_injection",
        "yes",
        BOOLEAN,
    ),
    ("AWS_MAX_ATTEMPTS", "max_attempts", "three", NUMBER),
    ("AWS_MAX_ATTEMPTS", "max_attempts", "0", NUMBER),
    ("AWS_MAX_ATTEMPTS", "max_attempts", "-1", NUMBER),
    ("AWS_MAX_ATTEMPTS", "max_attempts", "1_0", NUMBER),
    ("AWS_MAX_ATTEMPTS", "max_attempts", "٣", NUMBER),
    ("AWS_MAX_ATTEMPTS", "max_attempts", "9" * 5000, NUMBER),
    ("AWS_RETRY_MODE", "retry_mode", "eager", MODE),
    ("AWS_ENDPOINT_URL", "endpoint_url", "localhost:8080", SCHEME),
    ("AWS_ENDPOINT_URL", "endpoint_url", "ftp://a.example", SCHEME),
    (
        "AWS_ENDPOINT_URL",
        "endpoint_url",
        "https://user:hunter2@a.example",
        "expected a URL without user, query or fragment",
    ),
    (
        "AWS_CA_BUNDLE",
        "ca_bundle",
        "/nowhere/ca.pem",
        "there is no /nowhere/ca.pem, expected a CA file or a hashed folder of them",
    ),
]


@pytest.mark.parametrize(("variable", "key", "value", "problem"), WRONG)
def test_a_wrong_setting_is_named_with_what_was_expected(
    home: Home, variable: str, key: str, value: str, problem: str
) -> None:
    if problem in (REGION, BOOLEAN, NUMBER, MODE) and len(value) < 31:
        problem = f'{problem}, found "{value}"'
    assert _problem(home, None, {variable: value}) == f"{variable}: {problem}"
    config = f"[profile own]\n{key} = {value}\n"
    assert _problem(home, config, {"AWS_PROFILE": "own"}) == (
        f"{home.config}: line 2: [profile own] {key}: {problem}"
    )
    credentials = f"[other]\n{key} = {value}\n"
    assert _problem(home, None, {"AWS_PROFILE": "other"}, credentials) == (
        f"{home.credentials}: line 2: [other] {key}: {problem}"
    )


@pytest.mark.parametrize("mark", ["#", ";"])
def test_what_looks_like_a_comment_behind_a_value_is_named(home: Home, mark: str) -> None:
    hint = f" (what follows {mark} is part of the value, and no comment: take it out)"
    config = f"[default]\nregion = us-east-1 {mark} primary\n"
    place = f"{home.config}: line 2: [default]"
    assert _problem(home, config) == (
        f'{place} region: {REGION}, found "us-east-1 {mark} primary"{hint}'
    )
    config = f"[default]\nservices = dev {mark} local\n[services dev]\n"
    assert _problem(home, config) == (
        f"{place} services: there is no section [services dev {mark} local]{hint}"
    )


def test_all_problems_are_told_at_once(home: Home) -> None:
    config = "[profile a]\nuse_fips_endpoint = maybe\nservices = gone\nregion = a.b\n"
    variables = {"AWS_PROFILE": "a", "AWS_MAX_ATTEMPTS": "many", "AWS_RETRY_MODE": "eager"}
    assert _problem(home, config, variables).split("; ") == [
        f'{home.config}: line 4: [profile a] region: {REGION}, found "a.b"',
        f'{home.config}: line 2: [profile a] use_fips_endpoint: {BOOLEAN}, found "maybe"',
        f'AWS_MAX_ATTEMPTS: {NUMBER}, found "many"',
        f'AWS_RETRY_MODE: {MODE}, found "eager"',
        f"{home.config}: line 3: [profile a] services: there is no section [services gone]",
    ]


def test_both_files_are_named_when_neither_can_be_read(home: Home) -> None:
    problem = _problem(home, "region = eu-west-1\n", {"AWS_PROFILE": "a"}, "[a]\n[a]\n")
    assert problem.split("; ") == [
        f"{home.config}: line 1: expected a section such as [default] before the first key",
        f"{home.credentials}: line 2: [a] of line 1 stands there again: keep one",
    ]


def test_settings_of_a_service_that_are_none_are_named(home: Home) -> None:
    config = "[default]\nservices = a\n[services a]\nsso_oidc = https://a.example\n"
    assert _problem(home, config) == (
        f"{home.config}: line 4: [services a] sso_oidc: expected indented lines below it such as "
        "endpoint_url = ..."
    )
    wrong = config.replace("https", "\n  endpoint_url = ftp")
    place = f"{home.config}: line 4: [services a] sso_oidc: endpoint_url"
    assert _problem(home, wrong) == f"{place}: {SCHEME}"


def test_an_argument_hides_what_is_wrong_elsewhere(home: Home) -> None:
    config = "[default]\nregion = a.b\nmax_attempts = many\n"
    settings = home.settings(config, region_name="eu-west-1", max_attempts=1)
    assert (settings.region_name, settings.max_attempts) == ("eu-west-1", 1)


def test_no_message_shows_a_secret(home: Home) -> None:
    secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
    for credentials in (
        f"[default]\naws_secret_access_key {secret}\n",
        f"aws_secret_access_key = {secret}\n",
        f"[default]\nregion = {secret}/\nmax_attempts = {secret}\nendpoint_url = {secret}\n",
        f"[default]\naws_secret_access_key = {secret}\naws_secret_access_key = {secret}\n",
        f"[default]\nservices = a\n[{secret}]\n[{secret}]\n",
    ):
        with pytest.raises(ConfigError) as caught:
            home.settings(credentials=credentials)
        assert secret not in repr(caught.value)
        assert caught.value.__cause__ is None
        assert caught.value.__context__ is None or caught.value.__suppress_context__


# --- A client.


def _point_to(home: Home, monkeypatch: pytest.MonkeyPatch, **variables: str) -> None:
    empty_environment(home.config.parent, monkeypatch)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)


def _call(client: ssooidc.Client) -> None:
    client.register_client(clientName="a", clientType="public")


def test_settings_are_read_at_the_first_use_and_once(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    _point_to(home, monkeypatch)
    transport = Recorder()
    client = ssooidc.Client(transport=transport)
    home.config.write_text("[default]\nregion = eu-west-1\n")
    _call(client)
    home.config.unlink()
    monkeypatch.setenv("AWS_REGION", "eu-west-2")
    _call(client)
    assert client.region_name == "eu-west-1"
    assert {re.sub("/client/register$", "", each.url) for each in transport.requests} == {
        "https://oidc.eu-west-1.amazonaws.com"
    }


def test_a_client_recovers_once_its_settings_are_mended(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    _point_to(home, monkeypatch, AWS_REGION="a.b")
    client = ssooidc.Client(transport=Recorder())
    for _ in range(2):
        with pytest.raises(ConfigError, match=r"^AWS_REGION: "):
            _call(client)
    monkeypatch.setenv("AWS_REGION", "eu-west-1")
    _call(client)


def _unreachable_home(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(folder))
    (folder / ".aws").touch()  # no folder, so that nothing can be below it


def test_default_files_that_cannot_be_reached_are_as_if_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _unreachable_home(tmp_path, monkeypatch)
    assert (
        resolve_settings(NO_ARGUMENTS, "SSO OIDC", {"AWS_REGION": "eu-west-1"}).region_name
        == "eu-west-1"
    )
    with ssooidc.Client("eu-west-1", transport=Recorder()) as client:
        _call(client)


def test_a_folder_in_the_place_of_a_default_file_is_as_if_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Docker makes one where a file that is not there is mounted.
    (tmp_path / ".aws" / "config").mkdir(parents=True)
    for variable in _HOMES:
        monkeypatch.setenv(variable, str(tmp_path))
    assert (
        resolve_settings(NO_ARGUMENTS, "SSO OIDC", {"AWS_REGION": "eu-west-1"}).region_name
        == "eu-west-1"
    )
    found = re.escape(f"{tmp_path / '.aws' / 'config'}: expected a regular file, found a folder")
    with pytest.raises(EndpointResolutionError, match=found):
        _call(ssooidc.Client(transport=Recorder()))
    with pytest.raises(ConfigError, match=found):
        resolve_settings(arguments_of_client(profile_name="dev"), "SSO OIDC", {})


def test_where_a_setting_is_missing_files_that_cannot_be_reached_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _unreachable_home(tmp_path, monkeypatch)
    for name in ("config", "credentials"):
        unreachable = f"{tmp_path / '.aws' / name}: cannot be read: Not a directory"
        with pytest.raises(EndpointResolutionError, match=re.escape(unreachable)):
            _call(ssooidc.Client(transport=Recorder()))
        with pytest.raises(ConfigError, match=re.escape(unreachable)):
            ssooidc.Client("eu-west-1")._engine.get_credentials()


@pytest.mark.parametrize("named", ["AWS_CONFIG_FILE", "AWS_PROFILE", "profile_name"])
def test_a_file_that_is_asked_for_must_be_reached(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    _unreachable_home(tmp_path, monkeypatch)
    path = tmp_path / ".aws" / "config"
    variables = {"AWS_CONFIG_FILE": str(path), "AWS_PROFILE": "default"}
    environ = {name: text for name, text in variables.items() if name == named}
    arguments = {"profile_name": "default"} if named == "profile_name" else {}
    with pytest.raises(ConfigError, match=re.escape(f"{path}: cannot be read: Not a directory")):
        resolve_settings(arguments_of_client(**arguments), "SSO OIDC", environ)


@pytest.mark.parametrize("variable", ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"])
def test_a_file_that_is_none_is_named(tmp_path: Path, variable: str) -> None:
    os.mkfifo(tmp_path / "x")
    problem = f"{tmp_path / 'x'}: expected a regular file, found a device, pipe or socket"
    with pytest.raises(ConfigError, match=re.escape(problem)):
        resolve_settings(NO_ARGUMENTS, "SSO OIDC", {variable: str(tmp_path / "x")})


def test_the_null_device_says_that_there_are_no_files() -> None:
    nowhere = dict.fromkeys(("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"), os.devnull)
    assert resolve_settings(NO_ARGUMENTS, "SSO OIDC", nowhere).region_name is None


def test_without_a_home_the_current_folder_is_none(tmp_path: Path) -> None:
    # In a process of its own: the user database must not know this user either.
    (tmp_path / "~" / ".aws").mkdir(parents=True)
    (tmp_path / "~" / ".aws" / "config").write_text("[default]\nregion = planted-1\n")
    script = (
        "import pwd\n"
        "def unknown(number): raise KeyError(number)\n"
        "pwd.getpwuid = unknown\n"
        "from restjson.config.settings import resolve_settings\n"
        "from restjson.config.arguments import Arguments\n"
        "none = Arguments(**dict.fromkeys(Arguments.__slots__))\n"
        "print(resolve_settings(none, 'SSO OIDC', {}).region_name)\n"
    )
    environ = {name: text for name, text in os.environ.items() if name not in _HOMES}
    run = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env=environ,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout == "None\n"


_HOMES = ("HOME", "USERPROFILE", "HOMEPATH", "HOMEDRIVE")


def test_the_files_stand_in_the_home_folder_if_nothing_else_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    (tmp_path / ".aws").mkdir()
    (tmp_path / ".aws" / "config").write_text("[default]\nregion = eu-west-1\n")
    (tmp_path / "elsewhere").write_text("[default]\nregion = eu-west-2\n")
    assert resolve_settings(NO_ARGUMENTS, "SSO OIDC", {}).region_name == "eu-west-1"
    monkeypatch.setenv("ELSEWHERE", "elsewhere")
    for path in ("~/elsewhere", "~/$ELSEWHERE"):
        there = {"AWS_CONFIG_FILE": path}
        assert resolve_settings(NO_ARGUMENTS, "SSO OIDC", there).region_name == "eu-west-2"
