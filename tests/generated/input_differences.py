"""Where we refuse an input that botocore takes for valid: all of it, as data."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.generated.peer import Params, Peer
from tests.generated.services import PORTAL, Service

# What botocore sends: a request that no server reads, or something else than is meant.
SENT = "result"


@dataclass(frozen=True)
class RefusedInput:
    """Values of members that are not input to us.

    Attributes:
        applies: takes botocore's shape of a member and its value.
        theirs: how the example ends with botocore.
    """

    reason: str
    service: Service
    operation: str
    example: Params
    applies: Callable[[Any, Any], bool]
    theirs: str


def unsendable(shape: Any, value: Any) -> bool:
    """Whether a member is one that we alone refuse for its value."""
    return any(difference.applies(shape, value) for difference in REFUSED_INPUTS)


def spared(peer: Peer, operation: str, params: Params) -> Params:
    """An input that botocore refuses for what both refuse, and for nothing else.

    None stands for left out with us; botocore refuses it. The order is the model's, in which
    our queries are; botocore's are in the caller's.
    """
    members = peer.operation(operation).input_shape.members
    known = {name: params[name] for name in members if params.get(name) is not None}
    for name, value in known.items():
        if unsendable(members[name], value):
            known[name] = plain(members[name])
    others = {name: value for name, value in params.items() if name not in members}
    return known | others


def plain(shape: Any) -> Any:
    """A value that fits a member and that both send."""
    if shape.type_name == "list":
        return ["a"]
    return 1 if shape.type_name == "integer" else "a"


def _breaks_header(shape: Any, value: Any) -> bool:
    return _is_text_in(["header"], shape, value) and not {"\r", "\n", "\0"}.isdisjoint(value)


def _has_no_utf_8(shape: Any, value: Any) -> bool:
    if not _is_text_in(["header", "querystring"], shape, value):
        return False
    try:
        value.encode()
    except UnicodeEncodeError:
        return True
    return False


def _is_text_in(places: list[str], shape: Any, value: Any) -> bool:
    is_text = shape.type_name == "string" and isinstance(value, str)
    return is_text and shape.serialization.get("location") in places


REFUSED_INPUTS = (
    RefusedInput(
        "A line break in a header would begin another one, and NUL ends what some servers read "
        "(RFC 9110 section 5.5); botocore leaves it to its connection to notice.",
        PORTAL,
        "Logout",
        {"accessToken": "token\r\nX-Injected: yes"},
        _breaks_header,
        SENT,
    ),
    RefusedInput(
        "A lone surrogate has no UTF-8, in which queries and headers are sent; botocore crashes.",
        PORTAL,
        "GetRoleCredentials",
        {"accessToken": "a", "accountId": "a", "roleName": "\ud800"},
        _has_no_utf_8,
        "crash: UnicodeEncodeError",
    ),
    RefusedInput(
        "True is not a number; botocore sends it as `True`.",
        PORTAL,
        "ListAccounts",
        {"accessToken": "a", "maxResults": True},
        lambda shape, value: shape.type_name == "integer" and isinstance(value, bool),
        SENT,
    ),
)
