"""What all errors of the two services and of the front end before them have in common."""

from collections.abc import Mapping
from typing import Any, ClassVar


class ServiceError(Exception):
    """A response that says no. Clients go by the class name, wherever the service puts it.

    Args:
        description: what is wrong, for whoever develops the client. It goes over the wire and
            into logs, so it never holds the value of a request's member. Without one, the
            class's own.
        status: the HTTP status, where the protocol asks for another than the class has.
    """

    namespace: ClassVar[str] = ""
    status: int = 400
    description: str

    def __init__(self, description: str | None = None, *, status: int | None = None) -> None:
        self.description = description or self.description
        self.status = status or self.status
        super().__init__(self.description)

    @property
    def error_type(self) -> str:
        """The value of ``x-amzn-ErrorType``; clients cut it at the first colon (observed)."""
        return type(self).__name__ + self.namespace

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers that a response with this error has."""
        return {"x-amzn-ErrorType": self.error_type}

    @property
    def body(self) -> dict[str, Any]:
        """The members of the response, without the class, which is in the header alone."""
        return {"message": self.description}
