"""The services whose clients are compared with botocore's."""

from dataclasses import dataclass
from types import ModuleType

import pytest

import ssooidc
import ssoportal
from tests.generated.model import Model


@dataclass(frozen=True)
class Service:
    """A service and its two clients.

    Attributes:
        package: what codegen emits for it.
        name: what botocore calls it, and the folder of its model.
        model: what the package was generated from.
    """

    package: ModuleType
    name: str
    model: Model


OIDC = Service(ssooidc, "sso-oidc", Model("sso-oidc"))
PORTAL = Service(ssoportal, "sso", Model("sso"))

SERVICES = (OIDC, PORTAL)

EACH_SERVICE = [pytest.param(service, id=service.name) for service in SERVICES]
EACH_OPERATION = [
    pytest.param(service, operation, id=operation)
    for service in SERVICES
    for operation in service.model.operations
]
