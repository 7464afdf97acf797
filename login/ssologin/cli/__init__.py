"""The command ``ssologin``: each command is a module with `add` and `run`.

`add` adds its parser, `run` takes what was parsed and returns the exit status. Data goes to
standard output, everything else to standard error. What reads a token that is kept must stay
quick, so modules import at their top only what every command needs.
"""

from .main import main as main
