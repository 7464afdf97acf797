"""An emitted package: its files as finished strings, an entry a file.

package      the entries
module       what a file is; parts: the names that it uses; imports: the lines that import them
operations, paginators, errors, shapes, client, init, endpoints, schemas
             a file each
validators   what a value must be; limits: how large; elements: how lists and maps are walked
codecs       serializers, parsers, and bindings: what goes into the head of a request
docstrings   the parts of a service's pages that `help()` shows
"""
