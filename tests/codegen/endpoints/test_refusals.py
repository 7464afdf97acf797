"""What cannot be compiled is refused by its path; what is hostile becomes harmless code."""

from __future__ import annotations

import ast
import builtins
import keyword
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.codegen.endpoint_rules import (
    endpoint,
    error,
    fn,
    module_of,
    ours,
    problems_of,
    ref,
    rule_set,
    source_of,
    theirs,
    tree,
)
from tests.effort import examples

REGION = ref("Region")
PARTITION = fn("aws.partition", REGION, assign="p")

# A condition, and the one complaint about it.
REFUSED: list[tuple[Any, str]] = [
    (fn("aws.isVirtualHostableS3Bucket", REGION, False), ".fn: no function"),
    (fn("__import__", "os"), ".fn: no function '__import__' is known; there are isSet, not,"),
    (fn("is_set", REGION), ".fn: no function 'is_set' is known"),
    (fn("isSet"), ".argv: isSet takes 1 argument, got 0"),
    (fn("booleanEquals", True), ".argv: booleanEquals takes 2 arguments, got 1"),
    (fn("substring", REGION, 0, 1), ".argv: substring takes 4 arguments, got 3"),
    (fn("isSet", ref("Nowhere")), ".argv[0].ref: there is no variable 'Nowhere' here"),
    (fn("stringEquals", REGION, True), ".argv[1]: stringEquals takes a string here, got a boolean"),
    (fn("not", REGION), ".argv[0]: not takes a boolean here, got a string"),
    (fn("substring", REGION, "0", 1, True), ".argv[1]: substring takes a whole number here"),
    (fn("substring", REGION, -1, 1, True), ".argv[1]: -1 is not an argument"),
    (fn("substring", REGION, 1.5, 1, True), ".argv[1]: 1.5 is not an argument"),
    (fn("substring", REGION, 0, 1, ref("Flag")), ".argv[3]: may be unset here; ask isSet first"),
    (fn("isValidHostLabel", REGION, ref("Flag")), ".argv[1]: may be unset here; ask isSet first"),
    (fn("isSet", None), ".argv[0]: None is not an argument"),
    (fn("isSet", ["a"]), ".argv[0]: ['a'] is not an argument"),
    (fn("aws.partition", ref("Names")), ".argv[0]: aws.partition takes a string here, got a list"),
    (fn("getAttr", REGION, "name"), ".argv[1]: a string has no attribute 'name'"),
    (fn("getAttr", REGION, "[0]"), ".argv[1]: a string has no items"),
    (fn("getAttr", ref("Names"), "[x]"), ".argv[1]: expected a path such as a.b[0], got '[x]'"),
    (fn("getAttr", ref("Names"), "[-1]"), ".argv[1]: expected a path such as a.b[0], got '[-1]'"),
    (fn("getAttr", ref("Names"), ""), ".argv[1]: expected a path such as a.b[0], got ''"),
    (fn("getAttr", ref("Names"), "[0]."), ".argv[1]: expected a path such as a.b[0], got '[0].'"),
    (fn("getAttr", ref("Names"), REGION), ".argv[1]: getAttr takes a constant path"),
    (
        fn("getAttr", fn("aws.partition", REGION), "__class__"),
        ".argv[1]: a partition has no attribute '__class__'; it has name, dnsSuffix,",
    ),
    (fn("stringEquals", "{Region", "a"), ".argv[0]: expected {name}, {name#attribute}, or {{"),
    (fn("stringEquals", "a}", "a"), ".argv[0]: expected {name}, {name#attribute}, or {{ and }}"),
    (fn("stringEquals", "{}", "a"), ".argv[0]: expected {name}"),
    (fn("stringEquals", "{Region!r}", "a"), ".argv[0]: expected {name}"),
    (fn("stringEquals", "{Region:>9}", "a"), ".argv[0]: expected {name}"),
    (fn("stringEquals", "{Region.x}", "a"), ".argv[0]: expected {name}"),
    (fn("stringEquals", "{open('x')}", "a"), ".argv[0]: expected {name}"),
    (fn("stringEquals", "{% raw %}", "a"), ".argv[0]: expected {name}"),
    (fn("stringEquals", "{Nowhere}", "a"), ".argv[0]: there is no variable 'Nowhere' here"),
    (fn("stringEquals", "{Region#name}", "a"), ".argv[0]: a string has no attribute 'name'"),
    (fn("stringEquals", "{UseFIPS}", "a"), ".argv[0]: UseFIPS is a boolean, where a string is"),
    (fn("isSet", REGION, assign="Region"), ".assign: 'Region' has a value already"),
]


@pytest.mark.parametrize(("condition", "complaint"), REFUSED)
def test_a_condition_is_refused_where_it_is_wrong(condition: Any, complaint: str) -> None:
    rules = rule_set(error("first"), tree([endpoint("https://a")], fn("isSet", REGION), condition))
    (problem,) = problems_of(rules)
    assert problem.startswith(f"$.rules[1].conditions[1]{complaint}")


@pytest.mark.parametrize(
    ("rule", "complaint"),
    [
        (endpoint(ref("UseFIPS")), ".endpoint.url: expected a string, got a boolean"),
        (endpoint(fn("parseURL", "a")), ".endpoint.url: expected a string, got a URL"),
        (endpoint("{p#name}"), ".endpoint.url: there is no variable 'p' here"),
        (endpoint("a", properties={"a": ["{"]}), ".endpoint.properties.a[0]: expected {name}"),
        (endpoint("a", headers={"A": ["{p}"]}), ".endpoint.headers.A[0]: there is no variable 'p'"),
        (endpoint("a", properties={"a": 1e999}), ".endpoint.properties.a: a number too large"),
        (error("{p}"), ".error: there is no variable 'p' here"),
        (tree([error("a"), error("{p}")]), ".rules[1].error: there is no variable 'p' here"),
    ],
)
def test_a_rule_is_refused_where_it_is_wrong(rule: Any, complaint: str) -> None:
    (problem,) = problems_of(rule_set(tree([], PARTITION), rule))
    assert problem.startswith(f"$.rules[1]{complaint}")


def test_every_problem_is_listed_also_in_rules_that_are_never_reached() -> None:
    rules = rule_set(error("{a}"), error("end"), tree([error("{b}"), endpoint("{c}")]))
    assert [each.partition(":")[0] for each in problems_of(rules)] == [
        "$.rules[0].error",
        "$.rules[2].rules[0].error",
        "$.rules[2].rules[1].endpoint.url",
    ]


def test_rules_that_are_never_reached_leave_no_code() -> None:
    never = nested(30, lambda level: [fn("isSet", REGION)])["rules"][0]
    no = fn("not", fn("isSet", ref("UseFIPS")))  # it has a default
    for rules in ([error("end"), never], [tree([never], no), error("end")]):
        source = source_of(rule_set(*rules))
        assert "deep" not in source
        assert "_resolve_1" not in source


@pytest.mark.parametrize(
    "name", ["class", "None", "str", "isinstance", "endpoints", "found", "_x", "__debug__"]
)
def test_a_parameter_that_would_break_the_code_is_refused(name: str) -> None:
    rules = rule_set(endpoint("https://a"), parameters={name: {"type": "string"}})
    assert problems_of(rules) == [
        f"$.parameters.{name}: {name!r} cannot be the name of an argument in Python here"
    ]


@pytest.mark.parametrize("name", ["Arn", "BUILT_INS", "Partition", "Url", "dict", "resolve"])
def test_a_parameter_may_be_called_what_functions_do_not_refer_to(name: str) -> None:
    conditions = [fn("isSet", ref(name)), fn("aws.partition", ref(name), assign="p")]
    rules = rule_set(
        endpoint("{p#name}", *conditions, fn("aws.parseArn", "arn:a:b:::c", assign="a")),
        parameters={name: {"type": "string", "builtIn": "AWS::Region"}},
    )
    assert ours(source_of(rules))(**{name: "cn-north-1"})[1] == "aws-cn"
    assert {name: "AWS::Region"} == module_of(source_of(rules)).BUILT_INS


def test_a_default_may_be_a_list_of_any_length() -> None:
    for default in ([], ["a"], ["a", "b"]):
        parameters = {"P": {"type": "stringArray", "default": default}}
        item = fn("getAttr", ref("P"), "[0]", assign="x")
        rules = rule_set(endpoint("{x}", item), error("none"), parameters=parameters)
        assert ours(source_of(rules))()[1] == (default[0] if default else "none")


def test_what_is_deprecated_is_said_to_be() -> None:
    deprecated = {"message": "Use another.", "since": "2020"}
    parameters = {"P": {"type": "string", "documentation": "A pot.", "deprecated": deprecated}}
    source = source_of(rule_set(error("a"), parameters=parameters))
    assert "P: A pot. Deprecated since 2020: Use another." in source


@pytest.mark.parametrize(
    ("kind", "default"), [("string", True), ("boolean", "true"), ("stringArray", "a")]
)
def test_a_default_of_another_type_is_refused(kind: str, default: object) -> None:
    rules = rule_set(endpoint("a"), parameters={"P": {"type": kind, "default": default}})
    (problem,) = problems_of(rules)
    assert problem.startswith("$.parameters.P.default: expected a")


@pytest.mark.parametrize(
    "name",
    [
        "class",
        "None",
        "self",
        "str",
        "isinstance",
        "endpoints",
        "EndpointResolutionError",
        "Partition",
        "_partition",
        "_",
        "__debug__",
        "_1",
        "known",
        "part",
        "found",
        "re",
    ],
)
def test_a_variable_may_have_any_name(name: str) -> None:
    rules = rule_set(
        tree(
            [endpoint(f"https://{{{name}#name}}.{{Region}}", fn("isSet", ref(name)))],
            fn("isSet", REGION),
            fn("aws.partition", REGION, assign=name),
        ),
        error("none"),
    )
    chosen = {"Region": "cn-north-1"}
    assert ours(source_of(rules))(**chosen) == ("endpoint", "https://aws-cn.cn-north-1", {}, {})
    assert ours(source_of(rules))() == ("error", "none")


def test_variables_whose_names_become_the_same_are_kept_apart() -> None:
    names = ["x", "_x", "__x", "x_", "__x_"]
    rules: Any = endpoint("".join(f"{{{name}}}" for name in names))
    for index, name in enumerate(names):
        rules = tree([rules], fn("uriEncode", str(index), assign=name))
    assert ours(source_of(rule_set(rules)))()[1] == "43210"[::-1]


HOSTILE = [
    '"',
    "'",
    '"""',
    "\\",
    '\\"',
    '")\nimport os\n("',
    "\n",
    "\r",
    "\x00",
    "\x85",
    "\u2028",
    "\u202e",
    "\ud800",
    "\U0001f600",
    "#",
    "{{",
    "}}",
    "{{Region}}",
    "{{{{",
    "{{}}",
    "{{__import__('os')}}",
    "%s",
    "{Region}",
    "'{Region}\"",
    "{{{Region}}}",
    "\\N{{DASH}}",
    "\\u0041",
    "-*- coding: utf-7 -*-",
]


def names_called(source: str) -> set[str]:
    """Return the functions that code calls by name."""
    return {
        node.func.id
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }


def braces(text: str) -> str:
    """Return a template of the list above, filled where the region is eu."""
    result, rest = "", text
    while rest:
        for start, replacement in (("{{", "{"), ("}}", "}"), ("{Region}", "eu")):
            if rest.startswith(start):
                result, rest = result + replacement, rest[len(start) :]
                break
        else:
            result, rest = result + rest[0], rest[1:]
    return result


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_string_stays_a_string_wherever_it_stands(text: str) -> None:
    is_set = fn("isSet", REGION)
    rules = rule_set(
        error(f"E{text}", is_set, fn("stringEquals", ref("Other"), f"S{text}")),
        endpoint(text, is_set, properties={text: [text]}, headers={"X": [text]}),
        parameters={
            "Region": {"type": "string", "builtIn": text, "documentation": text},
            "Other": {"type": "string", "default": text, "deprecated": {"message": text}},
        },
    )
    source = source_of(rules)
    assert source.isascii()
    assert "\r" not in source
    known = {"EndpointResolutionError", "isinstance", "no_endpoint", "wrong_type"}
    assert names_called(source) == known
    expected = braces(text)
    assert ours(source)(Region="eu") == (
        "endpoint",
        expected,
        {text: [expected]},
        {"X": [expected]},
    )
    assert ours(source)(Region="eu", Other=f"S{expected}") == ("error", f"E{expected}")


@given(text=st.text(st.characters(), max_size=30))
@settings(max_examples=examples(300))
def test_any_text_is_a_template_or_refused(text: str) -> None:
    rules = rule_set(endpoint("https://a", properties={"a": text}))
    if not problems_of(rules):
        resolve = module_of(source_of(rules)).resolve
        assert resolve().properties["a"] == text.replace("{{", "{").replace("}}", "}")


def nested(depth: int, conditions: Any) -> Any:
    """Return rules in rules: each level with a sibling, so that blocks cannot merge."""
    rule: Any = endpoint("https://deep")
    for level in range(depth):
        rule = tree([rule, error(f"no {level}")], *conditions(level))
    return rule_set(rule)


@pytest.mark.parametrize("depth", [1, 6, 7, 20, 21, 60, 95])
def test_rules_deeper_than_blocks_of_python_go_are_spread_over_functions(depth: int) -> None:
    def conditions(level: int) -> Any:
        outer = REGION if level == depth - 1 else ref(f"v{level + 1}")
        mine = f"v{level}"
        return [fn("uriEncode", outer, assign=mine), fn("stringEquals", ref(mine), "eu")]

    rules = nested(depth, lambda level: [fn("isSet", REGION), *conditions(level)])
    source = source_of(rules)
    deepest = max(len(line) - len(line.lstrip()) for line in source.splitlines())
    assert deepest <= 4 * 9
    mine, botocore = ours(source), theirs(rules)
    for region in ("eu", "no", "a/b"):
        chosen = {"Region": region, "UseFIPS": False}
        assert mine(**chosen) == botocore(**chosen)


def test_rules_deeper_than_a_hundred_are_refused() -> None:
    (problem,) = problems_of(nested(150, lambda level: [fn("isSet", REGION)]))
    assert problem.endswith(".rules: rules stand in rules more than 100 deep")


@pytest.mark.parametrize(("depth", "each"), [(99, 2), (5, 40), (1, 200)])
def test_rules_may_assign_as_many_values_as_the_compiler_can_hold(depth: int, each: int) -> None:
    def conditions(level: int) -> Any:
        return [fn("uriEncode", REGION, assign=f"v{level}_{number}") for number in range(each)]

    assert problems_of(nested(depth, conditions)) == []


@pytest.mark.parametrize(("depth", "each"), [(90, 20), (1, 201), (1, 5000)])
def test_rules_that_assign_more_values_are_refused(depth: int, each: int) -> None:
    def conditions(level: int) -> Any:
        return [fn("uriEncode", REGION, assign=f"v{level}_{number}") for number in range(each)]

    (problem,) = problems_of(nested(depth, conditions))
    assert problem.endswith(".assign: more than 200 conditions assign a value")


def test_calls_in_calls_are_refused_where_python_would_not_read_them() -> None:
    call = REGION
    for _ in range(40):
        call = fn("uriEncode", call)
    assert problems_of(rule_set(endpoint("https://a", call))) == []
    for _ in range(40):
        call = fn("uriEncode", call)
    (problem,) = problems_of(rule_set(endpoint("https://a", call)))
    assert problem.endswith(": calls stand in calls more than 50 deep")


def test_values_in_values_are_refused_where_python_would_not_read_them() -> None:
    value: Any = "a"
    for _ in range(300):
        value = [value]
    (problem,) = problems_of(rule_set(endpoint("https://a", properties={"a": value})))
    assert problem.endswith(": values stand in values more than 50 deep")


def test_a_huge_rule_set_compiles() -> None:
    rules = rule_set(
        *(
            endpoint(
                f"https://{index}", fn("isSet", REGION), fn("stringEquals", REGION, str(index))
            )
            for index in range(5000)
        ),
        endpoint("https://" + "x" * 100_000, *[fn("isSet", REGION)] * 3000),
    )
    mine = ours(source_of(rules))
    assert mine(Region="4999")[1] == "https://4999"
    assert len(mine(Region="other")[1]) > 100_000


def test_python_keywords_and_builtins_are_all_reserved_or_harmless() -> None:
    for name in [*keyword.kwlist, *keyword.softkwlist, *dir(builtins)]:
        rules = rule_set(tree([endpoint(f"https://{{{name}}}")], fn("uriEncode", "a", assign=name)))
        assert ours(source_of(rules))() == ("endpoint", "https://a", {}, {})


TEXTS = st.sampled_from(
    [REGION, ref("Endpoint"), "", "eu", "{x}", "{p#name}", "a{Region}", fn("uriEncode", REGION)]
)
BOOLEANS = st.sampled_from(
    [
        True,
        False,
        ref("UseFIPS"),
        ref("Flag"),
        fn("isSet", REGION),
        fn("getAttr", ref("p"), "supportsFIPS"),
        fn("not", ref("Flag")),
    ]
)
CONDITION = st.one_of(
    st.sampled_from(
        [
            PARTITION,
            fn("isSet", REGION),
            fn("isSet", ref("Endpoint")),
            fn("isSet", ref("Flag")),
            fn("not", fn("isSet", REGION)),
            fn("parseURL", ref("Endpoint"), assign="u"),
            fn("booleanEquals", fn("getAttr", ref("u"), "isIp"), False),
            fn("getAttr", fn("aws.parseArn", REGION), "resourceId[0]", assign="x"),
        ]
    ),
    st.builds(lambda a, b: fn("stringEquals", a, b), TEXTS, TEXTS),
    st.builds(lambda a, b: fn("booleanEquals", a, b), BOOLEANS, BOOLEANS),
    st.builds(lambda a, b: fn("not", fn("stringEquals", a, b)), TEXTS, TEXTS),
    st.builds(lambda a: fn("substring", a, 0, 2, True, assign="x"), TEXTS),
    st.builds(lambda a: fn("uriEncode", a, assign="x"), TEXTS),
)
CONDITIONS = st.lists(CONDITION, max_size=3)
LEAF = st.one_of(
    st.builds(lambda text, conditions: error(text, *conditions), TEXTS, CONDITIONS),
    st.builds(lambda text, conditions: endpoint(text, *conditions), TEXTS, CONDITIONS),
)
RULE = st.recursive(
    LEAF,
    lambda rule: st.builds(
        lambda rules, conditions: tree(rules, *conditions), st.lists(rule, max_size=3), CONDITIONS
    ),
    max_leaves=12,
)


@given(
    rules=st.lists(RULE, max_size=4),
    before=st.sampled_from([[], [PARTITION, fn("substring", "abc", 0, 1, False, assign="x")]]),
)
@settings(max_examples=examples(600))
def test_rules_made_at_random_are_refused_or_say_what_botocore_says(
    rules: Any, before: Any
) -> None:
    made = rule_set(tree(rules, *before))
    if problems_of(made):
        return
    mine, botocore = ours(source_of(made)), theirs(made)
    for region in (None, "eu", "cn-north-1", "arn:aws:s3:::a/b"):
        for url in (None, "http://10.0.0.1", "http://a/b", "x"):
            for flag in (None, False, True):
                chosen = {"Region": region, "UseFIPS": bool(flag), "Endpoint": url, "Flag": flag}
                expected, found = botocore(**chosen), mine(**chosen)
                # A message that is not set is not a message in botocore, and an error here.
                if expected not in [("crash",), ("error", "None")]:
                    assert found == expected, chosen
