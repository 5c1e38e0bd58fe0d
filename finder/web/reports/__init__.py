"""What visitors say is wrong on a listing, and how far it has come."""

from finder.web.reports.views import blueprint

__all__ = ["blueprint"]
