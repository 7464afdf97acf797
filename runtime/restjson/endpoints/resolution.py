"""From settings to an endpoint, by the rules that a package was emitted with."""

from __future__ import annotations

from ..errors import EndpointResolutionError
from .regions import warn_if_unlike

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ..config.settings import Settings
    from ..wire.endpoints import Endpoint
    from ..wire.service import Service

_NO_REGION = (
    "set region_name, AWS_REGION, AWS_DEFAULT_REGION or region in the profile, or endpoint_url"
)


def resolve(
    service: Service, settings: Settings, context: Mapping[str, Any] | None = None
) -> Endpoint:
    """Return where the requests of a client go.

    Args:
        service: has the rules, and says which settings they take.
        settings: the client's.
        context: what the rules know of a call besides, by their parameters.

    Raises:
        EndpointResolutionError: no endpoint follows from the settings.
    """
    if settings.region_name is not None and settings.endpoint_url is None:
        warn_if_unlike(settings.region_name, service.regions)
    known = settings.for_rules()
    given = {
        parameter: known[name] for parameter, name in service.built_ins.items() if name in known
    }
    try:
        return service.resolve(**given, **(context or {}))
    except EndpointResolutionError as error:
        # The rules' own words for a missing region tell no remedy.
        if settings.region_name or settings.endpoint_url:
            raise
        unreachable = "".join(f"; {each}" for each in settings.sources.unreachable)
        raise EndpointResolutionError(f"{error}: {_NO_REGION}{unreachable}") from None
