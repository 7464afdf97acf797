"""The same environment and files give botocore the same credentials; exceptions are listed."""

import json
import os
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from unittest import mock

import botocore.credentials
import botocore.exceptions
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ssooidc
from restjson import ConfigError
from tests.botocore_session import botocore_session
from tests.effort import examples
from tests.runtime.config_files import Home

# What was found: access key, secret, token, whether they end; or why there was nothing.
Outcome = tuple[str, str, str | None, bool] | str

NONE, HALF, SERVICE, REFUSED = "none", "half a pair", "a service would be asked", "refused"

_STATIC = ("env", "shared-credentials-file", "custom-process", "config-file")
_RELICS = ("ec2-credentials-file", "boto-config")
_TYPE = "cmd /c type" if os.name == "nt" else "cat"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    folder = tmp_path_factory.mktemp("home")
    document = {"Version": 1, "AccessKeyId": "out-id", "SecretAccessKey": "out-secret"}
    (folder / "static").write_text(json.dumps(document))
    temporary = {"SessionToken": "out-token", "Expiration": "2999-01-01T00:00:00Z"}
    (folder / "temporary").write_text(json.dumps({**document, **temporary}))
    (folder / "relic").write_text("AWSAccessKeyId=relic-id\nAWSSecretKey=relic-secret\n")
    (folder / "boto.cfg").write_text(
        "[Credentials]\naws_access_key_id = relic-id\naws_secret_access_key = relic-secret\n"
    )
    return Home(folder)


@pytest.fixture(scope="module", autouse=True)
def _clean_environment() -> Iterator[None]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    alone = {"AWS_EC2_METADATA_DISABLED": "true", "BOTO_CONFIG": os.devnull}
    with mock.patch.dict(os.environ, {**kept, **alone}, clear=True):
        yield


class Given(NamedTuple):
    """What both are given; `{home}` in a text stands for the folder of the files."""

    config: str = ""
    credentials: str = ""
    variables: Mapping[str, str] = {}
    profile_name: str | None = None


def _both(home: Home, given: Given) -> tuple[Outcome, Outcome]:
    folder = str(home.config.parent)
    home.config.write_text(given.config.replace("{home}", folder))
    home.credentials.write_text(given.credentials.replace("{home}", folder))
    variables = {name: text.replace("{home}", folder) for name, text in given.variables.items()}
    with mock.patch.dict(os.environ, home.environ(variables)):
        return _ours(given.profile_name), _theirs(given.profile_name)


def _ours(profile_name: str | None) -> Outcome:
    try:
        found = ssooidc.Client("us-east-1", profile_name=profile_name)._engine.get_credentials()
    except ConfigError as error:
        reasons = {
            "there are no AWS credentials": NONE,
            ": set both": HALF,
            "that a service gives out": SERVICE,
        }
        return next((kind for text, kind in reasons.items() if text in str(error)), REFUSED)
    return found.access_key, found.secret_key, found.token, found.expires_at is not None


def _theirs(profile_name: str | None) -> Outcome:
    container = botocore.credentials.Credentials("a", "b", method="container-role")
    session = botocore_session(profile_name)
    with mock.patch.object(
        botocore.credentials.ContainerProvider, "_retrieve_or_fail", return_value=container
    ):
        try:
            found = botocore.credentials.create_credential_resolver(session).load_credentials()
        except botocore.exceptions.PartialCredentialsError as error:
            # Of a role it says so too, if the role has no source.
            return HALF if error.kwargs["provider"] in _STATIC else SERVICE
        except (
            botocore.exceptions.InvalidConfigError,  # a role or session that lacks something
            botocore.exceptions.MissingDependencyException,  # of `aws login`
        ):
            return SERVICE
    if found is None:
        return NONE
    if found.method not in (*_STATIC, *_RELICS):
        return SERVICE
    ends = isinstance(found, botocore.credentials.RefreshableCredentials)
    return (*found.get_frozen_credentials()[:3], ends)


# --- What is the same: any mix of keys, halves and roles in any place.


def _keys(place: str) -> dict[str, st.SearchStrategy[str]]:
    names = ("access_key_id", "secret_access_key", "session_token", "security_token")
    return {f"aws_{name}": st.just(f"{place}-{name}") for name in names}


_ELSEWHERE = {
    name: st.just("x")
    for name in (
        *("role_arn", "web_identity_token_file", "sso_role_name", "sso_account_id"),
        *("sso_session", "sso_start_url", "credential_source", "login_session"),
    )
}
_PROCESS = {
    "credential_process": st.sampled_from(["static", "temporary"]).map(
        lambda name: f"{_TYPE} {{home}}/{name}"
    )
}


def _some(*groups: Mapping[str, st.SearchStrategy[str]]) -> st.SearchStrategy[dict[str, str]]:
    """Some of the keys; more often the keys alone than what hides them."""
    merged = [st.fixed_dictionaries({}, optional=dict(group)) for group in groups]
    rare = st.sampled_from([True, False, False, False])
    return st.tuples(*merged, *[rare] * len(merged)).map(
        lambda drawn: {
            key: value
            for index, found in enumerate(drawn[: len(merged)])
            if index == 0 or drawn[len(merged) + index]
            for key, value in found.items()
        }
    )


_VARIABLES = _some(
    {
        **{name.upper(): value for name, value in _keys("env").items()},
        "AWS_CREDENTIAL_EXPIRATION": st.just("2999-01-01T00:00:00Z"),
        "AWS_PROFILE": st.sampled_from(["default", "a"]),
    },
    {"AWS_WEB_IDENTITY_TOKEN_FILE": st.just("x"), "AWS_ROLE_ARN": st.just("x")},
    {
        "AWS_CONTAINER_CREDENTIALS_FULL_URI": st.just("http://127.0.0.1"),
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": st.just("/x"),
    },
)
_CONFIG = st.fixed_dictionaries(
    {
        "default": _some(_keys("config"), _PROCESS, _ELSEWHERE),
        "profile a": _some(_keys("config-a"), _PROCESS, _ELSEWHERE),
    }
)
_CREDENTIALS = st.fixed_dictionaries(
    {},
    optional={
        "default": _some(_keys("file"), _PROCESS, _ELSEWHERE),
        "a": _some(_keys("file-a"), _PROCESS, _ELSEWHERE),
    },
)


def _file(sections: Mapping[str, Mapping[str, str]]) -> str:
    lines = []
    for name, values in sections.items():
        lines += [f"[{name}]", *(f"{key} = {value}" for key, value in values.items())]
    return "\n".join(lines) + "\n"


@settings(max_examples=examples(150))
@given(_CONFIG, _CREDENTIALS, _VARIABLES, st.sampled_from([None, "default", "a"]))
def test_botocore_finds_the_same(
    home: Home, config: Any, credentials: Any, variables: Any, profile_name: str | None
) -> None:
    given = Given(_file(config), _file(credentials), variables, profile_name)
    ours, theirs = _both(home, given)
    if (ours, theirs) == (SERVICE, NONE):
        # See "a session without a role" below.
        assert "sso_session" in str(given) or "sso_start_url" in str(given)
    else:
        assert ours == theirs


# --- What is not.


class Difference(NamedTuple):
    """What both are given, what either makes of it, and why ours is what we want."""

    given: Given
    ours: Outcome
    theirs: Outcome
    reason: str


_PAIR = "aws_access_key_id = config-id\naws_secret_access_key = config-secret\n"
_IN_CONFIG = ("config-id", "config-secret", None, False)
_RELIC = ("relic-id", "relic-secret", None, False)

DIFFERENCES = {
    "an empty key id": Difference(
        Given(f"[default]\n{_PAIR}", "[default]\naws_access_key_id =\naws_secret_access_key =\n"),
        _IN_CONFIG,
        ("", "", None, False),
        "What is empty is unset, as everywhere; nothing can be signed with it.",
    ),
    "an empty secret": Difference(
        Given("", "[default]\naws_access_key_id = a\naws_secret_access_key =\n"),
        HALF,
        ("a", "", None, False),
        "As above.",
    ),
    "an empty role": Difference(
        Given(f"[default]\nrole_arn =\n{_PAIR}"),
        _IN_CONFIG,
        SERVICE,
        "As above.",
    ),
    "an empty token": Difference(
        Given(f"[default]\n{_PAIR}aws_security_token =\naws_session_token = t\n"),
        ("config-id", "config-secret", "t", False),
        ("config-id", "config-secret", "", False),
        "As above.",
    ),
    "a line break after a secret": Difference(
        Given(variables={"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b\n"}),
        REFUSED,
        ("a", "b\n", None, False),
        "It comes from `$(cat file)` in other shells; signed with, it is only a wrong signature.",
    ),
    "a quoted key": Difference(
        Given("", "[default]\naws_access_key_id = 'a'\naws_secret_access_key = \"b\"\n"),
        REFUSED,
        ("'a'", '"b"', None, False),
        "Signed with, quotes and all, it is only a key that AWS does not know.",
    ),
    "a variable in a file": Difference(
        Given("", "[default]\naws_access_key_id = a\naws_secret_access_key = $SECRET\n"),
        REFUSED,
        ("a", "$SECRET", None, False),
        "Nothing expands it; signed with, it is only a wrong signature.",
    ),
    "a session without a role": Difference(
        Given("[default]\nsso_session = x\n"),
        SERVICE,
        NONE,
        "Neither has credentials; ours says what the profile is for.",
    ),
    "the file of the first EC2 tools": Difference(
        Given(variables={"AWS_CREDENTIAL_FILE": "{home}/relic"}),
        NONE,
        _RELIC,
        "A relic that no other SDK reads.",
    ),
    "the file of the first boto": Difference(
        Given(variables={"BOTO_CONFIG": "{home}/boto.cfg"}),
        NONE,
        _RELIC,
        "As above.",
    ),
}


@pytest.mark.parametrize("name", DIFFERENCES)
def test_a_difference_is_the_one_that_is_listed(home: Home, name: str) -> None:
    difference = DIFFERENCES[name]
    assert _both(home, difference.given) == (difference.ours, difference.theirs)
