"""The standard functions give what botocore's `RuleSetStandardLibrary` gives."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.endpoint_provider import EndpointProvider, RuleSetStandardLibrary
from hypothesis import given, settings
from hypothesis import strategies as st

from restjson.errors import EndpointResolutionError
from restjson.wire import endpoint_functions as functions
from tests.codegen.endpoint_rules import (
    PARTITIONS,
    endpoint,
    error,
    fn,
    module_of,
    ours,
    ref,
    rule_set,
    source_of,
    theirs,
    tree,
)
from tests.effort import examples

LIBRARY = RuleSetStandardLibrary({})

URLS = [
    None,
    "",
    "https://example.com",
    "https://example.com/",
    "https://example.com:443/a/b",
    "HTTPS://EXAMPLE.COM/A",
    "http://user:secret@example.com/",
    "http://example.com//a//b/",
    "http://example.com/a/./b/../c",
    "http://example.com/..",
    "http://example.com/%7Ea b/ü",
    "http://example.com/a;b",
    "http://example.com/#part",
    "http://example.com?",
    "http://example.com?a=b",
    "http://example.com:port/",
    "http://example.com:99999/",
    "http://127.0.0.1",
    "http://127.0.0.1:8000/a",
    "http://999.1.1.1",
    "http://1.2.3",
    "http://1.2.3.4.5",
    "http://1.2.3.4567",
    "http://[::1]",
    "http://[2001:db8::1]:8443/a",
    "http://[fe80::1%25eth0]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::1",
    "ftp://example.com",
    "example.com",
    "//example.com",
    " http://example.com",
    "http://exa\tmple.com",
]

ARNS = [
    None,
    "",
    "arn:",
    "arn:aws",
    "arn:aws:s3:::bucket",
    "arn:aws:s3:us-east-1:123456789012:accesspoint/name",
    "arn:aws:s3:us-east-1:123456789012:accesspoint:name:a/b",
    "arn:aws:s3:us-east-1:123456789012:",
    "arn::s3:us-east-1:123456789012:x",
    "arn:aws::us-east-1:123456789012:x",
    "arn:aws:s3:::/",
    "arn:aws:s3:::a//b",
    "ARN:aws:s3:::bucket",
    "arn:aws:s3:us-east-1:123456789012",
]

LABELS = [
    None,
    "",
    "a",
    "-a",
    "a-",
    "a--b",
    "123",
    "a_b",
    "a.b",
    "a..b",
    ".a",
    "A9",
    "ü",
    "a" * 63,
    "a" * 64,
    "a" * 63 + "." + "b" * 63,
]


def parts_of(record: functions.Url | functions.Arn | None) -> Any:
    """Return a record as botocore has it."""
    if isinstance(record, functions.Url):
        return {
            "scheme": record.scheme,
            "authority": record.authority,
            "path": record.path,
            "normalizedPath": record.normalized_path,
            "isIp": record.is_ip,
        }
    if isinstance(record, functions.Arn):
        return {
            "partition": record.partition,
            "service": record.service,
            "region": record.region,
            "accountId": record.account_id,
            "resourceId": record.resource_id,
        }
    return None


@pytest.mark.parametrize("text", URLS)
def test_a_url_has_the_parts_that_botocore_gives_it(text: str | None) -> None:
    try:
        expected = LIBRARY.parse_url(text)
    except ValueError:  # botocore lets urllib's error pass; a broken URL counts as none
        expected = None
    assert parts_of(functions.parse_url(text)) == expected


@given(
    scheme=st.sampled_from(["http", "https", "HTTP", "ws"]),
    host=st.sampled_from(["a.b", "1.2.3.4", "[::1]", "A-9", "1.2.3.x"]),
    port=st.sampled_from(["", ":1", ":0", ":65535", ":65536", ":x"]),
    path=st.text("ab./%;: ü", max_size=8),
)
@settings(max_examples=examples(300))
def test_any_url_has_the_parts_that_botocore_gives_it(
    scheme: str, host: str, port: str, path: str
) -> None:
    text = f"{scheme}://{host}{port}/{path}"
    assert parts_of(functions.parse_url(text)) == LIBRARY.parse_url(text)


@pytest.mark.parametrize("text", ["http:///path", "http://", "https:path", "http://:80/"])
def test_a_url_without_a_host_is_none_where_botocore_crashes(text: str) -> None:
    assert functions.parse_url(text) is None
    with pytest.raises(TypeError):
        LIBRARY.parse_url(text)


@pytest.mark.parametrize("text", ARNS)
def test_an_arn_has_the_parts_that_botocore_gives_it(text: str | None) -> None:
    assert parts_of(functions.parse_arn(text)) == LIBRARY.aws_parse_arn(text)


@given(text=st.text("arn:/x", max_size=20))
@settings(max_examples=examples(300))
def test_any_arn_has_the_parts_that_botocore_gives_it(text: str) -> None:
    for arn in (text, f"arn:{text}"):
        assert parts_of(functions.parse_arn(arn)) == LIBRARY.aws_parse_arn(arn)


@pytest.mark.parametrize("subdomains", [False, True])
@pytest.mark.parametrize("text", LABELS)
def test_a_host_label_is_valid_where_botocore_says_so(text: str | None, subdomains: bool) -> None:
    expected = LIBRARY.is_valid_host_label(text, subdomains)
    assert functions.is_valid_host_label(text, subdomains) is expected


@given(text=st.text("aZ9-._ü", max_size=8), subdomains=st.booleans())
@settings(max_examples=examples(300))
def test_any_host_label_is_valid_where_botocore_says_so(text: str, subdomains: bool) -> None:
    expected = LIBRARY.is_valid_host_label(text, subdomains)
    assert functions.is_valid_host_label(text, subdomains) is expected


@pytest.mark.parametrize("text", ["a\n", "१२"])
def test_a_final_newline_or_other_digits_make_no_host_label_though_botocore_takes_them(
    text: str,
) -> None:
    assert not functions.is_valid_host_label(text, False)
    assert LIBRARY.is_valid_host_label(text, False)


@given(
    text=st.one_of(st.text(max_size=6), st.text("abc", max_size=6)),
    start=st.integers(0, 7),
    stop=st.integers(0, 7),
    reverse=st.booleans(),
)
@settings(max_examples=examples(300))
def test_a_substring_is_what_botocore_takes(
    text: str, start: int, stop: int, reverse: bool
) -> None:
    expected = LIBRARY.substring(text, start, stop, reverse)
    assert functions.substring(text, start, stop, reverse) == expected


@given(text=st.text())
@settings(max_examples=examples(300))
def test_text_is_percent_encoded_as_botocore_does(text: str) -> None:
    assert functions.uri_encode(text) == LIBRARY.uri_encode(text)


def test_a_lone_surrogate_cannot_be_percent_encoded() -> None:
    with pytest.raises(EndpointResolutionError, match="surrogate"):
        functions.uri_encode("\ud800")


STRINGS = [None, "", "a", "abc", "us-east-1", "arn:aws:s3:::a/b", "https://[::1]:1/p", "a b/ü"]
FLAGS = [None, False, True]

# Conditions and, where they assign x, what the URL shows of it.
CONDITIONS: list[tuple[Any, str]] = [
    (fn("isSet", ref("Region")), ""),
    (fn("not", fn("isSet", ref("Region"))), ""),
    (fn("not", fn("not", fn("isSet", ref("Region")))), ""),
    (fn("isSet", fn("parseURL", ref("Region"))), ""),
    (fn("isSet", ref("UseFIPS")), ""),
    (fn("not", fn("isSet", ref("UseFIPS"))), ""),
    (fn("not", ref("Flag")), ""),
    (fn("not", fn("not", ref("Flag"))), ""),
    (fn("not", ref("UseFIPS")), ""),
    (fn("booleanEquals", ref("UseFIPS"), True), ""),
    (fn("booleanEquals", False, ref("UseFIPS")), ""),
    (fn("booleanEquals", ref("Flag"), True), ""),
    (fn("booleanEquals", ref("Flag"), ref("UseFIPS")), ""),
    (fn("booleanEquals", True, True), ""),
    (fn("booleanEquals", True, False), ""),
    (fn("booleanEquals", fn("isSet", ref("Region")), fn("not", ref("UseFIPS"))), ""),
    (fn("booleanEquals", fn("not", fn("not", ref("Flag"))), ref("UseFIPS")), ""),
    (fn("stringEquals", ref("Region"), "us-east-1"), ""),
    (fn("stringEquals", "abc", ref("Region")), ""),
    (fn("stringEquals", "a", "a"), ""),
    (fn("stringEquals", ref("Region"), ref("Endpoint")), ""),
    (fn("stringEquals", fn("getAttr", fn("aws.partition", ref("Region")), "name"), "aws"), ""),
    (fn("aws.partition", ref("Region"), assign="x"), "{x#name} {x#dnsSuffix}"),
    (fn("parseURL", ref("Region"), assign="x"), "{x#scheme} {x#authority} {x#normalizedPath}"),
    (fn("aws.parseArn", ref("Region"), assign="x"), "{x#service} {x#accountId}"),
    (fn("getAttr", fn("aws.parseArn", "arn:aws:s3:::a/b"), "resourceId[1]", assign="x"), "{x}"),
    (fn("getAttr", fn("aws.parseArn", "arn:aws:s3:::a/b"), "resourceId[2]", assign="x"), "{x}"),
    (fn("getAttr", ref("Names"), "[0]", assign="x"), "{x}"),
    (fn("isValidHostLabel", ref("Region"), False), ""),
    (fn("isValidHostLabel", ref("Region"), ref("UseFIPS")), ""),
    (fn("substring", ref("Region"), 0, 2, False, assign="x"), "{x}"),
    (fn("substring", ref("Region"), 1, 3, True, assign="x"), "{x}"),
    (fn("substring", "abcdef", 2, 1, True, assign="x"), "{x}"),
    (fn("uriEncode", ref("Region"), assign="x"), "{x}"),
    (fn("uriEncode", fn("uriEncode", "a/b"), assign="x"), "{x}"),
    (fn("uriEncode", fn("substring", "a/b", 0, 3, False), assign="x"), "{x}"),
    (fn("getAttr", fn("parseURL", "https://a/b"), "isIp", assign="x"), ""),
    (fn("getAttr", fn("parseURL", "https://[::1]/b"), "isIp", assign="x"), ""),
    (fn("isSet", ref("Region"), assign="x"), ""),
]


@pytest.mark.parametrize(("condition", "shown"), CONDITIONS)
def test_a_condition_holds_and_assigns_as_in_botocore(condition: Any, shown: str) -> None:
    rules = rule_set(tree([endpoint(f"https://yes/{shown}")], condition), error("no"))
    mine, botocore = ours(source_of(rules)), theirs(rules)
    for text in STRINGS:
        for flag in FLAGS:
            chosen: dict[str, Any] = {"Region": text, "UseFIPS": bool(flag), "Flag": flag}
            # A list that is empty or not given is not a matter of these rules in botocore.
            chosen |= {"Endpoint": "abc", "Names": (text or "",)}
            expected = botocore(**chosen)
            assert expected != ("crash",)
            assert mine(**chosen) == expected, chosen


def test_a_part_of_a_url_that_is_none_is_unset_where_botocore_crashes() -> None:
    condition = fn("isSet", fn("getAttr", fn("parseURL", ref("Region")), "path"))
    rules = rule_set(endpoint("https://yes", condition), error("no"))
    assert theirs(rules)(Region="none") == ("crash",)
    assert ours(source_of(rules))(Region="none") == ("error", "no")
    assert ours(source_of(rules))(Region="http://a/b")[:2] == ("endpoint", "https://yes")


def test_an_item_of_a_list_that_is_not_given_is_unset() -> None:
    rules = rule_set(endpoint("{x}", fn("getAttr", ref("Names"), "[1]", assign="x")), error("no"))
    mine = ours(source_of(rules))
    assert mine() == mine(Names=None) == mine(Names=("a",)) == ("error", "no")
    assert mine(Names=["a", "b"])[:2] == ("endpoint", "b")


def test_a_value_that_is_not_set_is_an_error_where_botocore_writes_none_into_the_host() -> None:
    rules = rule_set(endpoint("https://{Region}.example.com"))
    provider = EndpointProvider(rules, PARTITIONS)
    assert provider.resolve_endpoint(Region=None).url == "https://None.example.com"
    assert ours(source_of(rules))(Region=None) == (
        "error",
        "Region is not set, but the endpoint rules need it.",
    )


@pytest.mark.parametrize(
    "template",
    ["{Region}", "a{Region}b", "{{{Region}}}", "{{Region}}{Region}", '"{Region}\\', "{Region}\n"],
)
def test_a_template_is_filled_as_botocore_fills_it(template: str) -> None:
    rules = rule_set(endpoint(template, fn("isSet", ref("Region"))))
    chosen = {"Region": "x{y}'\""}
    assert ours(source_of(rules))(**chosen) == theirs(rules)(**chosen)


@pytest.mark.parametrize(
    ("template", "filled", "in_botocore"),
    [("{{a}} {{", "{a} {", None), ("{{0}}", "{0}", "{{0}}"), ("{Name_1}", "x", "{Name_1}")],
)
def test_braces_and_names_are_read_as_specified_where_botocore_looks_for_letters_only(
    template: str, filled: str, in_botocore: str | None
) -> None:
    rules = rule_set(endpoint(template), parameters={"Name_1": {"type": "string", "default": "x"}})
    assert ours(source_of(rules))()[1] == filled
    if in_botocore is not None:
        assert theirs(rules)()[1] == in_botocore


def test_properties_and_headers_are_filled_at_any_depth() -> None:
    properties = {"a": [{"b{": "{Region}", "c": [True, None, 1, 2.5, "{{"]}], "d": {}, "e": []}
    headers = {"X-Region": ["{Region}", "x"], "X-None": []}
    rules = rule_set(
        endpoint("https://a", fn("isSet", ref("Region")), properties=properties, headers=headers)
    )
    expected = {"a": [{"b{": "r", "c": [True, None, 1, 2.5, "{"]}], "d": {}, "e": []}
    found = ours(source_of(rules))(Region="r")
    assert found[2:] == (expected, {"X-Region": ["r", "x"], "X-None": []})


def test_each_endpoint_has_properties_of_its_own() -> None:
    resolve = module_of(source_of(rule_set(endpoint("https://a", properties={"a": []})))).resolve
    resolve().properties["a"].append("changed")
    assert resolve().properties == {"a": []}


def test_a_rule_that_gives_nothing_leaves_the_turn_to_the_next_one() -> None:
    rules = rule_set(
        tree([tree([error("deep")], fn("isSet", ref("Flag")))], fn("isSet", ref("Region"))),
        endpoint("https://next"),
    )
    mine, botocore = ours(source_of(rules)), theirs(rules)
    choices: list[Any] = [{}, {"Region": "x"}, {"Region": "x", "Flag": False}, {"Flag": True}]
    for chosen in choices:
        assert mine(**chosen) == botocore(**chosen)


def test_without_a_rule_that_holds_the_error_lists_the_parameters_as_botocore_does() -> None:
    rules = rule_set(endpoint("https://a", fn("isSet", ref("Endpoint"))))
    chosen = {"Region": "x", "UseFIPS": True, "Endpoint": None, "Flag": None, "Names": None}
    assert ours(source_of(rules))(**chosen) == theirs(rules)(**chosen)


@pytest.mark.parametrize("value", [None, "x", 5, True, b"x", ["x"], ("x",)])
@pytest.mark.parametrize("kind", ["string", "Boolean", "StringArray"])
@pytest.mark.parametrize("traits", [{}, {"required": True}, {"default": 1}])
def test_a_parameter_is_checked_as_botocore_checks_it(kind: str, traits: Any, value: Any) -> None:
    defaults = {"string": "d", "Boolean": True, "StringArray": ["d"]}
    if "default" in traits:
        traits = {"default": defaults[kind]}
    rules = rule_set(endpoint("https://a"), parameters={"P": {"type": kind, **traits}})
    if isinstance(value, list):
        value = tuple(value)  # botocore wants what it can hash
    assert ours(source_of(rules))(P=value) == theirs(rules)(P=value)
