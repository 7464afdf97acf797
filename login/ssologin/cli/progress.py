"""What a person sees at the terminal while a sign-in waits for them."""

from __future__ import annotations

import os
import sys
import threading
import time

from .options import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType

    from ..prompt import Prompt
    from ..session import Session

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
        self._done = threading.Event()
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._done.set()
        if self._thread is not None:
            self._thread.join()

    def show(self, prompt: Prompt) -> None:
        """Say what to do; addresses have lines of their own."""
        name = self._session.name or self._session.start_url
        flow = f"{prompt.flow}: {prompt.reason}"
        lines = [f"Signing in to {name} in {self._session.region} ({flow})."]
        lines += ["If no browser opens, open this page:", "", prompt.verification_uri_complete, ""]
        if prompt.user_code is not None:
            lines += ["and compare the code, or enter it at", "", prompt.verification_uri, ""]
            lines += [f"Code: {self._bold(plain(prompt.user_code))}"]
        print("\n".join(map(self._safe, lines)), file=sys.stderr, flush=True)
        if self._is_terminal:
            ends = prompt.expires_at.timestamp()
            self._thread = threading.Thread(target=self._count_down, args=(ends,), daemon=True)
            self._thread.start()

    def _count_down(self, ends: float) -> None:
        while not self._done.is_set():
            minutes, seconds = divmod(max(0, int(ends - time.time())), 60)
            text = f"{_CLEAR}Waiting for you, {minutes}:{seconds:02} left"
            print(text, end="", file=sys.stderr, flush=True)
            self._done.wait(_TICK)
        print(_CLEAR, end="", file=sys.stderr, flush=True)

    def _bold(self, text: str) -> str:
        return f"{_BOLD}{text}{_PLAIN}" if self._is_terminal and _wants_color() else text

    def _safe(self, line: str) -> str:
        return line if _BOLD in line else plain(line)


def _wants_color() -> bool:
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
