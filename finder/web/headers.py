"""Security and cache headers of every answer, errors and static files included."""

from flask import Flask, Response, g, request

from finder.settings import Settings
from finder.web.compression import compress
from finder.web.csrf import has_token

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self' data:",
        "script-src 'self'",
        "connect-src 'self'",
        "font-src 'none'",
        "object-src 'none'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_ALWAYS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    # "Near me" asks the browser for the position; nothing else is ever asked for.
    "Permissions-Policy": "geolocation=(self), camera=(), microphone=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_NOTHING = "no-store"
_ONE_YEAR = "max-age=31536000; includeSubDomains"


def init_app(app: Flask, _settings: Settings) -> None:
    app.after_request(add_headers)


def add_headers(response: Response) -> Response:
    for name, value in _ALWAYS.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = _ONE_YEAR
    response.headers["Cache-Control"] = _cache_rule(response)
    may_be_kept = response.headers["Cache-Control"] != _NOTHING
    if may_be_kept and response.status_code == 200 and request.method in ("GET", "HEAD"):
        compress(request, response)
        _answer_unchanged(response)
    return response


def keep_no_copy() -> None:
    """The answer to this request is for one person: nobody on its way keeps it, nor the browser."""
    g.keep_no_copy = True


def _cache_rule(response: Response) -> str:
    if response.status_code >= 400 or has_token() or g.get("keep_no_copy"):
        return _NOTHING
    if request.endpoint == "static":
        is_settled = g.get("asset_version") == request.args.get("v", "")
        return "public, max-age=31536000, immutable" if is_settled else "no-cache"
    return "private, no-cache"


def _answer_unchanged(response: Response) -> None:
    """304 where the browser already holds these very bytes."""
    if not response.direct_passthrough and not response.is_streamed:
        response.add_etag()
        response.make_conditional(request)
