"""What `make run` shows: a sign-in by device code against the local emulator, and its use.

Nothing leaves this machine. Secrets are printed as the client prints them: masked.
"""

from __future__ import annotations

import os
import re
from tempfile import TemporaryDirectory
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, ProxyHandler, build_opener

import ssologin
import ssooidc
import ssoportal
from ssoemulator import Emulator
from ssooidc.shapes import CreateTokenResponse

DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code"
START_URL = "https://example.awsapps.com/start"


def main() -> None:
    """Register, authorize, wait, be approved, get tokens, refresh them, use them."""
    with Emulator() as idc, ssooidc.Client("us-east-1", endpoint_url=idc.url) as client:
        show("The emulator listens", idc.url)

        registration = client.register_client(
            clientName="demo", clientType="public", scopes=["sso:account:access"]
        )
        client_id, client_secret = registration["clientId"], registration["clientSecret"]
        show("register_client", registration)

        device = client.start_device_authorization(
            clientId=client_id, clientSecret=client_secret, startUrl=START_URL
        )
        show("start_device_authorization", device)

        def poll() -> CreateTokenResponse:
            return client.create_token(
                clientId=client_id,
                clientSecret=client_secret,
                grantType=DEVICE_CODE,
                deviceCode=device["deviceCode"],
            )

        try:
            poll()
        except client.exceptions.AuthorizationPendingException as error:
            show("create_token, before anyone approved", error)

        show("The user opens the verification page", device["verificationUriComplete"])
        show("and allows it, as jane.doe", allow(idc, device["userCode"]))

        tokens = poll()
        show("create_token", tokens)

        refreshed = client.create_token(
            clientId=client_id,
            clientSecret=client_secret,
            grantType="refresh_token",
            refreshToken=tokens["refreshToken"],
        )
        show("create_token with the refresh token", refreshed)
        use_portal(idc, refreshed["accessToken"])
    sign_in_by_ssologin()


def allow(idc: Emulator, user_code: str) -> str:
    """Do as a person in a browser: open the page, press Allow, and say what the page says then.

    The emulator has a method for this, which tests use: ``idc.approve(user_code)``.
    """
    browser = build_opener(HTTPCookieProcessor(), ProxyHandler({}))
    address = f"{idc.url}/device?user_code={user_code}"
    page = browser.open(address).read().decode()
    form = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]+)"', page))
    filled_in = urlencode({**form, "user": "jane.doe", "decision": "allow"})
    page = browser.open(address, filled_in.encode()).read().decode()
    said = re.search(r"<title>(.*) ·", page)
    return said[1] if said else "no page"


def use_portal(idc: Emulator, access_token: str) -> None:
    """List what the person may use, and get credentials for it."""
    with ssoportal.Client("us-east-1", endpoint_url=idc.url) as portal:
        for account in portal.list_accounts_items(accessToken=access_token):
            show("list_accounts_items", account)
        result = portal.get_role_credentials(
            accessToken=access_token, accountId="111122223333", roleName="ReadOnlyAccess"
        )
        show("get_role_credentials", result)


def sign_in_by_ssologin() -> None:
    """Do all of it by the package that is made for it, with a cache in a folder of its own."""
    with Emulator() as idc, TemporaryDirectory() as cache:
        os.environ.update(idc.environment)

        def prompt(asked: ssologin.Prompt) -> None:
            show("ssologin.login shows a code", asked.user_code)
            show("and the page, where jane.doe allows it", allow(idc, str(asked.user_code)))

        session = ssologin.Session(START_URL, "us-east-1", "demo")
        token = ssologin.login(
            session, flow="device", open_browser=False, prompt=prompt, cache=cache
        )
        show("ssologin.login", token)
        keys = ssologin.role_credentials(
            session=session, account_id="111122223333", role_name="ReadOnlyAccess", cache=cache
        )
        show("ssologin.role_credentials", keys.get_frozen_credentials())


def show(step: str, result: object) -> None:
    """Print a step and what came of it, without the metadata of the response."""
    if isinstance(result, dict):
        result = result.copy()
        result.pop("ResponseMetadata", None)
    print(step, f"    {result}", sep="\n")


if __name__ == "__main__":
    main()
