"""A local AWS SSO OIDC service for tests, demos and offline work.

In process::

    from ssoemulator import Emulator

    with Emulator() as idc:
        ...  # point a client at idc.url, start a device authorization
        idc.approve(user_code)

From the command line: ``python -m ssoemulator --port 8080 --auto-approve``.

Everything is kept in memory and is gone when the process ends. Any AWS SDK can be pointed here,
for example with ``AWS_ENDPOINT_URL_SSO_OIDC``.
"""

try:
    from .app import create_app
    from .server import Emulator
except ModuleNotFoundError as error:
    if error.name not in {"flask", "jsonschema", "werkzeug"}:
        raise
    raise ImportError(
        f'ssoemulator needs {error.name}, which is not installed: pip install "ssooidc[emulator]"'
    ) from error

__all__ = ["Emulator", "create_app"]
