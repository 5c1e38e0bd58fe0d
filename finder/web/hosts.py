"""Which host names this site answers to; the port plays no part."""

import re
from typing import Any

from flask import Flask, request

from finder.domain.errors import InvalidValue
from finder.domain.sentences import Sentence
from finder.settings import Settings

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
# Names that cannot exist would leave the page of refusal without its links.
_WRITTEN_WRONG = "written-wrong.invalid"
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_NAME = re.compile(rf"(?:\[[0-9a-f:.]+\]|{_LABEL}(?:\.{_LABEL})*)(?::[0-9]{{1,5}})?")
_HOST = re.compile(r"(?:\[([0-9a-f:.]+)\]|([a-z0-9.-]+))(?::[0-9]{1,5})?")


def init_app(app: Flask, settings: Settings) -> None:
    known = frozenset(settings.allowed_hosts)
    if not settings.is_production:
        known |= _LOOPBACK

    # Flask's own TRUSTED_HOSTS knows no IPv6 names and leaves its error page without links.
    def refuse_unknown_hosts() -> None:
        match = _HOST.fullmatch(request.headers.get("Host", "").lower())
        if match is None or (match[1] or match[2]) not in known:
            raise InvalidValue(
                Sentence(
                    "This site does not answer to that host name. Check the address, or ask "
                    "whoever runs the site to add the name to FINDER_ALLOWED_HOSTS."
                ),
                "Host",
            )

    app.before_request(refuse_unknown_hosts)
    answer = app.wsgi_app

    def with_a_host_that_can_exist(environ: dict[str, Any], start_response: Any) -> Any:
        if not _NAME.fullmatch(environ.get("HTTP_HOST", _WRITTEN_WRONG).lower()):
            environ["HTTP_HOST"] = _WRITTEN_WRONG
        return answer(environ, start_response)

    app.wsgi_app = with_a_host_that_can_exist  # type: ignore[method-assign]  # how Flask takes middleware
