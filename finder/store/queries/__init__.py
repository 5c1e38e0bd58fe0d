"""Functions that take a session and return domain objects, always in a stated order."""
