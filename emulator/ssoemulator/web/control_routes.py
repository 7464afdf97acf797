"""The control API for languages other than Python; ``openapi.json`` describes it."""

import dataclasses
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import flask
from jsonschema import Draft202012Validator
from werkzeug import Response

from ..control import Control
from .hosts import refuse_foreign_origin
from .validation import problems

_FILE = Path(__file__).with_name("openapi.json")

_Result = Mapping[str, Any]


def blueprint(control: Control) -> flask.Blueprint:
    """Make the routes of the control API.

    Args:
        control: what does the work.
    """
    document = json.loads(_FILE.read_text("utf-8"))
    routes = flask.Blueprint("control", __name__)
    routes.before_request(refuse_foreign_origin)
    handlers = _handlers(control)
    handlers["description"] = lambda: document
    for path, methods in document["paths"].items():
        for method, described in methods.items():
            name = described["operationId"]
            view = _view(described, handlers[name])
            routes.add_url_rule(
                path, name, view, methods=[method.upper()], provide_automatic_options=False
            )
    return routes


def _handlers(control: Control) -> dict[str, Callable[..., _Result | None]]:
    return {
        "approve": control.approve,
        "deny": control.deny,
        "advance": control.advance,
        "failNext": control.fail_next,
        "revoke": control.revoke,
        "expire": control.expire,
        "setSwitches": control.switch,
        "switches": lambda: _members(control.switches),
        "pending": lambda: {"pending": [_members(each) for each in control.pending]},
        "requests": lambda: {"requests": [_members(each) for each in control.requests]},
    }


def _view(
    described: Mapping[str, Any], perform: Callable[..., _Result | None]
) -> Callable[[], Response]:
    body = described.get("requestBody")
    validator = body and Draft202012Validator(body["content"]["application/json"]["schema"])

    def view() -> Response:
        try:
            arguments = {} if validator is None else _read(validator)
            return _respond(perform(**arguments) or {})
        except ValueError as error:
            return _respond({"message": str(error)}, 400)

    return view


def _read(validator: Draft202012Validator) -> dict[str, Any]:
    """Read the arguments that the body of a request holds.

    Raises:
        ValueError: the body is not what the document says. All problems are listed.
    """
    try:
        members = json.loads(flask.request.get_data() or b"{}")
    except (ValueError, RecursionError):
        raise ValueError("the body: is not JSON in UTF-8") from None
    wrong = problems(validator, members)
    if wrong:
        raise ValueError("; ".join(wrong))
    return {_argument(name): value for name, value in members.items()}


def _argument(member: str) -> str:
    """Return the name that Python has for a member: ``userCode`` is ``user_code``."""
    return re.sub("[A-Z]", lambda letter: f"_{letter[0].lower()}", member)


def _members(record: Any) -> _Result:
    """Return a record by the names that JSON has for its attributes."""
    return {
        re.sub("_([a-z])", lambda letter: letter[1].upper(), field.name): getattr(
            record, field.name
        )
        for field in dataclasses.fields(record)
    }


def _respond(body: _Result, status: int = 200) -> Response:
    response = flask.jsonify(body)
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    return response
