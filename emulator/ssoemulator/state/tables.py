"""Records by their code, token or id, of which no more are kept than memory should hold."""

from collections import OrderedDict
from collections.abc import Iterator
from hashlib import sha256
from typing import Generic, Protocol, TypeVar

# How many records of a kind there are at most. Tests get by with a handful; the limit is for an
# emulator that runs for months.
_LIMIT = 10_000


class _Forgettable(Protocol):
    @property
    def forget_at(self) -> float:
        """From when on nobody can tell that the record is gone, in seconds since the epoch."""
        ...


_Record = TypeVar("_Record", bound=_Forgettable)


def fingerprint(secret: str) -> bytes:
    """Return what is kept of a secret: its SHA-256 digest.

    To look a digest up takes no time that depends on how much of the secret was guessed right.
    """
    # JSON can hold a lone surrogate, which strict UTF-8 refuses.
    return sha256(secret.encode("utf-8", "surrogatepass")).digest()


class Table(Generic[_Record]):
    """Records by the fingerprint of what names them.

    A record goes when it has expired and, oldest first, when there are too many.

    Args:
        limit: how many there are at most.
    """

    def __init__(self, limit: int = _LIMIT) -> None:
        self._limit = limit
        self._records: OrderedDict[bytes, _Record] = OrderedDict()

    def __len__(self) -> int:
        return len(self._records)

    def __iter__(self) -> Iterator[_Record]:
        """Yield the records, oldest first."""
        return iter(self._records.values())

    def add(self, name: str, record: _Record, now: float) -> None:
        """Keep a record, and let go of those that nobody needs any more.

        Args:
            name: the code, token or id that it is found by.
            record: what to keep.
            now: the time, in seconds since the epoch.
        """
        self._records[fingerprint(name)] = record
        while len(self._records) > self._limit or (self and self._oldest().forget_at <= now):
            self._records.popitem(last=False)

    def get(self, name: str) -> _Record | None:
        """Return the record with this name, if there is one."""
        return self._records.get(fingerprint(name))

    def _oldest(self) -> _Record:
        return next(iter(self._records.values()))
