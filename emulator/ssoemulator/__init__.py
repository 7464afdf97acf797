"""A local IAM Identity Center for tests, demos and offline work.

In process::

    from ssoemulator import Emulator

    with Emulator() as idc:
        ...  # point a client at idc.url, start a device authorization
        idc.approve(user_code)

It serves SSO OIDC and, for the access tokens that it issues, the access portal (SSO). The accounts
and roles there are those of ``seed``; ``idc.throttle`` has the portal refuse calls as too many.

An authorization code comes from ``idc.issue_code``, and ``idc.credentials`` is what
CreateTokenWithIAM has to be signed with. A signature is verified; a JWT that is exchanged is not,
only its form is looked at.

From the command line: ``python -m ssoemulator --port 8080 --auto-approve``.

Everything is kept in memory and is gone when the process ends. Any AWS SDK can be pointed here,
for example with ``AWS_ENDPOINT_URL_SSO_OIDC`` and ``AWS_ENDPOINT_URL_SSO``.
"""

try:
    from .app import create_app
    from .credentials import Credentials
    from .seed import SeedError
    from .server import Emulator
except ModuleNotFoundError as error:
    if error.name not in {"flask", "jsonschema", "werkzeug"}:
        raise
    raise ImportError(
        f'ssoemulator needs {error.name}, which is not installed: pip install "ssooidc[emulator]"'
    ) from error

__all__ = ["Credentials", "Emulator", "SeedError", "create_app"]
