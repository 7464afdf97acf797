"""Code verifiers and challenges (RFC 7636)."""

import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ssoemulator.oidc.pkce import fits, is_code_challenge, is_code_verifier
from tests.emulator.applications import challenge

UNRESERVED = string.ascii_letters + string.digits + "-._~"
verifiers = st.text(UNRESERVED, min_size=43, max_size=128)


def test_the_example_of_the_rfc_fits() -> None:
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    assert fits(verifier, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")


@given(verifiers)
def test_a_challenge_fits_the_verifier_that_it_was_made_from(verifier: str) -> None:
    assert is_code_verifier(verifier)
    assert is_code_challenge(challenge(verifier))
    assert fits(verifier, challenge(verifier))


@given(verifiers, verifiers)
def test_a_challenge_fits_no_other_verifier(one: str, other: str) -> None:
    assume(one != other)
    assert not fits(one, challenge(other))


@given(st.text())
def test_a_verifier_is_43_to_128_unreserved_characters_and_nothing_else(text: str) -> None:
    assert is_code_verifier(text) == (43 <= len(text) <= 128 and set(text) <= set(UNRESERVED))


@pytest.mark.parametrize("text", ["A" * 42, "A" * 129, "A" * 42 + "+", "A" * 43 + "\n", "é" * 50])
def test_what_is_a_little_off_is_no_verifier(text: str) -> None:
    assert not is_code_verifier(text)
