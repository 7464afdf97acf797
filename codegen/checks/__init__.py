"""Refuse what contradicts itself; leave out what clashes, and what cannot be emitted.

emittable    the part of a service that can be emitted, and why the rest cannot
soundness    what of a service hangs on no contradiction
consistency  the parts of a model, held against each other
habits       what `habits-1.json` says, held against its model
refusal      something that is not emitted: an operation, or a shape with all that reach it
refusals     what is said rightly, and nothing emits yet
scopes       names that two things would share in Python
wire_names   names that two things would share on the wire
pagination   what `paginators-1.json` says, held against its model
waiting      what `waiters-2.json` says, held against its model

What the schemas say is each part alone; `load` has seen to that.
"""
