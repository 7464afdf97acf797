"""The models that CI takes: together, they have every trait that any model has.

`test_sample.py` holds that. The whole, of every model, is `make all-services`.
"""

from __future__ import annotations

SAMPLE = {
    "account-access-runtime",  # bearer tokens alone
    "amp",  # maps of lists in queries
    "appconfig",  # booleans in headers
    "bedrock-agentcore",  # a document as a body
    "bedrock-runtime",  # event streams, bearer tokens beside signatures
    "cloudfront-keyvaluestore",  # context parameters
    "connect",  # the most operations
    "connectcases",  # sparse maps
    "dataexchange",  # prefix headers, maps in queries, text as bodies
    "drs",  # errors with headers
    "geo-maps",  # floats in queries
    "lambda",  # many waiters, streams both ways
    "lex-runtime",  # JSON in headers
    "mediaconvert",  # the largest structures
    "mediastore-data",  # HEAD
    "medical-imaging",  # a union as a body
    "neptune-graph",  # labels in host names
    "omics",  # a blob that requires its length
    "polly",  # lists in headers
    "qbusiness",  # timestamps in queries
    "savingsplans",  # a global endpoint
    "signin",  # structures as bodies of responses
    "sustainability",  # two kinds of signature
    "wickr",  # seconds since the epoch in queries
}
