"""An operation of a service as a view of the app."""

from collections.abc import Callable, Mapping
from typing import Any

import flask
from werkzeug import Response

from ..state.journal import SeenRequest, masked
from ..state.store import Store
from .fault_injection import disturb
from .responses import REQUEST_ID, empty, success

Members = Mapping[str, Any]
View = Callable[[], Response]


def operation(
    store: Store,
    name: str,
    read: Callable[[], Members],
    perform: Callable[[Members], Members | None],
) -> View:
    """Make a view that serves an operation, unless it was planned to fail.

    Args:
        store: the state; it is locked while the operation is performed.
        name: the operation's name.
        read: gives the members of the request.
        perform: gives those of the response, which None leaves without a body.
    """

    def view() -> Response:
        flask.g.operation, flask.g.at = name, store.clock()
        with store.lock:
            fault = store.faults.take(name)
        disturbed = None if fault is None else disturb(fault, name)
        if disturbed is not None:
            return disturbed
        flask.g.members = members = read()
        with store.lock:
            result = perform(members)
        return empty() if result is None else success(result)

    return view


def record(store: Store, response: Response) -> None:
    """Put down what became of a request for an operation."""
    if "operation" not in flask.g:
        return
    seen = SeenRequest(
        flask.g.operation,
        flask.g.at,
        0 if flask.g.get("no_response") else response.status_code,
        flask.g.get("error"),
        response.headers.get(REQUEST_ID, ""),
        masked(flask.g.get("members", {})),
    )
    with store.lock:
        store.journal.append(seen)
