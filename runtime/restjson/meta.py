"""What a client says of itself, under the names that boto3 uses."""

from __future__ import annotations

from .signatures import as_written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .call.engine import Engine
    from .wire.service import Service


@as_written
class ServiceModel:
    """The names of a service.

    Args:
        service: the record of the service.
    """

    def __init__(self, service: Service) -> None:
        self._service = service

    @property
    def service_name(self) -> str:
        """The name that boto3 and configuration files have, such as ``"my-service"``."""
        return self._service.id.lower().replace(" ", "-")

    @property
    def service_id(self) -> str:
        """The name in the model, such as ``"My Service"``."""
        return self._service.id

    @property
    def signing_name(self) -> str:
        """The name in signatures."""
        return self._service.signing_name

    @property
    def operation_names(self) -> list[str]:
        """The names that `Client.call` takes, such as ``"ListThings"``."""
        return list(self._service.operations)


@as_written
class ClientMeta:
    """The service of a client, and where its requests go.

    Args:
        engine: the client's.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @property
    def service_model(self) -> ServiceModel:
        """The names of the service."""
        return ServiceModel(self._engine.service)

    @property
    def method_to_api_mapping(self) -> dict[str, str]:
        """The model's name of each operation by the name of the client's method."""
        operations = self._engine.service.operations.values()
        return {each.function: each.name for each in operations}

    @property
    def region_name(self) -> str | None:
        """The client's `region_name`."""
        return self._engine.settings.region_name

    @property
    def endpoint_url(self) -> str:
        """The client's `endpoint_url`."""
        return self._engine.endpoint.url.rstrip("/")
