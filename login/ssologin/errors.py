"""What signing in raises: one root, and a class for each thing that a program may want to do.

    Error
    |- ConfigError           the session or profile cannot be used
    |- SignInRequired        nothing but a new sign-in helps
    |  |- NotSignedIn        there is no token
    |  |- SessionEnded       the session ended or was revoked
    |  |- RegistrationExpired   the client's registration ended, and with it the refresh token
    |  |- NotRefreshable     the token ended and came without a refresh token
    |- NetworkUnavailable    the service could not be reached, or failed
    |- WrongRegion           the session is configured for another region
    |- AccessDenied          the person or the service refused
    |- LoginTimedOut         nobody decided in time
    |- LoginCancelled        the caller gave up
    |- PortInUse             the port for the browser's return is taken
    |- BrowserUnavailable    no browser of this machine can sign in
    |- CacheError            the cache cannot be used, or is locked by others for too long

None shows a token, code or secret. The modules of `restjson` raise no more than their own errors,
which are chained as the cause.
"""

from __future__ import annotations


class Error(Exception):
    """The root of what this package raises.

    Args:
        message: what happened and what to do.
        command: the command that helps, None if no command does.
    """

    def __init__(self, message: str, command: str | None = None) -> None:
        self.message = message
        self.command = command
        super().__init__(message, command)

    def __str__(self) -> str:
        return f"{self.message}; run: {self.command}" if self.command else self.message


class ConfigError(Error):
    """The session or the profile cannot be used; the message has file and line."""


class SignInRequired(Error):
    """Nothing but a new sign-in helps."""


class NotSignedIn(SignInRequired):
    """There is no token for the session."""


class SessionEnded(SignInRequired):
    """The session ended, or was revoked: the service took neither token."""


class RegistrationExpired(SignInRequired):
    """The client's registration ended, so that the refresh token is of no use any more."""


class NotRefreshable(SignInRequired):
    """The token ended, and the scopes of the sign-in gave no refresh token."""


class NetworkUnavailable(Error):
    """The service could not be reached, or failed; a later attempt may work."""


class WrongRegion(Error):
    """The service refused the session as one of another region."""


class AccessDenied(Error):
    """The person refused the sign-in, or may not use the account or role."""


class LoginTimedOut(Error):
    """The sign-in was not completed in time."""


class LoginCancelled(Error):
    """The caller gave the sign-in up."""


class PortInUse(Error):
    """The port to which the browser is to return is taken by another program."""


class BrowserUnavailable(Error):
    """No browser of this machine can sign in: none can be opened, or come back."""


class CacheError(Error):
    """The cache cannot be used."""
