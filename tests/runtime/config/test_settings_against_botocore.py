"""The same environment and files give botocore the same settings; where they do not is listed."""

import os
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from unittest import mock

import botocore.config
import botocore.exceptions
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ssooidc
from restjson import ConfigError, EndpointResolutionError
from tests.botocore_session import botocore_session
from tests.effort import examples
from tests.runtime.config_files import Home

Outcome = dict[str, Any] | type[Exception]

_READ_BY_EITHER = ("AWS_", "REQUESTS_CA_BUNDLE")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    folder = tmp_path_factory.mktemp("home")
    (folder / "a.pem").touch()
    (folder / "b.pem").touch()
    return Home(folder)


@pytest.fixture(scope="module", autouse=True)
def _clean_environment() -> Iterator[None]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(_READ_BY_EITHER)}
    with mock.patch.dict(os.environ, kept, clear=True):
        yield


class Given(NamedTuple):
    """What both are given; `{home}` in a text stands for the folder of the files."""

    config: str = ""
    variables: Mapping[str, str] = {}
    arguments: Mapping[str, Any] = {}
    credentials: str = ""


def _both(home: Home, given: Given) -> tuple[Outcome, Outcome]:
    """What a client of ours and one of botocore's go by, or the exceptions that they raise."""
    folder = str(home.config.parent)
    home.config.write_text(given.config.replace("{home}", folder), encoding="utf-8")
    home.credentials.write_text(given.credentials.replace("{home}", folder))
    variables = {k: v.replace("{home}", folder) for k, v in given.variables.items()}
    with mock.patch.dict(os.environ, home.environ(variables)):
        return _outcome(_ours, given.arguments), _outcome(_theirs, given.arguments)


def _outcome(find: Any, arguments: Mapping[str, Any]) -> Outcome:
    try:
        found: dict[str, Any] = find(**arguments)
    except Exception as error:
        return type(error)
    return found


def _ours(**arguments: Any) -> dict[str, Any]:
    client = ssooidc.Client(**arguments)
    found = client._engine.settings
    return {
        "region": client.region_name,
        "url": client.endpoint_url,
        "fips": found.use_fips_endpoint,
        "dualstack": found.use_dualstack_endpoint,
        "attempts": found.max_attempts,
        "ca_bundle": found.ca_bundle,
    }


def _theirs(
    profile_name: str | None = None,
    region_name: str | None = None,
    endpoint_url: str | None = None,
    max_attempts: int | None = None,
    **variants: bool,
) -> dict[str, Any]:
    session = botocore_session(profile_name)
    session.set_credentials("a", "b")
    retries = {"total_max_attempts": max_attempts} if max_attempts else None
    client = session.create_client(
        "sso-oidc",
        region_name=region_name,
        endpoint_url=endpoint_url,
        config=botocore.config.Config(retries=retries, **variants),
    )
    config = client.meta.config
    operation = client.meta.service_model.operation_model("RegisterClient")
    url, _, _ = client._resolve_endpoint_ruleset(operation, {}, {})
    ca_bundle = session.get_config_variable("ca_bundle") or os.environ.get("REQUESTS_CA_BUNDLE")
    return {
        "region": client.meta.region_name,
        "url": url,
        "fips": bool(config.use_fips_endpoint),
        "dualstack": bool(config.use_dualstack_endpoint),
        "attempts": config.retries.get("total_max_attempts", 3),
        "ca_bundle": ca_bundle,
    }


# --- What is the same: any mix of sensible values in any place.

_REGIONS = st.sampled_from(["us-east-1", "eu-west-1", "us-gov-west-1", "cn-north-1"])
_SWITCHES = st.sampled_from(["true", "false", "True", "FALSE"])
_CUSTOM = ("https://a.example", "http://127.0.0.1:8080/base")
_URLS = st.sampled_from(_CUSTOM)
_ATTEMPTS = st.sampled_from(["1", "4", "10"])
_MODES = st.sampled_from(["standard", "adaptive"])
_BUNDLES = st.sampled_from(["{home}/a.pem", "{home}/b.pem"])

_VARIABLES = st.fixed_dictionaries(
    {},
    optional={
        "AWS_PROFILE": st.sampled_from(["default", "a", "b"]),
        "AWS_DEFAULT_REGION": _REGIONS,
        "AWS_USE_FIPS_ENDPOINT": _SWITCHES,
        "AWS_USE_DUALSTACK_ENDPOINT": _SWITCHES,
        "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": _SWITCHES,
        "AWS_MAX_ATTEMPTS": _ATTEMPTS,
        "AWS_RETRY_MODE": _MODES,
        "AWS_CA_BUNDLE": _BUNDLES,
        "REQUESTS_CA_BUNDLE": _BUNDLES,
        "AWS_ENDPOINT_URL": _URLS,
        "AWS_ENDPOINT_URL_SSO_OIDC": _URLS,
    },
)
_PROFILE = st.fixed_dictionaries(
    {"region": _REGIONS},
    optional={
        "use_fips_endpoint": _SWITCHES,
        "use_dualstack_endpoint": _SWITCHES,
        "ignore_configured_endpoint_urls": _SWITCHES,
        "max_attempts": _ATTEMPTS,
        "retry_mode": _MODES,
        "ca_bundle": _BUNDLES,
        "endpoint_url": _URLS,
        "services": st.sampled_from(["x", "y"]),
    },
)
_ARGUMENTS = st.fixed_dictionaries(
    {},
    optional={
        "profile_name": st.sampled_from(["default", "a", "b"]),
        "region_name": _REGIONS,
        "endpoint_url": _URLS,
        "use_fips_endpoint": st.booleans(),
        "use_dualstack_endpoint": st.booleans(),
        "max_attempts": st.sampled_from([1, 2]),
    },
)


def _file(sections: Mapping[str, Mapping[str, str]]) -> str:
    lines = []
    for name, values in sections.items():
        lines += [f"[{name}]", *(f"{key} = {value}" for key, value in values.items())]
    return "\n".join(lines) + "\n"


_CONFIGS = st.fixed_dictionaries(
    {
        "default": _PROFILE,
        "profile a": _PROFILE,
        "profile b": _PROFILE,
        "services x": st.just({"sso": "\n  endpoint_url = https://sso.example"}),
        "services y": st.builds(lambda url: {"sso_oidc": f"\n  endpoint_url = {url}"}, _URLS),
    }
)
_CREDENTIALS = st.dictionaries(st.sampled_from(["default", "a"]), _PROFILE)


@settings(max_examples=examples(60))
@given(_CONFIGS, _VARIABLES, _ARGUMENTS, _CREDENTIALS)
def test_sensible_settings_mean_the_same_to_botocore(
    home: Home, config: Any, variables: Any, arguments: Any, credentials: Any
) -> None:
    ours, theirs = _both(home, Given(_file(config), variables, arguments, _file(credentials)))
    if isinstance(ours, dict):
        assert ours == theirs
    elif isinstance(theirs, dict):
        # See "a custom endpoint with FIPS" below.
        assert ours is EndpointResolutionError
        assert theirs["url"] in _CUSTOM
        assert theirs["fips"] or theirs["dualstack"]
    else:
        # The rules forbid it, as FIPS in a partition that has none.
        assert ours is EndpointResolutionError
        assert theirs is botocore.exceptions.EndpointVariantError


@pytest.mark.parametrize(
    "config",
    [
        "[default]\nregion = a\n[default]\nregion = b\n",
        "[default]\nregion = a\nregion = b\n",
        "[default]\nregion = a\nREGION = b\n",
        "[default]\nregion\n",
        "region = a\n",
        "[default]\nregion = a\n[profile b\nregion = b\n",
        "[]\n",
        "[default]\n= a\n",
    ],
)
def test_a_file_that_botocore_cannot_read_is_refused(home: Home, config: str) -> None:
    assert _both(home, Given(config)) == (ConfigError, botocore.exceptions.ConfigParseError)


# --- What is not.


class Difference(NamedTuple):
    """What both are given, what either makes of it, and why ours is what we want."""

    given: Given
    ours: Mapping[str, Any] | type[Exception]
    theirs: Mapping[str, Any] | type[Exception]
    reason: str


_REGION = "[default]\nregion = eu-west-1\n"

DIFFERENCES = {
    "AWS_REGION": Difference(
        Given(_REGION, {"AWS_REGION": "us-east-1", "AWS_DEFAULT_REGION": "us-east-2"}),
        {"region": "us-east-1"},
        {"region": "us-east-2"},
        "The CLI and all other SDKs read AWS_REGION; Lambda and containers set it.",
    ),
    "AWS_REGION alone": Difference(
        Given("", {"AWS_REGION": "us-east-1"}),
        {"region": "us-east-1"},
        botocore.exceptions.NoRegionError,
        "As above.",
    ),
    "AWS_PROFILE": Difference(
        Given(
            "[profile a]\nregion = us-east-1\n[profile b]\nregion = us-east-2\n",
            {"AWS_PROFILE": "a", "AWS_DEFAULT_PROFILE": "b"},
        ),
        {"region": "us-east-1"},
        {"region": "us-east-2"},
        "AWS_PROFILE is the documented name; the other is a relic of the first CLI.",
    ),
    "an empty region": Difference(
        Given(_REGION, {"AWS_DEFAULT_REGION": ""}),
        {"region": "eu-west-1"},
        ValueError,
        "An empty variable is unset: it is what `VAR= command` and CI systems leave.",
    ),
    "an empty profile": Difference(
        Given(_REGION, {"AWS_PROFILE": ""}),
        {"region": "eu-west-1"},
        botocore.exceptions.ProfileNotFound,
        "As above.",
    ),
    "an empty number": Difference(
        Given(_REGION, {"AWS_MAX_ATTEMPTS": ""}),
        {"attempts": 3},
        ValueError,
        "As above.",
    ),
    "a custom endpoint with FIPS": Difference(
        Given(_REGION, {"AWS_ENDPOINT_URL": "https://a.example", "AWS_USE_FIPS_ENDPOINT": "true"}),
        EndpointResolutionError,
        {"url": "https://a.example", "fips": True},
        "Botocore drops FIPS without a word; whoever asks for FIPS must not lose it so.",
    ),
    "a custom endpoint with dual-stack": Difference(
        Given(_REGION, {}, {"endpoint_url": "https://a.example", "use_dualstack_endpoint": True}),
        EndpointResolutionError,
        {"url": "https://a.example", "dualstack": True},
        "As above.",
    ),
    "a custom endpoint without region": Difference(
        Given("", {"AWS_ENDPOINT_URL": "https://a.example"}),
        {"region": None, "url": "https://a.example"},
        botocore.exceptions.NoRegionError,
        "The rules need no region there, and nothing is signed with it.",
    ),
    "a boolean that is not one": Difference(
        Given(_REGION, {"AWS_USE_FIPS_ENDPOINT": "1"}),
        ConfigError,
        {"fips": False},
        "Botocore takes all but true for false, so FIPS is off without a word.",
    ),
    "a pseudo region": Difference(
        Given("", {"AWS_DEFAULT_REGION": "fips-us-west-2"}),
        {"region": "fips-us-west-2", "fips": False},
        {"region": "us-west-2", "fips": True},
        "A relic that this service never had; use_fips_endpoint says it.",
    ),
    "no attempts": Difference(
        Given(_REGION, {"AWS_MAX_ATTEMPTS": "0"}),
        ConfigError,
        botocore.exceptions.InvalidMaxRetryAttemptsError,
        "Both refuse; ours names the variable.",
    ),
    "an unknown retry mode": Difference(
        Given(_REGION, {"AWS_RETRY_MODE": "eager"}),
        ConfigError,
        botocore.exceptions.InvalidRetryModeError,
        "As above.",
    ),
    "a missing CA file": Difference(
        Given(_REGION, {"AWS_CA_BUNDLE": "/nowhere/ca.pem"}),
        ConfigError,
        {"ca_bundle": "/nowhere/ca.pem"},
        "Botocore fails at the first request; ours names the variable when it is read.",
    ),
    "an endpoint without scheme": Difference(
        Given(_REGION, {"AWS_ENDPOINT_URL": "localhost:8080"}),
        ConfigError,
        ValueError,
        "Both refuse; ours names the variable.",
    ),
    "a missing section of services": Difference(
        Given(f"{_REGION}services = gone\n"),
        ConfigError,
        botocore.exceptions.InvalidConfigError,
        "Both refuse; ours names file and key.",
    ),
    "services that are not settings": Difference(
        Given(f"{_REGION}services = x\n[services x]\nsso_oidc = https://a.example\n"),
        ConfigError,
        AttributeError,
        "As above.",
    ),
    "a default for all profiles": Difference(
        Given("[DEFAULT]\nregion = us-east-1\n[default]\noutput = json\n"),
        EndpointResolutionError,
        {"region": "us-east-1"},
        "Python's parser gives [DEFAULT] to every section; AWS's format knows no such thing.",
    ),
    "a comment with brackets behind a header": Difference(
        Given("[default] # see [docs]\nregion = us-east-1\n"),
        {"region": "us-east-1"},
        botocore.exceptions.NoRegionError,
        "Python's parser ends a header at the last bracket of its line.",
    ),
    "an indented header": Difference(
        Given("[profile a]\noutput = json\n [default]\n region = us-east-1\n"),
        {"region": "us-east-1"},
        botocore.exceptions.NoRegionError,
        "Python's parser has it go on the value above, and the section vanishes.",
    ),
    "blanks around a header": Difference(
        Given("[ default ]\nregion = us-east-1\n"),
        {"region": "us-east-1"},
        botocore.exceptions.NoRegionError,
        "Nothing else can be meant.",
    ),
    "a quote in a profile's name": Difference(
        Given("[profile o'brien]\nregion = us-east-1\n", arguments={"profile_name": "o'brien"}),
        {"region": "us-east-1"},
        botocore.exceptions.ProfileNotFound,
        "`aws configure` writes it so.",
    ),
    "a backslash in a profile's name": Difference(
        Given("[profile corp\\dev]\nregion = us-east-1\n", arguments={"profile_name": "corp\\dev"}),
        {"region": "us-east-1"},
        botocore.exceptions.ProfileNotFound,
        "As above.",
    ),
    "a blank in a profile's name, without quotes": Difference(
        Given("[profile my dev]\nregion = us-east-1\n", arguments={"profile_name": "my dev"}),
        {"region": "us-east-1"},
        botocore.exceptions.ProfileNotFound,
        "Nothing else can be meant.",
    ),
    "a blank in the name of a section of services": Difference(
        Given(
            f"{_REGION}services = dev env\n[services dev env]\nsso_oidc =\n"
            "  endpoint_url = https://a.example\n"
        ),
        {"url": "https://a.example"},
        botocore.exceptions.InvalidConfigError,
        "As above.",
    ),
    "a section without its bracket": Difference(
        Given(f"{_REGION}[profile a=b\n"),
        ConfigError,
        {"region": "eu-west-1"},
        "Botocore has it for a key, and what follows for settings of the profile above.",
    ),
    "a misspelt service": Difference(
        Given(
            f"{_REGION}services = x\n[services x]\nsso-oidc =\n  endpoint_url = https://a.example\n"
        ),
        ConfigError,
        {"url": "https://oidc.eu-west-1.amazonaws.com"},
        "Botocore sends to AWS what was meant for another place.",
    ),
    "a misspelt key of an endpoint": Difference(
        Given(f"{_REGION}endpoint-url = https://a.example\n"),
        ConfigError,
        {"url": "https://oidc.eu-west-1.amazonaws.com"},
        "As above.",
    ),
    "an endpoint in the wrong section": Difference(
        Given(f"{_REGION}sso_oidc =\n  endpoint_url = https://a.example\n"),
        ConfigError,
        {"url": "https://oidc.eu-west-1.amazonaws.com"},
        "As above.",
    ),
    "a comment behind a value": Difference(
        Given("[default]\nregion = us-east-1 # primary\n"),
        ConfigError,
        botocore.exceptions.InvalidRegionError,
        "Both take it for a part of the value, and refuse; ours says so.",
    ),
    "a mark of UTF-8": Difference(
        Given("\ufeff[default]\nregion = us-east-1\n"),
        {"region": "us-east-1"},
        botocore.exceptions.ConfigParseError,
        "Editors of Windows write it.",
    ),
}


@pytest.mark.filterwarnings("ignore:region 'fips-us-west-2' is not known")
@pytest.mark.parametrize("name", DIFFERENCES)
def test_a_difference_is_the_one_that_is_listed(home: Home, name: str) -> None:
    difference = DIFFERENCES[name]
    ours, theirs = _both(home, difference.given)
    assert _of(ours, difference.ours) == difference.ours
    assert _of(theirs, difference.theirs) == difference.theirs


def _of(outcome: Outcome, expected: Mapping[str, Any] | type[Exception]) -> Outcome:
    """The part of an outcome that is expected."""
    if isinstance(outcome, dict) and not isinstance(expected, type):
        return {key: outcome[key] for key in expected}
    return outcome
