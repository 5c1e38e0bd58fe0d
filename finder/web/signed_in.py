"""Who is signed in: a cookie holds a random token, the server everything else."""

from flask import Flask, Response, current_app, g, request
from flask import session as browser_session

from finder.domain.accounts import ABSOLUTE_LIMIT, Account, SignIn, Stage
from finder.domain.ledger import Actor
from finder.services.accounts import live_sign_in, see_sign_in, should_be_seen
from finder.settings import Settings
from finder.web.logs import request_id
from finder.web.transaction import reading, resources, writing

HALF_SIGNED_IN = "half-signed-in"
_COOKIE = "finder-sign-in"
_LONGEST_TOKEN = 100


def init_app(app: Flask, _settings: Settings) -> None:
    # Safe where the session's own cookie is: both follow the scheme of the site.
    app.config["SIGN_IN_COOKIE"] = (
        f"__Host-{_COOKIE}" if app.config["SESSION_COOKIE_SECURE"] else _COOKIE
    )
    app.after_request(_send_cookie)
    app.jinja_env.globals["signed_in"] = signed_in


def signed_in() -> SignIn | None:
    """The live sign-in of this request, be it half or full; looked up once."""
    if "sign_in" not in g:
        g.sign_in = _look_up()
    found: SignIn | None = g.sign_in
    return found


def account() -> Account:
    """The account of whoever is fully signed in; the access table lets nobody else in."""
    found = signed_in()
    if found is None or found.stage is not Stage.FULL:
        raise LookupError("The access table let somebody in who is not signed in.")
    return found.account


def role() -> str:
    """What the access table calls whoever asks: a role, ``half-signed-in`` or nothing."""
    found = signed_in()
    if found is None:
        return ""
    return found.account.role.value if found.stage is Stage.FULL else HALF_SIGNED_IN


def actor() -> Actor:
    """Whoever asks, as the ledger names them."""
    found = signed_in()
    name = found.account.email if found else "anonymous"
    return Actor(name, role() or "anyone", request_id())


def browser() -> str:
    """The browser and system as a person would name them; no more is kept."""
    agent = request.user_agent.string
    kinds = ("Firefox", "Edg", "Chrome", "Safari")
    systems = ("iPhone", "iPad", "Android", "Windows", "Mac OS", "Linux")
    kind = next((name for name in kinds if name in agent), "Browser").replace("Edg", "Edge")
    system = next((name for name in systems if name in agent), "")
    return f"{kind} on {system}" if system else kind


def begin(token: str) -> None:
    """Hands the token to the browser; whatever was kept for it before is forgotten."""
    browser_session.clear()
    g.new_token = token


def end() -> None:
    """Takes the cookie back and asks the browser to forget what it holds of this site."""
    browser_session.clear()
    g.has_ended = True


def _look_up() -> SignIn | None:
    token = request.cookies.get(_cookie_name(), "")
    if not token or len(token) > _LONGEST_TOKEN:
        return None
    now = resources().now()
    with reading() as session:
        found = live_sign_in(session, token, now)
    if found is not None and should_be_seen(found, now):
        with writing() as session:
            see_sign_in(session, found.sign_in_id, now)
    return found


def _cookie_name() -> str:
    name: str = current_app.config["SIGN_IN_COOKIE"]
    return name


def _send_cookie(response: Response) -> Response:
    token = g.get("new_token")
    if token:
        response.set_cookie(
            _cookie_name(),
            token,
            max_age=int(ABSOLUTE_LIMIT.total_seconds()),
            secure=_cookie_name().startswith("__Host-"),
            httponly=True,
            samesite="Lax",
        )
    elif g.get("has_ended"):
        response.delete_cookie(
            _cookie_name(), secure=_cookie_name().startswith("__Host-"), httponly=True
        )
        response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    if g.get("sign_in") is not None or token or g.get("has_ended"):
        response.headers["Cache-Control"] = "no-store"
    return response
