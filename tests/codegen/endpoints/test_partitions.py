"""Partitions: AWS's as botocore has them, made-up ones, and how a region finds its own."""

from __future__ import annotations

import copy
import re
import sys
from typing import Any

import pytest

from codegen.endpoints import patterns
from codegen.load.model_files import MODEL_FOLDER
from tests.codegen.endpoint_rules import (
    PARTITIONS,
    SSO_OIDC,
    endpoint,
    error,
    fn,
    ours,
    problems_of,
    ref,
    rule_set,
    source_of,
    theirs,
    tree,
)
from tests.model.files import read

NAME = rule_set(endpoint("{p#name}", fn("aws.partition", ref("Region"), assign="p")))


def made_up(*partitions: Any) -> Any:
    """Return partitions, each an id, a pattern, regions and changed outputs."""
    outputs = PARTITIONS["partitions"][0]["outputs"]
    return {
        "partitions": [
            {
                "id": name,
                "regionRegex": pattern,
                "regions": {region: {} for region in regions},
                "outputs": {**outputs, "name": name, **changes},
            }
            for name, pattern, regions, changes in partitions
        ]
    }


def test_our_partitions_are_botocores_without_the_descriptions_of_regions() -> None:
    expected = copy.deepcopy(PARTITIONS)
    for partition in expected["partitions"]:
        partition["regions"] = {region: {} for region in partition["regions"]}
    mine = read(MODEL_FOLDER / "partitions.json")
    assert mine == expected
    assert [list(each["regions"]) for each in mine["partitions"]] == [
        list(each["regions"]) for each in expected["partitions"]
    ]


@pytest.mark.parametrize(
    ("fips", "dual", "lacks", "message"),
    [
        (True, False, ["supportsFIPS"], "FIPS is enabled but this partition does not support FIPS"),
        (
            False,
            True,
            ["supportsDualStack"],
            "DualStack is enabled but this partition does not support DualStack",
        ),
        *(
            (
                True,
                True,
                lacks,
                "FIPS and DualStack are enabled, but this partition does not support one or both",
            )
            for lacks in (
                ["supportsFIPS"],
                ["supportsDualStack"],
                ["supportsFIPS", "supportsDualStack"],
            )
        ),
    ],
)
def test_sso_oidc_says_what_a_partition_does_not_support(
    fips: bool, dual: bool, lacks: list[str], message: str
) -> None:
    partitions = made_up(
        ("aws", r"^us\-\w+\-\d+$", [], {}),
        ("poor", r"^poor\-\w+\-\d+$", [], dict.fromkeys(lacks, False)),
    )
    rules = read(SSO_OIDC / "endpoint-rule-set-1.json")
    chosen = {"Region": "poor-east-1", "UseFIPS": fips, "UseDualStack": dual}
    assert ours(source_of(rules, partitions))(**chosen) == ("error", message)
    assert theirs(rules, partitions)(**chosen) == ("error", message)


ODD = [
    "",
    "a",
    "b",
    "x",
    "x-y-1",
    "x-y-1\n",
    "x-y-1\n\n",
    "x_y-z-1",
    "x-y_z-1",
    "x-ü-1",
    "x-y-१",
    "x-y-²",
    "x--1",
    "y",
    "y-z",
    "1-a",
    "xx-y-1",
    "x-y-1 ",
    "listed",
]


@pytest.mark.parametrize(
    "pattern",
    [
        r"^x\-\w+\-\d+$",
        r"^(x|y)\-\w+\-\d+$",
        r"^x-\w+-\d+$",
        r"^x$",
        r"^(x)$",
        r"^\w+$",
        r"^\d+\-\w+$",
        r"^x.*$",
        r"x",
        r"^x",
        r"^.*$",
        r"^(x|y-z)$",
        r"^x\-\w+\-\d$",
        r"^x\-\w*\-\d+$",
        r"^x\-y+\-\d+$",
        r"^$",
        r"",
    ],
)
def test_a_region_finds_the_partition_that_botocore_finds(pattern: str) -> None:
    partitions = made_up(
        ("one", r"^b$", ["a"], {}),
        ("two", pattern, ["b"], {}),
        ("three", r"^\w+\-\w+\-\d+$", ["x", "listed", "a"], {}),
    )
    mine, botocore = ours(source_of(NAME, partitions)), theirs(NAME, partitions)
    for region in [None, *ODD]:
        assert mine(Region=region) == botocore(Region=region), region


AWS_PATTERNS = [each["regionRegex"] for each in PARTITIONS["partitions"]]


def test_no_pattern_of_aws_needs_re() -> None:
    assert all(patterns.comparisons(pattern) for pattern in AWS_PATTERNS)
    assert "import re" not in source_of(NAME)


def test_comparisons_and_re_agree_on_every_character_in_every_field() -> None:
    every = [chr(code) for code in range(sys.maxunicode + 1)]
    word, digit, no_digit = re.compile(r"\w+"), re.compile(r"\d+"), re.compile(r"^\d+$")
    assert all(bool(word.fullmatch(c)) == c.replace("_", "a").isalnum() for c in every)
    assert all(bool(digit.fullmatch(c)) == c.isdecimal() for c in every)
    assert [c for c in every if no_digit.match(f"1{c}") and not c.isdecimal()] == ["\n"]


def test_a_region_that_an_earlier_pattern_matches_is_not_that_of_a_later_list() -> None:
    partitions = made_up(("one", r"^x\-\w+$", [], {}), ("two", "^y$", ["x-y"], {}))
    assert '"x-y": _ONE,' in source_of(NAME, partitions)


def test_the_first_partition_stands_in_for_a_region_that_is_not_set() -> None:
    mine = ours(source_of(NAME))
    assert mine() == theirs(NAME)() == ("endpoint", "aws", {}, {})


def test_the_id_is_the_name_whatever_the_outputs_say() -> None:
    partitions = made_up(("one", "^x$", [], {"name": "other"}))
    assert ours(source_of(NAME, partitions))() == theirs(NAME, partitions)()


def test_rules_that_ask_for_no_partition_hold_none() -> None:
    source = source_of(rule_set(endpoint("https://a"), error("b")))
    assert "Partition" not in source
    assert "REGIONS: dict[str, object] = {}\n" in source


def test_partitions_of_one_name_and_patterns_that_are_none_are_refused() -> None:
    rules = rule_set(tree([endpoint("https://a")]))
    twice = made_up(("one", "^x$", [], {}), ("one", "^y$", [], {}))
    assert problems_of(rules, twice) == ["$.partitions[1].id: there is another 'one'"]
    for pattern in ("^(x$", "^x{99999999999}$", "[[a]]"):
        (problem,) = problems_of(rules, made_up(("one", pattern, [], {})))
        assert problem.startswith("$.partitions[0].regionRegex: is not a regular expression: ")
