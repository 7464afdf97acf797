"""What packages of AWS's services do not have."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.services.service import Emitted

pytestmark = pytest.mark.services


def test_operations_whose_event_streams_go_up_are_left_out_and_nothing_else(
    emitted: Emitted, count: Counter[str]
) -> None:
    model = emitted.peer.model
    operations = [model.operation_model(name) for name in model.operation_names]
    with_events = {each.name for each in operations if each.has_event_stream_input}
    count["operations left out, whose event streams go up"] += len(with_events)
    assert emitted.left_out == with_events
    assert len(emitted.operations) == len(operations) - len(with_events)
