"""What emitted code stands on: all that it may import, besides the public names of restjson.

service, operation, pagination, waiting
                 the records
functions        functions that are methods, too; later: modules that are loaded later;
                 members: what errors have as attributes
codecs           structures, lists and maps as JSON; kinds: their values, of which scalars,
                 timestamps, blobs and documents are one each
query, headers   what members put there; labels: into the path and the host; text: as all take it
streams          bodies that are sent in parts; checksums, tree_hash: what is said of bodies
outputs          results whose members are not all in a JSON object; places: where else;
                 payloads: members that are the whole body
events           what comes in an event stream; event_streams: going over it; frames: its messages
problems         what validators and parsers say
incoming         a response on its way; responses: what becomes of it; failures: as an exception;
                 content: what it is instead; codes: what errors mean everywhere
endpoints        where a request goes; endpoint_functions: what rules call
"""
