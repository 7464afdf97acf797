"""No secret is in a log line, on the terminal or in a repr."""

import logging
from typing import Any

import pytest

from ssoemulator import Emulator, create_app
from ssoemulator.registration import register_client
from ssoemulator.store import Store
from tests.emulator.clients import Device, connect, post, request


def test_secrets_are_neither_logged_nor_printed(
    idc: Emulator,
    client: Any,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    # The client's own loggers run in this process too.
    for name in ("botocore", "urllib3"):
        caplog.set_level(logging.CRITICAL, name)
    caplog.set_level(logging.DEBUG)
    device = Device(client)
    authorization = device.start()
    idc.approve(authorization["userCode"])
    tokens = device.poll(authorization["deviceCode"])
    device.refresh(tokens["refreshToken"])
    secrets = [
        device.registration["clientSecret"],
        authorization["deviceCode"],
        authorization["userCode"],
        tokens["accessToken"],
        tokens["refreshToken"],
    ]
    connection = connect(idc.url)
    for secret in secrets:
        request(connection, f"/{secret}?code={secret}", secret)
        request(connection, "/token", f'{{"clientSecret": ["{secret}"]}}')
        request(connection, "/token", method=secret[:8])
    connection.close()
    printed = capfd.readouterr()
    shown = caplog.text + printed.out + printed.err
    assert "CreateToken: 200 OK" in shown
    assert [secret for secret in secrets if secret in shown or secret[:8] in shown] == []


def test_an_unexpected_failure_is_answered_and_logged_without_its_message(
    caplog: pytest.LogCaptureFixture,
) -> None:
    secret = "the" + "-secret"  # so that no line of this file, as a traceback shows it, has it

    def broken_clock() -> float:
        raise ZeroDivisionError(secret)

    with Emulator(clock=broken_clock) as idc:
        answer = post(idc.url, "/client/register", {"clientName": "a", "clientType": "public"})
    assert answer.status == 500
    assert answer.error_type == "InternalServerException"
    assert answer.json == {"error": "server_error", "error_description": "Internal server error"}
    assert "ZeroDivisionError" in caplog.text
    assert "broken_clock" in caplog.text
    assert secret not in caplog.text


def test_what_the_emulator_remembers_shows_no_secret_in_its_repr() -> None:
    store = Store()
    app = create_app(store, auto_approve=True).test_client()
    registration = register_client(
        store, {"clientName": "a", "clientType": "public", "scopes": ["sso:account:access"]}
    )
    credentials = {name: registration[name] for name in ("clientId", "clientSecret")}
    started = app.post(
        "/device_authorization", json={**credentials, "startUrl": "https://example.com"}
    ).get_json()
    grant = {
        "grantType": "urn:ietf:params:oauth:grant-type:device_code",
        "deviceCode": started["deviceCode"],
    }
    tokens = app.post("/token", json={**credentials, **grant}).get_json()
    shown = "".join(
        repr(record)
        for records in (store.registrations, store.authorizations, store.refresh_tokens)
        for record in records.values()
    )
    assert registration["clientId"] in shown
    for secret in (
        registration["clientSecret"],
        started["deviceCode"],
        started["userCode"],
        tokens["refreshToken"],
    ):
        assert secret not in shown
