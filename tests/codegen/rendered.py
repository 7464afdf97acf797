"""Pages as text: what a reader sees of them, and what R says of them."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path

from codegen.prose.document import Page, Reference
from codegen.render.html import main_html
from tests.tools import find

_GATE = Path(__file__).with_name("gate.R")

# R keeps code on one line with a WORD JOINER at both ends.
_NOT_TEXT = re.compile("[\\s\N{WORD JOINER}]")

_OURS, _THEIRS = "h2", "h3"


def address_of(reference: Reference) -> str:
    """Return where a reference leads in these tests."""
    return f"{reference.page}.html"


def html_of(page: Page) -> str:
    """Return our HTML of a page."""
    return main_html(page, address_of)


def squeezed(text: str) -> str:
    """Return text without white space."""
    return _NOT_TEXT.sub("", text)


def our_sections(html: str) -> dict[str, str]:
    """Return the text under each heading of our HTML, without white space."""
    return _sections(html, _OURS)


def sections_of_r(html: str) -> dict[str, str]:
    """Return the text under each heading of the HTML that R makes, without white space."""
    return _sections(html, _THEIRS)


def addresses(html: str) -> list[str]:
    """Return where the links with an address of their own lead."""
    reader = _Reader(_OURS)
    reader.feed(html)
    reader.close()
    return reader.addresses


class RFindings:
    """What R said of pages and packages, and made of them.

    Args:
        folder: has a folder `pages` of .Rd files, and a folder `packages`.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        rscript = find("Rscript", "apt-get install r-base-core")
        subprocess.run(
            [rscript, "--vanilla", _GATE, folder],
            check=True,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )

    def said_of_page(self, name: str) -> str:
        """Return what the checks and the renderers said of a page."""
        return self.rendered(name, "said").strip()

    def said_of_package(self, name: str) -> str:
        """Return what the checks of a package said."""
        file = self._folder / "packages" / f"{name}.said"
        return file.read_text(encoding="utf-8").strip()

    def rendered(self, name: str, kind: str) -> str:
        """Return what R made of a page: html, or else txt, tex, or R for its examples."""
        return (self._folder / "pages" / f"{name}.{kind}").read_text(encoding="utf-8")


def write_pages(folder: Path, pages: Mapping[str, str], *, to_all_renderers: bool = False) -> None:
    """Write the .Rd text of pages below `folder`; R renders each as HTML, or as all it can."""
    for part in ("pages", "packages"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    for name, text in pages.items():
        (folder / "pages" / f"{name}.Rd").write_text(text, encoding="utf-8")
        if to_all_renderers:
            (folder / "pages" / f"{name}.all").touch()


def _sections(html: str, heading: str) -> dict[str, str]:
    reader = _Reader(heading)
    reader.feed(html)
    reader.close()
    sections = {squeezed(name): squeezed(text) for name, text in reader.sections}
    assert len(sections) == len(reader.sections), "two sections have one title"
    return sections


class _Reader(HTMLParser):
    def __init__(self, heading: str) -> None:
        super().__init__()
        self._heading = heading
        self._in_heading = self._in_head = False
        self.sections = [["", ""]]
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == self._heading:
            self.sections.append(["", ""])
            self._in_heading = True
        self._in_head = self._in_head or tag == "head"
        href = dict(attrs).get("href") or ""
        if tag == "a" and href.startswith("http"):
            self.addresses.append(href)

    def handle_endtag(self, tag: str) -> None:
        self._in_heading = self._in_heading and tag != self._heading
        self._in_head = self._in_head and tag != "head"

    def handle_data(self, data: str) -> None:
        if not self._in_head:
            self.sections[-1][0 if self._in_heading else 1] += data
