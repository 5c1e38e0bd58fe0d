"""Addresses of pages that take no values, as templates ask for them: each is built once."""

from typing import Any

from flask import Flask, current_app, g, has_request_context, request, url_for

from finder.settings import Settings
from finder.web.language import chosen_language

_EXTENSION = "finder-addresses"


def init_app(app: Flask, _settings: Settings) -> None:
    app.extensions[_EXTENSION] = {}
    app.jinja_env.globals["url_for"] = _url_for


def _url_for(endpoint: str, **values: Any) -> str:
    """Flask's own; what it answers depends on the mount point and the language of the address."""
    if values or endpoint.startswith("."):
        return url_for(endpoint, **values)
    built: dict[str, str] | None = g.get("addresses")
    if built is None:
        built = g.addresses = _built()
    if endpoint not in built:
        built[endpoint] = url_for(endpoint)
    return built[endpoint]


def _built() -> dict[str, str]:
    """What was built for requests like this one."""
    if not has_request_context():
        return {}
    known: dict[tuple[str, str], dict[str, str]] = current_app.extensions[_EXTENSION]
    return known.setdefault((request.root_path, chosen_language()), {})
