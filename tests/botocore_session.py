"""Sessions of botocore's that read its large files once."""

from __future__ import annotations

import functools

import botocore.loaders
import botocore.session


@functools.cache
def _loader() -> botocore.loaders.Loader:
    return botocore.loaders.create_loader()


def botocore_session(profile: str | None = None) -> botocore.session.Session:
    """A session that shares only what is read from botocore's own files.

    Args:
        profile: the name of its profile.
    """
    session = botocore.session.Session(profile=profile)
    session.register_component("data_loader", _loader())
    return session
