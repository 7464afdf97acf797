"""No secret is in a log line, on the terminal or in a repr."""

import logging
from typing import Any
from urllib.parse import quote

import pytest

from ssoemulator import Emulator, create_app
from ssoemulator.oidc.codes import issue_code
from ssoemulator.oidc.registration import register_client
from ssoemulator.state.credentials import EXAMPLE_CREDENTIALS
from ssoemulator.state.store import Store
from tests.emulator.applications import APPLICATION, Application, Browser, assertion
from tests.emulator.clients import JWT_BEARER, Device, connect, post, request


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
    browser, app = Browser(client, idc), Application(client)
    code, jwt = browser.sign_in(), assertion("jane")
    browser.redeem(code)
    for _ in range(2):
        by_jwt = app.create_token(JWT_BEARER, assertion=jwt)
    secrets = [
        code,
        browser.code_verifier,
        jwt[-40:],
        by_jwt["idToken"][-40:],
        by_jwt["awsAdditionalDetails"]["identityContext"],
        idc.credentials.secret_key,
        device.registration["clientSecret"],
        authorization["deviceCode"],
        authorization["userCode"],
        tokens["accessToken"],
        tokens["refreshToken"],
    ]
    connection = connect(idc.url)
    for secret in secrets:
        request(connection, f"/{quote(secret)}?code={quote(secret)}", secret)
        request(connection, "/token?aws_iam=t", Authorization=f"Bearer {secret}")
        request(connection, "/token", f'{{"clientSecret": ["{secret}"]}}')
        request(connection, "/token", method=secret[:8])
    connection.close()
    printed = capfd.readouterr()
    shown = caplog.text + printed.out + printed.err
    assert "CreateToken: 200 OK" in shown
    assert "CreateTokenWithIAM: 200 OK" in shown
    assert [secret for secret in secrets if secret in shown or secret[:8] in shown] == []


def test_an_unexpected_failure_gets_a_response_and_logged_without_its_message(
    idc: Emulator, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    secret = "the" + "-secret"  # so that no line of this file, as a traceback shows it, has it

    def broken_generator() -> str:
        raise ZeroDivisionError(secret)

    monkeypatch.setattr("ssoemulator.oidc.registration.new_client_id", broken_generator)
    response = post(idc.url, "/client/register", {"clientName": "a", "clientType": "public"})
    assert response.status == 500
    assert response.error_type == "InternalServerException"
    assert response.json == {"error": "server_error", "error_description": "Internal server error"}
    assert "ZeroDivisionError" in caplog.text
    assert "broken_generator" in caplog.text
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
    code = issue_code(
        store, APPLICATION, "app://back", code_challenge=None, scopes=None, user="jane"
    )
    shown = "".join(
        repr(record)
        for records in (
            store.registrations,
            store.authorizations,
            store.access_tokens,
            store.refresh_tokens,
            store.codes,
            store.credentials.values(),
        )
        for record in records
    )
    assert registration["clientId"] in shown
    for secret in (
        registration["clientSecret"],
        started["deviceCode"],
        started["userCode"],
        tokens["accessToken"],
        tokens["refreshToken"],
        code,
        EXAMPLE_CREDENTIALS.secret_key,
    ):
        assert secret not in shown
