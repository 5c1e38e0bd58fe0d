"""The web application, put together from its settings."""

from pathlib import Path

from flask import Flask
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from finder.settings import Settings
from finder.web import (
    access,
    account,
    addresses,
    admin,
    api,
    assets,
    bodies,
    compare,
    csrf,
    errors,
    filters,
    guide,
    headers,
    hosts,
    language,
    limits,
    logs,
    merged,
    metrics,
    operations,
    origins,
    page_cache,
    profiles,
    referrals,
    replies,
    reports,
    search,
    sessions,
    signed_in,
    tracking,
    transaction,
)
from finder.web.numbers import RowNumber
from finder.web.page_templates import PageTemplates
from finder.web.readable_json import ReadableJson

_SECTIONS = (
    *(search, profiles, compare, reports, guide, api, operations, account, admin),
    *(referrals, tracking, replies),
)
# The order counts: a request gets its number first; one without a token is counted all the same.
_PARTS = (
    *(logs, metrics, transaction, language, errors, merged, headers, sessions, signed_in),
    *(hosts, access, bodies, origins, limits, csrf),
    *(page_cache, assets, addresses, filters),
)


def create_app(settings: Settings) -> Flask:
    """A Flask application that answers for one directory."""
    app = Flask(
        "finder.web",
        template_folder=str(settings.templates),
        static_folder=str(Path(__file__).parent / "static"),
    )
    app.jinja_environment = PageTemplates
    app.json = ReadableJson(app)
    app.jinja_options = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
    app.jinja_env.undefined = StrictUndefined
    app.url_map.converters["int"] = RowNumber
    for section in _SECTIONS:
        app.register_blueprint(section.blueprint)
    for part in _PARTS:
        part.init_app(app, settings)
    if hops := settings.trusted_proxies:
        behind = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=0)
        app.wsgi_app = behind  # type: ignore[method-assign]  # how Flask takes middleware
    return app
