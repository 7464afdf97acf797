"""What a person sees at the terminal while a sign-in waits for them."""

from __future__ import annotations

import os
import sys
import threading
import time

from ..text import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType

    from ..prompt import Prompt
    from ..session import Session
    from .pasting import Pasting

_TICK = 1.0
_BOLD, _PLAIN, _CLEAR = "\x1b[1m", "\x1b[0m", "\r\x1b[K"


class Progress:
    """Says on standard error what to do, and counts the time down if that is a terminal.

    Args:
        session: what is signed in to.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._is_terminal = sys.stderr.isatty()
        self._countdown: _Countdown | None = None
        self._pasting: Pasting | None = None

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop()

    def show(self, prompt: Prompt) -> None:
        """Say what to do; addresses have lines of their own."""
        from .pasting import Pasting, can_paste

        self._stop()  # what another flow has shown
        is_pasting = self._is_terminal and prompt.flow == "pkce" and can_paste()
        lines = [*self._instructions(prompt), *(_PASTE if is_pasting else ())]
        print("\n".join(map(self._safe, lines)), file=sys.stderr, flush=True)
        if is_pasting:
            self._pasting = Pasting(lambda address: self._paste(prompt, address))
        if self._is_terminal:
            self._countdown = _Countdown(prompt.expires_at.timestamp())

    def _instructions(self, prompt: Prompt) -> list[str]:
        name = self._session.name or self._session.start_url
        flow = f"{prompt.flow}: {prompt.reason}"
        what = "If no browser opens, open this page:" if prompt.opens_browser else "Open this page:"
        lines = [f"Signing in to {name} in {self._session.region} ({flow}).", what]
        lines += ["", prompt.verification_uri_complete, ""]
        if prompt.user_code is not None:
            lines += ["and compare the code, or enter it at", "", prompt.verification_uri, ""]
            lines += [f"Code: {self._bold(plain(prompt.user_code))}"]
        return lines

    def _paste(self, prompt: Prompt, address: str) -> None:
        if not prompt.paste(address):
            clear = _CLEAR if self._is_terminal else ""
            print(f"{clear}That is not an address of this sign-in.", file=sys.stderr, flush=True)

    def _stop(self) -> None:
        if self._countdown is not None:
            self._countdown.stop()
        if self._pasting is not None:
            self._pasting.stop()
        self._countdown = self._pasting = None

    def _bold(self, text: str) -> str:
        return f"{_BOLD}{text}{_PLAIN}" if self._is_terminal and _wants_color() else text

    def _safe(self, line: str) -> str:
        return line if _BOLD in line else plain(line)


_PASTE = (
    "If the browser cannot come back to this machine, paste here the address at which it ended,",
    "and press Enter. It is not shown.",
    "",
)


class _Countdown:
    """The last line of the terminal: how much time is left."""

    def __init__(self, ends: float) -> None:
        self._ends = ends
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Clear the line."""
        self._done.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._done.is_set():
            minutes, seconds = divmod(max(0, int(self._ends - time.time())), 60)
            text = f"{_CLEAR}Waiting for you, {minutes}:{seconds:02} left"
            print(text, end="", file=sys.stderr, flush=True)
            self._done.wait(_TICK)
        print(_CLEAR, end="", file=sys.stderr, flush=True)


def _wants_color() -> bool:
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
