"""The sample that CI takes stands for all models."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from tests.corpus import folders
from tests.services.sample import SAMPLE
from tests.services.service import title
from tests.services.traits import traits_of

pytestmark = pytest.mark.services


def test_the_sample_has_every_trait_that_any_model_has() -> None:
    traits = {title(folder): _traits(folder) for folder in folders()}
    assert len(SAMPLE) == 24
    assert traits.keys() >= SAMPLE
    lacking = {
        f"{trait}, as {name} has it"
        for name, of_model in traits.items()
        for trait in of_model.difference(*(traits[each] for each in SAMPLE))
    }
    assert not lacking


def _traits(folder: Path) -> frozenset[str]:
    model = json.loads(gzip.decompress((folder / "service-2.json.gz").read_bytes()))
    return traits_of(model, folder)
