"""No address changes anything without the token of a form of ours; there is no exception.

A view never sees a refused form. What was typed is shown again where the form says how, by
``shows_again``, with the sentence that tells what to do.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from flask import Flask, Response, current_app, g, make_response, request
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.exceptions import HTTPException, UnsupportedMediaType

from finder.domain.errors import DomainError
from finder.settings import Settings
from finder.web.origins import SAFE_METHODS

FIELD = "csrf_token"
# Whoever types slowly, or is called away from the table, is not refused; sessions end with it.
_LIFETIME = timedelta(hours=12)
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")

Refused = CSRFError
Again = TypeVar("Again", bound=Callable[..., str])
_AGAIN: dict[str, Callable[..., str]] = {}
_protection = CSRFProtect()


def init_app(app: Flask, _settings: Settings) -> None:
    app.config.update(
        WTF_CSRF_FIELD_NAME=FIELD,
        WTF_CSRF_TIME_LIMIT=int(_LIFETIME.total_seconds()),
        # Its own check knows exemptions and its test of the referrer needs one; ours has neither.
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_SSL_STRICT=False,
    )
    _protection.init_app(app)
    app.before_request(refuse_without_token)


def refuse_without_token() -> None:
    """Every request that may change something, whatever view it is for."""
    if request.endpoint is None or request.method in SAFE_METHODS:
        return
    if request.mimetype and request.mimetype not in _FORMS:
        raise UnsupportedMediaType
    _protection.protect()


def has_token() -> bool:
    """Whether the page of this request holds a token, so that nobody may keep a copy of it."""
    return FIELD in g


def shows_again(endpoint: str) -> Callable[[Again], Again]:
    """Registers what renders the form of an endpoint once more.

    It is called with the sentence that says why the form was refused and with the values of the
    address.
    """

    def register(again: Again) -> Again:
        _AGAIN[endpoint] = again
        return again

    return register


def shown_again(sentence: str, status: int) -> Response | None:
    """The page with the form that was refused; ``None`` where this request was no such form."""
    again = _AGAIN.get(request.endpoint or "")
    if again is None or request.method in SAFE_METHODS:
        return None
    try:
        return make_response(again(sentence, **(request.view_args or {})), status)
    except (DomainError, HTTPException) as error:
        return make_response(current_app.handle_user_exception(error))
