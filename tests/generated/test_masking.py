"""Nothing that the model marks sensitive shows by accident."""

import pytest

from tests.generated.masking import check_echo, check_masks, check_problems_hide_values
from tests.generated.peer import OPERATIONS


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_result_masks_what_the_model_marks_and_nothing_else(operation: str) -> None:
    check_masks(operation)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_error_masks_the_secrets_that_the_server_sent_back(operation: str) -> None:
    check_echo(operation)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_problems_with_an_input_hide_its_values(operation: str) -> None:
    check_problems_hide_values(operation)
