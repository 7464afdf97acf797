"""The page at the root: what goes on in the emulator."""

import dataclasses
import time

import flask

from ...control import Control
from ...state.store import Store
from ...state.switches import Switches
from .protection import Protection

# How many of the requests are shown.
_LATEST = 25


def blueprint(store: Store) -> flask.Blueprint:
    """Make the routes of the page.

    Args:
        store: the state to show.
    """
    routes = flask.Blueprint("dashboard", __name__)
    Protection(store.page_key, routes)
    control = Control(store)

    @routes.get("/")
    def show() -> str:
        latest = control.requests[: -_LATEST - 1 : -1]
        return flask.render_template(
            "dashboard.html",
            accounts=store.directory.accounts,
            now=control.now,
            pending=control.pending,
            requests=latest,
            switches=_described(control.switches),
            time=_time,
            users=store.directory.choices(),
        )

    return routes


def _described(switches: Switches) -> list[tuple[str, str]]:
    words = {"False": "off", "True": "on", "None": "off"}
    values = ((name, str(value)) for name, value in dataclasses.asdict(switches).items())
    return [(name, words.get(value, value)) for name, value in values]


def _time(seconds: float) -> str:
    return time.strftime("%H:%M:%S", time.gmtime(seconds))
