"""An environment without settings: what is configured where the tests run must not count."""

import os
from pathlib import Path

import pytest

# Not AWS's, but read as such, or by what carries the requests.
_OTHERS = ("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR")


def clear(environment: pytest.MonkeyPatch, home: Path) -> None:
    """Take away every setting; an empty folder is the home."""
    for name in list(os.environ):
        upper = name.upper()
        if upper.startswith("AWS_") or upper.endswith("_PROXY") or upper in _OTHERS:
            environment.delenv(name)
    environment.setenv("HOME", str(home))
    environment.setenv("USERPROFILE", str(home))  # what Windows calls it
