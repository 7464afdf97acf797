"""What to say where a package of an extra is not installed."""

from __future__ import annotations


def missing(error: ModuleNotFoundError, extra: str) -> ImportError:
    """Return an error that says which extra to install."""
    return ImportError(
        f'{error.name} is not installed: pip install "ssooidc[{extra}]"', name=error.name
    )
