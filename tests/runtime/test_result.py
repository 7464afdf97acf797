"""A result is a dict that does not show its secrets."""

import copy
import json
import pickle
import pprint

import pytest

from restjson import Result
from restjson.redaction.masking import Secrets
from restjson.result import Received


@pytest.fixture
def result() -> Result:
    nested = Result({"key": "inner-secret", "open": 1}, frozenset({"key"}))
    listed = [Result({"key": "listed-secret"}, frozenset({"key"}))]
    return Result(
        {"token": "outer-secret", "type": "Bearer", "nested": nested, "listed": listed},
        frozenset({"token"}),
    )


MASKED = (
    "{'token': '***', 'type': 'Bearer', 'nested': {'key': '***', 'open': 1}, "
    "'listed': [{'key': '***'}]}"
)


def test_a_result_is_a_dict(result: Result) -> None:
    assert isinstance(result, dict)
    assert result == dict(result)
    assert result["token"] == "outer-secret"
    assert json.loads(json.dumps(result)) == result


def test_its_repr_masks_its_secrets_and_those_of_nested_results(result: Result) -> None:
    assert repr(result) == str(result) == f"{result}" == MASKED
    assert "secret" not in pprint.pformat([result])
    assert "secret" not in "%s %r" % (result, {"result": result})  # noqa: UP031


def test_a_member_that_the_service_left_out_is_a_key_error_that_says_so() -> None:
    result = Result({"deviceCode": "d"}, members=frozenset({"deviceCode", "interval"}))
    merged = {"more": 1} | result
    for each in (result, result.copy(), pickle.loads(pickle.dumps(result)), merged):  # noqa: S301
        with pytest.raises(KeyError, match="interval: the service left it out of its response"):
            each["interval"]
        with pytest.raises(KeyError, match=r"devicecode, did you mean deviceCode\?"):
            each["devicecode"]
    assert result.get("interval", 5) == 5
    assert "interval" not in result


def test_any_other_key_is_a_plain_key_error() -> None:
    for key in ("unlike", 1, ("a", "b")):
        with pytest.raises(KeyError) as caught:
            Result({"deviceCode": "d"})[key]  # type: ignore[index]
        assert caught.value.args == (key,)


def test_a_result_without_secrets_looks_like_a_dict() -> None:
    assert repr(Result({"a": [1, "b"], "c": None})) == "{'a': [1, 'b'], 'c': None}"
    assert repr(Result()) == "{}"


def test_its_copies_keep_the_mask(result: Result) -> None:
    for copied in (
        result.copy(),
        copy.copy(result),
        copy.deepcopy(result),
        pickle.loads(pickle.dumps(result)),  # noqa: S301
    ):
        assert type(copied) is Result
        assert copied == result
        assert repr(copied) == MASKED


def test_a_deep_copy_shares_nothing(result: Result) -> None:
    copied = copy.deepcopy(result)
    copied["nested"]["open"] = 2
    assert result["nested"]["open"] == 1


def test_a_shallow_copy_shares_what_is_nested(result: Result) -> None:
    copied = result.copy()
    copied["type"] = "other"
    copied["nested"]["open"] = 2
    assert (result["type"], result["nested"]["open"]) == ("Bearer", 2)


@pytest.mark.parametrize("other", [{"type": "Mac", "more": 1}, Result({"type": "Mac", "more": 1})])
def test_a_union_keeps_the_mask_from_either_side(result: Result, other: dict[str, object]) -> None:
    forth, back = result | other, other | result
    assert type(forth) is type(back) is Result
    assert (forth["type"], back["type"], forth["more"]) == ("Mac", "Bearer", 1)
    assert "secret" not in repr(forth) + repr(back)
    assert result["type"] == "Bearer"


def test_a_union_in_place_takes_the_mask_over() -> None:
    plain = same = Result({"a": 1})
    plain |= Result({"token": "secret"}, frozenset({"token"}))
    assert plain is same
    assert repr(plain) == "{'a': 1, 'token': '***'}"
    plain |= {"b": 2}
    assert repr(plain) == "{'a': 1, 'token': '***', 'b': 2}"


def test_a_union_with_what_is_no_dict_is_a_type_error(result: Result) -> None:
    with pytest.raises(TypeError):
        result | [("a", 1)]
    with pytest.raises(TypeError):
        [("a", 1)] | result


def test_what_is_taken_out_is_plain(result: Result) -> None:
    assert type({**result}) is type(dict(result)) is dict
    assert dict(result.items())["token"] == "outer-secret"
    assert result.pop("token") == "outer-secret"


@pytest.fixture
def received() -> Received:
    secrets = Secrets({"key": "sent-by-the-caller"}, ["key"])
    headers = Received({"x-echo": "sent-by-the-caller", "date": "today"}, secrets)
    return Received({"HTTPHeaders": headers, "HTTPStatusCode": 200}, secrets)


UNSENT = {"HTTPHeaders": {"x-echo": "***", "date": "today"}, "HTTPStatusCode": 200}


def test_what_was_received_is_a_dict_that_does_not_show_what_was_sent(received: Received) -> None:
    assert received["HTTPHeaders"] == {"x-echo": "sent-by-the-caller", "date": "today"}
    for shown in (received, received.copy(), copy.copy(received), copy.deepcopy(received)):
        assert repr(shown) == f"{shown}" == repr(UNSENT)
    assert "sent-by-the-caller" not in pprint.pformat(received)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_what_was_received_is_pickled_without_what_was_sent(
    received: Received, protocol: int
) -> None:
    pickled = pickle.dumps(received, protocol)
    assert b"sent-by-the-caller" not in pickled
    copied = pickle.loads(pickled)  # noqa: S301
    assert (type(copied), copied) == (dict, UNSENT)


def test_a_result_masks_a_member_that_holds_what_was_sent(received: Received) -> None:
    result = Result({"a": 1, "b": ["SENT-by-the-caller!"], "ResponseMetadata": received})
    expected = f"{{'a': 1, 'b': '***', 'ResponseMetadata': {UNSENT!r}}}"
    copied = pickle.loads(pickle.dumps(result))  # noqa: S301
    for shown in (result, result.copy(), result | {}, {} | result, copied):
        assert repr(shown) == expected
    assert copied["b"] == result["b"] == ["SENT-by-the-caller!"]
