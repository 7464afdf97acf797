import tests.effort  # noqa: F401 - loads the profile before any property is made
