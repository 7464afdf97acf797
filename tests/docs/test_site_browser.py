"""The site in a real browser, opened from files: complete, linked, and readable anywhere."""

from __future__ import annotations

import re
from urllib.parse import unquote, urldefrag

import pytest

from tests.browsing import CONTRAST, DESKTOP, PHONE, SCHEMES, Open
from tests.docs.browsing import LARGEST, focused, place
from tests.docs.pages import pages, places_in, site

pytestmark = pytest.mark.browser

NAMES = [name for name in site() if name.endswith(".html")]


def test_each_page_opens_from_a_file_and_every_link_of_the_site_has_its_place(
    visit: Open,
) -> None:
    page = visit("index.html")
    there: dict[str, set[str]] = {}
    links: set[str] = set()
    for name in NAMES:
        page.goto(page.url.rpartition("/")[0] + f"/{name}")
        assert page.locator("#search").is_visible()
        there[name] = set(page.evaluate("[...document.querySelectorAll('[id]')].map((e) => e.id)"))
        links |= set(page.evaluate("[...document.links].map((link) => link.href)"))
    assert all(link.startswith(("file:", "https:")) for link in links)
    for link in links:
        file, anchor = urldefrag(unquote(link.rpartition("/")[2]))
        assert link.startswith("https:") or file in there
        assert link.startswith("https:") or not anchor or anchor in there[file], link
    for built in pages().values():
        anchors = {each.anchor for each in (*built.sections, *places_in(built))} - {""}
        assert anchors <= there[f"{built.name}.html"]


def test_a_link_in_the_text_is_followed(visit: Open) -> None:
    page = visit("index.html")
    page.get_by_role("link", name="create_token", exact=True).click()
    page.locator("#arg-clientId + dd").get_by_role("link", name="register_client").click()
    page.wait_for_url(re.compile("ssooidc_register_client.html$"))
    assert "Registers a program" in page.locator("h1").inner_text()


def test_an_anchor_in_the_address_is_shown_below_the_header(visit: Open) -> None:
    page = visit("ssooidc_create_token.html#error-SlowDownException")
    row = page.locator("#error-SlowDownException").bounding_box()
    header = page.locator("header").bounding_box()
    assert row
    assert header
    assert header["height"] <= row["y"] <= DESKTOP["height"]


def test_the_first_tab_offers_to_skip_to_the_text(visit: Open) -> None:
    page = visit("ssooidc_create_token.html")
    page.keyboard.press("Tab")
    assert focused(page) == "skip"
    assert page.locator(".skip").bounding_box() != {"x": 0, "y": 0, "width": 1, "height": 1}
    page.keyboard.press("Enter")
    assert place(page) == "ssooidc_create_token.html#content"
    assert focused(page) == "content"


def test_the_focus_can_be_seen(visit: Open) -> None:
    page = visit("ssooidc_create_token.html")
    for _ in range(6):
        page.keyboard.press("Tab")
        style = "getComputedStyle(document.activeElement).outlineStyle"
        assert page.evaluate(style) == "solid"


def test_nothing_is_wider_than_a_phone(visit: Open) -> None:
    page = visit("index.html", PHONE)
    width = "document.documentElement.scrollWidth"
    for name in NAMES:
        page.goto(page.url.rpartition("/")[0] + f"/{name}")
        assert page.evaluate(width) == PHONE["width"], name
    page.keyboard.press("/")
    page.keyboard.type("token")
    assert page.evaluate(width) == PHONE["width"]


def test_on_a_phone_the_contents_are_folded_and_a_row_becomes_a_card(visit: Open) -> None:
    page = visit(LARGEST, PHONE)
    assert not page.get_by_role("link", name="Usage", exact=True).is_visible()
    page.get_by_text("Contents", exact=True).click()
    page.get_by_role("link", name="Errors", exact=True).click()
    cells = page.locator("#error-SlowDownException td").all()
    boxes = [cell.bounding_box() for cell in (cells[0], cells[3], cells[4])]
    tops = [box["y"] for box in boxes if box]
    assert tops == sorted(set(tops))
    assert len(tops) == 3


def test_on_a_wide_screen_the_contents_stand_open(visit: Open) -> None:
    assert visit(LARGEST).get_by_role("link", name="Usage", exact=True).is_visible()


def test_text_stands_out_from_its_ground(visit: Open) -> None:
    page = visit(LARGEST)
    page.keyboard.press("/")
    page.keyboard.type("token")
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate(CONTRAST) >= 4.5, scheme
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    red, green, blue = re.findall(r"\d+", ground)
    assert max(int(red), int(green), int(blue)) < 50  # the dark scheme is dark


def test_without_scripts_a_page_is_complete_but_for_the_search(visit: Open) -> None:
    page = visit(LARGEST, java_script_enabled=False)
    assert page.locator("main").inner_text()
    assert page.locator("#search").is_hidden()
    page.get_by_text("Contents", exact=True).wait_for(state="attached")


def test_in_print_only_the_text_is_left(visit: Open) -> None:
    page = visit(LARGEST)
    page.emulate_media(media="print")
    assert page.locator("main").is_visible()
    for around in ("header", "nav", "footer"):
        assert page.locator(around).is_hidden()
