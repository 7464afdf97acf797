"""The clients of the access portal: botocore as it is, and plain HTTP."""

import functools
from typing import Any
from urllib.parse import urlencode

import botocore.session
from botocore import UNSIGNED
from botocore.config import Config

from ssoemulator import Emulator
from tests.botocore_session import botocore_session
from tests.emulator.clients import (
    DEVICE_CODE,
    START_URL,
    Response,
    Result,
    post,
    register,
    send,
)

BEARER_TOKEN = "x-amz-sso_bearer_token"

# As the built-in accounts are listed, and the roles in the first of them.
PRODUCTION, STAGING, NAMELESS = "111122223333", "444455556666", "777788889999"
ROLES = ["AdministratorAccess", "ReadOnlyAccess"]


@functools.cache
def _session() -> botocore.session.Session:
    return botocore_session()


def botocore_portal_client(url: str) -> Any:
    """An unchanged botocore client that sends each request once."""
    return _session().create_client(
        "sso",
        region_name="us-east-1",
        endpoint_url=url,
        config=Config(retries={"total_max_attempts": 1}, proxies={}, signature_version=UNSIGNED),
    )


def sign_in(idc: Emulator, *, user: str = "jane.doe", **registration: Any) -> Result:
    """The tokens of somebody who signs in with a device code."""
    registered = register(idc.url, **registration)
    who = {name: registered[name] for name in ("clientId", "clientSecret")}
    started = post(idc.url, "/device_authorization", {**who, "startUrl": START_URL}).json
    idc.approve(started["userCode"], user=user)
    grant = {"grantType": DEVICE_CODE, "deviceCode": started["deviceCode"]}
    tokens: Result = post(idc.url, "/token", {**who, **grant}).json
    return tokens


def ask(
    url: str, path: str, access_token: str | None = None, /, method: str = "GET", **query: object
) -> Response:
    """Send one request to the portal on a connection of its own."""
    headers = {} if access_token is None else {BEARER_TOKEN: access_token}
    return send(url, f"{path}?{urlencode(query)}", b"", method, **headers)


def error_code(response: Response) -> str:
    """What a client takes an error of the portal for."""
    code: str = response.json["__type"].rpartition("#")[2]
    return code
