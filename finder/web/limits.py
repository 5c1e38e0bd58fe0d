"""How often one address may search; the pages that only explain are not counted."""

from typing import cast

from flask import Blueprint, Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from finder.settings import Settings

# A hospital or a library may stand behind one address.
SEARCHES = "300 per minute"
_COUNTED = ("search", "profiles", "api")


def init_app(app: Flask, settings: Settings) -> None:
    limiter = Limiter(
        get_remote_address,
        app=app,
        storage_uri="memory://",
        enabled=settings.rate_limits == "on",
    )
    together = limiter.shared_limit(SEARCHES, scope="search")
    for name in _COUNTED:
        together(cast(Blueprint, app.blueprints[name]))
