"""Members of errors as attributes."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

from restjson import ClientError, Result
from restjson.wire.members import ErrorMember


class OddError(ClientError):
    """It is odd.

    Attributes:
        reason: why.
    """

    reason: ErrorMember[str] = ErrorMember()


def error(**fields: Any) -> OddError:
    return OddError({}, "Op", Result(fields))


def test_a_member_is_an_attribute_and_none_where_the_response_has_none() -> None:
    assert (error(reason="full moon").reason, error().reason) == ("full moon", None)


def test_a_member_cannot_be_set() -> None:
    odd: Any = error(reason="a")
    with pytest.raises(AttributeError, match="'reason' of OddError cannot be set"):
        odd.reason = "b"
    assert odd.reason == "a"


def test_the_class_has_the_member_itself() -> None:
    assert isinstance(OddError.reason, ErrorMember)


def test_members_survive_pickling() -> None:
    assert pickle.loads(pickle.dumps(error(reason="a"))).reason == "a"  # noqa: S301 - ours
