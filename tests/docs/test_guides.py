"""The Python of the README and of the guides runs as it stands; what they list is all there is."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from botocore.credentials import Credentials

import restjson
import ssooidc
import ssoportal
from codegen.prose.document import plain
from ssoemulator import Emulator
from tests import environment
from tests.docs.pages import section
from tests.docs.snippets import ROOT, blocks

# These are run by tests of their own: they have code for other languages, a browser, or clients
# that have to be made first.
APART = {
    ROOT / "docs" / f"{name}.md"
    for name in ("emulator", "other-services", "signing-in", "streams", "waiters")
}
DOCUMENTS = sorted({ROOT / "README.md", *ROOT.glob("docs/*.md")} - APART)
LINKING = sorted(
    path
    for folder in (".", "docs", "docs/decisions", "model", "tests")
    for path in (ROOT / folder).glob("*.md")
)
EACH_DOCUMENT = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)


def text(name: str) -> str:
    return (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")


def sign_in_by_hand(path: Path) -> str:
    """The block that signs in with the client alone."""
    [block] = [each for each in blocks(path) if "start_device_authorization" in each]
    return block


def signed_in() -> str:
    """Sign in, which the emulator allows at once, and return the access token."""
    grant = "urn:ietf:params:oauth:grant-type:device_code"
    with ssooidc.Client("us-east-1") as client:
        app = client.register_client(clientName="my-tool", clientType="public")
        device = client.start_device_authorization(
            clientId=app["clientId"],
            clientSecret=app["clientSecret"],
            startUrl="https://my-company.awsapps.com/start",
        )
        token = client.create_token(
            clientId=app["clientId"],
            clientSecret=app["clientSecret"],
            grantType=grant,
            deviceCode=device["deviceCode"],
        )
    return token["accessToken"]


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """The emulator in the place of AWS, for every client that names no other endpoint."""
    environment.clear(monkeypatch, tmp_path)
    monkeypatch.setenv("CI", "true")  # no browser is opened
    with Emulator(auto_approve=True) as idc:
        for name, value in idc.environment.items():
            monkeypatch.setenv(name, value)
        yield


@pytest.fixture
def boto3(monkeypatch: pytest.MonkeyPatch) -> None:
    """As much of boto3 as the guides use, with botocore's credentials: it is not a dependency."""
    session = SimpleNamespace(get_credentials=lambda: Credentials("AKIDEXAMPLE", "made-up"))
    monkeypatch.setitem(sys.modules, "boto3", SimpleNamespace(Session=lambda: session))


@pytest.mark.usefixtures("boto3", "service")
@EACH_DOCUMENT
def test_the_python_of_a_document_runs_from_its_top_to_its_end(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    names: dict[str, Any] = {}
    if path.stem == "pagination":
        names["access_token"] = signed_in()  # whoever reads about pages has one
    for number, code in enumerate(blocks(path)):
        exec(compile(code, f"{path.name}, block {number}", "exec"), names)  # noqa: S102 - ours
    for value in names.values():
        if isinstance(value, restjson.Client):
            value.close()


def test_someone_who_is_slow_to_approve_is_waited_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sign-in of the README polls again, later if the service says so."""
    scripted = _Scripted(["AuthorizationPendingException", "SlowDownException", None])
    monkeypatch.setattr(ssooidc, "Client", lambda region, **_: scripted)
    monkeypatch.setattr(time, "sleep", scripted.waits.append)
    exec(compile(sign_in_by_hand(ROOT / "README.md"), "README.md", "exec"), {})  # noqa: S102 - ours
    assert scripted.waits == [5, 10]
    assert capsys.readouterr().out.splitlines()[0] == "Open https://example.com/device"


class _Scripted:
    """A client whose polls end as they are told, and whose service names no interval."""

    exceptions = ssooidc.errors

    def __init__(self, outcomes: list[str | None]) -> None:
        self.outcomes = outcomes
        self.waits: list[float] = []

    def register_client(self, **_: object) -> dict[str, str]:
        return {"clientId": "c", "clientSecret": "s"}

    def start_device_authorization(self, **_: object) -> dict[str, str]:
        return {"deviceCode": "d", "verificationUriComplete": "https://example.com/device"}

    def create_token(self, **_: object) -> dict[str, str]:
        name = self.outcomes.pop(0)
        if name is not None:
            raise getattr(self.exceptions, name)({}, "CreateToken")
        return {"accessToken": "t"}


@pytest.mark.parametrize("path", LINKING, ids=lambda path: path.stem)
def test_every_link_leads_somewhere(path: Path) -> None:
    link = r"\]\((?!https?://)([^)#\s]*)(?:#([^)\s]*))?(?: \"[^\"]*\")?\)"
    links = re.findall(link, path.read_text("utf-8"))
    for file, anchor in links:
        target = path.parent / file if file else path
        assert target.is_file(), file
        if anchor:
            headings = re.findall(r"^#+ (.+)$", target.read_text("utf-8"), re.MULTILINE)
            assert anchor in {_anchor(heading) for heading in headings}, anchor


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def test_the_page_of_the_package_says_nothing_of_make_and_links_to_no_file() -> None:
    page = text("pypi")

    assert "make " not in page.replace("make a client", "")
    assert not re.search(r"\]\((?!https?://)", page)


def test_the_page_of_the_package_signs_in_as_the_readme_does() -> None:
    readme, page = map(sign_in_by_hand, (ROOT / "README.md", ROOT / "docs" / "pypi.md"))
    sign_in = readme.partition("client = ")[2]

    assert sign_in
    assert sign_in in page


def test_the_table_of_emitted_files_is_complete() -> None:
    packages = (ROOT / "generated" / name for name in ("ssooidc", "ssoportal"))
    emitted = {path.name for package in packages for path in package.iterdir()}
    listed = set(re.findall(r"^\| `(\w+\.\w+)` \|", text("generator"), re.MULTILINE))

    assert listed == {*emitted, "waiters.py"} - {"py.typed", "__pycache__"}


def test_the_config_file_of_the_guide_is_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    environment.clear(monkeypatch, tmp_path)
    [config] = re.findall(r"^```ini\n(.*?)^```$", text("settings"), re.MULTILINE | re.DOTALL)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    (tmp_path / "config").write_text(config, encoding="utf-8")

    assert ssooidc.Client().endpoint_url == "https://oidc.us-east-1.amazonaws.com"
    dev = ssooidc.Client(profile_name="dev")
    assert (dev.region_name, dev.endpoint_url) == ("eu-central-1", "http://127.0.0.1:8080")


def test_the_table_of_settings_is_that_of_the_pages() -> None:
    named = set(re.findall(r"`([A-Z]+(?:_[A-Z]+)+)`", text("settings")))
    pages = (section(name, "Configuration") for name in ("ssooidc", "ssoportal"))
    page = " ".join(plain(each.blocks) for each in pages)
    read = set(re.findall(r"\b[A-Z]+(?:_[A-Z]+)+\b", page))

    assert read == named


def test_the_commands_of_the_generator_are_those_that_there_are() -> None:
    named = set(re.findall(r"python -m codegen ([a-z]+)", text("generator")))

    assert named == {"package", "docs", "endpoints"}


def test_every_error_of_the_runtime_is_explained() -> None:
    root = restjson.Error
    kinds = {name for name in restjson.__all__ if _is_error(getattr(restjson, name), root)}
    explained = set(re.findall(r"`(\w+Error)`", text("errors")))

    assert kinds - {"Error"} <= explained


def _is_error(value: object, root: type[Exception]) -> bool:
    return isinstance(value, type) and issubclass(value, root)


def test_every_error_that_the_guide_names_exists() -> None:
    named = set(re.findall(r"`(?:client\.exceptions\.)?(\w+Exception)`", text("errors")))
    known = ssooidc.errors.ERRORS.keys() | ssoportal.errors.ERRORS.keys()

    # As observed: the access portal sends it, the model lacks it.
    assert named - {"ForbiddenException"} <= known
    assert len(named) > 10
