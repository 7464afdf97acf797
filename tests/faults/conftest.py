"""A throw-away CA, and the contexts of servers that are, or are not, what they say."""

from __future__ import annotations

import ssl
import warnings
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

import pytest
import trustme

HOST = "127.0.0.1"
LONG_AGO = datetime(2001, 1, 1, tzinfo=timezone.utc)


@dataclass
class Authority:
    """What TLS needs on both sides."""

    path: str
    contexts: dict[str, ssl.SSLContext]


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    ca = trustme.CA()
    path: Path = tmp_path_factory.mktemp("ca") / "ca.pem"
    ca.cert_pem.write_to_path(str(path))
    good = ca.issue_cert(HOST)
    contexts = {
        "good": _context(good),
        "expired": _context(ca.issue_cert(HOST, not_before=LONG_AGO, not_after=LONG_AGO)),
        "another host": _context(ca.issue_cert("elsewhere.example")),
        "stranger": _context(trustme.CA().issue_cert(HOST)),
        "TLS 1.0": lowered(_context(good)),
    }
    return Authority(str(path), contexts)


def lowered(context: ssl.SSLContext) -> ssl.SSLContext:
    """Let a context speak TLS 1.0, and a server's nothing else."""
    context.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = ssl.TLSVersion.TLSv1
        if context.protocol is ssl.PROTOCOL_TLS_SERVER:
            context.maximum_version = ssl.TLSVersion.TLSv1
    return context


def _context(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context
