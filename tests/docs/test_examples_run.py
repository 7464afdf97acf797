"""The examples of the pages, run against the emulator as far as it serves their operation."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import ssooidc
from codegen.document import Paragraph, Preformatted, plain
from ssoemulator import Emulator
from tests import environment
from tests.docs.pages import pages, section

START_URL = "https://example.awsapps.com/start"
GRANT = "urn:ietf:params:oauth:grant-type:"

# By their titles: grants and an operation that the emulator does not have.
UNSERVED = {
    "Redeem an authorization code with PKCE",
    "Redeem an authorization code for an application",
    "Exchange a JWT from a trusted token issuer",
    "Renew an application's access token",
    "Exchange another client's access token",
}


def examples() -> Iterator[tuple[str, str, str]]:
    """The title, the call and the value of each example on the pages."""
    for name in pages():
        if name == "ssooidc":
            continue
        blocks = section(name, "Examples").blocks
        code = [block.text for block in blocks if isinstance(block, Preformatted)]
        titles = [
            plain(block.content)
            for block, after in zip(blocks, (*blocks[1:], None), strict=True)
            if isinstance(block, Paragraph) and isinstance(after, Paragraph)
        ]
        yield from zip(titles, code[::2], code[1::2], strict=True)


ALL = list(examples())
SERVED = [pytest.param(*each, id=each[0]) for each in ALL if each[0] not in UNSERVED]


@pytest.fixture
def idc(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Emulator]:
    environment.clear(monkeypatch, tmp_path)
    with Emulator() as emulator:
        yield emulator


def obtained(idc: Emulator, client: Any, arguments: dict[str, Any]) -> dict[str, Any]:
    """Real values for those that an example makes up."""
    if "clientId" not in arguments:
        return {}
    grants = [f"{GRANT}device_code", "refresh_token"]
    app = client.register_client(
        clientName="a", clientType="public", scopes=["sso:account:access"], grantTypes=grants
    )
    who = {"clientId": app["clientId"], "clientSecret": app["clientSecret"]}
    if "grantType" not in arguments:
        return who
    device = client.start_device_authorization(**who, startUrl=START_URL)
    idc.approve(device["userCode"])
    if "deviceCode" in arguments:
        return {**who, "deviceCode": device["deviceCode"]}
    tokens = client.create_token(**who, grantType=grants[0], deviceCode=device["deviceCode"])
    return {**who, "refreshToken": tokens["refreshToken"]}


@pytest.mark.parametrize(("title", "call", "value"), SERVED)
def test_an_example_runs_and_returns_the_members_that_it_shows(
    idc: Emulator, title: str, call: str, value: str
) -> None:
    with ssooidc.Client("us-east-1", endpoint_url=idc.url) as client:

        def run(name: str) -> Any:
            def method(**arguments: Any) -> Any:
                return getattr(client, name)(**arguments | obtained(idc, client, arguments))

            return method

        names = ("register_client", "start_device_authorization", "create_token")
        scope: dict[str, Any] = {"client": SimpleNamespace(**{each: run(each) for each in names})}
        exec(compile(call, title, "exec"), scope)  # noqa: S102 - what the page tells to run

    shown = ast.literal_eval(value)
    reply = scope["reply"]
    assert shown.keys() <= reply.keys()
    assert {name: type(reply[name]) for name in shown} == {
        name: type(each) for name, each in shown.items()
    }


def test_the_examples_that_do_not_run_are_those_that_the_emulator_does_not_serve() -> None:
    assert {title for title, _, _ in ALL} - {each.id for each in SERVED} == UNSERVED
    assert len(ALL) == len({title for title, _, _ in ALL}) == 10


def test_every_example_is_python_with_real_names() -> None:
    for title, call, value in ALL:
        (statement,) = ast.parse(call).body
        assert isinstance(statement, ast.Assign), title
        assert isinstance(ast.literal_eval(value), dict)
