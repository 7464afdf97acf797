"""The version of the distribution that the runtime is part of."""

__version__ = "0.1.0"
