"""What was typed stays in the page when it cannot be taken: nothing of it is on the server."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from flask import Response, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from finder.domain.errors import DirectoryUnavailable
from finder.web.csrf import FIELD
from finder.web.errors import wants_json
from finder.web.forms import showable
from finder.web.logs import log_fault
from finder.web.origins import SAFE_METHODS
from finder.web.signed_in import signed_in

View = TypeVar("View", bound=Callable[..., Response])

_FAULT = "We could not make this. What you typed is still in this page. Please try once more."
_NOT_NOW = (
    "The directory cannot be reached at this moment. What you typed is still in this page. Wait a "
    "few seconds, then try once more."
)
_SIGN_IN_ENDED = (
    "Your sign-in has ended, so nothing was done yet. Everything you typed is still in this page."
)
_RETRY_SECONDS = "5"


def form_again(sentence: str) -> str:
    """Everything that was sent, unseen in a form that goes to the same address.

    Whoever is no longer signed in is told that instead of the sentence.
    """
    is_signed_in = signed_in() is not None
    sent = [
        (name, showable(text)) for name, text in request.form.items(multi=True) if name != FIELD
    ]
    return render_template(
        "pages/referrals/again.html",
        sentence=sentence if is_signed_in else _SIGN_IN_ENDED,
        action=request.path,
        sent=sent,
        is_signed_in=is_signed_in,
    )


def nothing_lost(view: View) -> View:
    """Answers a fault with the form as it was sent, so that no letter is typed twice.

    Programs that read JSON get the problem instead.
    """

    @wraps(view)
    def guarded() -> Response:
        if request.method in SAFE_METHODS or wants_json():
            return view()
        try:
            return view()
        except HTTPException:
            raise
        except Exception as fault:
            log_fault(fault)
            is_away = isinstance(fault, DirectoryUnavailable)
            page = form_again(_NOT_NOW if is_away else _FAULT)
            headers = {"Retry-After": _RETRY_SECONDS} if is_away else {}
            return make_response(page, 503 if is_away else 500, headers)

    return guarded  # type: ignore[return-value]  # it is called as the view is
