"""What went wrong, in one shape: a page, or ``application/problem+json``, with a request number."""

import json
from dataclasses import dataclass

from flask import Flask, Response, make_response, render_template, request
from werkzeug.exceptions import HTTPException, InternalServerError

from finder.domain.errors import (
    ClosedReferral,
    ClosedReply,
    DirectoryUnavailable,
    DomainError,
    InputRefused,
    InvalidForm,
    InvalidSearch,
    InvalidValue,
    NotAMember,
    NotListed,
    StoredDataDamaged,
    UnknownPlace,
    UnknownReferral,
    UnknownReport,
)
from finder.domain.sentences import Sentence
from finder.services.show_about import directory_facts
from finder.settings import Settings
from finder.store.queries.directory import DirectoryState
from finder.web import csrf, limits
from finder.web.logs import log_fault, request_id
from finder.web.origins import ForeignForm
from finder.web.transaction import reading

PROBLEM = "application/problem+json"
_UNAVAILABLE_SECONDS = 5
_ALWAYS_JSON = ("/api/", "/readyz")
_STATUSES: dict[type[DomainError], int] = {
    InvalidValue: 400,
    InvalidSearch: 400,
    InvalidForm: 400,
    InputRefused: 400,
    UnknownPlace: 404,
    NotListed: 404,
    UnknownReport: 404,
    UnknownReferral: 404,
    NotAMember: 404,
    ClosedReferral: 410,
    ClosedReply: 410,
    DirectoryUnavailable: 503,
    StoredDataDamaged: 503,
}
# Whoever asks for these has met no fault and no limit of ours.
_ASKED_IN_PEACE = (400, 404, 405, 410, 415)
_ANY_HEADLINE = Sentence("This cannot be answered")
_HEADLINES = {
    400: Sentence("Please check what you asked for"),
    404: Sentence("There is nothing here"),
    405: Sentence("This address cannot be used that way"),
    410: Sentence("This is over"),
    413: Sentence("That is too much at once"),
    415: Sentence("This form cannot be read"),
    500: Sentence("Something went wrong on our side"),
    503: Sentence("The directory cannot be reached right now"),
}
_ANY_SENTENCE = Sentence("This request cannot be answered. Start again from the home page.")
_SENTENCES = {
    400: Sentence("This request could not be read. Start again from the home page."),
    404: Sentence("There is no page at this address. Check it, or start again from the home page."),
    405: Sentence(
        "This address only answers other kinds of request. Start again from the home page."
    ),
    413: Sentence(
        "What was sent is larger than anything this site asks for. Go back and make it shorter."
    ),
    415: Sentence("What was sent is no form of this site. Go back and send the form again."),
    500: Sentence(
        "We could not answer. Try again; if it happens once more, tell whoever runs this site "
        "the number below."
    ),
    503: Sentence("The directory cannot be reached at this moment. Try again in a few seconds."),
}
_FOREIGN = Sentence(
    "A page of another site sent this form, so nothing was done. Open the form here and send it "
    "again."
)
_NO_TOKEN = Sentence(
    "This page was open for too long, or your browser keeps no cookies for this site. Nothing was "
    "sent yet. Please press the button once more."
)


@dataclass(frozen=True, slots=True)
class _Told:
    """What somebody is told, and after how many seconds to ask again; 0 says nothing of it."""

    title: str
    detail: str
    seconds: int = 0


def init_app(app: Flask, _settings: Settings) -> None:
    app.register_error_handler(DomainError, _from_domain)
    app.register_error_handler(HTTPException, _from_http)


def _from_domain(error: DomainError) -> Response:
    status = _STATUSES.get(type(error), 500)
    if status >= 500:
        log_fault(error)
        return _answer(status, _usual(status), [])
    told = _Told(_HEADLINES[status], str(error))
    if isinstance(error, InvalidSearch | InvalidForm):
        return _answer(status, told, error.problems)
    field = error.field if isinstance(error, InvalidValue) else ""
    return _answer(status, told, [(field, str(error))] if field else [])


def _from_http(error: HTTPException) -> Response:
    status = error.code or 500
    if isinstance(error, InternalServerError):
        log_fault(error.original_exception or error)
    told = _told(error, status)
    answer = _form_again(error, told, status) or _answer(status, told, [])
    for name, value in error.get_headers():
        if name == "Allow":
            answer.headers[name] = value
    return answer


def _told(error: HTTPException, status: int) -> _Told:
    match error:
        case limits.Exceeded():
            refused = limits.refusal(error)
            return _Told(refused.title, refused.sentence, refused.seconds)
        case csrf.Refused():
            return _Told(_HEADLINES[400], _NO_TOKEN)
        case ForeignForm():
            return _Told(_HEADLINES[400], _FOREIGN)
        case _:
            return _usual(status)


def _usual(status: int) -> _Told:
    seconds = _UNAVAILABLE_SECONDS if status == 503 else 0
    sentence = _SENTENCES.get(status, _ANY_SENTENCE)
    return _Told(_HEADLINES.get(status, _ANY_HEADLINE), sentence, seconds)


def _form_again(error: HTTPException, told: _Told, status: int) -> Response | None:
    """The form with everything typed, where a form was refused before anybody read it."""
    if not isinstance(error, limits.Exceeded | csrf.Refused) or wants_json():
        return None
    answer = csrf.shown_again(told.detail, status)
    if answer is not None and told.seconds:
        answer.headers["Retry-After"] = str(told.seconds)
    return answer


def _answer(status: int, told: _Told, problems: list[tuple[str, str]]) -> Response:
    shape = {
        "title": told.title,
        "status": status,
        "detail": told.detail,
        "request_id": request_id(),
        "errors": [{"field": field, "message": message} for field, message in problems],
    }
    if wants_json():
        body = json.dumps({"type": "about:blank", **shape}, ensure_ascii=False)
        answer = Response(body, status, content_type=PROBLEM)
    else:
        page = render_template("pages/errors/error.html", **shape, directory=_directory(status))
        answer = make_response(page, status)
    if told.seconds:
        answer.headers["Retry-After"] = str(told.seconds)
    return answer


def _directory(status: int) -> DirectoryState | None:
    """What the page says of the directory; nothing where that is the trouble, or may be."""
    if status not in _ASKED_IN_PEACE:
        return None
    try:
        with reading() as session:
            return directory_facts(session)
    except DomainError:
        return None


def wants_json() -> bool:
    """Whether whoever asks reads problem+json rather than a page."""
    if request.path.startswith(_ALWAYS_JSON):
        return True
    best = request.accept_mimetypes.best_match(["text/html", PROBLEM, "application/json"])
    return best in (PROBLEM, "application/json")
