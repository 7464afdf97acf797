"""TLS: which certificates are trusted. Verification is never off by accident."""

from __future__ import annotations

import os
import re
import ssl
import warnings
from errno import ENOENT
from importlib import import_module
from traceback import walk_tb

from ..config.file_reading import refuse_irregular
from ..errors import ConfigError

_UNVERIFIED = (
    "verify=False: certificates are not verified, so anyone on the way can read and change what "
    "is sent; give a CA file instead"
)

# How OpenSSL names a certificate in a folder: by its subject's hash, so that it can be found.
_HASHED_NAME = re.compile(r"[0-9a-f]{8}\.[0-9]+")


def make_context(verify: object, ca_bundle: str | None) -> ssl.SSLContext:
    """Return the context for connections.

    Args:
        verify: None goes by the settings; True by the system's store whatever they say; False
            turns verification off, with a warning; a path is a CA file or a hashed folder; an
            `ssl.SSLContext` is taken as it is.
        ca_bundle: the CA file or folder that the settings name.

    Raises:
        ConfigError: a path cannot be read or holds no certificate.
    """
    if isinstance(verify, ssl.SSLContext):
        return verify
    if isinstance(verify, (str, os.PathLike)):
        return _with_authorities(os.path.expanduser(os.fspath(verify)), "verify")
    if verify is None and ca_bundle is not None:
        return _with_authorities(ca_bundle, "the CA bundle of the settings")
    context = _new_context()
    if verify is False:
        warnings.warn(_UNVERIFIED, stacklevel=2)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    else:
        _load_system_store(context)
    return context


def close_unfinished(error: OSError) -> None:
    """Close the socket of a peer that was gone before the handshake: before 3.13, Python does not.

    Args:
        error: what making the TLS socket failed with. Nobody else has the socket: it is found
            where it was being made.
    """
    for frame, _ in walk_tb(error.__traceback__):
        unfinished = frame.f_locals.get("self")
        if isinstance(unfinished, ssl.SSLSocket):
            unfinished.close()


def require_close_notify(sock: object) -> None:
    """Let a TLS connection that ends without close_notify fail: anyone on the way can end it so.

    By default Python, and urllib3 where TLS runs in TLS, take that for the end of what was sent
    (RFC 8446 section 6.1).

    Args:
        sock: a connected socket of any kind; a plain one stays as it is.
    """
    if hasattr(sock, "suppress_ragged_eofs"):
        sock.suppress_ragged_eofs = False


def _new_context() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _with_authorities(path: str, name: str) -> ssl.SSLContext:
    context = _new_context()
    # What is named is trusted, also an intermediate authority without the root above it.
    context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    try:
        if os.path.isdir(path):
            _load_folder(context, path)
        else:
            refuse_irregular(path, os.stat(path).st_mode)  # OpenSSL would wait for a pipe
            context.load_verify_locations(cafile=path)
    except ConfigError as error:
        raise ConfigError(f"{name}: {error}") from None
    except (OSError, ValueError) as error:
        raise ConfigError(
            f"{name}: {path}: {_reason(error)}: expected a CA file or a hashed folder of them"
        ) from error
    return context


def _reason(error: Exception) -> str:
    # An error of OpenSSL's names its source file, and no reason that a reader could use.
    if isinstance(error, OSError) and not isinstance(error, ssl.SSLError) and error.strerror:
        return error.strerror
    return "no certificate can be read from it"


def _load_folder(context: ssl.SSLContext, path: str) -> None:
    # OpenSSL looks into a folder when a server must be verified, and takes any.
    if not _has_certificates(path):
        raise FileNotFoundError(ENOENT, "no hashed certificates (see openssl rehash)", path)
    context.load_verify_locations(capath=path)


def _load_system_store(context: ssl.SSLContext) -> None:
    """Trust what the system trusts; where it has no store, what certifi has."""
    context.load_default_certs(ssl.Purpose.SERVER_AUTH)
    folder = ssl.get_default_verify_paths().capath
    if context.cert_store_stats()["x509_ca"] or (folder and _has_certificates(folder)):
        return
    try:
        certifi = import_module("certifi")
    except ImportError:
        return  # every handshake will say that nobody vouches for the server
    context.load_verify_locations(cafile=certifi.where())


def _has_certificates(folder: str) -> bool:
    return any(_HASHED_NAME.fullmatch(name) for name in os.listdir(folder))
