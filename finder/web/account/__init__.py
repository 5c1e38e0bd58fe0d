"""Signing in and out, setting up an account, and one's own sign-ins and password."""

from finder.web.account.views import blueprint

__all__ = ["blueprint"]
