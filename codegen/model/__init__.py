"""The one typed middle. Raw JSON ends here; what comes after reads only this.

types        what a value of each kind of shape is in Python, in JSON, on pages and in R
shapes       shapes, their members, and where on the wire a member goes
operations   operations, their names in Python, and how they are authenticated
errors       modelled errors
pagination   how operations give their results page by page
habits       what clients of a service do besides
guide        what a service's documentation says and its model has no place for
service      a whole service, and how its shapes hang together
reader       JSON becomes these; guide_reader: that of a guide
names        from the model's names to Python's
runtime      what every package has, whatever its model
"""
