"""An address of somebody who holds two NPIs leads on to the one that is kept."""

from flask import Flask, jsonify, redirect, request, url_for
from werkzeug.wrappers import Response

from finder.domain.errors import MergedInto
from finder.settings import Settings
from finder.web.headers import keep_no_copy

# GET stays GET; the two may be taken apart again, so nobody keeps a copy of the answer.
_PERMANENT = 308


def init_app(app: Flask, _settings: Settings) -> None:
    app.register_error_handler(MergedInto, lead_on)


def lead_on(error: MergedInto) -> Response:
    """The same address with the NPI of the record that is kept."""
    keep_no_copy()
    values = {**(request.view_args or {}), "npi": error.npi}
    query = f"?{request.query_string.decode()}" if request.query_string else ""
    # What the address asks for besides is handed on as it stands, the language too.
    address = url_for(request.endpoint or "search.home", **values).partition("?")[0] + query
    if not request.path.startswith("/api/"):
        return redirect(address, _PERMANENT)
    answer = jsonify({"npi": error.npi, "detail": str(error)})
    answer.status_code = _PERMANENT
    answer.headers["Location"] = address
    return answer
