"""A local IAM Identity Center for tests, demos and offline work.

In process::

    from ssoemulator import Emulator

    with Emulator() as idc:
        ...  # point a client at idc.url, start a device authorization
        idc.approve(user_code)

It serves SSO OIDC and, for the access tokens that it issues, the access portal (SSO). The users,
accounts and roles are those of ``seed``. ``idc.url`` opens a page that shows what goes on, and
the pages on which people allow or deny are where the real service has them.

Tests move its time (``advance``), let requests fail (``fail_next``), end sessions (``revoke``) and
see what was asked (``requests``); from other languages under ``/_emulator``. With pytest, the
fixtures ``sso_emulator`` and ``sso_emulator_session`` are there once it is installed.

A signature of CreateTokenWithIAM is verified, with ``idc.credentials``; a JWT that is exchanged is
not, only its form is looked at.

From the command line: ``python -m ssoemulator --port 8080 --auto-approve``.

Everything is kept in memory and is gone when the process ends. Any AWS SDK can be pointed here,
for example with ``AWS_ENDPOINT_URL_SSO_OIDC`` and ``AWS_ENDPOINT_URL_SSO``.
"""

from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .emulator import Emulator as Emulator
    from .pending import Pending as Pending
    from .seed import SeedError as SeedError
    from .state.credentials import Credentials as Credentials
    from .state.journal import SeenRequest as SeenRequest
    from .state.switches import Switches as Switches
    from .web.app import create_app as create_app

__all__ = [
    "Credentials",
    "Emulator",
    "Pending",
    "SeedError",
    "SeenRequest",
    "Switches",
    "create_app",
]

_MODULES = {
    "Credentials": ".state.credentials",
    "Emulator": ".emulator",
    "Pending": ".pending",
    "SeedError": ".seed",
    "SeenRequest": ".state.journal",
    "Switches": ".state.switches",
    "create_app": ".web.app",
}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        # The pytest plugin is imported in each run of pytest, so nothing is loaded until used.
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        try:
            return getattr(import_module(_MODULES[name], __name__), name)
        except ModuleNotFoundError as error:
            if error.name not in {"flask", "jsonschema", "werkzeug"}:
                raise
            raise ImportError(
                f"ssoemulator needs {error.name}, which is not installed: "
                'pip install "ssooidc[emulator]"'
            ) from error


def __dir__() -> list[str]:
    return __all__
