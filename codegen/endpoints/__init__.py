"""Endpoint rules: from a rule set and AWS's partitions to plain Python.

rule_set     the whole way, from JSON to the module
parameters   what `resolve` takes
compiler     rules become statements
expressions  literals, templates, references and calls become Python
functions    the standard functions; attributes: what `getAttr` reads
partitions   the records that `aws.partition` gives
emission     statements become functions; layout: lines as ruff breaks them
module       what is emitted, as its template takes it
outcomes     what simple rules come to, for pages
"""
