"""What every package has, whatever its model."""

# What every call may raise, and when; nothing is said of those that are only raised as another.
COMMON_ERRORS = {
    "Error": "",
    "ParamValidationError": "The arguments do not fit the model; nothing was sent.",
    "ConfigError": "A setting cannot be used, or one that the call needs is missing.",
    "EndpointResolutionError": "No endpoint follows from the settings.",
    "TransportError": "",
    "ConnectError": "No connection could be made.",
    "ConnectTimeoutError": "No connection was made within `connect_timeout` seconds.",
    "ReadTimeoutError": "The server was silent for `read_timeout` seconds.",
    "ConnectionClosedError": "The connection ended before the response was complete.",
    "DeadlineError": "The call's `deadline` passed.",
    "ProxyError": "The proxy could not be reached, or did not let the request through.",
    "TLSError": "The server's certificate or the TLS handshake was not acceptable.",
    "ResponseParseError": "The service sent no valid response, or one that is too large.",
    "ClientError": "The service refused for a reason that its model does not have.",
}

# Of these, the names that a package offers as its own.
PUBLIC_ERRORS = ("ClientError", "Error", "ParamValidationError")

# What waiters raise besides; a package offers it if it has any.
WAITER_ERROR = "WaiterError"

# The modules that others of the package import.
MODULES = (
    "async_client",
    "codecs",
    "endpoints",
    "errors",
    "operations",
    "paginators",
    "shapes",
    "validators",
    "waiters",
)
