"""Health, robots, site map and the contact for security researchers."""

from dataclasses import asdict
from datetime import timedelta

from flask import Blueprint, Response, jsonify, request, url_for
from markupsafe import escape
from werkzeug.exceptions import NotFound

from finder.services.check_readiness import readiness
from finder.services.list_pages import list_listed_npis
from finder.web.headers import keep_no_copy
from finder.web.metrics import exposition
from finder.web.transaction import reading, resources

# The site map protocol allows 50,000 addresses a file; a few are the pages to read.
MOST_PROVIDERS = 49_900
_PRIVATE = ("/account", "/admin", "/referrals", "/r/", "/reply/")
_PAGES = (
    *("search.home", "guide.index", "guide.questions"),
    *("guide.methodology", "guide.about", "guide.privacy"),
)

blueprint = Blueprint("operations", __name__)


@blueprint.get("/healthz")
def healthz() -> Response:
    """The process runs; nothing else is asked."""
    return _text("ok\n")


@blueprint.get("/readyz")
def readyz() -> Response:
    """The database answers and its schema is up to date, else 503.

    While only a replica answers this is no 503: whoever spreads the requests would then stop the
    searches, which go on, of every process at once.
    """
    found = readiness(resources())
    document: dict[str, object] = {"status": "ready" if found.can_write else "reads-only"}
    if found.replica is not None:
        document["replica"] = asdict(found.replica)
    document["sources"] = [source.as_json() for source in found.sources]
    return jsonify(document)


@blueprint.get("/metrics")
def metrics() -> Response:
    """For a monitor inside: a proxy in front must not let this address through."""
    body = exposition()
    if body is None:
        raise NotFound
    keep_no_copy()
    return Response(body, content_type="text/plain; version=0.0.4; charset=utf-8")


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Searches hold places of people and are nothing to index, nor is what became of a report."""
    closed = ("/search", "/compare", "/take-away.pdf", "/api/", "/reports/", "/reply/", *_PRIVATE)
    lines = ("User-agent: *", *(f"Disallow: {path}" for path in closed), "")
    return _text("\n".join((*lines, f"Sitemap: {_site()}{url_for('operations.sitemap')}\n")))


@blueprint.get("/sitemap.xml")
def sitemap() -> Response:
    with reading() as session:
        npis = list_listed_npis(session, MOST_PROVIDERS)
    paths = [url_for(endpoint) for endpoint in _PAGES]
    paths += [url_for("guide.topic", topic_id=topic.id) for topic in resources().guide.topics]
    paths += [url_for("profiles.profile", npi=npi) for npi in npis]
    site = escape(_site())
    body = "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
            *(f"<url><loc>{site}{path}</loc></url>" for path in paths),
            "</urlset>\n",
        )
    )
    return Response(body, content_type="application/xml; charset=utf-8")


@blueprint.get("/.well-known/security.txt")
def security() -> Response:
    expires = resources().now() + timedelta(days=365)
    return _text(
        f"Contact: {_site()}{url_for('guide.about')}\n"
        f"Expires: {expires:%Y-%m-%dT00:00:00Z}\n"
        "Preferred-Languages: en\n"
        f"Canonical: {_site()}{url_for('operations.security')}\n"
    )


def _site() -> str:
    """Where the site is to be found; the host was compared with the allowed ones before."""
    return resources().settings.base_url or request.host_url.rstrip("/")


def _text(body: str) -> Response:
    return Response(body, content_type="text/plain; charset=utf-8")
