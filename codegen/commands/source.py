"""Where a model comes from, and the endpoint rules that stand beside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from codegen.endpoints.module import EndpointsModule
from codegen.endpoints.rule_set import build_endpoints
from codegen.load.botocore_data import PREFIX, newest_model
from codegen.load.model_files import model_folder
from codegen.load.problems import Together
from codegen.load.rule_files import Rules, load_rules


@dataclass(frozen=True)
class Source:
    """A folder of a model; `shown` is what stands for it in the command that rewrites."""

    folder: Path
    shown: str = "MODEL_DIR"


def find_source(text: str, file: str) -> Source:
    """Return the source that somebody named.

    Args:
        text: a folder, or a service that an installed botocore has.
        file: what the folder must have.

    Raises:
        MissingError: there is no such folder, or no such model.
    """
    if text.startswith(PREFIX):
        return Source(model_folder(newest_model(text.removeprefix(PREFIX)), file), text)
    return Source(model_folder(Path(text), file))


def read_rules(folder: Path, together: Together) -> tuple[Rules | None, EndpointsModule | None]:
    """Return the endpoint rules of a folder, and what they become; none where there are none."""
    rules = endpoints = None
    with together:
        rules = load_rules(folder)
        endpoints = build_endpoints(rules) if rules else None
    return rules, endpoints
