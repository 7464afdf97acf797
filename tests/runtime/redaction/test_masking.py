"""Masking what was sent: every spelling, pieces, and texts and secrets without end."""

import json
import secrets
from base64 import b64encode, urlsafe_b64encode
from html import escape
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from restjson.redaction import MASK
from restjson.redaction.masking import Secrets

SECRET = "Kq7/x+Zw\"Vt<Bn&Ym=Rc'Ld%Hs-Gf_Jp"
PRINTABLE = st.characters(min_codepoint=33, max_codepoint=126)
SENTENCES = st.text("ÄB c.:\n", max_size=30)


def _secrets(*texts: str) -> Secrets:
    return Secrets({"key": list(texts)}, ["key"])


@pytest.mark.parametrize(
    "spelled",
    [
        SECRET,
        SECRET.upper(),
        SECRET.lower(),
        SECRET.swapcase(),
        quote(SECRET, safe=""),
        quote(SECRET).lower(),
        quote(quote(SECRET)),
        "".join(f"%{ord(each):02x}" for each in SECRET),
        escape(SECRET),
        escape(escape(SECRET)),
        "".join(f"&#{ord(each)};" for each in SECRET),
        json.dumps(SECRET)[1:-1],
        json.dumps(json.dumps(SECRET))[3:-3],
        json.dumps(SECRET)[1:-1].replace("/", r"\/"),
        "".join(f"\\u{ord(each):04X}" for each in SECRET),
        quote(json.dumps(SECRET)[1:-1]),
        escape(json.dumps(quote(SECRET))[1:-1]),
        json.dumps(quote(escape(SECRET)))[1:-1],
        b64encode(SECRET.encode()).decode().rstrip("="),
        urlsafe_b64encode(SECRET.encode()).decode().rstrip("="),
    ],
)
def test_a_secret_is_masked_however_it_is_spelled(spelled: str) -> None:
    shown = _secrets(SECRET).masked(f"is it {spelled}?")
    # At the ends of Base64, characters carry bits of what stands beside the secret as well.
    assert shown.startswith(f"is it {MASK}")
    assert len(shown) <= len(f"is it {MASK}?") + 2


@given(st.text(PRINTABLE, min_size=20, max_size=200), SENTENCES, SENTENCES, st.data())
def test_every_piece_of_twenty_characters_is_masked(
    secret: str, before: str, after: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(secret) - 20))
    end = data.draw(st.integers(start + 20, len(secret)))
    piece = data.draw(st.sampled_from([str.upper, str.lower, str.swapcase]))(secret[start:end])
    assert _secrets(secret).masked(f"{before}|{piece}|{after}") in (
        f"{before}|{MASK}|{after}",
        # The secret has that character too, right there.
        *(f"{before}{left}{MASK}{right}{after}" for left in ("|", "") for right in ("|", "")),
    )


@given(st.lists(st.text("abc", min_size=8, max_size=30), min_size=1, max_size=5), st.data())
def test_of_secrets_that_overlap_nothing_is_left(texts: list[str], data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(texts))
    for each in texts:
        shared = next(size for size in range(len(each), -1, -1) if text.endswith(each[:size]))
        text += each[shared:]
    assert _secrets(*texts).masked(f"({text})") == f"({MASK})"


@given(st.text(PRINTABLE, min_size=8, max_size=19), SENTENCES, SENTENCES)
@example("0000000\\", "", "")
@example("00%41%41", "", "")
def test_a_short_secret_is_masked_whole(secret: str, before: str, after: str) -> None:
    masked = _secrets(secret).masked
    assert masked(f"{before} {secret} {secret} {after}") == f"{before} {MASK} {MASK} {after}"
    assert MASK in masked(quote(secret, safe=""))
    if not set(secret) & set("%&\\"):  # of "secrets-\", unescaped "secrets-" would be left
        part = f"{before} {secret[:-1]} {after}"
        assert masked(part) == part


@given(SENTENCES)
def test_a_text_without_a_secret_stays_as_it_is(text: str) -> None:
    assert _secrets(SECRET, "short-one").masked(text) == text
    assert not _secrets(SECRET).are_in(text)
    assert _secrets(SECRET).are_in(text + SECRET)


def test_what_is_too_short_to_be_a_secret_is_not_masked() -> None:
    assert _secrets("1234567", "").masked("1234567") == "1234567"


def test_without_secrets_nothing_is_masked() -> None:
    assert Secrets({}, ["key"]).masked("text") == "text"


def test_secrets_are_found_however_deep_and_in_what_else_was_sent() -> None:
    params = {
        "key": {"a": [{"b": "secret-in-a-list"}, ("secret-in-a-tuple", 7, None)]},
        "open": "an-open-value",
    }
    masked = Secrets(params, ["key", "missing"], ["the-signature"]).masked
    assert masked("secret-in-a-list, secret-in-a-tuple, the-signature, an-open-value") == (
        f"{MASK}, {MASK}, {MASK}, an-open-value"
    )


@pytest.mark.parametrize("secret", ["surrogate\ud800", "ü" * 20, "clef-🔑" * 4])
def test_a_secret_may_hold_any_character(secret: str) -> None:
    masked = _secrets(secret).masked
    octets = secret.encode("utf-8", "surrogatepass")
    for spelled in (
        secret,
        json.dumps(secret)[1:-1],
        octets.decode("latin-1"),
        quote(octets, safe=""),
    ):
        assert masked(f"<{spelled}>") == f"<{MASK}>"


def test_a_long_text_is_masked_as_a_short_one() -> None:
    text = " ".join([secrets.token_hex(2000), SECRET, SECRET.upper()])
    assert _secrets(SECRET).masked(text) == f"{text[:4000]} {MASK} {MASK}"
    many = _secrets(SECRET)
    assert {many.masked(f"text {number} {SECRET}.") for number in range(500)} == {
        f"text {number} {MASK}." for number in range(500)
    }


@pytest.mark.parametrize("size", [8, 64])
def test_a_megabyte_with_many_secrets_is_masked_in_one_go(size: int) -> None:
    """Were the work to grow with both, this would take minutes."""
    many = [secrets.token_hex(size // 2) for _ in range(64_000 // size)]
    text = " ".join(many * 16)
    assert _secrets(*many).masked(text) == " ".join([MASK] * len(many) * 16)
    hostile = "%41&quot;" * 30_000
    assert _secrets(*many).masked(hostile) == hostile
    assert _secrets("a" * 64_000).masked("a" * 1_000_000) == MASK
