"""Failures that a test has planned for the requests to come."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Literal, get_args

# What can go wrong; ``Control.fail_next`` says how each looks to a client.
Kind = Literal["error", "html", "not-json", "truncate", "lose", "close", "reset", "hang"]
KINDS: tuple[str, ...] = get_args(Kind)

OPERATIONS = {
    "sso-oidc": ("CreateToken", "CreateTokenWithIAM", "RegisterClient", "StartDeviceAuthorization"),
    "sso": ("GetRoleCredentials", "ListAccountRoles", "ListAccounts", "Logout"),
}

_STATUSES = range(400, 600)


@dataclass(frozen=True)
class Fault:
    """How a request fails.

    Attributes:
        kind: one of ``KINDS``.
        status: the HTTP status, 400 to 599, of an ``error`` or an ``html``.
        code: of an ``error`` its class, such as ``SlowDownException``; any name will do.
        operations: which operations fail so; None is all.

    Raises:
        ValueError: on creation, when something of this is not valid. All problems are listed.
    """

    kind: Kind = "error"
    status: int | None = None
    code: str | None = None
    operations: frozenset[str] | None = None

    def __post_init__(self) -> None:
        problems = []
        if self.kind not in KINDS:
            problems.append(f"kind: is not one of {', '.join(KINDS)}")
        elif self.code is not None and self.kind != "error":
            problems.append("code: goes with the kind error alone")
        elif self.status is not None and self.kind not in {"error", "html"}:
            problems.append("status: goes with the kinds error and html alone")
        if self.status is not None and not (type(self.status) is int and self.status in _STATUSES):
            problems.append("status: is not a number from 400 to 599")
        if self.code is not None and not (self.code.isascii() and self.code.isidentifier()):
            problems.append("code: is not the name of an error")
        known = {name for names in OPERATIONS.values() for name in names}
        if self.operations is not None and not self.operations <= known:
            problems.append(f"operation: is not one of {', '.join(sorted(known))}")
        if problems:
            raise ValueError("; ".join(problems))

    def concerns(self, operation: str) -> bool:
        """Tell whether a request for an operation fails so."""
        return self.operations is None or operation in self.operations


class Faults:
    """The failures that are planned, in the order in which they are to come."""

    def __init__(self) -> None:
        self._planned: deque[tuple[Fault, int]] = deque()

    def plan(self, fault: Fault, count: int) -> None:
        """Let the next requests fail that the fault concerns.

        Args:
            fault: how.
            count: how many. It takes the place of what is left of the same fault, so 0 ends it.

        Raises:
            ValueError: the count is negative, or not a whole number.
        """
        if type(count) is not int or count < 0:
            raise ValueError("count: is not a whole number of 0 or more")
        self._planned = deque(each for each in self._planned if each[0] != fault)
        if count:
            self._planned.append((fault, count))

    def take(self, operation: str) -> Fault | None:
        """Take the failure that is planned for a request of an operation; None if none is."""
        for index, (fault, left) in enumerate(self._planned):
            if fault.concerns(operation):
                if left > 1:
                    self._planned[index] = fault, left - 1
                else:
                    del self._planned[index]
                return fault
        return None
