"""The least that a model allows is checked; the rest is documented and left to the service."""

from __future__ import annotations

import json
import math
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.codegen.calls import refused, sent
from tests.codegen.models import Json, structure, taking
from tests.codegen.peer import refused_by_botocore
from tests.effort import examples

Emit = Callable[..., Any]

SHAPES: Json = {
    "Word": {"type": "string", "min": 2, "max": 3, "pattern": "[a-z]+", "enum": ["ab", "abc"]},
    "Words": {"type": "list", "member": {"shape": "Word"}, "min": 1, "max": 2},
    "Named": {"type": "map", "key": {"shape": "Word"}, "value": {"shape": "Small"}, "min": 1},
    "Small": {"type": "integer", "min": -1, "max": 1},
    "Share": {"type": "double", "min": 0.5, "max": 1},
    "Any": {"type": "string", "min": 0, "max": 5},
    "Part": structure({"word": "Word"}),
}
MODEL = taking(
    {
        "word": "Word",
        "words": "Words",
        "named": "Named",
        "small": "Small",
        "share": "Share",
        "any": "Any",
        "part": "Part",
        "must": "Word",
    },
    required=["must"],
    **SHAPES,
)

WORD = st.text("ab", max_size=4)
SMALL = st.integers(-3, 3)
PARTS: dict[str, st.SearchStrategy[Any]] = {
    "word": WORD,
    "words": st.lists(WORD, max_size=3),
    "named": st.dictionaries(WORD, SMALL, max_size=2),
    "small": SMALL,
    "share": st.floats(-1, 2) | st.just(float("nan")),
    "any": WORD,
    "part": st.fixed_dictionaries({}, optional={"word": WORD}),
    "must": WORD,
}


@pytest.fixture
def emitted(emit: Emit) -> Any:
    return emit(MODEL)


@settings(max_examples=examples(300), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(params=st.fixed_dictionaries({}, optional=PARTS))
def test_what_botocore_refuses_is_refused_and_nothing_else(emitted: Any, params: Json) -> None:
    problems = emitted.validators.validate_input(params)
    assert bool(problems) == refused_by_botocore(MODEL, "Send", params)


def test_each_problem_names_its_path_and_the_limit(emitted: Any) -> None:
    assert refused(
        emitted,
        word="a",
        words=["ab", ""],
        named={"a": -2},
        small=-2,
        share=0.25,
        part={"word": ""},
        must="m",
    ) == (
        "word: expected at least 2 characters",
        "words[1]: expected at least 2 characters",
        "named: key: expected at least 2 characters",
        "named.a: expected at least -1",
        "small: expected at least -1",
        "share: expected at least 0.5",
        "part.word: expected at least 2 characters",
        "must: expected at least 2 characters",
    )
    assert refused(emitted, words=[], must="ab") == ("words: expected at least 1 item",)


@pytest.mark.parametrize("least", [1e308, -1e300, -0.0, 1e-7, 2**63 - 1, -(2**63)])
def test_an_odd_least_is_compared_with_and_written_as_ruff_writes_it(
    emit: Emit, tool: Callable[[str], str], least: float
) -> None:
    kind = "double" if isinstance(least, float) else "long"
    package = emit(taking({"number": "Odd"}, Odd={"type": kind, "min": least}))
    validate = package.validators.validate_input
    below = math.nextafter(least, -math.inf) if isinstance(least, float) else least - 1
    assert validate({"number": least}) == []
    assert len(validate({"number": below})) == 1
    ruff = [tool("ruff"), "format", "--check", "--isolated", "--line-length", "100"]
    assert subprocess.run([*ruff, package.validators.__file__], check=False).returncode == 0


def test_most_patterns_and_enums_are_the_services_business(emitted: Any) -> None:
    far = {"word": "NOT [a-z]", "words": ["zz"] * 9, "small": 99, "share": 2.5, "must": "??"}
    assert sent(emitted, **far) == far
    assert sent(emitted, named={}, must="ab") == {"named": {}, "must": "ab"}


def test_the_schemas_have_the_limits_and_no_pattern(emitted: Any) -> None:
    file = Path(emitted.__file__).with_name("schemas.json")
    definitions = json.loads(file.read_text(encoding="utf-8"))["$defs"]
    assert definitions["Word"] == {
        "type": "string",
        "minLength": 2,
        "maxLength": 3,
        "enum": ["ab", "abc"],
    }
    assert (definitions["Words"]["minItems"], definitions["Words"]["maxItems"]) == (1, 2)
    assert definitions["Named"]["minProperties"] == 1
    assert definitions["Small"] == {"type": "integer", "minimum": -1, "maximum": 1}
    assert definitions["Share"]["minimum"] == 0.5
    assert '"pattern"' not in file.read_text(encoding="utf-8")


def test_the_help_says_what_is_allowed(emitted: Any) -> None:
    text = " ".join(emitted.send.__doc__.split())
    assert "From 2 to 3 characters." in text
    assert "Pattern: ``[a-z]+``." in text
    assert "From 1 to 2 items." in text
    assert "At least 1 entry." in text
    assert "From -1 to 1." in text
    assert "At most 5 characters." in text
