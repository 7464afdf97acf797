"""The section on endpoints: a table where the rules are simple enough for one."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from codegen.load.rule_files import load_rules
from codegen.pages.python.book import build_python_pages
from codegen.pages.python.constructor import ARGUMENTS
from codegen.prose.document import Section, Table, plain
from restjson.errors import EndpointResolutionError
from tests.codegen.endpoint_rules import (
    PARTITIONS,
    Json,
    endpoint,
    error,
    fn,
    loaded,
    module_of,
    ref,
    rule_set,
    rules_of,
    tree,
)
from tests.codegen.models import operation, read, service
from tests.corpus import folders

PARAMETERS: Json = {
    "Place": {"type": "string", "builtIn": "AWS::Region"},
    "Fips": {"type": "boolean", "builtIn": "AWS::UseFIPS", "required": True, "default": False},
    "Url": {"type": "string", "builtIn": "SDK::Endpoint"},
    "Bucket": {"type": "string"},
}
FIPS = fn("booleanEquals", ref("Fips"), True)
PARTITION = fn("aws.partition", ref("Place"), assign="p")


def endpoints(rules: Json | None, **metadata: Any) -> Section:
    model = service([operation("Ping")], {})
    model["metadata"] |= metadata
    built = build_python_pages(read(model), "example", None if rules is None else rules_of(rules))
    (found,) = (each for each in built[0].sections if each.title == "Endpoints")
    return found


def rows_of(rules: Json) -> list[tuple[str, str]]:
    tables = [block for block in endpoints(rules).blocks if isinstance(block, Table)]
    return [(plain(row.cells[0]), plain(row.cells[1])) for row in tables[0].rows] if tables else []


def rows(*rules: Json) -> list[tuple[str, str]]:
    return rows_of(rule_set(*rules, parameters=PARAMETERS))


def test_a_model_without_rules_has_the_regional_host() -> None:
    said = plain(endpoints(None).blocks)
    assert said.startswith("https://example.REGION.amazonaws.com: the model has no endpoint rules")


def test_conditions_add_up_along_the_tree() -> None:
    inner = [
        error("no", fn("isSet", ref("Url"))),
        endpoint(
            "https://f.{Place}.{p#dnsSuffix}",
            fn("stringEquals", fn("getAttr", ref("p"), "name"), "aws-x"),
        ),
        endpoint("https://f.{p#dualStackDnsSuffix}"),
    ]
    assert rows(
        endpoint(ref("Url"), fn("isSet", ref("Url"))),
        tree(inner, fn("isSet", ref("Place")), PARTITION, FIPS),
        endpoint("https://example.com"),
    ) == [
        ("endpoint_url", "that URL"),
        ("use_fips_endpoint and endpoint_url", "an error"),
        ("use_fips_endpoint and the partition aws-x", "https://f.REGION.SUFFIX"),
        ("use_fips_endpoint", "https://f.DUAL_STACK_SUFFIX"),
        ("none of these", "https://example.com"),
    ]


@pytest.mark.parametrize(
    "rule",
    [
        endpoint("https://{Bucket}.example.com"),
        endpoint("https://{p#name}.example.com", PARTITION),
        endpoint(ref("Bucket")),
        endpoint("https://a", fn("isSet", ref("Bucket"))),
        endpoint("https://a", fn("not", FIPS)),
        endpoint("https://a", fn("booleanEquals", fn("getAttr", ref("p"), "supportsFIPS"), False)),
        endpoint("https://a", fn("isValidHostLabel", ref("Place"), False)),
        tree([endpoint("https://a", fn("parseURL", ref("Url"), assign="u"))]),
    ],
)
def test_rules_that_no_row_has_words_for_have_no_table(rule: Json) -> None:
    assert rows(rule) == []


def test_what_must_be_off_is_said_too() -> None:
    off = fn("booleanEquals", ref("Fips"), False)
    assert rows(endpoint("https://a", off)) == [("no use_fips_endpoint", "https://a")]


def test_an_error_that_comes_by_what_has_no_words_takes_the_table_along() -> None:
    assert rows(error("no", fn("isSet", ref("Bucket"))), endpoint("https://a")) == []


def test_what_an_earlier_row_takes_has_no_row() -> None:
    supported = fn("booleanEquals", fn("getAttr", ref("p"), "supportsFIPS"), True)
    inner = [endpoint("https://f", supported), error("The partition has no FIPS.")]
    assert rows(tree(inner, PARTITION, FIPS), error("Nothing.")) == [
        ("use_fips_endpoint", "https://f"),
        ("none of these", "an error"),
    ]


def test_many_rules_have_no_table() -> None:
    def named(count: int) -> list[Json]:
        name = fn("getAttr", fn("aws.partition", ref("Place")), "name")
        return [
            endpoint("https://a", fn("stringEquals", name, f"aws-{number}"))
            for number in range(count)
        ]

    assert len(rows(*named(12))) == 12
    assert rows(*named(13)) == []


def test_suffixes_are_explained_where_they_are_used() -> None:
    def tables(url: str) -> int:
        section = endpoints(rule_set(endpoint(url, PARTITION), parameters=PARAMETERS))
        return sum(isinstance(block, Table) for block in section.blocks)

    assert tables("https://{p#dnsSuffix}") == 2
    assert tables("https://example.com") == 1


REGIONS = {each["id"]: each["outputs"]["implicitGlobalRegion"] for each in PARTITIONS["partitions"]}
URLS = [None, "https://example.com/base"]


def fits(row: str, given: set[str]) -> bool:
    """Tell whether a row is for what is given."""
    return row == "none of these" or all(
        (part.removeprefix("no ") in given) != part.startswith("no ") for part in row.split(" and ")
    )


@pytest.mark.corpus
def test_the_tables_of_aws_services_say_what_their_rules_do() -> None:
    tables = 0
    arguments = {each.built_in: each.name for each in ARGUMENTS}
    for folder in folders():
        rules = load_rules(folder)
        assert rules is not None
        said = rows_of(rules.rule_set)
        module = module_of(loaded(folder))
        tables += bool(said)
        for id_, region in REGIONS.items() if said else ():
            outputs = next(x["outputs"] for x in PARTITIONS["partitions"] if x["id"] == id_)
            for fips, dual, url in itertools.product([False, True], [False, True], URLS):
                settings = {
                    "AWS::Region": region,
                    "AWS::UseFIPS": fips,
                    "AWS::UseDualStack": dual,
                    "SDK::Endpoint": url,
                }
                given = {arguments[name] for name, value in settings.items() if value}
                given.add(f"the partition {id_}")
                expected = next((url_ for row, url_ in said if fits(row, given)), "an error")
                for word, value in (
                    ("DUAL_STACK_SUFFIX", outputs["dualStackDnsSuffix"]),
                    ("SUFFIX", outputs["dnsSuffix"]),
                    ("REGION", region),
                    ("that URL", url or ""),
                ):
                    expected = expected.replace(word, value)
                built_ins = {
                    name: settings[each]
                    for name, each in module.BUILT_INS.items()
                    if each in settings
                }
                try:
                    found = module.resolve(**built_ins).url
                except EndpointResolutionError:
                    found = "an error"
                assert found == expected, (folder.parent.name, settings)
    assert tables > 200
