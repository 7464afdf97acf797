"""What a person is told while a sign-in waits for them."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
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
    """

    __slots__ = (
        "expires_at",
        "flow",
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
    ) -> None:
        self.flow = flow
        self.reason = reason
        self.user_code = user_code
        self.verification_uri = verification_uri
        self.verification_uri_complete = verification_uri_complete
        self.expires_at = expires_at

    def __repr__(self) -> str:
        return f"<Prompt: {self.flow}, until {self.expires_at:%H:%M:%S} UTC>"


def print_prompt(prompt: Prompt) -> None:
    """Tell a person at the terminal, on standard error."""
    lines = ["Open this page to sign in:", "", f"  {prompt.verification_uri_complete}", ""]
    if prompt.user_code is not None:
        lines[2:3] = [f"  {prompt.verification_uri}"]
        lines += ["and enter or compare this code:", "", f"  {prompt.user_code}", ""]
        lines += ["Or open:", "", f"  {prompt.verification_uri_complete}", ""]
    print("\n".join(lines), file=sys.stderr, flush=True)
