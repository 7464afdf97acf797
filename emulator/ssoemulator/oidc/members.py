"""Which members a grant needs, which no schema says."""

from collections.abc import Mapping
from typing import Any

from .errors import InvalidRequestException


def require_members(request: Mapping[str, Any], *names: str) -> None:
    """Hold a request to the members that its grant type needs.

    Raises:
        InvalidRequestException: some are missing. The description names each of them.
    """
    missing = [name for name in names if name not in request]
    if missing:
        raise InvalidRequestException(
            "; ".join(f"{name}: is required for this grant type" for name in missing)
        )
