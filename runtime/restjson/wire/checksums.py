"""Checksums of bodies, in headers."""

from __future__ import annotations

from ..uploads import SourceFailure, Upload


def content_md5(body: bytes | Upload) -> dict[str, str]:
    """Return the header with the MD5 of a body (RFC 1864).

    Raises:
        SourceFailure: what the body comes from failed, or can be read only once.
    """
    from base64 import b64encode  # few operations need it
    from hashlib import md5

    if isinstance(body, Upload) and not body.is_repeatable:
        what = "expected bytes or a file that can be sought: its hash is sent before it"
        raise SourceFailure(f"{body.name}: {what}")
    digest = md5(usedforsecurity=False)
    for part in body if isinstance(body, Upload) else (body,):
        digest.update(part)
    return {"Content-MD5": b64encode(digest.digest()).decode("ascii")}
