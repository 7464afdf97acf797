"""Everything a caller meets is documented, in our own words and in HTML that can be rendered."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.model.files import EACH_MODEL, FOLDERS, SSO, SSO_OIDC, documented, ours, upstream

MODELS = {folder: ours("service-2.json", folder) for folder in FOLDERS}
DOCUMENTED = {folder: dict(documented(model)) for folder, model in MODELS.items()}
TAGS = {"p", "code", "a", "i", "b", "ul", "li", "note"}
SUMMARY = 90  # characters: it becomes the first line of a docstring

GRANTS = {
    "CreateTokenRequest.members.grantType": [
        "authorization_code",
        "urn:ietf:params:oauth:grant-type:device_code",
        "refresh_token",
    ],
    "CreateTokenWithIAMRequest.members.grantType": [
        "authorization_code",
        "refresh_token",
        "urn:ietf:params:oauth:grant-type:jwt-bearer",
        "urn:ietf:params:oauth:grant-type:token-exchange",
    ],
    "RegisterClientRequest.members.grantTypes": [
        "authorization_code",
        "urn:ietf:params:oauth:grant-type:device_code",
        "refresh_token",
    ],
}


class Outline(HTMLParser):
    """Notes what is not allowed, and the text of each link without an address."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.names: list[str] = []
        self.open: list[str] = []
        self.bare_link = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        allowed = {"href"} if tag == "a" else set()
        if tag not in TAGS or not {name for name, _ in attrs} <= allowed:
            self.faults.append(f"{self.get_starttag_text()} is not allowed")
        self.open.append(tag)
        self.bare_link = tag == "a" and not attrs

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")
        self.bare_link = False

    def handle_data(self, data: str) -> None:
        if self.bare_link:
            self.names.append(data)
        if data.strip() and not self.open:
            self.faults.append(f"{data!r} stands outside of a paragraph")


def outline(html: str) -> Outline:
    parsed = Outline()
    parsed.feed(html)
    parsed.close()
    parsed.faults += [f"<{tag}> is not closed" for tag in parsed.open]
    return parsed


def text(html: str) -> str:
    return re.sub(r"<[^>]*>", "", re.sub(r"</?(p|ul|li|note)>", " ", html))


def summary(html: str) -> str:
    first = re.sub(r"<[^>]*>", "", html.partition("</p>")[0])
    return re.split(r"(?<=\.)\s", first)[0]


def runs(html: str, length: int = 8) -> set[str]:
    """All runs of so many words, whatever their case and punctuation."""
    words = [word.strip(".,;:()'\"") for word in text(html).lower().split()]
    return {" ".join(words[at : at + length]) for at in range(len(words) - length + 1)}


@EACH_MODEL
def test_the_service_and_each_operation_structure_and_member_is_documented(folder: Path) -> None:
    model = MODELS[folder]
    structures = {n: s for n, s in model["shapes"].items() if s["type"] == "structure"}
    expected = ["", *(f"operations.{name}" for name in model["operations"])]
    expected += [f"shapes.{name}" for name in structures]
    expected += [f"shapes.{n}.members.{m}" for n, s in structures.items() for m in s["members"]]
    assert sorted(DOCUMENTED[folder]) == sorted(expected)


@EACH_MODEL
def test_each_description_opens_with_one_short_sentence(folder: Path) -> None:
    summaries = {path: summary(html) for path, html in DOCUMENTED[folder].items()}
    wrong = {p: s for p, s in summaries.items() if len(s) > SUMMARY or not s.endswith(".")}
    assert not wrong


@EACH_MODEL
def test_no_eight_words_in_a_row_are_from_the_upstream_documentation(folder: Path) -> None:
    theirs = set().union(*(runs(html) for _, html in documented(upstream(folder))))
    shared = {path: runs(html) & theirs for path, html in DOCUMENTED[folder].items()}
    assert not {path: words for path, words in shared.items() if words}


@pytest.mark.parametrize(
    ("folder", "path"),
    [
        pytest.param(folder, path, id=f"{folder.parent.name}-{path or 'service'}")
        for folder in FOLDERS
        for path in DOCUMENTED[folder]
    ],
)
def test_the_html_is_balanced_and_links_only_to_operations_and_https(
    folder: Path, path: str
) -> None:
    html = DOCUMENTED[folder][path]
    parsed = outline(html)
    assert not parsed.faults
    assert set(parsed.names) <= set(MODELS[folder]["operations"])
    assert all(href.startswith("https://") for href in re.findall(r'href="([^"]*)"', html))


def test_html_that_is_not_allowed_is_noticed() -> None:
    html = '<p class="x">a <em>b</em><a>Op</a></p></p> c <b>d'
    parsed = outline(html)
    assert parsed.names == ["Op"]
    assert parsed.faults == [
        '<p class="x"> is not allowed',
        "<em> is not allowed",
        "</p> closes nothing",
        "' c ' stands outside of a paragraph",
        "<b> is not closed",
    ]


@pytest.mark.parametrize(("member", "grants"), GRANTS.items())
def test_the_grant_types_are_listed_as_they_are_written(member: str, grants: list[str]) -> None:
    html = DOCUMENTED[SSO_OIDC][f"shapes.{member}"]
    assert re.findall(r"<li> <p><code>([^<]*)</code>", html) == grants


def test_an_error_member_names_the_value_it_always_has() -> None:
    errors = {n: s for n, s in MODELS[SSO_OIDC]["shapes"].items() if s.get("exception")}
    for name, shape in errors.items():
        (value,) = shape["members"]["error"]["enum"]
        assert f"<code>{value}</code>" in DOCUMENTED[SSO_OIDC][f"shapes.{name}.members.error"]


def test_the_expiration_of_credentials_is_said_to_be_in_milliseconds() -> None:
    said = text(DOCUMENTED[SSO]["shapes.RoleCredentials.members.expiration"])
    assert "in milliseconds since 1970-01-01 00:00 UTC" in said
    assert MODELS[SSO]["shapes"]["ExpirationTimestampType"] == {"type": "long"}
