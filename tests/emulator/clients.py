"""The clients that drive the emulator: botocore as it is, and plain HTTP."""

import functools
import http.client
import json
import socket
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import botocore.credentials
import botocore.session
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config

from ssoemulator import Credentials, Emulator
from ssoemulator.state.credentials import EXAMPLE_CREDENTIALS
from tests.botocore_session import botocore_session

DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code"
REFRESH_TOKEN = "refresh_token"
AUTHORIZATION_CODE = "authorization_code"
JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer"
TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange"
SCOPE = "sso:account:access"
START_URL = "https://my-sso-portal.awsapps.com/start"

Result = dict[str, Any]


@functools.cache
def _session() -> botocore.session.Session:
    return botocore_session()


def botocore_client(url: str, credentials: Credentials = EXAMPLE_CREDENTIALS) -> Any:
    """An unchanged botocore client that sends each request once."""
    return _session().create_client(
        "sso-oidc",
        region_name="us-east-1",
        endpoint_url=url,
        aws_access_key_id=credentials.access_key,
        aws_secret_access_key=credentials.secret_key,
        aws_session_token=credentials.token,
        config=Config(retries={"total_max_attempts": 1}, proxies={}),
    )


class Device:
    """A registered client with one device authorization, on top of botocore."""

    def __init__(self, client: Any, **registration: Any) -> None:
        self.client = client
        self.registration: Result = client.register_client(
            **{"clientName": "test", "clientType": "public", "scopes": [SCOPE], **registration}
        )
        self.credentials = {name: self.registration[name] for name in ("clientId", "clientSecret")}

    def start(self, **changes: Any) -> Result:
        arguments = {**self.credentials, "startUrl": START_URL, **changes}
        authorization: Result = self.client.start_device_authorization(**arguments)
        return authorization

    def poll(self, device_code: str, **changes: Any) -> Result:
        arguments = {"grantType": DEVICE_CODE, "deviceCode": device_code, **changes}
        return self.create_token(**arguments)

    def refresh(self, refresh_token: str, **changes: Any) -> Result:
        arguments = {"grantType": REFRESH_TOKEN, "refreshToken": refresh_token, **changes}
        return self.create_token(**arguments)

    def create_token(self, **arguments: Any) -> Result:
        tokens: Result = self.client.create_token(**{**self.credentials, **arguments})
        return tokens


@dataclass(frozen=True)
class Response:
    """A response as it came over the wire."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def error_type(self) -> str:
        return self.headers["x-amzn-ErrorType"].partition(":")[0]


def connect(url: str) -> http.client.HTTPConnection:
    address = urlsplit(url)
    assert address.hostname is not None
    return http.client.HTTPConnection(address.hostname, address.port, timeout=10)


def request(
    connection: http.client.HTTPConnection,
    path: str,
    body: bytes | str = b"",
    method: str = "POST",
    **headers: str,
) -> Response:
    """Send one request on a connection and leave it open if the server does."""
    connection.request(method, path, body, headers)
    with connection.getresponse() as response:
        return Response(response.status, response.headers, response.read())


def send(url: str, path: str, body: bytes = b"", method: str = "POST", **headers: str) -> Response:
    """Send one request on a connection of its own."""
    connection = connect(url)
    try:
        return request(connection, path, body, method, **headers)
    finally:
        connection.close()


def post(url: str, path: str, body: object) -> Response:
    """Send one request on a connection of its own; what is not bytes is sent as JSON."""
    return send(url, path, body if isinstance(body, bytes) else json.dumps(body).encode())


def register(url: str, **members: object) -> Result:
    """Register a client over plain HTTP."""
    response = post(
        url,
        "/client/register",
        {"clientName": "test", "clientType": "public", "scopes": [SCOPE], **members},
    )
    result: Result = response.json
    return result


def sign(
    url: str,
    credentials: Credentials = EXAMPLE_CREDENTIALS,
    *,
    data: bytes,
    method: str = "POST",
    region: str = "us-east-1",
    service: str = "sso-oauth",
    more: dict[str, str] | None = None,
) -> dict[str, str]:
    """The headers of a request that botocore has signed."""
    unsigned = AWSRequest(method, url, {"Host": urlsplit(url).netloc, **(more or {})}, data)
    keys = botocore.credentials.Credentials(
        credentials.access_key, credentials.secret_key, credentials.token
    )
    SigV4Auth(keys, service, region).add_auth(unsigned)
    return dict(unsigned.headers.items())


def tcp(idc: Emulator) -> socket.socket:
    host, _, port = urlsplit(idc.url).netloc.partition(":")
    return socket.create_connection((host, int(port)), timeout=10)


def speak(idc: Emulator, *parts: bytes) -> bytes:
    """Send bytes as they are and read until the server closes the connection."""
    with tcp(idc) as connection:
        for part in parts:
            connection.sendall(part)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))
