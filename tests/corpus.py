"""AWS's own rest-json models, as the installed botocore has them.

`make test` takes those of `FEW`; the others add no trait, are marked `corpus`, and run in CI.
"""

from __future__ import annotations

import importlib.resources
import re
import zlib
from functools import cache
from pathlib import Path

import pytest

BOTOCORE = Path(str(importlib.resources.files("botocore"))) / "data"

# Together they have every trait that any model has. Twelve have one that no other has: it stands
# beside them. `tests/model/test_service_schema.py` holds that none is missing.
FEW = {
    "apigatewayv2",  # a member with an enum
    "appconfig",  # a boxed structure
    "cloudfront-keyvaluestore",  # context parameters
    "connectcampaigns",
    "connectcases",  # a sparse map
    "glacier",  # a format of checksums
    "iot-managed-integrations",  # a string that says since when it is deprecated
    "lakeformation",  # a boxed string
    "lex-models",  # a structure that says since when it is deprecated
    "location",
    "managedblockchain-query",  # a name for an older registry
    "mwaa",  # a deprecated list
    "neptune-graph",  # labels in host names
    "omics",  # a blob that requires its length
    "polly",  # event streams
    "savingsplans",  # a global endpoint
    "sso-oidc",
}

_PROTOCOL = re.compile(rb'"protocol"\s*:\s*"rest-json"')


@cache
def folders() -> tuple[Path, ...]:
    """Return the folder of each rest-json model."""
    files = sorted(BOTOCORE.glob("*/*/service-2.json.gz"))
    return tuple(file.parent for file in files if _PROTOCOL.search(_beginning(file)))


def _beginning(file: Path) -> bytes:
    # The metadata comes first, and to unpack all models takes seconds.
    with file.open("rb") as stream:
        return zlib.decompressobj(wbits=31).decompress(stream.read(4096), 4096)


EACH_MODEL_OF_AWS = pytest.mark.parametrize(
    "folder",
    [
        pytest.param(folder, marks=[] if folder.parent.name in FEW else pytest.mark.corpus)
        for folder in folders()
    ],
    ids=lambda folder: folder.parent.name,
)
