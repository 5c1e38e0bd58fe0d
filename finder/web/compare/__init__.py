"""Chosen doctors side by side, and the sheet to take to them."""

from finder.web.compare.views import blueprint

__all__ = ["blueprint"]
