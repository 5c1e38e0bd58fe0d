"""What went wrong, in one shape: a page, or ``application/problem+json``, with a request number."""

import json
from http import HTTPStatus

from flask import Flask, Response, make_response, render_template, request
from werkzeug.exceptions import HTTPException, InternalServerError

from finder.domain.errors import (
    DirectoryUnavailable,
    DomainError,
    InputRefused,
    InvalidSearch,
    InvalidValue,
    NotListed,
    StoredDataDamaged,
    UnknownPlace,
)
from finder.services.show_about import directory_facts
from finder.settings import Settings
from finder.store.queries.directory import DirectoryState
from finder.web.logs import log_fault, request_id
from finder.web.transaction import reading

PROBLEM = "application/problem+json"
RETRY_AFTER_SECONDS = {429: 60, 503: 5}
_ALWAYS_JSON = ("/api/", "/readyz")
_STATUSES: dict[type[DomainError], int] = {
    InvalidValue: 400,
    InvalidSearch: 400,
    InputRefused: 400,
    UnknownPlace: 404,
    NotListed: 404,
    DirectoryUnavailable: 503,
    StoredDataDamaged: 503,
}
# Whoever asks for these has met no fault and no limit of ours.
_ASKED_IN_PEACE = (400, 404, 405)
_HEADLINES = {
    400: "Please check what you asked for",
    404: "There is nothing here",
    405: "This address cannot be used that way",
    413: "That is too much at once",
    429: "Too many searches at once",
    500: "Something went wrong on our side",
    503: "The directory cannot be reached right now",
}
_SENTENCES = {
    400: "This request could not be read. Start again from the home page.",
    404: "There is no page at this address. Check it, or start again from the home page.",
    405: "This address only answers other kinds of request. Start again from the home page.",
    413: "What was sent is larger than anything this site asks for.",
    429: "Many searches came from your address in the last minute. Wait a minute, then go on.",
    500: "We could not answer. Try again; if it happens once more, tell whoever runs this site "
    "the number below.",
    503: "The directory cannot be reached at this moment. Try again in a few seconds.",
}


def init_app(app: Flask, _settings: Settings) -> None:
    app.register_error_handler(DomainError, _from_domain)
    app.register_error_handler(HTTPException, _from_http)


def _from_domain(error: DomainError) -> Response:
    status = _STATUSES.get(type(error), 500)
    if status >= 500:
        log_fault(error)
        return _answer(status, _SENTENCES[status], [])
    if isinstance(error, InvalidSearch):
        return _answer(status, str(error), error.problems)
    field = error.field if isinstance(error, InvalidValue) else ""
    return _answer(status, str(error), [(field, str(error))] if field else [])


def _from_http(error: HTTPException) -> Response:
    status = error.code or 500
    if isinstance(error, InternalServerError):
        log_fault(error.original_exception or error)
    answer = _answer(status, _SENTENCES.get(status, HTTPStatus(status).description + "."), [])
    for name, value in error.get_headers():
        if name == "Allow":
            answer.headers[name] = value
    return answer


def _answer(status: int, detail: str, problems: list[tuple[str, str]]) -> Response:
    title = _HEADLINES.get(status, HTTPStatus(status).phrase)
    errors = [{"field": field, "message": message} for field, message in problems]
    shape = {
        "title": title,
        "status": status,
        "detail": detail,
        "request_id": request_id(),
        "errors": errors,
    }
    if _wants_json():
        body = json.dumps({"type": "about:blank", **shape}, ensure_ascii=False)
        answer = Response(body, status, content_type=PROBLEM)
    else:
        page = render_template("pages/errors/error.html", **shape, directory=_directory(status))
        answer = make_response(page, status)
    if status in RETRY_AFTER_SECONDS:
        answer.headers["Retry-After"] = str(RETRY_AFTER_SECONDS[status])
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


def _wants_json() -> bool:
    if request.path.startswith(_ALWAYS_JSON):
        return True
    best = request.accept_mimetypes.best_match(["text/html", PROBLEM, "application/json"])
    return best in (PROBLEM, "application/json")
