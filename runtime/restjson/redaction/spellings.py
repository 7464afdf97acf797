"""How secrets are spelled: plainly, in any case, escaped by URLs, HTML and JSON, in Base64."""

from __future__ import annotations

from array import array
from binascii import b2a_base64

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

# Each perhaps escaped by the same rules again: %2F, %252F; &quot;, &amp;quot;; \u002f, \\u002f. A
# backslash before anything else stands for nothing.
_ESCAPE = (
    r"%(?:25)*(?P<octet>[0-9a-f]{2})"
    r"|&(?:amp;)*(?:#(?P<decimal>[0-9]{1,5})|#x(?P<point>[0-9a-f]{1,5})|(?P<name>[a-z]{1,31}));"
    r"|\\+(?:u(?P<unit>[0-9a-f]{4})|x(?P<byte>[0-9a-f]{2}))?"
)

_MARKS = "%&\\"

# A URL may stand in JSON, and that in HTML.
_LAYERS = 3


def forms(secret: str) -> Iterator[str]:
    """Return what to seek, folded, in a text that is folded or unescaped and folded."""
    for each in _encodings(secret):
        yield folded(each)
        yield folded(unescaped(each)[0])
    octets = secret.encode("utf-8", "surrogatepass")
    for offset in range(3):
        yield folded(_base64(octets, offset))


def folded(text: str) -> str:
    """Return a text of the same length without cases, and with one alphabet for Base64."""
    if not text.isascii():
        text = text.replace("\u0130", "i")  # the one letter that is two in lower case
    return text.lower().replace("-", "+").replace("_", "/")


def unescaped(text: str) -> tuple[str, Sequence[int]]:
    """Return a text with the characters that its escapes stand for.

    A percent-encoded octet becomes the character of Latin-1.

    Returns:
        The characters, and for each the place in `text` where it began; one more is the end.
    """
    plain = text
    places: Sequence[int] = range(len(text) + 1)
    for _ in range(_LAYERS):
        if not any(mark in plain for mark in _MARKS):
            break
        plain, inner = _without_a_layer(plain)
        places = array("q", map(places.__getitem__, inner))
    return plain, places


def _without_a_layer(text: str) -> tuple[str, Sequence[int]]:
    import re  # is loaded with json; compiles the pattern when first needed

    plain: list[str] = []
    places = array("q")
    done = 0
    for escape in re.finditer(_ESCAPE, text, re.IGNORECASE | re.ASCII):
        start, end = escape.span()
        character = _meaning(escape)
        plain += text[done:start], character
        places.extend(range(done, start + len(character)))
        done = end
    plain.append(text[done:])
    places.extend(range(done, len(text) + 1))
    return "".join(plain), places


def _meaning(escape: re.Match[str]) -> str:
    """Return the one character that an escape stands for, or nothing."""
    kind = escape.lastgroup
    if kind is None:
        return ""
    if kind == "name":
        from html.entities import html5

        return html5.get(escape["name"] + ";", "")[:1]
    return chr(int(escape[kind], 10 if kind == "decimal" else 16))


def _encodings(secret: str) -> Iterator[str]:
    yield secret
    if not secret.isascii():
        # Headers and percent-encoding carry UTF-8, here read as Latin-1; JSON has UTF-16.
        yield secret.encode("utf-8", "surrogatepass").decode("latin-1")
        units = secret.encode("utf-16-be", "surrogatepass")
        yield "".join(
            chr(high << 8 | low) for high, low in zip(units[::2], units[1::2], strict=True)
        )
    if any(mark in secret for mark in _MARKS):
        # What looks escaped itself may be too short to be known once it is unescaped.
        import json
        from html import escape
        from urllib.parse import quote

        yield json.dumps(secret)[1:-1]
        yield escape(secret)
        yield quote(secret, safe="", errors="replace")


def _base64(octets: bytes, offset: int) -> str:
    """Return what Base64 makes of octets `offset` places behind the start of three.

    Characters at the ends that also carry bits of what stands before or behind are left out.
    """
    encoded = b2a_base64(bytes(offset) + octets, newline=False).decode("ascii")
    return encoded[-(-offset * 8 // 6) : (offset + len(octets)) * 8 // 6]
