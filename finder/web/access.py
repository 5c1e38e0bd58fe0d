"""Who may enter: one table, applied before every request; what is not in it is closed."""

from typing import Any
from urllib.parse import urlsplit

from flask import Flask, current_app, redirect, request, url_for
from werkzeug.exceptions import Forbidden, HTTPException, NotFound
from werkzeug.wrappers import Response

from finder.services.accounts import record_refusal
from finder.settings import Settings
from finder.web import csrf
from finder.web.origins import SAFE_METHODS, is_own_form
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
    "reports.reply": (ANYONE,),
    "replies.reply": (ANYONE,),
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
    "operations.metrics": (ANYONE,),
    "operations.robots": (ANYONE,),
    "operations.sitemap": (ANYONE,),
    "operations.security": (ANYONE,),
    "account.sign_in": (ANYONE,),
    "account.set_up": (ANYONE,),
    "account.second_factor": (HALF_SIGNED_IN,),
    "account.sign_out": (HALF_SIGNED_IN, *_SIGNED_IN),
    "account.overview": _SIGNED_IN,
    "account.password": _SIGNED_IN,
    "account.recovery_codes": _SIGNED_IN,
    "account.end_sign_in": _SIGNED_IN,
    "account.sign_out_everywhere": _SIGNED_IN,
    "tracking.overview": (CLINICIAN,),
    "tracking.search": (CLINICIAN,),
    "tracking.find": (CLINICIAN,),
    "tracking.letter": (CLINICIAN,),
    "referrals.new": (CLINICIAN,),
    "referrals.preview": (CLINICIAN,),
    "referrals.pdf": (CLINICIAN,),
    "referrals.word_file": (CLINICIAN,),
    "referrals.plain_text": (CLINICIAN,),
    "referrals.bundle": (CLINICIAN,),
    "referrals.patient_copy": (CLINICIAN,),
    "tracking.settle": (CLINICIAN,),
    "tracking.withdraw": (CLINICIAN,),
    "tracking.trusted": (CLINICIAN,),
    "tracking.trust": (CLINICIAN,),
    "tracking.stop_trusting": (CLINICIAN,),
    "tracking.found_practice": (CLINICIAN,),
    "tracking.invite_colleague": (CLINICIAN,),
    "tracking.join_practice": (CLINICIAN,),
    "tracking.leave_practice": (CLINICIAN,),
    "admin.work_list": _STAFF,
    "admin.dashboard": _STAFF,
    "admin.export_directory": _STAFF,
    "admin.export_due": _STAFF,
    "admin.provider": _STAFF,
    "admin.record_check": _STAFF,
    "admin.hide": _STAFF,
    "admin.unhide": _STAFF,
    "admin.decide": _STAFF,
    "admin.reviews": _STAFF,
    "admin.review": _STAFF,
    "admin.settle_review": _STAFF,
    "admin.conflicts": _STAFF,
    "admin.settle_conflict": _STAFF,
    "admin.merging": _STAFF,
    "admin.merge": _STAFF,
    "admin.part": _STAFF,
    "admin.ranking": _STAFF,
    "admin.acknowledge_ranking": _STAFF,
    "admin.reports": _STAFF,
    "admin.report": _STAFF,
    "admin.take_up_report": _STAFF,
    "admin.ask_practice": _STAFF,
    "admin.withdraw_reply_link": _STAFF,
    "admin.decide_report": _STAFF,
    "admin.evidence": _STAFF,
    "admin.add_evidence": _STAFF,
    "admin.evidence_file": _STAFF,
    "admin.rosters": _STAFF,
    "admin.try_roster": _STAFF,
    "admin.staged_roster": _STAFF,
    "admin.apply_roster": _STAFF,
    "admin.discard_roster": _STAFF,
    "admin.roster_header": _STAFF,
    "admin.clinicians": _STAFF,
    "admin.releases": _STAFF,
    "admin.release": _STAFF,
    "admin.confirm_npi": _STAFF,
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
        return _kept_in_the_page() or redirect(url_for("account.sign_in", next=_asked_for()), 303)
    with writing() as session:
        record_refusal(session, resources(), actor(), request.method, request.endpoint)
    raise Forbidden


def _kept_in_the_page() -> Response | None:
    """The form as it was sent, where a section keeps it and the sign-in ended meanwhile."""
    has_typed = any(name != csrf.FIELD for name in request.form)
    return csrf.shown_again("", 401) if has_typed and is_own_form() else None


def _asked_for() -> str | None:
    """The page to come back to after signing in; what was sent to an address is not repeated."""
    return request.full_path.rstrip("?") if request.method == "GET" else None


def page_after_sign_in(role: str, path: str) -> str | None:
    """The asked page if it is one of ours that this role may open; never an address elsewhere."""
    parts = urlsplit(path)
    if parts.scheme or parts.netloc or not path.startswith("/") or path.startswith(("//", "/\\")):
        return None
    try:
        endpoint, _ = current_app.url_map.bind("").match(parts.path, "GET")
    except HTTPException:
        return None
    return path if role in ACCESS.get(endpoint, ()) else None


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
