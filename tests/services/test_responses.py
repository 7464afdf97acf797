"""What our clients read, against botocore's parser: for each operation, many responses."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from botocore.model import OperationModel

from restjson import Response
from tests.recorder import Recorder
from tests.services.comparison import Comparison
from tests.services.differences import RESULTS
from tests.services.inputs import Inputs
from tests.services.responses import Responses
from tests.services.results import Failure, members
from tests.services.service import Emitted

pytestmark = pytest.mark.services


def test_each_operation_returns_what_botocore_returns(
    emitted: Emitted, count: Counter[str]
) -> None:
    recorder = Recorder()
    client = emitted.client(recorder)
    inputs, responses = Inputs(emitted.name), Responses(emitted.name)
    compared = Comparison("results", RESULTS)
    for operation in emitted.operations:
        params = inputs.least(operation)
        for response in responses.of(operation):
            recorder.response = response
            ours = _ours(client, operation.name, params)
            theirs = _theirs(emitted, operation, response)
            name = f"{operation.name}: {response.headers} {response.body!r}"
            compared.add(name, response, operation, ours, theirs)
    compared.end(count)


def _ours(client: Any, operation: str, params: Any) -> Any:
    try:
        return members(client.call(operation, params))
    except Exception as error:
        return Failure.of(error)


def _theirs(emitted: Emitted, operation: OperationModel, response: Response) -> Any:
    try:
        return members(emitted.peer.parsed(operation, response))
    except Exception as error:
        return Failure.of(error)
