"""What a person is told while a sign-in waits for them."""

from __future__ import annotations

import sys

from .text import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime


class Prompt:
    """What a person needs to sign in.

    Attributes:
        flow: ``"device"`` or ``"pkce"``.
        reason: why this flow was chosen.
        user_code: what to compare with the page, or to type there; None with PKCE.
        verification_uri: the page to open, as the service gave it.
        verification_uri_complete: the same with the code in it; with PKCE the same as it.
        expires_at: when it is too late, in UTC.
        opens_browser: whether a browser is opened there by itself.
    """

    __slots__ = (
        "_take",
        "expires_at",
        "flow",
        "opens_browser",
        "reason",
        "user_code",
        "verification_uri",
        "verification_uri_complete",
    )

    def __init__(
        self,
        flow: str,
        reason: str,
        user_code: str | None,
        verification_uri: str,
        verification_uri_complete: str,
        expires_at: datetime,
        opens_browser: bool = False,
        take: Callable[[str], bool] | None = None,
    ) -> None:
        self.flow = flow
        self.reason = reason
        self.user_code = user_code
        self.verification_uri = verification_uri
        self.verification_uri_complete = verification_uri_complete
        self.expires_at = expires_at
        self.opens_browser = opens_browser
        self._take = take

    def __repr__(self) -> str:
        return f"<Prompt: {self.flow}, until {self.expires_at:%H:%M:%S} UTC>"

    def paste(self, address: str) -> bool:
        """Take the address at which the browser ended, where it could not reach this machine.

        With PKCE, a browser elsewhere is sent to ``http://127.0.0.1:...`` too, and shows that
        address although it finds nothing there. May be called from any thread.

        Args:
            address: the whole address: the code alone does not say that it is of this sign-in.

        Returns:
            Whether it ends this sign-in. With a device code nothing does.
        """
        return self._take is not None and self._take(address)


def print_prompt(prompt: Prompt) -> None:
    """Tell a person at the terminal, on standard error."""
    lines = [f"Signing in ({prompt.flow}: {prompt.reason})."]
    lines += ["Open this page to sign in:", "", f"  {prompt.verification_uri_complete}", ""]
    if prompt.user_code is not None:
        lines[3:4] = [f"  {prompt.verification_uri}"]
        lines += ["and enter or compare this code:", "", f"  {prompt.user_code}", ""]
        lines += ["Or open:", "", f"  {prompt.verification_uri_complete}", ""]
    print("\n".join(map(plain, lines)), file=sys.stderr, flush=True)
