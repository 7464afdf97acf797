"""Hosts: endpoint rules as a table of URLs, where they are few and simple enough to be one."""

from __future__ import annotations

from collections.abc import Iterator

from codegen.endpoints.outcomes import Condition, InPartition, Outcome, outcomes
from codegen.endpoints.partitions import partitions
from codegen.load.rule_files import Rules
from codegen.pages.python.constructor import ARGUMENTS
from codegen.pages.python.material import Material, paragraph, words
from codegen.prose.document import Block, Code, Inline, Row, Section, Table, Text

# What a client calls the settings that rules know by AWS's names.
_ARGUMENTS = {each.built_in: each.name for each in ARGUMENTS if each.built_in}


def endpoints(material: Material) -> Section:
    """Return where requests go, for the page of the service."""
    return Section("section", "Endpoints", tuple(_blocks(material)))


def _blocks(material: Material) -> Iterator[Block]:
    if material.rules is None:
        service = material.service
        regional = f"{service.endpoint_prefix}.REGION.amazonaws.com"
        yield paragraph(
            Code(f"https://{service.global_endpoint or regional}"),
            ": the model has no endpoint rules, so this is the host in every region. "
            "`endpoint_url` replaces it. FIPS and dual-stack are an `EndpointResolutionError`.",
        )
        return
    yield paragraph(
        "The service's endpoint rules decide. Settings that they have no endpoint for are an "
        "`EndpointResolutionError` with the rule's message, before anything is sent."
    )
    found = outcomes(material.rules.rule_set)
    if not found:
        return
    yield paragraph("The first row that fits counts:")
    yield Table(("With", "URL"), tuple(map(_row, found)))
    if any("SUFFIX" in (outcome.url or "") for outcome in found):
        yield paragraph("The suffixes are those of the region's partition:")
        yield _partitions(material.rules)


def _partitions(rules: Rules) -> Table:
    records, _, _ = partitions(rules.partitions_file, rules.partitions)
    rows = tuple(
        Row(
            (
                (Code(each.name),),
                (Code(each.implicit_global_region),),
                (Code(each.dns_suffix),),
                (Code(each.dual_stack_dns_suffix),),
            )
        )
        for each in records
    )
    return Table(("Partition", "Region, for example", "SUFFIX", "DUAL_STACK_SUFFIX"), rows)


def _row(outcome: Outcome) -> Row:
    conditions: list[Inline] = []
    for condition in outcome.conditions:
        conditions += [*([Text(" and ")] if conditions else []), *_words(condition)]
    return Row((tuple(conditions) or words("none of these"), _url(outcome.url)))


def _words(condition: Condition) -> tuple[Inline, ...]:
    if isinstance(condition, InPartition):
        return words("the partition ", Code(condition.name))
    return words("" if condition.on else "no ", Code(_ARGUMENTS[condition.setting]))


def _url(url: str | None) -> tuple[Inline, ...]:
    if url is None:
        return words("an error")
    return (Code(url),) if url else words("that URL")
