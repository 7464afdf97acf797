"""Prose: a model's documentation and its guide, as one tree that is not a format yet.

document    the tree: pages, sections, blocks and what stands in them
markup      the HTML of models becomes blocks; blocks: items become lists; addresses: links
structures  which structures are documented where they stand, and which by themselves
limits      what a model allows of a value's size, in words
allowed     which values a text says that a member may have
guide       what a guide says wrongly
examples    what examples show wrongly
"""
