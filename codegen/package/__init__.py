"""An emitted package: its files as finished strings, an entry a file.

package      the entries
module       what a file is; parts: the names that it uses; imports: the lines that import them
client, async_client, operations, paginators, waiters, shapes, errors, endpoints, schemas, init
             a file each
codecs       how shapes are written as JSON and read from it; received: members from elsewhere in a
             response; payloads: members that are the whole body
bindings     what goes into the head of a request: places, of which query and headers are one each;
             labels: into the path and the host
validators   what a value must be; limits: how large; elements: how lists and maps are walked
records      arguments of emitted records; context: those that endpoint rules ask for
choices      strings with known values; variants: which arguments go together
project      what makes the folder of a package an installable project
docstrings   the parts of a service's pages that `help()` shows
"""
