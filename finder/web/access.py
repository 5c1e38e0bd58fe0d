"""Who may enter: one table, applied before every request; what is not in it is closed."""

from typing import Any

from flask import Flask, redirect, request, url_for
from werkzeug.exceptions import Forbidden, NotFound
from werkzeug.wrappers import Response

from finder.services.accounts import record_refusal
from finder.settings import Settings
from finder.web.origins import SAFE_METHODS
from finder.web.signed_in import HALF_SIGNED_IN, actor, role
from finder.web.transaction import resources, writing

ANYONE = "anyone"
CLINICIAN, VERIFIER, ADMIN = "clinician", "verifier", "admin"
ROLES = (ANYONE, HALF_SIGNED_IN, CLINICIAN, VERIFIER, ADMIN)
_STAFF = (VERIFIER, ADMIN)
_SIGNED_IN = (CLINICIAN, VERIFIER, ADMIN)

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
    "account.sign_in": (ANYONE,),
    "account.set_up": (ANYONE,),
    "account.second_factor": (HALF_SIGNED_IN,),
    "account.sign_out": (HALF_SIGNED_IN, *_SIGNED_IN),
    "account.overview": _SIGNED_IN,
    "account.password": _SIGNED_IN,
    "account.end_sign_in": _SIGNED_IN,
    "account.sign_out_everywhere": _SIGNED_IN,
    "admin.work_list": _STAFF,
    "admin.provider": _STAFF,
    "admin.record_check": _STAFF,
    "admin.hide": _STAFF,
    "admin.unhide": _STAFF,
    "admin.decide": _STAFF,
    "admin.accounts": (ADMIN,),
    "admin.invite": (ADMIN,),
    "admin.invite_again": (ADMIN,),
    "admin.disable": (ADMIN,),
    "admin.restore_access": (ADMIN,),
}


def init_app(app: Flask, _settings: Settings) -> None:
    app.before_request(refuse_what_is_closed)


def refuse_what_is_closed() -> Response | None:
    """An address that nobody put into the table answers as if it did not exist.

    Whoever is not signed in is led to the sign-in; a role that may not enter is refused, which
    the ledger keeps.
    """
    if request.endpoint is None:
        return None
    allowed = ACCESS.get(request.endpoint, ())
    if not allowed:
        raise NotFound
    if ANYONE in allowed:
        return None
    asking = role()
    if asking in allowed:
        return None
    if asking in ("", HALF_SIGNED_IN):
        return redirect(url_for("account.sign_in"), 303)
    with writing() as session:
        record_refusal(session, resources(), actor(), request.method, request.endpoint)
    raise Forbidden


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
