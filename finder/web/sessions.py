"""The one cookie of the site: only pages with a form that is posted set it.

It holds what its form token is compared with, signed and readable: nothing that anybody typed.
"""

from datetime import timedelta

from flask import Flask

from finder.services.keep_secret import secret_key
from finder.settings import Settings


def init_app(app: Flask, settings: Settings) -> None:
    is_https = settings.is_production or settings.base_url.startswith("https://")
    app.config.update(
        SECRET_KEY=secret_key(settings),
        # A name with this beginning is kept only from https, for this very host and its root.
        SESSION_COOKIE_NAME="__Host-finder" if is_https else "finder",
        SESSION_COOKIE_SECURE=is_https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        SESSION_COOKIE_DOMAIN=None,
        SESSION_REFRESH_EACH_REQUEST=False,
        # Longer than any token lasts that is compared with it; the browser forgets it sooner.
        PERMANENT_SESSION_LIFETIME=timedelta(days=7),
    )
