"""Addresses of static files that change with their contents, so that they may be kept for long."""

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, url_for

from finder.settings import Settings


def init_app(app: Flask, _settings: Settings) -> None:
    folder = Path(app.static_folder or "")

    @cache
    def version(name: str) -> str:
        return hashlib.sha256((folder / name).read_bytes()).hexdigest()[:12]

    def asset(name: str) -> str:
        """The address of a file in the static folder."""
        return url_for("static", filename=name, v=version(name))

    app.jinja_env.globals["asset"] = asset
