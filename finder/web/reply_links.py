"""The address at which the receiving office of a letter answers, as letters print it."""

from flask import request, url_for

from finder.web.transaction import resources


def reply_address(code: str) -> str:
    """Absolute, and the same for every reader: no language is chosen for the office."""
    # The address would take the language of this request along.
    path = url_for("replies.reply", code=code).partition("?")[0]
    return f"{resources().settings.base_url.rstrip('/') or request.host_url.rstrip('/')}{path}"
