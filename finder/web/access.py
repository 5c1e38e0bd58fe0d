"""Who may enter: one table, applied before every request; what is not in it is closed."""

from typing import Any

from flask import Flask, request
from werkzeug.exceptions import NotFound

from finder.settings import Settings
from finder.web.origins import SAFE_METHODS

ANYONE = "anyone"
ROLES = (ANYONE, "half-signed-in", "clinician", "verifier", "admin")

ACCESS: dict[str, tuple[str, ...]] = {
    "static": (ANYONE,),
    "search.home": (ANYONE,),
    "search.results": (ANYONE,),
    "profiles.profile": (ANYONE,),
    "compare.side_by_side": (ANYONE,),
    "compare.take_away": (ANYONE,),
    "reports.report": (ANYONE,),
    "reports.status": (ANYONE,),
    "guide.index": (ANYONE,),
    "guide.topic": (ANYONE,),
    "guide.questions": (ANYONE,),
    "guide.methodology": (ANYONE,),
    "guide.about": (ANYONE,),
    "guide.privacy": (ANYONE,),
    "api.search": (ANYONE,),
    "api.provider": (ANYONE,),
    "api.place": (ANYONE,),
    "api.questions": (ANYONE,),
    "api.openapi": (ANYONE,),
    "operations.healthz": (ANYONE,),
    "operations.readyz": (ANYONE,),
    "operations.robots": (ANYONE,),
    "operations.sitemap": (ANYONE,),
    "operations.security": (ANYONE,),
}


def init_app(app: Flask, _settings: Settings) -> None:
    app.before_request(refuse_what_is_closed)


def refuse_what_is_closed() -> None:
    """An address that nobody put into the table answers as if it did not exist."""
    if request.endpoint is not None and ANYONE not in ACCESS.get(request.endpoint, ()):
        raise NotFound


def routes_document(app: Flask) -> dict[str, Any]:
    """Every route with its methods and roles: the document of ``finder routes --json``."""
    rules = sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint))
    routes = []
    for rule in rules:
        methods = sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
        routes.append(
            {
                "path": rule.rule,
                "methods": methods,
                "roles": list(ACCESS.get(rule.endpoint, ())),
                "csrf": not SAFE_METHODS.issuperset(methods),
            }
        )
    return {"routes": routes}
