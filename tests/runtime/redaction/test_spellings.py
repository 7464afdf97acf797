"""The spellings of a secret, and the places of characters that escapes stand for."""

import json
from base64 import b64encode
from html import escape
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restjson.redaction.spellings import folded, forms, unescaped

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a%2Fb%2fc", "a/b/c"),
        ("a%252Fb%25252Fc", "a/b/c"),
        ("a&quot;b&QUOT;c&#34;d&#x22;e&apos;f", 'a"b"c"d"e\'f'),
        ("a&amp;quot;b&amp;amp;lt;c&amp;d", 'a"b<c&d'),
        (r"a\"b\\\"c\/d\u002fe\\u002ff\x2fg", 'a"b"c/d/e/f/g'),
        ("100 % & more; %zz &unknown; %2", "100 % & more; %zz  %2"),
    ],
)
def test_escapes_stand_for_characters(text: str, plain: str) -> None:
    assert unescaped(text)[0] == plain


@given(TEXTS, TEXTS, TEXTS)
def test_each_character_is_known_with_its_place(before: str, inner: str, after: str) -> None:
    text = f"{quote(before, safe='')}|{quote(inner, safe='')}|{json.dumps(after)}"
    plain, places = unescaped(text)
    assert len(places) == len(plain) + 1
    assert places[-1] == len(text)
    start, end, *_ = (place for place in places[:-1] if text[place] == "|")
    assert text[start + 1 : end] == quote(inner, safe="")


@given(TEXTS)
def test_folding_keeps_the_length(text: str) -> None:
    assert len(folded(text)) == len(text)
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize("ends", [(b"", b""), (b"u:", b"!"), (b"\xff", b"\xff\xff")])
@given(TEXTS.filter(bool))
def test_base64_of_whatever_holds_a_secret_holds_a_form_of_it(
    ends: tuple[bytes, bytes], text: str
) -> None:
    encoded = b64encode(ends[0] + text.encode() + ends[1]).decode()
    assert any(form in folded(encoded) for form in list(forms(text))[-3:])


@given(TEXTS)
def test_what_urls_html_and_json_make_of_a_secret_is_read_as_a_form_of_it(text: str) -> None:
    known = set(forms(text))
    for spelled in (
        quote(text, safe=""),
        quote(quote(text, safe=""), safe=""),
        escape(text),
        escape(escape(text)),
        json.dumps(text)[1:-1],
        json.dumps(json.dumps(text))[3:-3],
        text.encode().decode("latin-1"),
    ):
        if "\\" in spelled and any(ord(each) < 32 or each == "\x7f" for each in text):
            continue  # JSON has letters for some control characters, which no secret holds
        assert folded(unescaped(spelled)[0]) in known
