"""The version of the distribution, in a module of its own: all may import it."""

__version__ = "0.1.0"
