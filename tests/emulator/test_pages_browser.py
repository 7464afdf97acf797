"""The pages in a real browser: a person signs in, on a desk, on a phone, by keyboard, at night."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

import pytest

from ssoemulator import Emulator
from tests.browsing import CONTRAST, DESKTOP, PHONE, SCHEMES, Open, visits
from tests.emulator.applications import Browser as Client
from tests.emulator.applications import challenge
from tests.emulator.clients import SCOPE, Device

if TYPE_CHECKING:
    from playwright.sync_api import Page, ViewportSize

pytestmark = pytest.mark.browser


@pytest.fixture
def visit(tab: Page, idc: Emulator) -> Iterator[Open]:
    """Opens an address; afterwards, no other host was asked and nothing broke the page's policy."""
    with visits(tab, ("http://127.0.0.1:", "data:")) as open_:
        yield lambda address, *where, **options: open_(urljoin(idc.url, address), *where, **options)


@pytest.fixture
def callback() -> Iterator[tuple[str, list[str]]]:
    """The address that a client listens at, and the paths that browsers bring there."""
    brought: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path.startswith("/oauth/callback"):
                brought.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<link rel=icon href=data:,><h1>back</h1>")

        def log_message(self, *args: Any) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/oauth/callback", brought
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_link_that_the_device_shows_leads_to_an_approval(
    visit: Open, device: Device, viewport: ViewportSize
) -> None:
    started = device.start()
    page = visit(started["verificationUriComplete"], viewport)
    page.get_by_role("heading", name="Allow test to sign in?").wait_for()
    assert page.locator("p.code").inner_text() == started["userCode"]
    assert "See your AWS accounts and roles" in page.locator("ul.scopes").inner_text()
    page.get_by_role("button", name="Allow").click()
    page.get_by_role("heading", name="Request approved").wait_for()
    assert device.poll(started["deviceCode"])["accessToken"]


def test_a_code_can_be_typed_and_all_be_done_by_keyboard(visit: Open, device: Device) -> None:
    started = device.start()
    page = visit(started["verificationUri"])
    page.keyboard.type("wrong")
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for()
    assert page.locator("#user_code").get_attribute("aria-invalid") == "true"
    page.keyboard.press("Control+A")
    page.keyboard.type(started["userCode"].lower())
    page.keyboard.press("Enter")
    page.get_by_role("radio", name="Jane Doe").wait_for()
    for _ in range(4):  # the brand, the user, Allow, Deny
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.value") == "deny"
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Request denied").wait_for()
    with pytest.raises(device.client.exceptions.AccessDeniedException):
        device.poll(started["deviceCode"])


def test_a_second_code_can_be_opened_in_the_same_window(visit: Open, device: Device) -> None:
    first, second = device.start(), device.start()
    page = visit("/start/")
    for started in (first, second):
        page.goto(started["verificationUriComplete"])
        page.locator("p.code", has_text=started["userCode"]).wait_for()


def test_without_scripts_the_code_is_typed(visit: Open, device: Device) -> None:
    started = device.start()
    page = visit(started["verificationUriComplete"], java_script_enabled=False)
    page.fill("#user_code", started["userCode"])
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Allow").click()
    page.get_by_role("heading", name="Request approved").wait_for()


@pytest.mark.parametrize("button", ["Allow", "Deny"])
def test_the_browser_comes_back_to_the_client(
    visit: Open, idc: Emulator, client: Any, callback: tuple[str, list[str]], button: str
) -> None:
    address, brought = callback
    app = Client(client, idc)
    parameters = {
        "response_type": "code",
        "client_id": app.registration["clientId"],
        "redirect_uri": address,
        "state": "a state",
        "code_challenge_method": "S256",
        "code_challenge": challenge(app.code_verifier),
        "scopes": SCOPE,
    }
    page = visit(f"/authorize?{urlencode(parameters)}", PHONE)
    page.get_by_role("button", name=button).click()
    page.get_by_role("heading", name="back").wait_for()
    [path] = brought
    given = {name: value for name, [value] in parse_qs(urlsplit(path).query).items()}
    assert given.pop("state") == "a state"
    if button == "Deny":
        assert given["error"] == "access_denied"
    else:
        assert app.redeem(given["code"], redirectUri=address)["accessToken"]


def test_the_dashboard_follows_what_goes_on(visit: Open, device: Device) -> None:
    page = visit("/")
    page.get_by_text("No code waits.").wait_for()
    started = device.start()
    page.get_by_role("link", name=started["userCode"]).click()
    page.get_by_role("button", name="Allow").wait_for()


def addresses(idc: Emulator, device: Device) -> dict[str, str]:
    """A page of each kind."""
    waiting, allowed, denied, expired = (device.start()["userCode"] for _ in range(4))
    idc.approve(allowed)
    idc.deny(denied)
    idc.expire(user_code=expired)
    return {
        "type": "/device",
        "wrong": "/device?user_code=wrong",
        "consent": f"/device?user_code={waiting}",
        "allowed": f"/device?user_code={allowed}",
        "denied": f"/device?user_code={denied}",
        "expired": f"/device?user_code={expired}",
        "unknown client": "/authorize?client_id=unknown",
        "dashboard": "/",
    }


def test_every_page_fits_its_window_and_can_be_read(
    visit: Open, idc: Emulator, client: Any
) -> None:
    device = Device(client, clientName="a-tool-with-a-name-that-has-no-end-" * 3)
    page = visit("/device")
    for name, address in addresses(idc, device).items():
        page.goto(idc.url + address)
        for viewport in (DESKTOP, PHONE):
            page.set_viewport_size(viewport)
            assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], name
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                assert page.evaluate(CONTRAST) >= 4.5, (name, scheme)


def test_every_control_has_a_name_and_is_large_enough_for_a_finger(
    visit: Open, idc: Emulator, device: Device
) -> None:
    page = visit("/device", PHONE)
    for address in addresses(idc, device).values():
        page.goto(idc.url + address)
        for control in page.locator("button, input:not([type=hidden]), .choice").all():
            assert control.evaluate("e => (e.labels?.[0] ?? e).innerText.trim().length") > 0
        for target in page.locator("button, input.code, .choice").all():
            box = target.bounding_box()
            assert box is not None
            assert box["height"] >= 44
