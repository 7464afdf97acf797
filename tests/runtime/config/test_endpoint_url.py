"""What looks meant to name an endpoint and does not is an error: else secrets went to AWS."""

from pathlib import Path
from typing import Any

import pytest

from restjson import ConfigError
from tests.runtime.config_files import Home

URL = "https://a.example"
SECTION = "[default]\nservices = s\n[services s]\n"
OWN = f"sso_oidc =\n  endpoint_url = {URL}\n"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def _problem(home: Home, *given: Any, **arguments: Any) -> str:
    with pytest.raises(ConfigError) as caught:
        home.settings(*given, **arguments)
    return str(caught.value)


def _misspelt(place: str, right: str) -> str:
    return f"{place}: nothing goes by it, did you mean {right}?"


@pytest.mark.parametrize(
    "name", ["sso-oidc", "ssooidc", "sso oidc", "sso_oicd", "sso_oid", "ssoidc", "SSO-OIDC"]
)
def test_the_services_name_misspelt_in_a_section_of_services(home: Home, name: str) -> None:
    config = f"{SECTION}{name} =\n  endpoint_url = {URL}\n"
    place = f"{home.config}: line 4: [services s] {name.lower()}"
    assert _problem(home, config) == _misspelt(place, "sso_oidc")


@pytest.mark.parametrize("key", ["endpoint-url", "endpoint_uri", "endpointurl", "endpoint_ulr"])
def test_the_key_misspelt_below_the_service(home: Home, key: str) -> None:
    config = f"{SECTION}sso_oidc =\n  {key} = {URL}\n"
    place = f"{home.config}: line 4: [services s] sso_oidc: {key}"
    assert _problem(home, config) == _misspelt(place, "endpoint_url")


@pytest.mark.parametrize("key", ["endpoint_url", "endpoint-url"])
def test_the_key_not_indented_below_the_service(home: Home, key: str) -> None:
    expected = (
        f"[services s] {key}: expected it indented below the name of the service, as in sso_oidc ="
    )
    config = f"{SECTION}{key} = {URL}\n"
    assert _problem(home, config) == f"{home.config}: line 4: {expected}"
    config = f"{SECTION}sso_oidc =\n{key} = {URL}\n"
    assert _problem(home, config) == f"{home.config}: line 5: {expected}"


@pytest.mark.parametrize("key", ["endpoint-url", "endpoint_uri", "endpointurl"])
def test_the_key_misspelt_in_the_profile(home: Home, key: str) -> None:
    place = f"{home.config}: line 2: [default] {key}"
    assert _problem(home, f"[default]\n{key} = {URL}\n") == _misspelt(place, "endpoint_url")


def test_the_key_that_names_the_section_misspelt(home: Home) -> None:
    config = f"[default]\nservice = s\n[services s]\n{OWN}"
    place = f"{home.config}: line 2: [default] service"
    assert _problem(home, config) == _misspelt(place, "services")


def test_the_section_misspelt(home: Home) -> None:
    config = f"[default]\nservices = local\n[services locl]\n{OWN}"
    assert _problem(home, config) == (
        f"{home.config}: line 2: [default] services: there is no section [services local], "
        "did you mean locl?"
    )


@pytest.mark.parametrize("name", ["sso_oidc", "sso-oidc"])
@pytest.mark.parametrize("value", ["\n  endpoint_url = https://a.example", "https://a.example"])
def test_the_services_block_in_the_profile(home: Home, name: str, value: str) -> None:
    assert _problem(home, f"[default]\n{name} = {value}\n") == (
        f"{home.config}: line 2: [default] {name}: expected it in a section [services x], and "
        "services = x here"
    )


@pytest.mark.parametrize("name", ["SSOOIDC", "SSO-OIDC", "SSO_OICD", "sso_oidc"])
def test_the_services_name_misspelt_in_a_variable(home: Home, name: str) -> None:
    variable = f"AWS_ENDPOINT_URL_{name}"
    assert _problem(home, "", {variable: URL}) == _misspelt(variable, "AWS_ENDPOINT_URL_SSO_OIDC")


@pytest.mark.parametrize(
    ("config", "variables"),
    [
        # Other services, and other settings with an endpoint in their names.
        (f"{SECTION}sso =\n  endpoint_url = {URL}\nsso_admin =\n  endpoint_url = {URL}\n", {}),
        (f"[default]\ns3 =\n  endpoint_url = {URL}\n  addressing_style = path\n", {}),
        ("[default]\nendpoint_discovery_enabled = true\nsso_region = x\nsso_session = y\n", {}),
        ("", {"AWS_ENDPOINT_URL_SSO": URL, "AWS_ENDPOINT_URL_S3": URL}),
        ("", {"AWS_ENDPOINT_DISCOVERY_ENABLED": "true", "AWS_ENDPOINT": URL}),
        # Other profiles, and what is empty.
        (f"[profile other]\nendpoint-url = {URL}\n[services s]\nsso-oidc = x\n", {}),
        ("[default]\nendpoint-url =\n", {"AWS_ENDPOINT_URL_SSOOIDC": ""}),
        # Who ignores what is configured, ignores what is misspelt.
        (f"[default]\nendpoint-url = {URL}\nignore_configured_endpoint_urls = true\n", {}),
    ],
)
def test_what_belongs_to_others_is_none_of_ours(
    home: Home, config: str, variables: dict[str, str]
) -> None:
    assert home.settings(config, variables).endpoint_url is None


def test_an_endpoint_that_counts_hides_what_comes_after_it(home: Home) -> None:
    config = f"[default]\nendpoint-url = {URL}\nsso-oidc = {URL}\n"
    argument = home.settings(config, endpoint_url="https://b.example")
    assert argument.endpoint_url == "https://b.example"
    variable = home.settings(config, {"AWS_ENDPOINT_URL": "https://b.example"})
    assert variable.endpoint_url == "https://b.example"


def test_a_section_of_services_may_have_a_blank_in_its_name(home: Home) -> None:
    for header in ("[services dev env]", "[services 'dev env']"):
        config = f"[default]\nservices = dev env\n{header}\n{OWN}"
        assert home.settings(config).endpoint_url == URL
