"""The environment variable that says where tokens are kept."""

VARIABLE = "SSOLOGIN_CACHE"
