"""The page of one practitioner."""

from finder.web.profiles.views import blueprint

__all__ = ["blueprint"]
