"""Partitions: records, a table of the regions, and what is asked of regions not in it."""

from __future__ import annotations

import re
import warnings
from typing import Any

from codegen.endpoints import patterns
from codegen.endpoints.emission import said
from codegen.endpoints.module import Function, Partition, Region
from codegen.endpoints.statements import Simple, Statement, lines, when
from codegen.layout import INDENT
from codegen.load.problems import Problem, path_of


def partitions(
    file: str, data: dict[str, Any]
) -> tuple[tuple[Partition, ...], tuple[Region, ...], list[Problem]]:
    """Return the partitions of a file, the regions that they list, and what is wrong.

    A region belongs to the first partition that lists it or whose pattern matches it, so a
    pattern may take a region that a later partition lists.
    """
    nodes = data["partitions"]
    problems = [*_repeated(file, nodes), *_wrong_patterns(file, nodes)]
    if problems:
        return (), (), problems
    records = tuple(_record(each) for each in nodes)
    names = dict.fromkeys(region for each in nodes for region in each["regions"])
    regions = tuple(Region(name, _owner(name, records, nodes)) for name in names)
    return records, regions, []


def lookup(records: tuple[Partition, ...]) -> Function:
    """Return the function that finds the partition of a region."""
    asked = [(each, patterns.comparisons(each.pattern)) for each in records]
    body = [
        f"{INDENT}known = REGIONS.get(region)",
        f"{INDENT}if known is not None:",
        f"{INDENT * 2}return known",
    ]
    if any(tests is not None for _, tests in asked):
        body.append(f"{INDENT}fields = {patterns.FIELDS}")
    if any(tests is None for _, tests in asked):
        body += [f"{INDENT}import re  # slow to load, and seldom needed", ""]
    body += lines(
        when(tests or (patterns.match(each.pattern),), frozenset(), (_return(each),))
        for each, tests in asked
    )
    body += lines([_return(records[0])])
    return Function(
        signature=("def _partition(region: str) -> Partition:",),
        docstring=(said("Return the partition of a region: by name, else by form, or the first."),),
        lines=tuple(body),
    )


def _return(partition: Partition) -> Statement:
    return Simple("return ", partition.constant, frozenset(), ends=True)


def _record(node: Any) -> Partition:
    outputs = node["outputs"]
    return Partition(
        constant="_" + node["id"].upper().replace("-", "_"),
        # Not the name among the outputs: botocore does not read it either.
        name=node["id"],
        dns_suffix=outputs["dnsSuffix"],
        dual_stack_dns_suffix=outputs["dualStackDnsSuffix"],
        supports_fips=outputs["supportsFIPS"],
        supports_dual_stack=outputs["supportsDualStack"],
        implicit_global_region=outputs["implicitGlobalRegion"],
        pattern=node["regionRegex"],
    )


def _owner(region: str, records: tuple[Partition, ...], nodes: list[Any]) -> str:
    return next(
        record.constant
        for record, node in zip(records, nodes, strict=True)
        if region in node["regions"] or re.match(record.pattern, region)
    )


def _repeated(file: str, nodes: list[Any]) -> list[Problem]:
    ids = [each["id"] for each in nodes]
    return [
        Problem(file, path_of("partitions", index, "id"), f"there is another {each!r}")
        for index, each in enumerate(ids)
        if each in ids[:index]
    ]


def _wrong_patterns(file: str, nodes: list[Any]) -> list[Problem]:
    problems = []
    for index, each in enumerate(nodes):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                re.compile(each["regionRegex"])
        except (re.error, OverflowError, RecursionError, Warning) as error:
            path = path_of("partitions", index, "regionRegex")
            problems.append(Problem(file, path, f"is not a regular expression: {error}"))
    return problems
