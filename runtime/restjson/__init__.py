"""The runtime that every emitted client stands on.

It holds what is the same for every service that speaks AWS's rest-json protocol: the call
itself, the transport, errors, results and redaction. It knows no service. Modules load when
a name is first used, so importing a client costs next to nothing.
"""

TYPE_CHECKING = False

if TYPE_CHECKING:
    from .auth.credentials import Credentials as Credentials
    from .auth.signing import sign as sign
    from .client import Client as Client
    from .config.shared import ConfigSection as ConfigSection
    from .config.shared import SharedConfig as SharedConfig
    from .config.shared import read_shared_config as read_shared_config
    from .errors import ClientError as ClientError
    from .errors import ConfigError as ConfigError
    from .errors import ConnectError as ConnectError
    from .errors import ConnectionClosedError as ConnectionClosedError
    from .errors import ConnectTimeoutError as ConnectTimeoutError
    from .errors import DeadlineError as DeadlineError
    from .errors import EndpointResolutionError as EndpointResolutionError
    from .errors import Error as Error
    from .errors import ParamValidationError as ParamValidationError
    from .errors import ProxyError as ProxyError
    from .errors import ReadTimeoutError as ReadTimeoutError
    from .errors import ResponseParseError as ResponseParseError
    from .errors import TLSError as TLSError
    from .errors import TransportError as TransportError
    from .errors import WaiterError as WaiterError
    from .messages import Request as Request
    from .messages import Response as Response
    from .paging.aio import AsyncPaginator as AsyncPaginator
    from .paging.paginator import Paginator as Paginator
    from .payload import PayloadBytes as PayloadBytes
    from .payload import StreamingBody as StreamingBody
    from .result import ResponseMetadata as ResponseMetadata
    from .result import Result as Result
    from .uploads import Uploadable as Uploadable
    from .version import __version__ as __version__
    from .waiting.aio import AsyncWaiter as AsyncWaiter
    from .waiting.config import WaiterConfig as WaiterConfig
    from .waiting.waiter import Waiter as Waiter
    from .wire.endpoints import Endpoint as Endpoint
    from .wire.event_streams import EventStream as EventStream

# Raised when emitted code and runtime would misunderstand each other.
INTERFACE = 3

_MODULES = {
    "AsyncPaginator": "paging.aio",
    "AsyncWaiter": "waiting.aio",
    "Client": "client",
    "ClientError": "errors",
    "ConfigError": "errors",
    "ConnectError": "errors",
    "ConnectTimeoutError": "errors",
    "ConnectionClosedError": "errors",
    "DeadlineError": "errors",
    "ConfigSection": "config.shared",
    "Credentials": "auth.credentials",
    "Endpoint": "wire.endpoints",
    "EndpointResolutionError": "errors",
    "EventStream": "wire.event_streams",
    "Error": "errors",
    "Paginator": "paging.paginator",
    "ParamValidationError": "errors",
    "ProxyError": "errors",
    "ReadTimeoutError": "errors",
    "PayloadBytes": "payload",
    "StreamingBody": "payload",
    "Uploadable": "uploads",
    "Request": "messages",
    "Response": "messages",
    "ResponseMetadata": "result",
    "ResponseParseError": "errors",
    "Result": "result",
    "SharedConfig": "config.shared",
    "TLSError": "errors",
    "TransportError": "errors",
    "Waiter": "waiting.waiter",
    "WaiterConfig": "waiting.config",
    "WaiterError": "errors",
    "__version__": "version",
    "read_shared_config": "config.shared",
    "sign": "auth.signing",
}

__all__ = ["INTERFACE", *_MODULES, "require"]


def require(interface: int, package: str) -> None:
    """Refuse to run emitted code that was made for another runtime.

    Args:
        interface: the `INTERFACE` that the package was emitted for.
        package: the package's import name, for the message.

    Raises:
        ImportError: the package and this runtime do not belong together.
    """
    if interface != INTERFACE:
        from .version import __version__

        raise ImportError(
            f"{package} was generated for restjson interface {interface}, but the installed "
            f"restjson {__version__} has interface {INTERFACE}: install matching versions or "
            f"generate {package} again",
            name=package,
        )


if not TYPE_CHECKING:

    def __getattr__(name):
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        value = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
        globals()[name] = value
        return value

    def __dir__():
        return __all__
