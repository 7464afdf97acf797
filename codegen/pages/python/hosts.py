"""Hosts: endpoint rules as a table of URLs, where they are few and simple enough to be one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from codegen.pages.python.constructor import ARGUMENTS
from codegen.pages.python.material import Material, paragraph, words
from codegen.prose.document import Block, Code, Inline, Row, Section, Table, Text, plain

# What a client calls the settings that rules know by AWS's names.
_ARGUMENTS = {each.built_in: each.name for each in ARGUMENTS if each.built_in}
_SUFFIXES = {"dnsSuffix": "SUFFIX", "dualStackDnsSuffix": "DUAL_STACK_SUFFIX"}
_IN_URL = re.compile(r"\{(\w+)(?:#(\w+))?\}")
_MOST = 12


def endpoints(material: Material) -> Section:
    """Return where requests go, for the page of the service."""
    return Section("section", "Endpoints", tuple(_blocks(material)))


def _blocks(material: Material) -> Iterator[Block]:
    if material.rules is None:
        host = f"https://{material.service.endpoint_prefix}"
        yield paragraph(
            Code(f"{host}.REGION.amazonaws.com"),
            ": the model has no endpoint rules, so this is the host in every region. "
            "`endpoint_url` replaces it. FIPS and dual-stack are an `EndpointResolutionError`.",
        )
        return
    yield paragraph(
        "The service's endpoint rules decide. Settings that they have no endpoint for are an "
        "`EndpointResolutionError` with the rule's message, before anything is sent."
    )
    rows = _rows(material.rules.rule_set)
    if not rows:
        return
    yield paragraph("The first row that fits counts:")
    yield Table(("With", "URL"), tuple(rows))
    if any("SUFFIX" in plain(row.cells[1]) for row in rows):
        yield paragraph("The suffixes are those of the region's partition:")
        yield _partitions(material.rules.partitions)


def _partitions(data: Mapping[str, Any]) -> Table:
    rows = tuple(
        Row(
            (
                (Code(each["id"]),),
                (Code(each["outputs"]["implicitGlobalRegion"]),),
                (Code(each["outputs"]["dnsSuffix"]),),
                (Code(each["outputs"]["dualStackDnsSuffix"]),),
            )
        )
        for each in data["partitions"]
    )
    return Table(("Partition", "Region, for example", "SUFFIX", "DUAL_STACK_SUFFIX"), rows)


def _rows(rule_set: Mapping[str, Any]) -> list[Row]:
    """Return a row for each outcome, none if the rules say what no row has words for."""
    names = {
        name: _ARGUMENTS.get(each.get("builtIn", ""), "")
        for name, each in rule_set["parameters"].items()
    }
    try:
        found = list(_walk(rule_set["rules"], (), names))
    except _NoWordsError:
        return []
    # Of those for the same arguments the first counts: what follows it is for partitions that
    # lack what they ask for.
    rows = list({plain(row.cells[0]): row for row in reversed(found)}.values())[::-1]
    return rows if len(rows) <= _MOST else []


class _NoWordsError(Exception):
    """A rule that the table has no words for."""


def _walk(
    rules: list[Any], above: tuple[tuple[Inline, ...], ...], names: Mapping[str, str]
) -> Iterator[Row]:
    for rule in rules:
        conditions = (*above, *filter(None, (_words(each, names) for each in rule["conditions"])))
        if rule["type"] == "tree":
            yield from _walk(rule["rules"], conditions, names)
        elif rule["type"] == "endpoint":
            yield Row((_joined(conditions), _url(rule["endpoint"]["url"], names)))
        else:
            yield Row((_joined(conditions), words("an error")))


def _words(condition: Mapping[str, Any], names: Mapping[str, str]) -> tuple[Inline, ...]:
    """Return what a condition asks for, nothing where that goes without saying."""
    match condition:
        case {"fn": "isSet", "argv": [{"ref": parameter}]} if names.get(parameter):
            argument = names[parameter]
            return () if argument == "region_name" else (Code(argument),)
        case {"fn": "aws.partition", "argv": [{"ref": parameter}]} if names.get(parameter):
            return ()
        case {"fn": "booleanEquals", "argv": [{"ref": parameter}, bool(on)]} if names.get(
            parameter
        ):
            return words("" if on else "no ", Code(names[parameter]))
        case {"fn": "booleanEquals", "argv": [*given]} if any(map(_is_support, given)):
            if True not in given:
                raise _NoWordsError
            return ()
        case {"fn": "stringEquals", "argv": [{"fn": "getAttr", "argv": [_, "name"]}, str(name)]}:
            return words("the partition ", Code(name))
        case _:
            raise _NoWordsError


def _is_support(argument: Any) -> bool:
    """Tell whether an argument asks a partition for what nearly every one has."""
    match argument:
        case {"fn": "getAttr", "argv": [_, "supportsFIPS" | "supportsDualStack"]}:
            return True
        case _:
            return False


def _joined(conditions: tuple[tuple[Inline, ...], ...]) -> tuple[Inline, ...]:
    joined: list[Inline] = []
    for condition in conditions:
        joined += [*([Text(" and ")] if joined else []), *condition]
    return tuple(joined) or words("none of these")


def _url(url: Any, names: Mapping[str, str]) -> tuple[Inline, ...]:
    if isinstance(url, dict) and names.get(str(url.get("ref"))) == "endpoint_url":
        return words("that URL")
    if not isinstance(url, str):
        raise _NoWordsError
    return (Code(_IN_URL.sub(lambda found: _part(found, names), url)),)


def _part(found: re.Match[str], names: Mapping[str, str]) -> str:
    name, attribute = found.groups()
    if attribute is None and names.get(name) == "region_name":
        return "REGION"
    if attribute in _SUFFIXES:
        return _SUFFIXES[attribute]
    raise _NoWordsError
