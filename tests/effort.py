"""How hard hypothesis looks, by profile.

`dev` looks at 50 examples of a property at most, so that `make test` is quick; `ci` at as many as
the test names. Both look at the same examples in every run, so that a failure is the change's
doing. `explore` looks at new ones each time: it is for hunting. How many processes race in a test
goes by the profile, too.
"""

from __future__ import annotations

import os

from hypothesis import settings

# Only hypothesis' own deadline depends on how fast a machine is; none of its examples is kept.
settings.register_profile("dev", max_examples=50, deadline=None, derandomize=True, database=None)
settings.register_profile("ci", max_examples=100, deadline=None, derandomize=True, database=None)
settings.register_profile("explore", max_examples=100, deadline=None, database=None)

PROFILE = os.environ.get("HYPOTHESIS_PROFILE") or (
    "ci" if os.environ.get("CI") == "true" else "dev"
)
settings.load_profile(PROFILE)


# How many processes a test starts of those that may do the same at once.
MANY = 16 if PROFILE == "dev" else 64


def examples(number: int) -> int:
    """Return how many examples a property gets that gets `number` in CI."""
    return min(number, settings().max_examples) if PROFILE == "dev" else number
