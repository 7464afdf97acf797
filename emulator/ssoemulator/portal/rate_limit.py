"""How many calls the portal serves in a second."""

from ..state.store import Store
from .errors import TooManyRequestsException


def hold_to_limit(store: Store) -> None:
    """Count a call that is served.

    Raises:
        TooManyRequestsException: there were as many in this second as the portal serves.
    """
    limit, second = store.switches.portal_rate_limit, int(store.clock())
    if second not in store.portal_calls:
        store.portal_calls.clear()
    if limit is not None and store.portal_calls[second] >= limit:
        raise TooManyRequestsException
    store.portal_calls[second] += 1
