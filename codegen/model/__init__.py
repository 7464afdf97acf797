"""The one typed middle. Raw JSON ends here; what comes after reads only this.

types        what a value of each kind of shape is in Python, in JSON, on pages and in R
shapes       shapes and their members; locations: where on the wire a member goes
annotations  what type checkers know of values
operations   operations, their names in Python, how they are authenticated; labels: what members
             fill in their paths and hosts
errors       modelled errors
pagination   how operations give their results page by page
habits       what clients of a service do besides
waiters      what can be waited for; expressions: where in a result a waiter looks
guide        what a service's documentation says and its model has no place for
service      a whole service, and how its shapes hang together
reader       JSON becomes these; shape_reader, waiter_reader, guide_reader: that of shapes, of
             waiters and of a guide
names        from the model's names to Python's
runtime      what every package has, whatever its model
"""
