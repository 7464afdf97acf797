"""Hashes of a body that a service asks for: of it all, and of the tree of its parts."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..uploads import Upload

_LEAF = 1024 * 1024


def tree_hashes(body: bytes | Upload) -> dict[str, str]:
    """Return the headers with the hashes of a body.

    The tree hash is that of the hashes of the parts of 1 MiB, which are hashed in pairs until one
    is left (https://docs.aws.amazon.com/amazonglacier/latest/dev/checksum-calculations.html).

    Args:
        body: what is sent. One that can be read only once has no hashes, and is refused later on.
    """
    if not isinstance(body, bytes) and not body.is_repeatable:
        return {}
    from hashlib import sha256

    whole = sha256()
    hashes = []
    for part in _leaves(body):
        whole.update(part)
        hashes.append(sha256(part).digest())
    while len(hashes) > 1:
        pairs = (hashes[at : at + 2] for at in range(0, len(hashes), 2))
        hashes = [sha256(b"".join(pair)).digest() if len(pair) > 1 else pair[0] for pair in pairs]
    root = hashes[0].hex() if hashes else whole.hexdigest()
    return {"x-amz-content-sha256": whole.hexdigest(), "x-amz-sha256-tree-hash": root}


def _leaves(body: bytes | Upload) -> Iterator[bytes]:
    """Go over a body, 1 MiB at a time."""
    if isinstance(body, bytes):
        yield from (body[at : at + _LEAF] for at in range(0, len(body), _LEAF))
        return
    kept = bytearray()
    for part in body:
        kept += part
        while len(kept) >= _LEAF:
            yield bytes(kept[:_LEAF])
            del kept[:_LEAF]
    if kept:
        yield bytes(kept)
