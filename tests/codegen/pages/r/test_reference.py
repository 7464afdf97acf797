"""The dialect `r` against the page that this project started from.

The page and the model from which it was made belong to others and are not kept here: the
folder named by SSOIDC_REFERENCE has them.
"""

from __future__ import annotations

import os
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from codegen.load.model_files import load_model
from codegen.model.reader import read_service
from codegen.pages.r.book import build_r_pages
from codegen.prose.document import Page
from codegen.render.rd import rd_page
from tests.codegen.rendered import RFindings, html_of, our_sections, sections_of_r, write_pages

pytestmark = pytest.mark.r

_CHARACTERS = 3230


@pytest.fixture(scope="module")
def reference() -> Path:
    """The folder with the page and its model."""
    folder = os.environ.get("SSOIDC_REFERENCE")
    if not folder:
        pytest.skip("the reference page is not ours to publish: SSOIDC_REFERENCE names its folder")
    return Path(folder)


@pytest.fixture(scope="module")
def pages(reference: Path) -> dict[str, Page]:
    """The pages of the reference model, by their names."""
    service = read_service(load_model(reference / "sso-oidc-2024-05-10"))
    return {page.name: page for page in build_r_pages(service, "ssooidc")}


@pytest.fixture(scope="module")
def r(pages: dict[str, Page], tmp_path_factory: pytest.TempPathFactory) -> RFindings:
    """What R makes of the pages."""
    folder = tmp_path_factory.mktemp("reference")
    write_pages(folder, {name: rd_page(page) for name, page in pages.items()})
    return RFindings(folder)


@pytest.fixture(scope="module")
def expected(reference: Path) -> str:
    """The text of the page: its first line is the site's navigation."""
    text = (reference / "create_token.page.txt").read_text(encoding="utf-8")
    navigation, page = text.split("\n", 1)
    assert navigation == "Create Token"
    return _bare(page)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def _text(html: str) -> str:
    reader = _Text()
    reader.feed(html.partition("</head>")[2] or html)
    reader.close()
    return _bare("".join(reader.parts))


def _bare(text: str) -> str:
    """Return text without white space, and without the site's column marks and pilcrows."""
    return re.sub(r"[\s|¶]", "", text)


def test_our_html_has_every_character_of_the_reference_page(
    pages: dict[str, Page], expected: str
) -> None:
    assert len(expected) == _CHARACTERS
    assert _text(html_of(pages["ssooidc_create_token"])) == expected


def test_what_r_renders_has_every_character_of_the_reference_page(
    r: RFindings, expected: str
) -> None:
    assert _text(r.rendered("ssooidc_create_token", "html")) == expected


def test_the_other_pages_read_the_same_in_html_and_in_r(
    pages: dict[str, Page], r: RFindings
) -> None:
    assert len(pages) == 5
    for name, page in pages.items():
        assert r.said_of_page(name) == ""
        assert our_sections(html_of(page)) == sections_of_r(r.rendered(name, "html"))
