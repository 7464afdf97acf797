"""Error codes that mean the same with every service, as AWS's SDKs have them."""

from __future__ import annotations

TRANSIENT_CODES = frozenset(
    {"PriorRequestNotComplete", "RequestTimeout", "RequestTimeoutException"}
)

THROTTLING_CODES = frozenset(
    {
        "BandwidthLimitExceeded",
        "EC2ThrottledException",
        "LimitExceededException",
        "PriorRequestNotComplete",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "RequestThrottled",
        "RequestThrottledException",
        "SlowDown",
        "ThrottledException",
        "Throttling",
        "ThrottlingException",
        "TooManyRequestsException",
        "TransactionInProgressException",
    }
)

# The time of a signature is wrong. The first always mean that; the others may.
WRONG_TIME_CODES = frozenset({"RequestExpired", "RequestInTheFuture", "RequestTimeTooSkewed"})
WRONG_SIGNATURE_CODES = frozenset(
    {"AuthFailure", "InvalidSignatureException", "SignatureDoesNotMatch"}
)

# Nobody's secret, even where one happens to be the same.
KNOWN_CODES = TRANSIENT_CODES | THROTTLING_CODES | WRONG_TIME_CODES | WRONG_SIGNATURE_CODES
