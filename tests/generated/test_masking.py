"""Nothing that the model marks sensitive shows by accident."""

import pytest

from tests.generated.masking import check_echo, check_masks, check_problems_hide_values
from tests.generated.peer import Peer
from tests.generated.services import EACH_OPERATION, OIDC, PORTAL

_EACH = pytest.mark.parametrize(("peer", "operation"), EACH_OPERATION, indirect=["peer"])


@_EACH
def test_a_result_masks_what_the_model_marks_and_nothing_else(peer: Peer, operation: str) -> None:
    check_masks(peer, operation)


@_EACH
def test_an_error_masks_the_secrets_that_the_server_sent_back(peer: Peer, operation: str) -> None:
    check_echo(peer, operation)


@_EACH
def test_problems_with_an_input_hide_its_values(peer: Peer, operation: str) -> None:
    check_problems_hide_values(peer, operation)


def test_what_opens_an_account_is_marked_in_the_models() -> None:
    tokens = {"accessToken", "refreshToken", "idToken", "identityContext"}
    assert OIDC.model.secrets("CreateTokenWithIAMResponse") == tokens
    assert OIDC.model.secrets("StartDeviceAuthorizationResponse") == {"deviceCode"}
    keys = PORTAL.model.secrets("GetRoleCredentialsResponse")
    assert keys == {"secretAccessKey", "sessionToken"}
    for operation in PORTAL.model.operations:
        assert PORTAL.model.secrets(PORTAL.model.input(operation)) == {"accessToken"}
