"""A rule set and AWS's partitions, from JSON to the module that they become."""

from __future__ import annotations

from codegen.endpoints import emission
from codegen.endpoints.compiler import Compiler, ends
from codegen.endpoints.module import BuiltIn, EndpointsModule
from codegen.endpoints.parameters import checks, parameters, scope_of
from codegen.endpoints.partitions import lookup, partitions
from codegen.endpoints.statements import reads_of
from codegen.load.problems import refuse
from codegen.load.rule_files import Rules


def build_endpoints(rules: Rules) -> EndpointsModule:
    """Return the module that a rule set becomes.

    Args:
        rules: a validated rule set with its partitions.

    Raises:
        ModelError: the rules refer to what there is not, or to what is not standard.
    """
    declared, problems = parameters(rules.file, rules.rule_set["parameters"])
    refuse(problems)
    compiler = Compiler(rules.file, frozenset(each.name for each in declared))
    body = compiler.rules(rules.rule_set["rules"], scope_of(declared), ("rules",))
    records, regions, problems = partitions(rules.partitions_file, rules.partitions)
    refuse([*compiler.problems, *problems])

    body = (*(each for one in declared for each in checks(one)), *body)
    if not ends(body):
        body = (*body, emission.no_endpoint(declared))
    reads = reads_of(body).union(*(reads_of(each.body) for each in compiler.continuations))
    uses_partitions = not reads.isdisjoint(emission.PARTITION_FUNCTIONS)
    functions = [
        emission.resolve(declared, body),
        *map(emission.continuation, compiler.continuations),
    ]
    return EndpointsModule(
        source=rules.source,
        names=emission.names_used(reads, compiler.continuations, uses_partitions),
        parameters=tuple(each.name for each in declared),
        built_ins=tuple(BuiltIn(each.name, each.built_in) for each in declared if each.built_in),
        partitions=records if uses_partitions else (),
        regions=regions if uses_partitions else (),
        has_optional_region="_partition_or_first" in reads,
        functions=tuple([*functions, lookup(records)] if uses_partitions else functions),
    )
