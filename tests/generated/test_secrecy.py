"""The token that opens the accounts, and the keys to them, are sought in all that is shown."""

import json
import logging
import traceback
from collections.abc import Callable

import pytest

import restjson
import ssooidc
import ssoportal
from ssoemulator import Emulator
from tests.generated.sign_in import sign_in
from tests.recorder import Recorder
from tests.runtime.servers import once, response, serving

# Put together here, so that no line of this file, as a traceback shows it, holds it.
TOKEN = "tok" + 'en+of/"the<caller>&=='

# How a server, or what stands before it, may send back what it got.
ECHOES: dict[str, Callable[[str], bytes]] = {
    "a message": lambda sent: response(
        json.dumps({"message": sent}).encode(), 401, x_amzn_ErrorType="UnauthorizedException"
    ),
    "an unknown error": lambda sent: response(json.dumps({"Message": sent}).encode(), 403),
    "the name of the error": lambda sent: response(json.dumps({"__type": sent}).encode(), 400),
    "a header": lambda sent: response(b"", 429, X_Echo=sent),
    "the id of the request": lambda sent: response(b"", 400, x_amzn_RequestId=sent),
    "text": lambda sent: response(f"What is {sent}?".encode(), 403),
    "a status line": lambda sent: sent.encode() + b"\r\n\r\n",
    "a truncated body": lambda sent: response(sent.encode(), 400)[:-1],
    "a success that is not JSON": lambda sent: response(sent.encode()),
    "a success of other types": lambda sent: response(
        json.dumps({"accountList": [sent], "roleList": sent, "roleCredentials": [sent]}).encode()
    ),
}
CALLS: dict[str, Callable[[ssoportal.Client, str], object]] = {
    "GetRoleCredentials": lambda client, token: client.get_role_credentials(
        roleName="ReadOnlyAccess", accountId="111122223333", accessToken=token
    ),
    "ListAccounts": lambda client, token: list(client.list_accounts_pages(accessToken=token)),
    "ListAccountRoles": lambda client, token: (
        client.get_paginator("list_account_roles")
        .paginate(accessToken=token, accountId="111122223333")
        .build_full_result()
    ),
    "Logout": lambda client, token: client.logout(accessToken=token),
}


class Log:
    """What was logged, at any level and by anyone."""

    def __init__(self, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.DEBUG)
        self._caplog = caplog

    def lines(self, name: str = "") -> list[str]:
        """The lines of a logger and those below it, tracebacks included."""
        return [
            logging.Formatter().format(record)
            for record in self._caplog.records
            if f"{record.name}.".startswith(name)
        ]


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Log:
    return Log(caplog)


def _views(error: restjson.Error) -> list[str]:
    """An exception in each way that it is shown."""
    views = [str(error), repr(error), "".join(traceback.format_exception(error))]
    if isinstance(error, restjson.ClientError):
        views += [repr(error.response), repr(error.fields), error.message]
    return views


def test_a_whole_sign_in_shows_and_logs_no_secret(idc: Emulator, log: Log) -> None:
    with (
        ssooidc.Client(endpoint_url=idc.url) as oidc,
        ssoportal.Client(endpoint_url=idc.url, max_attempts=1) as portal,
    ):
        token = sign_in(oidc)
        accounts = list(portal.list_accounts_items(accessToken=token))
        roles = [
            (account["accountId"], role["roleName"])
            for account in accounts
            for role in portal.list_account_roles_items(
                accessToken=token, accountId=account["accountId"]
            )
        ]
        account, role = roles[0]
        result = portal.get_role_credentials(accessToken=token, accountId=account, roleName=role)
        idc.throttle(1)
        with pytest.raises(ssoportal.errors.TooManyRequestsException) as throttled:
            portal.list_accounts(accessToken=token)
        portal.logout(accessToken=token)
        with pytest.raises(ssoportal.errors.UnauthorizedException) as ended:
            portal.list_accounts(accessToken=token)
    keys = result["roleCredentials"]
    secrets = [token, keys["secretAccessKey"], keys["sessionToken"]]
    shown = [repr(each) for each in (accounts, result, keys, portal)]
    shown += [view for error in (throttled, ended) for view in _views(error.value)]
    shown += log.lines()
    assert [text for text in shown for secret in secrets if secret in text] == []
    assert keys["accessKeyId"] in repr(result)
    # They were looked for where they could be: each call has a line.
    for operation in CALLS:
        assert any(operation in line for line in log.lines("restjson."))


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
@pytest.mark.parametrize("echo", ECHOES.values(), ids=ECHOES)
def test_a_token_that_a_server_sends_back_is_not_shown(
    echo: Callable[[str], bytes], call: Callable[[ssoportal.Client, str], object], log: Log
) -> None:
    shown = []
    with (
        serving(once(echo(TOKEN))) as server,
        ssoportal.Client(endpoint_url=server.url, max_attempts=1) as client,
    ):
        try:
            shown.append(repr(call(client, TOKEN)))
        except restjson.Error as error:
            shown += _views(error)
    assert log.lines("restjson.")
    spellings = (TOKEN, json.dumps(TOKEN)[1:-1], TOKEN.partition("<")[0])
    assert [text for text in [*shown, *log.lines()] for each in spellings if each in text] == []


@pytest.mark.parametrize("end", ["\r\nX-More: yes", "\0", "\ud800"])
@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_a_token_that_no_header_carries_is_refused_without_being_shown(
    call: Callable[[ssoportal.Client, str], object], end: str
) -> None:
    transport = Recorder()
    client = ssoportal.Client("us-east-1", transport=transport)
    with pytest.raises(restjson.ParamValidationError) as caught:
        call(client, TOKEN + end)
    assert transport.requests == []
    [problem] = caught.value.problems
    assert problem.startswith("accessToken: expected text without ")
    assert [view for view in _views(caught.value) if TOKEN in view or end in view] == []
