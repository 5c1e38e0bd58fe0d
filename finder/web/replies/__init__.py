"""Where the office that received a letter answers, without an account."""

from finder.web.replies.views import blueprint

__all__ = ["blueprint"]
