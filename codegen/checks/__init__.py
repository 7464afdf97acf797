"""Refuse what contradicts itself, what clashes, and what cannot be emitted.

soundness    the services that can be documented, and those that can be emitted
consistency  the parts of a model, held against each other
refusals     what is said rightly, and nothing emits yet
scopes       names that two things would share in Python
wire_names   names that two things would share on the wire
pagination   what `paginators-1.json` says, held against its model

What the schemas say is each part alone; `load` has seen to that.
"""
