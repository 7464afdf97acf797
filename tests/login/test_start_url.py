"""What the service is told as the start URL, while files are named after what is configured."""

import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
import trustme

import ssologin
from ssologin.clients import oidc_client
from ssologin.start_url import region_of, resolve_start_url
from tests.runtime.proxy_server import Proxy
from tests.runtime.servers import serving

PORTAL = "https://my-sso-portal.awsapps.com/start"
ELSEWHERE = "https://ssoins-1.portal.eu-west-1.app.aws"


class Company(HTTPServer):
    """A host of a company's own, which leads to the portal."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.location = PORTAL
        self.takes_head = True
        self.asked: list[str] = []

    @property
    def address(self) -> str:
        """The start URL that people know."""
        return f"https://localhost:{self.server_address[1]}/start"


class _Handler(BaseHTTPRequestHandler):
    server: Company

    def do_HEAD(self) -> None:
        self._respond(302 if self.server.takes_head else 405)

    def do_GET(self) -> None:
        self._respond(302)

    def _respond(self, status: int) -> None:
        self.server.asked.append(self.command)
        self.send_response(status)
        if status == 302:
            self.send_header("Location", self.server.location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def company(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Company]:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(home / "ca.pem"))
    monkeypatch.setenv("AWS_CA_BUNDLE", str(home / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    with Company() as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def _resolved(start_url: str) -> str:
    session = ssologin.Session(start_url, "us-east-1")
    with oidc_client(session) as client:
        return resolve_start_url(session, client)


def test_the_fragment_of_the_address_bar_stays_here() -> None:
    assert _resolved(f"{PORTAL}#/") == PORTAL


@pytest.mark.parametrize("takes_head", [True, False])
def test_a_name_of_the_companys_own_is_asked_where_it_leads(
    company: Company, takes_head: bool
) -> None:
    company.takes_head = takes_head
    assert _resolved(company.address) == PORTAL
    assert company.asked == (["HEAD"] if takes_head else ["HEAD", "GET"])


def test_where_it_leads_elsewhere_the_start_url_is_told_as_it_is(company: Company) -> None:
    company.location = "https://attacker.example/start"
    assert _resolved(company.address) == company.address


def test_what_cannot_be_trusted_is_not_asked(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AWS_CA_BUNDLE")
    assert _resolved(company.address) == company.address
    assert company.asked == []


def test_a_name_that_only_ends_like_awss_is_none_of_it() -> None:
    from ssologin.start_url import _is_of_aws

    assert _is_of_aws(PORTAL)
    assert not _is_of_aws("https://evilidentitycenter.amazonaws.com/start")
    assert not _is_of_aws("https://attacker.example/.awsapps.com")


@pytest.mark.parametrize(
    ("address", "region"),
    [
        ("https://ssoins-1.portal.eu-west-1.app.aws", "eu-west-1"),
        ("https://ssoins-1.eu-west-1.portal.amazonaws.com/", "eu-west-1"),
        ("https://ssoins-1.cn-north-1.portal.amazonaws.com.cn/", "cn-north-1"),
        (PORTAL, None),
        ("https://app.aws", None),
    ],
)
def test_some_portals_name_their_region(address: str, region: str | None) -> None:
    assert region_of(address) == region


def test_a_portal_of_another_region_is_a_wrong_region_before_anything_is_asked(
    home: Path,
) -> None:
    session = ssologin.Session(ELSEWHERE, "us-east-1")
    with pytest.raises(
        ssologin.WrongRegion, match="is in eu-west-1, and not in us-east-1"
    ) as caught:
        ssologin.login(session, flow="device", open_browser=False, prompt=lambda _: None)
    assert caught.value.command == (
        f"ssologin login --start-url {ELSEWHERE} --region eu-west-1"  # which is right
    )


@pytest.mark.parametrize(
    ("which", "section", "command"),
    [
        ({"session": "my-sso"}, "sso-session my-sso", "ssologin login --session my-sso"),
        ({"profile": "old"}, "profile old", "ssologin login --profile old"),
    ],
)
def test_a_wrong_region_in_the_config_file_names_the_section_to_set_it_in(
    home: Path, which: dict[str, str], section: str, command: str
) -> None:
    config = home / ".aws/config"
    config.write_text(config.read_text().replace(PORTAL, ELSEWHERE))
    with pytest.raises(ssologin.WrongRegion) as caught:
        ssologin.login(**which, flow="device", open_browser=False, prompt=lambda _: None)  # type: ignore[arg-type]
    assert f"set sso_region to eu-west-1 in [{section}]" in caught.value.message
    assert caught.value.command == command


def test_a_companys_own_name_that_leads_to_another_region_is_a_wrong_region(
    company: Company,
) -> None:
    company.location = ELSEWHERE
    with pytest.raises(ssologin.WrongRegion, match="--region eu-west-1"):
        _resolved(company.address)


def test_the_company_is_asked_by_the_proxy_and_with_the_certificates_of_the_session(
    company: Company, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AWS_CA_BUNDLE")
    proxy = Proxy()
    with serving(proxy.talk) as way:
        session = ssologin.Session(
            company.address,
            "us-east-1",
            verify=home / "ca.pem",
            proxies={"https": way.url},
        )
        with oidc_client(session) as client:
            assert resolve_start_url(session, client) == PORTAL
    assert [head.split()[:2] for head in proxy.asked] == [
        [b"CONNECT", company.address.removeprefix("https://").partition("/")[0].encode()]
    ]


def test_an_address_that_is_none_goes_to_the_service_as_it_is() -> None:
    assert _resolved("https://[my-company/start") == "https://[my-company/start"
