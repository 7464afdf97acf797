"""What a server can do to a client, step by step, and how the call must end: all of it."""

from __future__ import annotations

from tests.faults import (
    connection_faults,
    content_faults,
    framing_faults,
    head_faults,
    tls_faults,
)

FAULTS = [
    *connection_faults.ENDS,
    *connection_faults.TIME,
    *head_faults.STATUS_LINES,
    *head_faults.HEADERS,
    *framing_faults.LENGTHS,
    *framing_faults.CODINGS,
    *framing_faults.CHUNKS,
    *framing_faults.LAST_ONES,
    *content_faults.CONTENT,
    *content_faults.NUMBERS,
    *tls_faults.TLS,
    *tls_faults.PROXY,
    *tls_faults.HTTPS_PROXY,
]

# Each fault of a plain server over TLS as well.
CASES = [form for fault in FAULTS for form in fault.forms()]
