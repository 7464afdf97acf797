"""A service of the tests' own making, and a transport that plays what it is given."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from restjson import Client, ClientError, Endpoint, Request, Response, Result
from restjson.wire.incoming import Incoming
from restjson.wire.operation import Operation
from restjson.wire.service import Service
from tests.clock import FakeClock


class Busy(ClientError):
    """An error that the model calls retryable."""

    _retry_class = "transient"


class Crowded(ClientError):
    """An error that the model calls retryable, and throttling."""

    _retry_class = "throttling"


class Final(ClientError):
    """An error that the model knows and does not call retryable."""


def _parse(incoming: Incoming, problems: list[str]) -> Result:
    return Result(incoming.members())


WORK = Operation(
    name="Work",
    method="POST",
    target="/work",
    function="work",
    auth=["none"],
    validate=lambda value: [],
    serialize=dict,
    query=None,
    headers=None,
    parse=_parse,
    secrets=["ticket"],
    single_use=["ticket"],
    idempotency_tokens=[],
)


# The same, for those alone who prove who they are.
SIGNED = Operation(
    name="Sign",
    method="POST",
    target="/work",
    function="sign",
    auth=["sigv4"],
    validate=lambda value: [],
    serialize=dict,
    query=None,
    headers=None,
    parse=_parse,
    secrets=["ticket"],
    single_use=["ticket"],
    idempotency_tokens=[],
)


def _resolve(*, Region: str | None) -> Endpoint:
    return Endpoint(f"https://{Region}.example.com")


class Worker(Client):
    _service: ClassVar[Service] = Service(
        package="worker",
        id="Worker",
        signing_name="work",
        resolve=_resolve,
        built_ins={"Region": "AWS::Region"},
        operations={"Work": WORK, "Sign": SIGNED},
        paginators={},
        errors={"Busy": Busy, "Crowded": Crowded, "Final": Final},
        oauth_errors={"final": (Final,)},
    )


Step = Response | BaseException


class Script:
    """Plays one step a request, and keeps the requests."""

    def __init__(self, steps: Iterable[Step], clock: FakeClock, takes: float = 0.0) -> None:
        self.steps = iter(steps)
        self.clock = clock
        self.takes = takes
        self.requests: list[Request] = []

    def send(self, request: Request) -> Response:
        self.requests.append(request)
        self.clock.now += self.takes
        step = next(self.steps)
        if isinstance(step, BaseException):
            raise step
        return step

    def header(self, name: str) -> list[str]:
        """A header of each request."""
        return [request.headers[name] for request in self.requests]


def response(
    status: int = 200, code: str = "", headers: Mapping[str, str] | None = None
) -> Response:
    """A response, with the name of an error if there is one."""
    named = {"x-amzn-ErrorType": code} if code else {}
    return Response(status, {**named, **(headers or {})}, b"{}")


def worker(
    *steps: Step, takes: float = 0.0, chance: float = 0.5, **arguments: Any
) -> tuple[Worker, Script, FakeClock]:
    """A client that meets `steps`, each of which takes some seconds."""
    clock = FakeClock(chance=chance)
    script = Script(steps, clock, takes)
    return Worker("here", transport=script, clock=clock, **arguments), script, clock
