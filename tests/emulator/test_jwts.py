"""JSON Web Tokens, made and read back (RFC 7519)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssoemulator.oidc.jwts import is_jwt, new_jwt, subject


@given(sub=st.text(st.characters()), more=st.dictionaries(st.text(), st.text() | st.integers()))
def test_what_is_made_as_a_jwt_is_one_and_keeps_its_subject(
    sub: str, more: dict[str, str | int]
) -> None:
    jwt = new_jwt({**more, "sub": sub})
    assert is_jwt(jwt)
    assert subject(jwt) == sub


@pytest.mark.parametrize("payload", ["W10", "e30", "AAAA", "eyJzdWIiOjF9", "W1tb"])
def test_a_jwt_whose_subject_cannot_be_read_has_none(payload: str) -> None:
    assert subject(f"e30.{payload}.e30") is None
