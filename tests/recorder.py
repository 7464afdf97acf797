"""A transport that goes nowhere."""

from restjson import Request, Response


class Recorder:
    """Keeps each request and gives the same response to all of them."""

    def __init__(self, response: Response | None = None) -> None:
        self.response = response or Response(200, {}, b"{}")
        self.requests: list[Request] = []

    def send(self, request: Request) -> Response:
        self.requests.append(request)
        return self.response
