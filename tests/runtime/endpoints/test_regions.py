"""A region that looks misspelt is warned of, once, with the nearest that is known."""

import re
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ssooidc
from restjson.endpoints.regions import warn_if_unlike
from ssooidc.endpoints import REGIONS
from tests.recorder import Recorder


@pytest.mark.parametrize(
    ("region", "near"),
    [
        ("eu-cental-1", ", did you mean eu-central-1?"),
        ("us-east-1a", ", did you mean us-east-1?"),
        ("useast1", ", did you mean us-east-1?"),
        ("us-gov-east", ", did you mean us-gov-east-1?"),
        ("eu-wset-1", ", did you mean eu-west-1?"),
        ("uk-west-1", ", did you mean us-west-1?"),
        ("fips-us-west-2", ", did you mean us-west-2?"),
        ("nowhere", ""),
    ],
)
def test_a_region_of_unknown_parts_is_warned_of(region: str, near: str) -> None:
    expected = f"region {region!r} is not known here{near} (used as it is)"
    with pytest.warns(UserWarning, match=f"^{re.escape(expected)}$"):
        warn_if_unlike(region, REGIONS)


@pytest.mark.parametrize("region", ["us-east-9", "ca-south-1", "us-gov-central-3"])
def test_a_region_that_looks_like_the_others_may_be_new(region: str) -> None:
    assert region not in REGIONS
    warn_if_unlike(region, REGIONS)


@given(st.sampled_from(list(REGIONS)))
def test_no_known_region_is_warned_of(region: str) -> None:
    warn_if_unlike(region, REGIONS)


def test_where_no_region_is_known_none_is_warned_of() -> None:
    warn_if_unlike("nowhere", {})


def test_a_client_warns_once_and_goes_on() -> None:
    transport = Recorder()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        with ssooidc.Client("us-esat-1", transport=transport) as client:
            for _ in range(2):
                client.register_client(clientName="a", clientType="public")
    assert len(caught) == 1
    assert transport.requests[0].url.startswith("https://oidc.us-esat-1.amazonaws.com/")


def test_beside_an_endpoint_a_region_may_be_anything() -> None:
    client = ssooidc.Client("local", endpoint_url="http://127.0.0.1:8080")
    assert client.endpoint_url == "http://127.0.0.1:8080"
