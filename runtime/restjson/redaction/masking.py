"""Masking secrets that come back: a server may send what it got, and nobody may see it."""

from __future__ import annotations

from binascii import b2a_base64

from ..redaction import MASK
from .spellings import folded, forms, unescaped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

# Masking a shorter one would blot out unrelated words; no service issues secrets this short.
_SHORTEST_SECRET = 8

# So many octets of a blob are sought.
_OF_BLOB = 65_536

# So many characters of a secret are masked even where the rest is missing.
_PIECE = 20

# A text is compared with the secrets by runs of this many characters. Wherever a piece stands,
# one of its runs begins at a multiple of `_STEP`.
_RUN = 8
_STEP = _PIECE - _RUN + 1

# So much text is sought in one string of all secrets, which costs little to make; for more, a
# set of all their runs is worth its making.
_WORTH_A_SET = 1024


class Secrets:
    """The secrets of a request, which a server may send back.

    What it takes to find them is made when it is first needed, in time that grows with their
    length. Then masking takes time that grows with the length of the text alone.

    Args:
        params: the input of the call.
        names: the members of it that hold secrets, on any level.
        more: what else was sent.
    """

    def __init__(
        self, params: Mapping[str, Any], names: Iterable[str], more: Iterable[str] = ()
    ) -> None:
        sent = [*more, *_strings([params.get(name) for name in names])]
        self._secrets = [each for each in sent if len(each) >= _SHORTEST_SECRET]
        self._shortest_find = min([_PIECE, *map(len, self._secrets)])
        self._sought = 0
        self._forms = ""
        self._short: set[str] = set()
        self._beginnings: set[str] = set()
        self._runs: set[str] = set()

    def masked(self, text: str) -> str:
        """Return `text` with `***` for each secret, and for each piece of 20 characters or more."""
        shown: list[str] = []
        done = 0
        for start, end in self._spans(text):
            shown += text[done:start], MASK
            done = end
        return "".join([*shown, text[done:]]) if shown else text

    def are_in(self, text: str) -> bool:
        """Tell whether anything of `text` would be masked."""
        return bool(self._spans(text))

    def _spans(self, text: str) -> list[tuple[int, int]]:
        """Return the places to mask in order, each a start and an end, none touching another."""
        if not self._secrets or len(text) < self._shortest_find:
            return []
        self._prepare()
        plain, places = unescaped(text)
        spans = [(places[start], places[end]) for start, end in self._find(folded(plain))]
        if plain is not text:
            spans += self._find(folded(text))
        return _merged(spans)

    def _prepare(self) -> None:
        if self._forms:
            return
        sought = {form for secret in self._secrets for form in forms(secret)}
        self._short = {form for form in sought if _SHORTEST_SECRET <= len(form) < _PIECE}
        self._beginnings = {form[:_SHORTEST_SECRET] for form in self._short}
        self._forms = "\0".join(sought)  # the last, for other threads go by it

    def _find(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where secrets and pieces of them stand in a folded text."""
        yield from self._find_pieces(text)
        if self._short:
            yield from self._find_short(text)

    def _find_pieces(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where consecutive runs of secrets make a piece."""
        last = len(text) - _RUN
        end = 0  # where the first run begins that was not looked at
        for at in self._first_looks(text):
            if at < end:
                continue
            runs = self._all_runs()
            start, end = at, at + 1
            while start > 0 and text[start - 1 : start - 1 + _RUN] in runs:
                start -= 1
            while end <= last and text[end : end + _RUN] in runs:
                end += 1
            if end - 1 + _RUN - start >= _PIECE:
                yield start, end - 1 + _RUN

    def _first_looks(self, text: str) -> Iterator[int]:
        """Yield where runs of secrets begin, looking at one place in `_STEP`."""
        self._sought += len(text)
        known = self._all_runs() if self._sought > _WORTH_A_SET else self._forms
        for at in range(0, len(text) - _RUN + 1, _STEP):
            if text[at : at + _RUN] in known:
                yield at

    def _all_runs(self) -> set[str]:
        if not self._runs:
            last = len(self._forms) - _RUN
            self._runs = {self._forms[at : at + _RUN] for at in range(last + 1)}
        return self._runs

    def _find_short(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where secrets stand that are shorter than a piece and so count only whole."""
        for start in range(len(text) - _SHORTEST_SECRET + 1):
            if text[start : start + _SHORTEST_SECRET] in self._beginnings:
                for end in range(start + _SHORTEST_SECRET, min(start + _PIECE, len(text) + 1)):
                    if text[start:end] in self._short:
                        yield start, end


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            start, end = merged[-1][0], max(end, merged[-1][1])
            merged.pop()
        merged.append((start, end))
    return merged


def _strings(value: Any) -> Iterator[str]:
    """Yield the strings in a value, but for the names of members; of blobs, what they begin with.

    So much of a blob is enough to know it by, and the rest costs no time.
    """
    if isinstance(value, str):
        yield value
    elif isinstance(value, (bytes, bytearray, memoryview)):
        yield from _texts(bytes(value[:_OF_BLOB]))
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _strings(item)


def _texts(octets: bytes) -> Iterator[str]:
    """Yield what octets look like: their text, and the Base64 that is sent.

    Octets that are not text stand as Python shows them.
    """
    try:
        yield octets.decode("utf-8")
    except UnicodeDecodeError:
        yield octets.decode("latin-1")
        yield b2a_base64(octets, newline=False).decode("ascii")
