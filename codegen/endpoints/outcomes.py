"""Outcomes: what a rule set comes to, where its rules are few and simple enough to be listed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_SETTINGS = frozenset({"AWS::Region", "AWS::UseDualStack", "AWS::UseFIPS", "SDK::Endpoint"})
_SUFFIXES = {"dnsSuffix": "SUFFIX", "dualStackDnsSuffix": "DUAL_STACK_SUFFIX"}
_IN_URL = re.compile(r"\{(\w+)(?:#(\w+))?\}")
_MOST = 12


@dataclass(frozen=True, slots=True)
class Given:
    """A setting, as AWS names it, has a value that is not false; or is false if not `on`."""

    setting: str
    on: bool = True


@dataclass(frozen=True, slots=True)
class InPartition:
    """The region is in the partition of that name."""

    name: str


Condition = Given | InPartition


@dataclass(frozen=True, slots=True)
class Outcome:
    """What follows from all of some conditions.

    Args:
        conditions: none where everything leads here.
        url: with REGION, SUFFIX and DUAL_STACK_SUFFIX for those of the region; empty where it is
            the custom endpoint, None where there is none.
    """

    conditions: tuple[Condition, ...]
    url: str | None


def outcomes(rule_set: Mapping[str, Any]) -> tuple[Outcome, ...]:
    """Return the outcomes of a rule set, the first that fits counting.

    There are none if the rules say more than these classes can, or too much to be listed.
    """
    settings = {
        name: each["builtIn"]
        for name, each in rule_set["parameters"].items()
        if each.get("builtIn") in _SETTINGS
    }
    try:
        found = list(_walk(rule_set["rules"], (), settings))
    except _TooMuchError:
        return ()
    # Of those for the same settings the first counts: what follows it is for partitions that
    # lack what they ask for.
    first = tuple({each.conditions: each for each in reversed(found)}.values())[::-1]
    return first if len(first) <= _MOST else ()


class _TooMuchError(Exception):
    """A rule that cannot be told as an outcome."""


def _walk(
    rules: list[Any], above: tuple[Condition, ...], settings: Mapping[str, str]
) -> Iterator[Outcome]:
    for rule in rules:
        asked = (_condition(each, settings) for each in rule["conditions"])
        conditions = (*above, *(each for each in asked if each))
        if rule["type"] == "tree":
            yield from _walk(rule["rules"], conditions, settings)
        elif rule["type"] == "endpoint":
            yield Outcome(conditions, _url(rule["endpoint"]["url"], settings))
        else:
            yield Outcome(conditions, None)


def _condition(condition: Mapping[str, Any], settings: Mapping[str, str]) -> Condition | None:
    """Return what a condition asks for, None where that goes without saying."""
    match condition:
        case {"fn": "isSet", "argv": [{"ref": parameter}]} if parameter in settings:
            setting = settings[parameter]
            return None if setting == "AWS::Region" else Given(setting)
        case {"fn": "aws.partition", "argv": [{"ref": parameter}]} if parameter in settings:
            return None
        case {"fn": "booleanEquals", "argv": [{"ref": parameter}, bool(on)]} if (
            parameter in settings
        ):
            return Given(settings[parameter], on)
        case {"fn": "booleanEquals", "argv": [*given]} if any(map(_is_support, given)):
            if True not in given:
                raise _TooMuchError
            return None
        case {"fn": "stringEquals", "argv": [{"fn": "getAttr", "argv": [_, "name"]}, str(name)]}:
            return InPartition(name)
        case _:
            raise _TooMuchError


def _is_support(argument: Any) -> bool:
    """Tell whether an argument asks a partition for what nearly every one has."""
    match argument:
        case {"fn": "getAttr", "argv": [_, "supportsFIPS" | "supportsDualStack"]}:
            return True
        case _:
            return False


def _url(url: Any, settings: Mapping[str, str]) -> str:
    if isinstance(url, dict) and settings.get(str(url.get("ref"))) == "SDK::Endpoint":
        return ""
    if not isinstance(url, str):
        raise _TooMuchError
    return _IN_URL.sub(lambda found: _part(found, settings), url)


def _part(found: re.Match[str], settings: Mapping[str, str]) -> str:
    name, attribute = found.groups()
    if attribute is None and settings.get(name) == "AWS::Region":
        return "REGION"
    if attribute in _SUFFIXES:
        return _SUFFIXES[attribute]
    raise _TooMuchError
