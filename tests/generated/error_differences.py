"""Where an error means more to us than to botocore: all of it, as data.

A difference says which other response botocore would have to get in order to read what we read; so
the comparison stays exact where one of them applies, and wherever none does.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

from restjson.wire.content import HTML
from tests.generated.peer import Params, Peer, ServerResponse
from tests.generated.services import OIDC, PORTAL, Service


@dataclass(frozen=True)
class Reread:
    """Errors of which we read more than botocore, or where it crashes."""

    reason: str
    example: ServerResponse
    applies: Callable[[Peer, ServerResponse], bool]
    instead: Callable[[Peer, ServerResponse], ServerResponse]
    metadata: Callable[[ServerResponse], Params] = lambda _: {}
    fields: Callable[[Any, ServerResponse], Params] = (
        lambda *_: {}
    )  # takes botocore's shape of the error
    service: Service = OIDC


def _json(status: int, body: Any, **headers: str) -> ServerResponse:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return ServerResponse(status, named, json.dumps(body).encode())


def _header(response: ServerResponse, name: str) -> str | None:
    return {key.lower(): value for key, value in response.headers.items()}.get(name)


def _without_header(response: ServerResponse, name: str) -> ServerResponse:
    kept = {key: value for key, value in response.headers.items() if key.lower() != name}
    return replace(response, headers=kept)


def _with_header(response: ServerResponse, name: str, value: str) -> ServerResponse:
    return replace(response, headers={**_without_header(response, name).headers, name: value})


def _with_body(response: ServerResponse, body: Any) -> ServerResponse:
    return replace(response, body=json.dumps(body).encode())


def _without_members(response: ServerResponse, drop: Callable[[str, Any], bool]) -> ServerResponse:
    return _with_body(response, {k: v for k, v in response.json.items() if not drop(k, v)})


def _any_member(response: ServerResponse, holds: Callable[[str, Any], bool]) -> bool:
    return any(holds(name, value) for name, value in (response.json or {}).items())


_NAME_MEMBERS = ("code", "Code", "__type")
_MODELLED = ("error", "error_description", "reason", "endpoint", "region")


def _is_generic(response: ServerResponse) -> bool:
    body = response.body.strip()
    return response.status >= 500 and (not body or body.startswith(b"<html>"))


def _is_lost_behind_html(_: Peer, response: ServerResponse) -> bool:
    # Otherwise botocore reads the same: the status as code and the reason phrase.
    known = ("x-amzn-errortype", "x-amzn-requestid")
    return _is_generic(response) and any(_header(response, name) is not None for name in known)


def _reason(_: Peer, response: ServerResponse) -> ServerResponse:
    known = {status.value: status.phrase for status in HTTPStatus}
    name = _header(response, "x-amzn-errortype") or ""
    # As in Smithy's cases, an error that has a name and nothing else has no message.
    is_named = name.partition(":")[0].rpartition("#")[2] != ""
    is_alone = is_named and not response.body.strip()
    message = "" if is_alone else known.get(response.status, "")
    return _with_body(response, {"Message": message})


def _is_not_utf8(_: Peer, response: ServerResponse) -> bool:
    try:
        response.body.decode()
    except UnicodeDecodeError:
        return not _is_generic(response)
    return False


def _is_other_json(_: Peer, response: ServerResponse) -> bool:
    try:
        return not isinstance(json.loads(response.body.decode()), dict)
    except RecursionError:
        return True
    except ValueError:
        return False


def _is_text_for_a_member(peer: Peer, response: ServerResponse) -> bool:
    has_member = any("message" in shape.members for shape in peer.error_shapes())
    if not has_member or not response.body or _is_generic(response) or _is_not_utf8(peer, response):
        return False
    try:
        json.loads(response.body.decode())
    except RecursionError:
        return False
    except ValueError:
        return True
    return False


def _text(_: Peer, response: ServerResponse) -> ServerResponse:
    return _with_body(response, {"Message": response.body.decode("utf-8", "replace")})


def _name(value: object) -> str:
    return value.split(":")[0].split("#")[-1] if isinstance(value, str) else ""


def _is_empty_name(name: str, value: Any) -> bool:
    return name in _NAME_MEMBERS and not _name(value)


def _has_empty_header(_: Peer, response: ServerResponse) -> bool:
    value = _header(response, "x-amzn-errortype")
    return value is not None and not _name(value)


def _is_text_unquoted(name: str, value: Any) -> bool:
    return name in (*_MODELLED, "message", "Message") and isinstance(value, bool | int | float)


def _with_texts_quoted(response: ServerResponse) -> ServerResponse:
    members = response.json.items()
    body = {
        name: json.dumps(value) if _is_text_unquoted(name, value) else value
        for name, value in members
    }
    return _with_body(response, body)


def _is_wrong_member(name: str, value: Any) -> bool:
    return name in _MODELLED and isinstance(value, list | dict)


def _is_empty_message(name: str, value: Any) -> bool:
    return name in ("message", "Message") and (not isinstance(value, str) or not value)


def _empty_message(shape: Any, response: ServerResponse) -> Params:
    is_there = "message" in shape.members and response.json.get("message") == ""
    return {"message": ""} if is_there else {}


def _has_unread_description(peer: Peer, response: ServerResponse) -> bool:
    body = response.json or {}
    return (
        (response.status < 400 or peer.service is not OIDC)
        and bool(body.get("error_description"))
        and not {"message", "Message"} & body.keys()
    )


def _description_as_message(_: Peer, response: ServerResponse) -> ServerResponse:
    return _with_body(response, {**response.json, "Message": response.json["error_description"]})


def _oauth_class(peer: Peer, response: ServerResponse) -> str | None:
    body = response.json or {}
    if any(_name(value) for value in response.names) or not isinstance(body.get("error"), str):
        return None
    classes = peer.oauth_classes(body["error"])
    present = {name for name, value in body.items() if value is not None}
    most = max((len(present & peer.shape(name).members.keys()) for name in classes), default=0)
    return next(
        (name for name in classes if len(present & peer.shape(name).members.keys()) == most), None
    )


def _has_only_oauth(peer: Peer, response: ServerResponse) -> bool:
    return _oauth_class(peer, response) is not None


def _named_by_oauth(peer: Peer, response: ServerResponse) -> ServerResponse:
    name = _oauth_class(peer, response)
    assert name is not None
    return _with_header(response, "x-amzn-errortype", name)


def _as_301(_: Peer, response: ServerResponse) -> ServerResponse:
    named = next((name for name in map(_name, response.names) if name), "300")
    return replace(_with_header(response, "x-amzn-errortype", named), status=301)


def _has_other_request_id(_: Peer, response: ServerResponse) -> bool:
    return (
        _header(response, "x-amzn-requestid") is None
        and _header(response, "x-amz-request-id") is not None
    )


def _with_request_id(_: Peer, response: ServerResponse) -> ServerResponse:
    value = _header(response, "x-amz-request-id")
    assert value is not None
    return _with_header(response, "x-amzn-requestid", value)


def _redirects(_: Peer, response: ServerResponse) -> bool:
    return 300 <= response.status < 400 and _header(response, "location") is not None


def _told_of_redirect(_: Peer, response: ServerResponse) -> ServerResponse:
    body = response.json or {}
    texts = (body.get(name) for name in ("message", "Message", "error_description"))
    said = next((text for text in texts if isinstance(text, str) and text), "")
    note = "a redirect to example.com, which is not followed"
    # botocore asks for `message` first, and takes whatever it is.
    place = "message" if isinstance(body.pop("message", None), str) else "Message"
    told = _with_body(response, {**body, place: f"{note}: {said}" if said else note})
    return _without_header(told, "location")


def _untold_message(shape: Any, response: ServerResponse) -> Params:
    message = (response.json or {}).get("message")
    is_member = "message" in shape.members and isinstance(message, str)
    return {"message": message} if is_member else {}


def _is_page(peer: Peer, response: ServerResponse) -> bool:
    begins = response.body.lstrip().lower().startswith((b"<html", b"<!doctype html"))
    return begins and not _is_generic(response)


def _named_page(_: Peer, response: ServerResponse) -> ServerResponse:
    return _with_body(response, {"Message": f"{HTML}: {response.body.decode('utf-8', 'replace')}"})


def _has_other_oauth(peer: Peer, response: ServerResponse) -> bool:
    error = (response.json or {}).get("error")
    is_named = any(_name(value) for value in response.names)
    is_code = isinstance(error, str) and re.fullmatch(r"[A-Za-z0-9_.-]{1,100}", error) is not None
    return is_code and not is_named and _oauth_class(peer, response) is None


# In this order: each is asked about what the ones before it made of the response.
REREAD = (
    Reread(
        "A number or a boolean in the place of text is read as the text that JSON has for it.",
        _json(400, {"reason": 7}, x_amzn_ErrorType="InvalidRequestException"),
        lambda _, response: _any_member(response, _is_text_unquoted),
        lambda _, response: _with_texts_quoted(response),
    ),
    Reread(
        "The id of the request, and the host's, are in the metadata of an error as of a result.",
        _json(400, {}, X_Amz_Request_Id="5f4d", x_amz_id_2="host"),
        _has_other_request_id,
        _with_request_id,
        lambda response: {"HostId": _header(response, "x-amz-id-2") or ""},
    ),
    Reread(
        "A redirect says to which host, and that it is not followed.",
        ServerResponse(307, {"Location": "https://example.com/x"}, b'{"code": "Moved"}'),
        _redirects,
        _told_of_redirect,
        fields=_untold_message,
    ),
    Reread(
        "An HTML page is named as one; where it stands for an error of the server, botocore and "
        "we say the reason phrase.",
        ServerResponse(403, {}, b"<!DOCTYPE html><h1>Blocked</h1>"),
        _is_page,
        _named_page,
    ),
    Reread(
        "The header names the error, whatever a proxy or a server made of the body.",
        ServerResponse(503, {"x-amzn-ErrorType": "SlowDownException"}, b"<html>busy</html>"),
        _is_lost_behind_html,
        _reason,
    ),
    Reread(
        "Bytes that are not UTF-8 are not JSON (RFC 8259 section 8.1), but a message; botocore "
        "crashes.",
        ServerResponse(400, {"x-amzn-ErrorType": "InvalidGrantException"}, b'{"error": "\xff"}'),
        _is_not_utf8,
        _text,
    ),
    Reread(
        "Text that is not JSON is the message, but no member of the model's; botocore takes it "
        "for the member `message` where there is one.",
        ServerResponse(403, {"x-amzn-ErrorType": "UnauthorizedException"}, b"Forbidden"),
        _is_text_for_a_member,
        _text,
        service=PORTAL,
    ),
    Reread(
        "JSON that is not an object is a message too; botocore crashes.",
        _json(403, ["Forbidden"]),
        _is_other_json,
        _text,
    ),
    Reread(
        "A code that is not a string or empty names nothing; botocore raises with it, or crashes.",
        _json(400, {"code": 7, "__type": "InvalidGrantException"}),
        lambda _, response: _any_member(response, _is_empty_name),
        lambda _, response: _without_members(response, _is_empty_name),
    ),
    Reread(
        "An empty header names nothing, so the body is asked.",
        _json(400, {"code": "InvalidGrantException"}, x_amzn_ErrorType=""),
        _has_empty_header,
        lambda _, response: _without_header(response, "x-amzn-errortype"),
    ),
    Reread(
        "A member of another type than the model's is left out: the error must be raised as "
        "what it is.",
        _json(400, {"reason": [7]}, x_amzn_ErrorType="InvalidRequestException"),
        lambda _, response: _any_member(response, _is_wrong_member),
        lambda _, response: _without_members(response, _is_wrong_member),
    ),
    Reread(
        "A message that is not a string or empty counts as none, and does not hide another.",
        _json(400, {"message": "", "error_description": "explained"}),
        lambda _, response: _any_member(response, _is_empty_message),
        lambda _, response: _without_members(response, _is_empty_message),
        fields=_empty_message,
    ),
    Reread(
        "`error_description` is the message at every status and for every service; botocore asks "
        "for 400 or more, and for SSO OIDC.",
        _json(302, {"error_description": "explained"}),
        _has_unread_description,
        _description_as_message,
    ),
    Reread(
        "The OAuth `error` (RFC 6749 section 5.2) names the error where nothing else does: of "
        "several classes the one most of whose members are there.",
        _json(400, {"error": "invalid_request", "region": "eu-west-1"}),
        _has_only_oauth,
        _named_by_oauth,
    ),
    Reread(
        "An OAuth `error` that the model does not know is the code where nothing else names one.",
        _json(400, {"error": "temporarily_unavailable"}),
        _has_other_oauth,
        lambda _, response: _with_header(response, "x-amzn-errortype", response.json["error"]),
    ),
    Reread(
        "Status 300 is an error like all above it; botocore parses it as a result and raises.",
        _json(300, {"message": "choose"}),
        lambda _, response: response.status == 300,
        _as_301,
    ),
)
