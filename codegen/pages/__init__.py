"""Pages of documentation: trees for the operations of a service and for the service itself.

A dialect is the language that a page speaks; each has a folder here, and a `book` in it. `names`
is what they share.
"""
