"""Whatever changes something must come from a page of this very site."""

from urllib.parse import urlsplit

from flask import Flask, request
from werkzeug.exceptions import BadRequest

from finder.settings import Settings
from finder.web.transaction import resources

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# "none" is the person: a bookmark, a typed address, a page sent again.
_OUR_OWN = frozenset({"same-origin", "none"})
# Our own pages ask browsers not to say where a visitor comes from, and some then say this.
_UNTOLD = "null"


class ForeignForm(BadRequest):
    """A form that a page of another site sent."""


def init_app(app: Flask, settings: Settings) -> None:
    own = urlsplit(settings.base_url).netloc.lower()

    def refuse_foreign_forms() -> None:
        is_unsafe = request.endpoint is not None and request.method not in SAFE_METHODS
        if is_unsafe and not _is_from_here(own):
            raise ForeignForm

    app.before_request(refuse_foreign_forms)


def is_own_form() -> bool:
    """Whether this request comes from a page of this site, for whoever asks before the check."""
    return _is_from_here(urlsplit(resources().settings.base_url).netloc.lower())


def _is_from_here(own: str) -> bool:
    """Browsers tell one or the other; whoever tells neither still needs the token."""
    if told := request.headers.get("Sec-Fetch-Site"):
        return told.lower() in _OUR_OWN
    origin = request.headers.get("Origin", _UNTOLD).lower()
    if origin == _UNTOLD:
        return True
    try:
        host = urlsplit(origin).netloc
    except ValueError:
        return False
    return host != "" and host in {request.host.lower(), own}
