"""The characters that a page may hold.

A model is untrusted and JSON can write what no page can: control characters, half a surrogate
pair, which is not UTF-8, and marks that turn the direction of the text around them.
"""

from __future__ import annotations

import re
from urllib.parse import quote

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls other than tab and line ends
    "\u202a-\u202e\u2066-\u2069"  # direction overrides and isolates
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"  # surrogates, noncharacters, byte order
)
# RFC 3986 section 2: these stand in no address. R hands them to HTML as they are.
_NOT_IN_ADDRESSES = re.compile(r"""[\s"<>\\^`{|}]""")
_LINE_END = re.compile("\r\n|[\r\u2028\u2029]")


def fit(text: str) -> str:
    """Return the text with one kind of line end and U+FFFD for what no page can hold."""
    return _UNFIT.sub(_REPLACEMENT, _LINE_END.sub("\n", text))


def fit_address(href: str) -> str:
    """Return an address with percent signs for what may not stand in one."""
    return _NOT_IN_ADDRESSES.sub(lambda match: quote(match.group()), fit(href))
