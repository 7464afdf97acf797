"""Each of AWS's rest-json rule sets, compiled, says what botocore's endpoint provider says."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.codegen.endpoint_rules import (
    PARTITIONS,
    SSO_OIDC,
    loaded,
    ours,
    problems_of,
    theirs,
)
from tests.corpus import BOTOCORE, EACH_MODEL_OF_AWS, folders
from tests.effort import examples
from tests.model.files import read

REGIONS = [region for each in PARTITIONS["partitions"] for region in each["regions"]]

ODD_REGIONS = [
    "",
    "\n",
    "-",
    "US-EAST-1",
    "a.b",
    "cn-x-1-2",
    "cn-ünï_9-1",
    "cn-x-1\n",
    "cn-x-1\n\n",
    "cn-x\n-1",
    "cn-x-१२",
    "cn-x-²",
    "cn--1",
    "cn-_-1",
    "eusc-de-x-1",
    "eusc-fr-x-1",
    "eu-isoe-new-3",
    "mars-north-1",
    "us-east",
    "us-gov-x-10",
    "us-iso-x-1",
    "us-isob-x-1",
    "us-isof-x-1",
    "xus-east-1",
    "us-east-1x",
    "{Region}",
    'a"b',
]

URLS = [
    "https://example.com",
    "http://localhost:8000",
    "https://[::1]:8443/base/",
    "http://10.0.0.1/a/b",
    "https://example.com?query=1",
    "ftp://example.com",
    "no url",
    "",
]

# The few parameters that are neither a region nor an endpoint's URL.
STRINGS = [
    "",
    "abc",
    "abc.def",
    "-abc",
    "a_b",
    "x" * 64,
    "key-value-store",
    "control-plane",
    "data-plane",
    "dcs",
    "arn:aws:cloudfront::123456789012:key-value-store/some-id",
    "arn:aws:cloudfront::123456789012:other/some-id",
    "arn:aws:cloudfront::123456789012:/some-id",
    "arn:aws:cloudfront:us-east-1:123456789012:key-value-store/some-id",
    "arn:aws-cn:cloudfront::123456789012:key-value-store/some-id",
    "arn:aws:s3:::bucket",
    "arn:aws:cloudfront:",
    "arn:::::",
]

BOOLEANS = [False, True]


def grid(parameters: Any) -> Iterator[dict[str, Any]]:
    """Every region with every switch; every URL with every switch and some regions."""
    switches = [name for name in ("UseFIPS", "UseDualStack") if name in parameters]
    for values in itertools.product(BOOLEANS, repeat=len(switches)):
        chosen = dict(zip(switches, values, strict=True))
        if "Region" in parameters:
            yield from ({**chosen, "Region": region} for region in [*REGIONS, *ODD_REGIONS])
        if "Endpoint" in parameters:
            for url, region in itertools.product(URLS, [None, "us-east-1"]):
                yield {**chosen, "Endpoint": url, "Region": region}
        yield chosen


def sample(parameters: Any) -> Iterator[dict[str, Any]]:
    """Values at random for all parameters, where there are others than the usual ones."""
    if parameters.keys() <= {"Region", "UseFIPS", "UseDualStack", "Endpoint"}:
        return
    choices = random.Random(4)  # noqa: S311 - not for secrets
    for _ in range(3000):
        yield {name: choices.choice(values(name, spec)) for name, spec in parameters.items()}


def values(name: str, spec: Any) -> list[Any]:
    if spec["type"].lower() == "boolean":
        return [*BOOLEANS, None]
    usual = {"Region": ["us-east-1", "cn-north-1", "us-gov-west-1", "x"], "Endpoint": URLS}
    return [*usual.get(name, STRINGS), None]


def known_to(parameters: Any, chosen: dict[str, Any]) -> dict[str, Any]:
    """Return all parameters in the rule set's order, so that messages can list them."""
    return {name: chosen.get(name, spec.get("default")) for name, spec in parameters.items()}


def test_botocore_has_264_rest_json_rule_sets() -> None:
    assert len(folders()) == 264


@EACH_MODEL_OF_AWS
def test_a_rule_set_of_aws_says_what_botocore_says(folder: Path) -> None:
    rules = read(next(folder.glob("endpoint-rule-set-1.json*")))
    mine, botocore = ours(loaded(folder)), theirs(rules)
    declared = rules["parameters"]
    for chosen in itertools.chain(grid(declared), sample(declared)):
        everything = known_to(declared, chosen)
        expected = botocore(**everything)
        if expected != ("crash",):
            assert mine(**everything) == expected, everything


@pytest.mark.corpus
def test_of_all_rule_sets_only_that_of_s3_has_a_function_that_is_not_standard() -> None:
    refused = {}
    for path in sorted(BOTOCORE.glob("*/*/endpoint-rule-set-1.json*")):
        if path.parent in folders():
            continue  # the test above compiles these
        if problems := problems_of(read(path)):
            refused[path.parent.parent.name] = {each.split(";")[0] for each in problems}
    assert list(refused) == ["s3"]
    assert all(
        each.endswith(".fn: no function 'aws.isVirtualHostableS3Bucket' is known")
        for each in refused["s3"]
    )


SSO = BOTOCORE / "sso" / "2019-06-10"
KEY_VALUE_STORE = BOTOCORE / "cloudfront-keyvaluestore" / "2022-07-26"

# What regions, hosts and ARNs are made of, and what they are not.
PIECES = st.lists(
    st.one_of(
        st.sampled_from(["us", "cn", "gov", "iso", "east", "-", "-", "1", "9", "_", "\n", "."]),
        st.characters(),
    ),
    max_size=8,
).map("".join)


@given(region=PIECES, fips=st.booleans(), dual=st.booleans())
@settings(max_examples=examples(300))
def test_our_rule_set_says_of_any_region_what_botocores_says(
    region: str, fips: bool, dual: bool
) -> None:
    chosen = {"Region": region, "UseDualStack": dual, "UseFIPS": fips, "Endpoint": None}
    assert OUR_OIDC(**chosen) == THEIR_OIDC(**chosen)
    assert OUR_SSO(**chosen) == THEIR_SSO(**chosen)


@given(url=st.one_of(PIECES, st.sampled_from(URLS)), fips=st.booleans(), dual=st.booleans())
@settings(max_examples=examples(200))
def test_our_rule_set_says_of_any_endpoint_what_botocores_says(
    url: str, fips: bool, dual: bool
) -> None:
    chosen = {"Region": None, "UseDualStack": dual, "UseFIPS": fips, "Endpoint": url}
    assert OUR_OIDC(**chosen) == THEIR_OIDC(**chosen)
    assert OUR_SSO(**chosen) == THEIR_SSO(**chosen)


@given(arn=PIECES, service=PIECES, url=st.one_of(st.none(), st.sampled_from(URLS)))
@settings(max_examples=examples(300))
def test_rules_about_arns_say_of_any_arn_what_botocores_say(
    arn: str, service: str, url: str | None
) -> None:
    for text in (arn, f"arn:aws:{service}::1:{arn}", f"arn:aws:cloudfront::{service}:{arn}"):
        chosen = {"KvsARN": text, "Region": "us-east-1", "UseFIPS": False, "Endpoint": url}
        assert OUR_KEY_VALUE_STORE(**chosen) == THEIR_KEY_VALUE_STORE(**chosen)


OUR_OIDC = ours(loaded(SSO_OIDC))
OUR_SSO = ours(loaded(SSO))
OUR_KEY_VALUE_STORE = ours(loaded(KEY_VALUE_STORE))


def upstream(folder: Path) -> Any:
    return theirs(read(next(folder.glob("endpoint-rule-set-1.json*"))))


THEIR_OIDC = upstream(BOTOCORE / "sso-oidc" / "2019-06-10")
THEIR_SSO = upstream(SSO)
THEIR_KEY_VALUE_STORE = upstream(KEY_VALUE_STORE)
