"""A sign-in in a real browser: the page of the service, its redirect, our page, the token."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

import ssologin
from ssoemulator import Emulator
from ssologin import Prompt
from tests.browsing import Open, visits

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.fixture
def visit(tab: Page, idc: Emulator) -> Iterator[Open]:
    with visits(tab, ("http://127.0.0.1:", "data:")) as visit:
        yield visit


class Person:
    """Signs in in another thread; this one has the browser."""

    def __init__(self, flow: str) -> None:
        self.flow = flow
        self.address = ""
        self.code: str | None = None
        self.outcome: ssologin.Token | Exception | None = None
        self._is_asked = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def start(self) -> str:
        """Begin, and return the address that the person is to open."""
        self._thread.start()
        assert self._is_asked.wait(60)
        return self.address

    def finish(self) -> ssologin.Token | Exception | None:
        """Wait for what came of it."""
        self._thread.join(60)
        return self.outcome

    def _run(self) -> None:
        try:
            self.outcome = ssologin.login(
                "my-sso", flow=self.flow, open_browser=False, prompt=self._note, timeout=60
            )
        except ssologin.Error as error:
            self.outcome = error

    def _note(self, prompt: Prompt) -> None:
        self.address, self.code = prompt.verification_uri_complete, prompt.user_code
        self._is_asked.set()


def test_a_person_allows_and_comes_back_to_a_page_that_says_so(visit: Open) -> None:
    person = Person("pkce")
    page = visit(person.start())
    page.get_by_role("button", name="Allow").click()
    page.wait_for_url("http://127.0.0.1:*/oauth/callback*")
    assert page.get_by_role("heading").inner_text() == "Signed in"
    token = person.finish()
    assert isinstance(token, ssologin.Token)
    assert ssologin.get_token("my-sso") == token


def test_a_person_refuses_and_comes_back_to_a_page_that_says_so(visit: Open) -> None:
    person = Person("pkce")
    page = visit(person.start())
    page.get_by_role("button", name="Deny").click()
    page.wait_for_url("http://127.0.0.1:*/oauth/callback*")
    assert page.get_by_role("heading").inner_text() == "Not signed in"
    assert isinstance(person.finish(), ssologin.AccessDenied)


def test_a_person_compares_the_code_and_allows(visit: Open) -> None:
    person = Person("device")
    page = visit(person.start())
    assert str(person.code) in page.inner_text("body")
    page.get_by_role("button", name="Allow").click()
    assert isinstance(person.finish(), ssologin.Token)
