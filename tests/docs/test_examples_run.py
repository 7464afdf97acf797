"""The examples of the pages, each run against the emulator."""

from __future__ import annotations

import ast
import hashlib
import importlib
import json
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import ssooidc
from codegen.load.model_files import load_packages
from codegen.prose.document import Paragraph, Preformatted, plain
from ssoemulator import Emulator
from tests import environment
from tests.docs.pages import books, section

START_URL = "https://example.awsapps.com/start"
REDIRECT_URI = "http://127.0.0.1/oauth/callback"
SCOPE = "sso:account:access"
DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code"
JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer"
OTHER_APPLICATION = (
    "arn:aws:sso::123456789012:application/ssoins-EXAMPLE123456789/apl-EXAMPLE000000000"
)
JWT = "eyJEXAMPLEheader.EXAMPLEassertion.EXAMPLEsignature"

Members = dict[str, Any]


class Example(NamedTuple):
    package: str
    title: str
    call: str
    value: str | None = None  # where the operation returns something


def examples() -> Iterator[Example]:
    """The examples on the pages of every operation."""
    for package, book in books().items():
        for page in book:
            if page.name != package:
                yield from examples_on(package, page.name)


def examples_on(package: str, page: str) -> Iterator[Example]:
    blocks = section(page, "Examples").blocks
    starts = [
        index
        for index, (block, after) in enumerate(pairwise(blocks))
        if isinstance(block, Paragraph) and isinstance(after, Paragraph)
    ]
    for start, end in pairwise((*starts, len(blocks))):
        title = blocks[start]
        assert isinstance(title, Paragraph)
        code = [each.text for each in blocks[start:end] if isinstance(each, Preformatted)]
        call, *values = code
        yield Example(package, plain(title.content), call, *values)


ALL = list(examples())


class Person:
    """Whoever signs in, so that there are real values for those that an example makes up."""

    def __init__(self, idc: Emulator, client: ssooidc.Client) -> None:
        self.idc = idc
        self.client = client

    def values_for(self, arguments: Members) -> Members:
        """What to put in the place of made-up arguments of SSO OIDC."""
        if "clientId" not in arguments:
            return {}
        if "grantType" not in arguments:
            return self.register(DEVICE_CODE)
        with_iam = arguments["clientId"].startswith("arn:")
        values = self.application_values if with_iam else self.client_values
        return values(arguments)

    def client_values(self, arguments: Members) -> Members:
        if "code" in arguments:
            app = self.register("authorization_code", redirectUris=[REDIRECT_URI])
            digest = hashlib.sha256(arguments["codeVerifier"].encode()).digest()
            challenge = urlsafe_b64encode(digest).rstrip(b"=").decode()
            redirect_uri = arguments["redirectUri"]
            code = self.idc.issue_code(app["clientId"], redirect_uri, code_challenge=challenge)
            return {**app, "code": code}
        app = self.register(DEVICE_CODE)
        device_code = self.approved_device_code(app)
        if "deviceCode" in arguments:
            return {**app, "deviceCode": device_code}
        tokens = self.client.create_token(**app, grantType=DEVICE_CODE, deviceCode=device_code)
        return {**app, "refreshToken": tokens["refreshToken"]}

    def application_values(self, arguments: Members) -> Members:
        application = arguments["clientId"]
        if "code" in arguments:
            return {"code": self.idc.issue_code(application, arguments["redirectUri"])}
        if "refreshToken" in arguments:
            return {"refreshToken": self.application_tokens(application)["refreshToken"]}
        if "subjectToken" in arguments:
            return {"subjectToken": self.application_tokens(OTHER_APPLICATION)["accessToken"]}
        return {}

    def access_token(self) -> str:
        app = self.register(DEVICE_CODE)
        device_code = self.approved_device_code(app)
        tokens = self.client.create_token(**app, grantType=DEVICE_CODE, deviceCode=device_code)
        return tokens["accessToken"]

    def register(self, grant_type: str, **more: Any) -> Members:
        app = self.client.register_client(
            clientName="a",
            clientType="public",
            scopes=[SCOPE],
            grantTypes=[grant_type, "refresh_token"],
            **more,
        )
        return {"clientId": app["clientId"], "clientSecret": app["clientSecret"]}

    def approved_device_code(self, app: Members) -> str:
        device = self.client.start_device_authorization(**app, startUrl=START_URL)
        self.idc.approve(device["userCode"])
        return device["deviceCode"]

    def application_tokens(self, application: str) -> Members:
        tokens = self.client.create_token_with_iam(
            clientId=application, grantType=JWT_BEARER, assertion=JWT
        )
        return dict(tokens)


@pytest.fixture
def idc(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Emulator]:
    environment.clear(monkeypatch, tmp_path)
    with Emulator() as emulator:
        yield emulator


@pytest.fixture
def connect(idc: Emulator) -> Iterator[Callable[[str], Any]]:
    """Gives a client of a package."""
    clients = []

    def connect(package: str) -> Any:
        client = importlib.import_module(package).Client(
            "us-east-1", endpoint_url=idc.url, credentials=idc.credentials
        )
        clients.append(client)
        return client

    yield connect
    for client in clients:
        client.close()


def portal_values(method: Callable[..., Any], arguments: Members, access_token: str) -> Members:
    """What to put in the place of made-up arguments of the access portal."""
    values = {"accessToken": access_token}
    if "nextToken" in arguments:
        first = {name: value for name, value in arguments.items() if name != "nextToken"}
        values["nextToken"] = method(**first | values)["nextToken"]
    return values


def types(value: object) -> object:
    """A value without what is different each time: its members and their types."""
    if isinstance(value, dict):
        return {name: types(each) for name, each in value.items()}
    if isinstance(value, list):
        return [types(each) for each in value]
    return type(value)


def as_shown(shown: object, value: Any) -> object:
    """Of a value, the members that are shown."""
    if isinstance(shown, dict):
        return {name: as_shown(shown[name], value[name]) for name in shown}
    if isinstance(shown, list) and isinstance(value, list) and len(shown) == len(value):
        return [as_shown(one, other) for one, other in zip(shown, value, strict=True)]
    return value


@pytest.mark.parametrize("example", ALL, ids=[each.title for each in ALL])
def test_an_example_runs_and_returns_the_members_that_it_shows(
    idc: Emulator, connect: Callable[[str], Any], example: Example
) -> None:
    person, client = Person(idc, connect("ssooidc")), connect(example.package)

    class Caller:
        """The client of the example, given real values for those made up."""

        def __getattr__(self, name: str) -> Any:
            def method(**arguments: Any) -> Any:
                called = getattr(client, name)
                if example.package == "ssooidc":
                    return called(**arguments | person.values_for(arguments))
                token = person.access_token()
                return called(**arguments | portal_values(called, arguments, token))

            return method

    scope: dict[str, Any] = {"client": Caller()}
    exec(compile(example.call, example.title, "exec"), scope)  # noqa: S102 - as the page tells

    result = scope["result"]
    if example.value is None:
        assert result.keys() == {"ResponseMetadata"}
    else:
        shown = ast.literal_eval(example.value)
        assert types(as_shown(shown, result)) == types(shown)


def test_every_example_of_the_models_is_here() -> None:
    titles = [
        (package, example["title"])
        for package, folder in load_packages().items()
        for examples in json.loads((folder / "examples-1.json").read_text())["examples"].values()
        for example in examples
    ]
    assert sorted((each.package, each.title) for each in ALL) == sorted(titles)


def test_every_example_is_python_with_real_names() -> None:
    for example in ALL:
        (statement,) = ast.parse(example.call).body
        assert isinstance(statement, ast.Assign), example.title
        if example.value is not None:
            assert isinstance(ast.literal_eval(example.value), dict)
