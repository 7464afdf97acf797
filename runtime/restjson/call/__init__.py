"""A call, from the input of an operation to its result."""
