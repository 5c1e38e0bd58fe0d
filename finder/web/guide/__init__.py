"""Pages to read: questions to ask, how finder ranks, sources, privacy."""

from finder.web.guide.views import blueprint

__all__ = ["blueprint"]
