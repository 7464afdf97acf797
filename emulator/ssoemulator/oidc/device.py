"""The device authorization grant (RFC 8628): start, let the user decide, poll."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from ..state.identifiers import new_device_code, new_user_code, typed_user_code
from ..state.records import Authorization, Status
from ..state.sessions import Grant
from ..state.store import Store
from .errors import (
    AccessDeniedException,
    AuthorizationPendingException,
    ExpiredTokenException,
    InvalidGrantException,
    InvalidRequestException,
    SlowDownException,
)
from .members import require_members
from .registration import DEVICE_CODE, authenticate, require_grant_type

# Observed, both in seconds.
_LIFETIME = 600
_INTERVAL = 1

# RFC 8628 section 3.5: after a slow_down the interval is longer by 5 seconds, for good.
_SLOW_DOWN = 5

# A client sleeps by one clock and is measured by another, which may be slewed (seconds).
_CLOCK_TOLERANCE = 0.05


def start_device_authorization(
    store: Store, request: Mapping[str, Any], *, address: str
) -> dict[str, Any]:
    """Start a device authorization.

    Args:
        store: where the authorization is kept.
        request: a valid StartDeviceAuthorizationRequest.
        address: the emulator's own URL, without a slash at the end. The page for the user is here,
            and not at the start URL, because no real portal knows the code.

    Returns:
        A StartDeviceAuthorizationResponse. The user code is in the fragment of the complete
        address, as the real service has it.

    Raises:
        InvalidClientException: see ``authenticate``.
        InvalidRequestException: the start URL is not an HTTP address.
        UnauthorizedClientException: the client is not registered for device codes.
    """
    registration = authenticate(store, request)
    require_grant_type(registration, DEVICE_CODE)
    if not _is_http_url(request["startUrl"]):
        raise InvalidRequestException
    now, device_code = store.clock(), new_device_code()
    authorization = Authorization(
        client=registration,
        user_code=new_user_code(),
        page=f"{address}/start/#/device",
        expires_at=now + _LIFETIME,
        interval=_INTERVAL,
    )
    store.authorizations.add(device_code, authorization, now)
    typed = typed_user_code(authorization.user_code)
    store.authorizations_by_user_code.add(typed, authorization, now)
    if store.switches.auto_approve:
        approve(store, authorization.user_code, user=store.automatic_user())
    return {
        "deviceCode": device_code,
        "expiresIn": _LIFETIME,
        "interval": _INTERVAL,
        "userCode": authorization.user_code,
        "verificationUri": authorization.page,
        "verificationUriComplete": authorization.link,
    }


def approve(store: Store, user_code: str, *, user: str | None) -> None:
    """Approve an authorization, as a user does who signs in and allows it.

    Args:
        store: where the authorization is kept.
        user_code: what the user reads off the device.
        user: the user's name; None is the first user.

    Raises:
        ValueError: no authorization that awaits a decision has this user code, or the seed lists
            its users and this is not one of them.
    """
    authorization = _undecided(store, user_code)
    authorization.grant = Grant(store.begin_session(user), authorization.client.scopes)
    authorization.status = Status.APPROVED


def deny(store: Store, user_code: str) -> None:
    """Refuse an authorization, as a user does who presses the other button.

    Raises:
        ValueError: no authorization that awaits a decision has this user code.
    """
    _undecided(store, user_code).status = Status.DENIED


def redeem_device_code(store: Store, client_id: str, request: Mapping[str, Any]) -> Grant:
    """Use up a device code.

    Returns:
        What the approval gave.

    Raises:
        AccessDeniedException: the user refused, and the emulator tells.
        AuthorizationPendingException: the user has not decided yet.
        ExpiredTokenException: the device code has expired.
        InvalidGrantException: the code is unknown, used already, or another client's.
        InvalidRequestException: there is no device code.
        SlowDownException: the last poll was less than the interval ago. This is a variant of
            pending (RFC 8628 section 3.5), so a decision is told at once, however fast the poll.
    """
    require_members(request, "deviceCode")
    authorization = store.authorizations.get(request["deviceCode"])
    if authorization is None or authorization.client.client_id != client_id:
        raise InvalidGrantException
    if authorization.status is Status.REDEEMED:
        raise InvalidGrantException
    if store.clock() >= authorization.expires_at:
        raise ExpiredTokenException
    if authorization.status is Status.DENIED and not store.switches.pending_after_denial:
        raise AccessDeniedException
    if authorization.grant is None:
        raise _still_pending(authorization, store.clock())
    authorization.status = Status.REDEEMED
    return authorization.grant


def _still_pending(
    authorization: Authorization, now: float
) -> AuthorizationPendingException | SlowDownException:
    last, authorization.polled_at = authorization.polled_at, now
    if last is None or now - last >= authorization.interval - _CLOCK_TOLERANCE:
        return AuthorizationPendingException()
    authorization.interval += _SLOW_DOWN
    return SlowDownException()


def find(store: Store, user_code: str) -> Authorization | None:
    """Find the authorization whose user code a person types, whatever has become of it."""
    return store.authorizations_by_user_code.get(typed_user_code(user_code))


def _undecided(store: Store, user_code: str) -> Authorization:
    authorization = find(store, user_code)
    if authorization is None:
        raise ValueError("no device authorization has this user code")
    if authorization.status is not Status.PENDING:
        raise ValueError("this user code has been used: it was approved or denied before")
    if store.clock() >= authorization.expires_at:
        raise ValueError(f"this user code has expired: it was good for {_LIFETIME} seconds")
    return authorization


def _is_http_url(text: str) -> bool:
    try:
        url = urlsplit(text)
    except ValueError:
        return False
    return url.scheme in {"http", "https"} and bool(url.hostname)
