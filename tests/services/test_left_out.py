"""What packages of AWS's services do not have."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.services.service import Emitted

pytestmark = pytest.mark.services


def test_operations_that_send_event_streams_are_left_out_and_nothing_else(
    emitted: Emitted, count: Counter[str]
) -> None:
    model = emitted.peer.model
    # These need HTTP/2.
    sending = {
        name for name in model.operation_names if model.operation_model(name).has_event_stream_input
    }
    count["operations left out, which send event streams"] += len(sending)
    assert emitted.left_out == sending
    assert len(emitted.operations) == len(model.operation_names) - len(sending)
