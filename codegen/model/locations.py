"""Where members go on the wire, and come from."""

from __future__ import annotations

from enum import Enum


class Location(Enum):
    """Where on the wire a member goes.

    A member that fills a label of the host goes to its own place as well.
    """

    LABEL = "uri"
    QUERY = "querystring"
    QUERY_MAP = "querystring of a map"
    HEADER = "header"
    PREFIX_HEADER = "headers"
    STATUS = "statusCode"
    PAYLOAD = "payload"
    BODY = "body"
    EVENT_HEADER = "eventheader"
    EVENT_PAYLOAD = "eventpayload"

    @property
    def trait(self) -> str:
        """What models call it."""
        return self.value.partition(" ")[0]

    @property
    def is_in_url(self) -> bool:
        """Whether that is the path or the query."""
        return self in (Location.LABEL, Location.QUERY, Location.QUERY_MAP)

    @property
    def in_request(self) -> Location:
        """Where a request has what a model puts there: a status is no part of one."""
        return Location.BODY if self is Location.STATUS else self

    @property
    def in_response(self) -> Location:
        """Where a response has what a model puts there: it has no path and no query."""
        return Location.BODY if self.is_in_url else self

    @property
    def timestamp_format(self) -> str:
        """The form that a timestamp has there unless the model says another."""
        if self is Location.HEADER:
            return "rfc822"
        return "iso8601" if self.is_in_url else "unixTimestamp"
