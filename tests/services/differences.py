"""Where we differ from botocore on AWS's models: all of it, with the reasons.

A difference says what we give in the place of what botocore gives. So the comparison stays exact
where one of them applies, and wherever none does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from tests.services.results import Failure
from tests.services.sent import Sent


@dataclass(frozen=True)
class Difference:
    """One thing that we do otherwise.

    Args:
        reason: why.
        amend: takes what was given (an input, or a response), its shape and botocore's outcome,
            and returns ours; where there is no difference, what it got.
    """

    reason: str
    amend: Callable[[Any, Any, Any], Any]


def compare(
    differences: Iterable[Difference],
    given: Any,
    shape: Any,
    ours: Any,
    theirs: Any,
    count: Counter[str],
) -> bool:
    """Tell whether two outcomes are the same, but for what is listed; count what they are."""
    reasons = []
    for difference in differences:
        amended = theirs if ours == theirs else difference.amend(given, shape, theirs)
        if amended != theirs:
            reasons.append(difference.reason)
            theirs = amended
    if ours != theirs:
        count["unexplained"] += 1
        return False
    count["the same" if not reasons else f"the same, but: {' '.join(reasons)}"] += 1
    return True


def amended(differences: Iterable[Difference], given: Any, shape: Any, theirs: Any) -> Any:
    """Return what we give in the place of what botocore gives."""
    for difference in differences:
        theirs = difference.amend(given, shape, theirs)
    return theirs


def _no_null_message(_given: Any, _shape: Any, theirs: Any) -> Any:
    kind, members = theirs
    if members["Error"]["Message"] is not None:
        return theirs
    return kind, {**members, "Error": {**members["Error"], "Message": ""}}


def _oauth_description(_given: Any, _shape: Any, theirs: Any) -> Any:
    kind, members = theirs
    description = members.get("error_description")
    if not description or members["Error"]["Message"]:
        return theirs
    return kind, {**members, "Error": {**members["Error"], "Message": description}}


def _year_of_four_digits(_given: Any, _shape: Any, theirs: Any) -> Any:
    if not isinstance(theirs, Sent):
        return theirs
    return theirs._replace(
        target=_full_year(theirs.target),
        query=[_full_year(each) for each in theirs.query],
        headers={name: _full_year(value) for name, value in theirs.headers.items()},
        body=_full_year(theirs.body) if isinstance(theirs.body, str) else theirs.body,
    )


def _content_type_of_payload(params: Any, operation: Any, theirs: Any) -> Any:
    shape = operation.input_shape
    payload = shape.serialization.get("payload") if shape is not None else None
    if params.get(payload) is None or isinstance(theirs, Failure):
        return theirs
    kinds = {"blob": "application/octet-stream", "string": "text/plain"}
    kind = kinds.get(shape.members[payload].type_name)
    if kind is None or "content-type" in theirs.headers:
        return theirs
    return theirs._replace(headers={**theirs.headers, "content-type": kind})


def _full_year(text: str) -> str:
    return re.sub(r"\b\d{1,3}(?=-\d\d-\d\dT)", lambda year: year.group().zfill(4), text)


def _length_of_nothing(waiter: Any, _shape: Any, theirs: Any) -> Any:
    return waiter.with_empty_lists() if theirs[0] == Failure("JMESPathTypeError") else theirs


def _error_as_member(waiter: Any, operation: Any, theirs: Any) -> Any:
    has_member = "Error" in getattr(operation.output_shape, "members", ())
    return waiter.without_members_named_error() if has_member else theirs


def _pages_of_maps(paginator: Any, _operation: Any, theirs: Any) -> Any:
    fails = any(isinstance(page, Failure) and page.kind == "TypeError" for page in theirs[0])
    return paginator.with_maps_as_lists() if fails else theirs


def _no_empty_payload(response: Any, operation: Any, theirs: Any) -> Any:
    shape = operation.output_shape
    payload = shape.serialization.get("payload") if shape is not None else None
    if response.body or payload is None or isinstance(theirs, Failure):
        return theirs
    if shape.members[payload].serialization.get("streaming"):
        return theirs
    return {name: item for name, item in theirs.items() if name != payload}


def _modelled_exception(_response: Any, operation: Any, theirs: Any) -> Any:
    events, kind, error = theirs
    if kind != "EventStreamError":
        return theirs
    output = operation.output_shape
    shape = output.members[output.serialization["payload"]].members.get(error["Code"])
    if shape is None:
        return events, "ClientError", error
    return events, shape.name, {**error, "Code": shape.error_code}


REQUESTS: tuple[Difference, ...] = (
    Difference("A year has four digits (RFC 3339 section 5.6).", _year_of_four_digits),
    Difference(
        "A payload of octets or text has its type, as in Smithy's cases.", _content_type_of_payload
    ),
)

RESULTS = (Difference("An empty body is not a payload, as in Smithy's cases.", _no_empty_payload),)

ERRORS = (
    Difference("A message that is null counts as none: callers expect text.", _no_null_message),
    Difference(
        "The description that RFC 6749 section 5.2 defines is the message where there is none.",
        _oauth_description,
    ),
)

WAITERS = (
    Difference(
        "A list that a service leaves out is empty; botocore cannot say how long it is.",
        _length_of_nothing,
    ),
    Difference(
        "A member of a result that is named `Error` makes no error of it.", _error_as_member
    ),
)

PAGES = (Difference("Maps are cut as lists are; botocore cannot slice them.", _pages_of_maps),)

EVENTS = (
    Difference(
        "What ends an event stream has its class and its code, as other errors have; botocore has "
        "the name of the member, and one class.",
        _modelled_exception,
    ),
)
