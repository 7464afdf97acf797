"""The search of the site in a real browser: by keyboard alone, and by pointer."""

from __future__ import annotations

import pytest

from tests.browsing import Open
from tests.docs.browsing import LARGEST, focused, place

pytestmark = pytest.mark.browser

# What is typed, and where Enter leads.
WANTED = {
    "create_token": "ssooidc_create_token.html",
    "CreateTokenWithIAM": LARGEST,
    "startUrl": "ssooidc_start_device_authorization.html#arg-startUrl",
    "userCode": "ssooidc_start_device_authorization.html#value-userCode",
    "identityContext": f"{LARGEST}#value-awsAdditionalDetails.identityContext",
    "InvalidRedirectUriException": "ssooidc.html#error-InvalidRedirectUriException",
    "region_name": "ssooidc.html#arg-region_name",
    "expiredtoken create_token_with_iam": f"{LARGEST}#error-ExpiredTokenException",
}


def test_search_finds_by_keyboard_alone(visit: Open) -> None:
    page = visit("index.html")
    for typed, target in WANTED.items():
        page.keyboard.press("/")
        assert focused(page) == "query"
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/{target}")


def test_the_arrows_move_through_the_results_and_around(visit: Open) -> None:
    page = visit("ssooidc.html")
    page.keyboard.press("/")
    page.keyboard.type("slowdown")
    options = page.get_by_role("option")
    count = options.count()
    assert count == 5
    query = page.get_by_role("combobox")
    assert query.get_attribute("aria-expanded") == "true"

    def chosen() -> str | None:
        (selected,) = page.locator('[role=option][aria-selected="true"]').all()
        assert query.get_attribute("aria-activedescendant") == selected.get_attribute("id")
        return selected.get_attribute("data-href")

    targets = [each.get_attribute("data-href") for each in options.all()]
    seen = [chosen()]
    for _ in range(count):
        page.keyboard.press("ArrowDown")
        seen.append(chosen())
    assert seen == [*targets, targets[0]]
    page.keyboard.press("ArrowUp")
    assert chosen() == targets[-1]
    assert page.get_by_role("status").text_content() == "5 results"
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{targets[-1]}")


def test_escape_leaves_the_search_and_a_slash_in_it_is_a_slash(visit: Open) -> None:
    page = visit("ssooidc.html")
    page.keyboard.press("/")
    page.keyboard.type("client/reg")
    query = page.get_by_role("combobox")
    assert query.input_value() == "client/reg"
    page.keyboard.press("Escape")
    assert query.input_value() == ""
    assert focused(page) != "query"
    assert page.locator("#results").is_hidden()
    assert query.get_attribute("aria-expanded") == "false"


def test_what_is_not_there_is_said(visit: Open) -> None:
    page = visit("ssooidc.html")
    page.keyboard.press("/")
    page.keyboard.type("xylophone")
    assert page.get_by_role("status").text_content() == "no results"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert place(page) == "ssooidc.html"


def test_search_works_with_a_pointer_too(visit: Open) -> None:
    page = visit("ssooidc.html")
    page.get_by_role("combobox").click()
    page.keyboard.type("startUrl")
    page.get_by_role("option").first.click()
    page.wait_for_url("**/ssooidc_start_device_authorization.html#arg-startUrl")
