"""Whatever bytes come as a response, a call ends in a result or in one of our exceptions."""

from __future__ import annotations

import contextlib
import socket

from hypothesis import given, settings
from hypothesis import strategies as st

import restjson
import ssooidc
from restjson import Request, Response
from restjson.http.bounds import Bounds, ReadFailure
from restjson.http.reader import ResponseReader
from tests.effort import examples
from tests.faults.steps import GOOD

HEADS = st.sampled_from(
    [
        b"",
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"HTTP/1.1 400 Bad\r\nContent-Length: 20\r\n\r\n",
    ]
)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A good response of which some bytes are others, more or missing."""
    data = bytearray(GOOD)
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(start + 4, len(data))))
        data[start:end] = draw(st.binary(max_size=4))
    return bytes(data)


RESPONSES = st.one_of(
    st.binary(max_size=200), st.tuples(HEADS, st.binary(max_size=200)).map(b"".join), mutated()
)


class _FromBytes:
    """A transport that reads what it was given as the response."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def send(self, request: Request) -> Response:
        ours, theirs = socket.socketpair()
        with ours:
            with theirs:
                theirs.sendall(self._data)
            try:
                response = ResponseReader(ours, Bounds(10, None, 1000)).read(request.method)
            except ReadFailure as failure:
                raise failure.kind(failure.what) from None
        return Response(response.status, response.headers, response.body)


@settings(max_examples=examples(1000))
@given(RESPONSES)
def test_random_responses_end_in_a_result_or_in_our_exceptions(data: bytes) -> None:
    client = ssooidc.Client(
        endpoint_url="http://127.0.0.1", transport=_FromBytes(data), max_attempts=1
    )
    with contextlib.suppress(restjson.Error):
        result = client.create_token(
            clientId="id", clientSecret="secret", grantType="refresh_token", refreshToken="token"
        )
        assert result["ResponseMetadata"]["HTTPStatusCode"] in range(200, 300)
