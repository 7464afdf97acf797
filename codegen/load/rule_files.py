"""Stage one for endpoint rules: read a rule set and the partitions, validate both."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from codegen.load.model_files import MODEL_FOLDER, find, load_file
from codegen.load.problems import Problem, refuse

RULE_SET = "endpoint-rule-set-1.json"
_PARTITIONS = "partitions.json"
_OURS = MODEL_FOLDER / _PARTITIONS


@dataclass(frozen=True)
class Rules:
    """A validated rule set, and the validated partitions that it may ask for.

    Args:
        source: where the rule set came from, for the header of what is emitted.
        file: the rule set's file, for messages.
        rule_set: the content of `endpoint-rule-set-1.json`.
        partitions_file: the partitions' file, for messages.
        partitions: the content of `partitions.json`.
    """

    source: str
    file: str
    rule_set: dict[str, Any]
    partitions_file: str
    partitions: dict[str, Any]


def load_rules(folder: Path) -> Rules | None:
    """Return the endpoint rules in `folder`, None if there are none.

    Args:
        folder: has an `endpoint-rule-set-1.json`; a `partitions.json` beside it, or else beside
            the folder of the service, stands in for the one in `model/`. Each may be compressed
            (`.json.gz`).

    Raises:
        ModelError: a file is unreadable, no JSON, or not valid.
    """
    file = find(folder, RULE_SET)
    if file is None:
        return None
    # As botocore has it: below the folder of all services, one for each, in that one a version.
    of_all = folder.resolve().parent.parent
    partitions_file = find(folder, _PARTITIONS) or find(of_all, _PARTITIONS) or _OURS
    problems: list[Problem] = []
    rule_set = load_file(file, "endpoint-rule-set-1.schema.json", problems)
    partitions = load_file(partitions_file, "partitions.schema.json", problems)
    refuse(problems)
    source = "/".join((*folder.resolve().parts[-2:], RULE_SET))
    return Rules(source, str(file), rule_set, str(partitions_file), partitions)
