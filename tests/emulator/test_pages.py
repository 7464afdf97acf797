"""The pages as HTTP: what they refuse, what they escape, what they keep to themselves."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from ssoemulator import Emulator
from tests.emulator.applications import Browser, challenge
from tests.emulator.clients import SCOPE, Device, Response, botocore_client, send

HOSTILE = "<script>alert(1)</script>\"'&"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
CALLBACK = "http://127.0.0.1:8400/oauth/callback"


def get(idc: Emulator, path: str, **headers: str) -> Response:
    return send(idc.url, path, b"", "GET", **headers)


def csrf_token(shown: Response) -> str:
    found: list[str] = re.findall(r'name="csrf_token" value="(\w+)"', shown.body.decode())
    return found[0]


def submit(idc: Emulator, path: str, shown: Response | None = None, **fields: str) -> Response:
    """Send the form of a page that was shown."""
    headers = dict(FORM)
    if shown is not None:
        fields["csrf_token"] = csrf_token(shown)
        headers["Cookie"] = shown.headers["Set-Cookie"].partition(";")[0]
    return send(idc.url, path, urlencode(fields).encode(), **headers)


def query(browser: Browser, **changes: Any) -> str:
    arguments = {
        "response_type": "code",
        "client_id": browser.registration["clientId"],
        "redirect_uri": CALLBACK,
        "state": "a state & more",
        "code_challenge_method": "S256",
        "code_challenge": "A" * 43,
        "scopes": SCOPE,
        **changes,
    }
    present = {name: value for name, value in arguments.items() if value is not None}
    return f"/authorize?{urlencode(present, doseq=True)}"


@pytest.fixture
def browser(client: Any, idc: Emulator) -> Browser:
    return Browser(client, idc)


def pages_of(idc: Emulator, device: Device, browser: Browser) -> dict[str, Response]:
    code = device.start()["userCode"]
    return {
        path: get(idc, path)
        for path in ("/", "/device", "/start/", f"/device?user_code={code}", "/device?user_code=x",
                     query(browser), "/authorize", "/assets/style.css")
    }  # fmt: skip


def test_every_page_forbids_frames_foreign_content_and_storage(
    idc: Emulator, device: Device, browser: Browser
) -> None:
    for path, page in pages_of(idc, device, browser).items():
        policy = page.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, path
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["X-Frame-Options"] == "DENY"
        assert page.headers["X-Content-Type-Options"] == "nosniff"
        assert page.headers["Referrer-Policy"] == "same-origin"


def test_what_comes_from_outside_is_escaped_on_every_page(idc: Emulator, client: Any) -> None:
    device = Device(client, clientName=HOSTILE)
    browser = Browser(client, idc, clientName=HOSTILE, scopes=[SCOPE, "<i>&'"])
    pages = pages_of(idc, device, browser)
    pages["typed"] = get(idc, f"/device?{urlencode({'user_code': HOSTILE})}")
    pages["all scopes"] = get(idc, query(browser, scopes=None))
    for path, page in pages.items():
        assert b"<script>alert" not in page.body, path
        assert b"<i>&" not in page.body
    assert pages["/"].body.count(b"&lt;script&gt;alert(1)&lt;/script&gt;") >= 2
    assert b"&lt;i&gt;&amp;" in pages["all scopes"].body


def test_the_code_typed_leads_to_who_asks_and_the_decision_to_its_end(
    idc: Emulator, device: Device
) -> None:
    started = device.start()
    path = f"/device?user_code={started['userCode'].lower().replace('-', '')}"
    page = get(idc, path)
    assert started["userCode"].encode() in page.body
    response = submit(idc, "/device", page, user_code=started["userCode"], user="jane.doe",
                    decision="allow")  # fmt: skip
    assert (response.status, response.headers["Location"]) == (
        303,
        f"/device?user_code={started['userCode']}",
    )
    assert b"Request approved" in get(idc, path).body
    assert device.poll(started["deviceCode"])["accessToken"]
    assert b"Request approved" in get(idc, path).body


def test_a_denial_on_the_page_is_told_to_the_device(idc: Emulator, device: Device) -> None:
    started = device.start()
    path = f"/device?user_code={started['userCode']}"
    submit(idc, "/device", get(idc, path), user_code=started["userCode"], decision="deny")
    assert b"Request denied" in get(idc, path).body
    with pytest.raises(device.client.exceptions.AccessDeniedException):
        device.poll(started["deviceCode"])


def test_a_code_ends_as_expired_or_unknown(idc: Emulator, device: Device) -> None:
    code = device.start()["userCode"]
    page = get(idc, f"/device?user_code={code}")
    idc.advance(600)
    assert submit(idc, "/device", page, user_code=code, user="jane.doe", decision="allow").status
    assert b"This code has expired" in get(idc, f"/device?user_code={code}").body
    unknown = get(idc, "/device?user_code=BCDF-GHJK")
    assert unknown.status == 404
    assert b"This code is unknown" in unknown.body


@pytest.mark.parametrize("path", ["/device", "/authorize"])
def test_a_form_without_the_token_of_its_page_is_refused(
    idc: Emulator, device: Device, browser: Browser, path: str
) -> None:
    code = device.start()["userCode"]
    target = query(browser) if path == "/authorize" else path
    fields = {"user_code": code, "user": "jane.doe", "decision": "allow"}
    page = get(idc, f"/device?user_code={code}")
    with Emulator() as other:
        foreign = get(other, "/device").headers
    assert "Set-Cookie" not in foreign  # a page without a form needs no cookie
    cookie = page.headers["Set-Cookie"].partition(";")[0]
    for headers, token in (({}, None), ({"Cookie": cookie}, None), ({"Cookie": cookie}, "0" * 64)):
        body = urlencode({**fields, **({"csrf_token": token} if token else {})}).encode()
        response = send(idc.url, target, body, **FORM, **headers)
        assert response.status == 403
        assert b"This page cannot do that" in response.body
    assert len(idc.pending) == 1


def test_a_cookie_is_for_this_site_and_no_script(idc: Emulator, device: Device) -> None:
    page = get(idc, f"/device?user_code={device.start()['userCode']}")
    attributes = page.headers["Set-Cookie"].partition("; ")[2]
    assert attributes == "HttpOnly; Path=/; SameSite=Strict"


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_a_form_that_another_origin_sends_is_refused(
    idc: Emulator, device: Device, headers: dict[str, str]
) -> None:
    code = device.start()["userCode"]
    page = get(idc, f"/device?user_code={code}")
    fields = {
        "csrf_token": csrf_token(page),
        "user_code": code,
        "user": "jane.doe",
        "decision": "allow",
    }
    cookie = page.headers["Set-Cookie"].partition(";")[0]
    body = urlencode(fields).encode()
    assert send(idc.url, "/device", body, Cookie=cookie, **FORM, **headers).status == 403
    assert send(idc.url, "/device", body, Cookie=cookie, **FORM, Origin=idc.url).status == 303


def test_a_user_who_was_not_to_choose_cannot_sign_in(idc: Emulator, device: Device) -> None:
    code = device.start()["userCode"]
    page = get(idc, f"/device?user_code={code}")
    for user in ("eve", ""):
        refused = submit(idc, "/device", page, user_code=code, user=user, decision="allow")
        assert refused.status == 400
    assert len(idc.pending) == 1


# --- /authorize


def location(response: Response) -> tuple[str, dict[str, str]]:
    """Where a redirect goes, and with which parameters."""
    assert response.status == 303
    url = urlsplit(response.headers["Location"])
    parameters = {name: value for name, [value] in parse_qs(url.query).items()}
    return f"{url.scheme}://{url.netloc}{url.path}", parameters


@pytest.mark.parametrize("name", ["scope", "scopes"])
def test_an_authorization_code_comes_back_to_the_client(
    idc: Emulator, browser: Browser, name: str
) -> None:
    path = query(
        browser,
        code_challenge=challenge(browser.code_verifier),
        **{"scopes": None, name: SCOPE},
    )
    page = get(idc, path)
    assert b"See your AWS accounts" in page.body
    target, parameters = location(submit(idc, path, page, user="jane.doe", decision="allow"))
    assert (target, parameters["state"]) == (CALLBACK, "a state & more")
    tokens = browser.redeem(parameters["code"], redirectUri=CALLBACK)
    assert browser.refresh(tokens["refreshToken"])["accessToken"]


def test_a_denial_comes_back_as_an_oauth_error(idc: Emulator, browser: Browser) -> None:
    path = query(browser)
    assert location(submit(idc, path, get(idc, path), decision="deny")) == (
        CALLBACK,
        {
            "error": "access_denied",
            "error_description": "The user denied the request",
            "state": "a state & more",
        },
    )


def test_with_auto_approve_the_browser_is_sent_back_at_once(
    idc: Emulator, browser: Browser
) -> None:
    idc.switch(auto_approve=True)
    _, parameters = location(get(idc, query(browser)))
    assert parameters.keys() == {"code", "state"}


def test_the_query_of_a_redirect_uri_is_kept(idc: Emulator, client: Any) -> None:
    uri = "https://app.example.com/back?tenant=1"
    browser = Browser(client, idc, redirectUris=[uri])
    idc.switch(auto_approve=True)
    response = get(idc, query(browser, redirect_uri=uri, state=None))
    assert location(response)[1].keys() == {"tenant", "code"}


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"response_type": None}, "unsupported_response_type"),
        ({"code_challenge": None}, "invalid_request"),
        ({"code_challenge": "short"}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge_method": None}, "invalid_request"),
        ({"scopes": "sso:account:access more"}, "invalid_scope"),
        ({"scopes": ["a", "b"]}, "invalid_request"),
    ],
)
def test_a_mistake_of_the_client_comes_back_as_an_oauth_error(
    idc: Emulator, browser: Browser, changes: dict[str, Any], error: str
) -> None:
    target, parameters = location(get(idc, query(browser, **changes)))
    assert target == CALLBACK
    assert parameters["error"] == error
    assert parameters["state"] == "a state & more"


def test_a_client_of_the_device_flow_cannot_use_the_page(idc: Emulator, client: Any) -> None:
    device = Browser(client, idc, grantTypes=[], redirectUris=[CALLBACK])
    assert location(get(idc, query(device)))[1]["error"] == "unauthorized_client"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"client_id": "unknown"}, b"This application is unknown"),
        ({"client_id": None}, b"This application is unknown"),
        ({"redirect_uri": "https://evil.example/"}, b"is not registered"),
        ({"redirect_uri": "http://127.0.0.1.evil.example/oauth/callback"}, b"is not registered"),
        ({"redirect_uri": [CALLBACK, CALLBACK]}, b"is not registered"),
        ({"redirect_uri": None}, b"is not registered"),
    ],
)
def test_nobody_is_sent_where_the_client_did_not_register(
    idc: Emulator, browser: Browser, changes: dict[str, Any], words: bytes
) -> None:
    for method in ("GET", "POST"):
        idc.switch(auto_approve=method == "GET")
        shown = get(idc, query(browser)) if method == "POST" else None
        path = query(browser, **changes)
        response = get(idc, path) if shown is None else submit(idc, path, shown, decision="deny")
        assert response.status == 400
        assert words in response.body
        assert "Location" not in response.headers


def test_a_registration_that_has_expired_is_unknown(idc: Emulator, browser: Browser) -> None:
    idc.expire(client_id=browser.registration["clientId"])
    assert b"This application is unknown" in get(idc, query(browser)).body


# --- the dashboard


def test_the_dashboard_shows_what_goes_on_and_no_secret(idc: Emulator, device: Device) -> None:
    started = device.start()
    idc.switch(portal_rate_limit=1)
    body = get(idc, "/").body.decode()
    for shown in (started["userCode"], "StartDeviceAuthorization", "Jane Doe", "Example Production",
                  "portal_rate_limit</code></dt><dd>1<"):  # fmt: skip
        assert shown in body
    assert started["deviceCode"] not in body
    assert device.registration["clientSecret"] not in body


# --- hosts


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "localhost.evil.example"])
def test_a_host_that_it_is_not_is_refused_everywhere(idc: Emulator, host: str) -> None:
    for path in ("/", "/device", "/_emulator/pending", "/authorize", "/assignment/accounts"):
        response = get(idc, path, Host=host)
        assert response.status == 421, path
        assert b"--allow-host" in response.body


def test_a_host_may_be_allowed_by_name() -> None:
    with Emulator(allowed_hosts=["idc.example"]) as idc:
        assert get(idc, "/", Host="idc.example:80").status == 200
        assert get(idc, "/", Host="IDC.EXAMPLE").status == 200
        assert get(idc, "/", Host="other.example").status == 421


def test_people_may_reach_the_pages_elsewhere() -> None:
    with Emulator(public_url="http://idc.example:8080") as idc:
        device = Device(botocore_client(idc.url))
        uri = device.start()["verificationUri"]
        device.client.close()
    assert uri == "http://idc.example:8080/start/#/device"
