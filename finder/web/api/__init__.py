"""The JSON API, version 1."""

from finder.web.api.views import blueprint

__all__ = ["blueprint"]
