"""The dialect of generated/docs: Python, with all that a model and its guide know."""
