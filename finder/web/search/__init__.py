"""Home and results: the search as pages."""

from finder.web.search.views import blueprint

__all__ = ["blueprint"]
