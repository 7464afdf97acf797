"""What pages say of waiters."""

from __future__ import annotations

from codegen.pages.python.book import build_python_pages
from codegen.prose.document import Page
from tests.codegen.models import Json, operation, read, service, structure
from tests.codegen.python_pages import code, entries, section, words

MODEL = service(
    [operation("GetThing", output={"shape": "Thing"}), operation("Ping")],
    {"Thing": structure(["state"])},
)
READY: Json = {
    "description": "Waits until a thing is ready.",
    "operation": "GetThing",
    "delay": 1,
    "maxAttempts": 40,
    "acceptors": [
        {"state": "success", "matcher": "path", "argument": "state", "expected": "READY"},
        {"state": "success", "matcher": "status", "expected": 204},
        {"state": "failure", "matcher": "error", "expected": True},
        {"state": "retry", "matcher": "error", "expected": "BusyException"},
    ],
}


def pages(**waiters: Json) -> tuple[Page, ...]:
    return build_python_pages(read(MODEL, waiters=waiters), "tea")


def test_the_page_of_an_operation_says_what_can_be_waited_for_with_it() -> None:
    _, get, ping = pages(ThingReady=READY, Quiet={**READY, "description": "", "delay": 7})
    found = entries(section(get, "Waiters"))
    ends = "Ends when state is 'READY' or the HTTP status is 204. Fails when there is an error."
    assert {name: " ".join(text.split()) for name, text in found.items()} == {
        "thing_ready": (
            f"Waits until a thing is ready. {ends} "
            "Every 1 second, 40 times at most, unless you say otherwise."
        ),
        "quiet": f"{ends} Every 7 seconds, 40 times at most, unless you say otherwise.",
    }
    assert code(get, "Waiters") == [
        'waiter = client.get_waiter("thing_ready")\n'
        'waiter.wait(..., WaiterConfig={"Delay": 1, "MaxAttempts": 40})'
    ]
    assert "Waiters" not in [each.title for each in ping.sections]


def test_what_ends_nothing_is_not_mentioned() -> None:
    acceptors = READY["acceptors"][:1]
    _, get, _ = pages(ThingReady={**READY, "acceptors": acceptors})
    assert "Fails when" not in words(section(get, "Waiters"))


def test_a_waiter_that_is_left_out_is_listed_with_its_reason() -> None:
    odd = {"state": "success", "matcher": "path", "argument": "a || b", "expected": "A"}
    first, get, _ = pages(Odd={**READY, "acceptors": [odd]})
    said = words(section(first, "Left out"))
    assert "Waiters of the model that the package does not have:" in said
    assert "Odd: 'a || b' is not an expression that is understood" in said
    assert "Waiters" not in [each.title for each in get.sections]
