"""Which way to sign in, and why."""

from __future__ import annotations

import os
import sys

from .errors import ConfigError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import NamedTuple

    class Choice(NamedTuple):
        """A flow, the reason for it in a few words, and whether nobody asked for it."""

        flow: str
        reason: str
        is_automatic: bool = False
else:
    from collections import namedtuple

    Choice = namedtuple("Choice", ("flow", "reason", "is_automatic"), defaults=(False,))

AUTO, DEVICE, PKCE = "auto", "device", "pkce"
FLOWS = (AUTO, PKCE, DEVICE)
VARIABLE = "SSOLOGIN_FLOW"

_SSH = ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")
_CONTAINERS = ("container", "KUBERNETES_SERVICE_HOST", "REMOTE_CONTAINERS", "CODESPACES")
_CONTAINER_FILES = ("/.dockerenv", "/run/.containerenv")
_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")


def choose_flow(
    flow: str = AUTO,
    configured: str | None = None,
    environ: Mapping[str, str] | None = None,
    port: int = 0,
) -> Choice:
    """Return the flow to sign in with.

    What was chosen by itself gives way to a device code where no browser can be opened or come
    back.

    Args:
        flow: what the caller asks for: ``"pkce"``, ``"device"``, or ``"auto"``, which leaves it to
            the variable ``SSOLOGIN_FLOW``, to the config file, and to where this runs.
        configured: what the config file says.
        environ: the environment; by default the process's own.
        port: the port that the browser is to come back to. Who gives one means ``"pkce"``.

    Raises:
        ConfigError: one of them is not a flow.
    """
    variables = os.environ if environ is None else environ
    asked = (
        (flow, "flow"),
        (PKCE if port else None, "port"),
        (variables.get(VARIABLE), VARIABLE),
        (configured, "ssologin_flow"),
    )
    for value, origin in asked:
        if value and value not in FLOWS:
            raise ConfigError(f"{origin}: expected one of {', '.join(FLOWS)}")
        if value and value != AUTO:
            return Choice(value, f"{origin} says so")
    obstacle = no_browser(variables)
    if obstacle is not None:
        return Choice(DEVICE, obstacle, is_automatic=True)
    return Choice(PKCE, "a browser can be opened here", is_automatic=True)


def no_browser(environ: Mapping[str, str] | None = None) -> str | None:
    """Return why no browser of the person can come back to this machine, None if it can."""
    variables = os.environ if environ is None else environ
    if _any_set(variables, _SSH):
        return "this is an SSH session"
    if _any_set(variables, ("CI",)):
        return "this is a CI job"
    if _any_set(variables, _CONTAINERS) or any(map(os.path.exists, _CONTAINER_FILES)):
        return "this is a container"
    if variables.get("WSL_DISTRO_NAME"):
        return "this is WSL"
    if sys.platform.startswith("linux") and not _any_set(variables, _DISPLAYS):
        return "there is no display"
    return None


def _any_set(variables: Mapping[str, str], names: tuple[str, ...]) -> bool:
    return any(variables.get(name) for name in names)
