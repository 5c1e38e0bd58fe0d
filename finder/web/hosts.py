"""Which host names this site answers to; the port plays no part."""

import re

from flask import Flask, request

from finder.domain.errors import InvalidValue
from finder.domain.sentences import Sentence
from finder.settings import Settings

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
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
