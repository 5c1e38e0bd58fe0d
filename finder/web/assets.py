"""Static files, kept packed in memory, under addresses that change with their contents."""

import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path

from flask import Flask, Response, g, request, url_for
from werkzeug.exceptions import NotFound

from finder.settings import Settings
from finder.web.compression import GZIP, can_unpack, is_worth_packing, packed

_BEST = 9


@dataclass(frozen=True, slots=True)
class _Asset:
    """One file; ``packed`` is empty where packing saves nothing."""

    body: bytes
    packed: bytes
    content_type: str

    @property
    def version(self) -> str:
        return hashlib.sha256(self.body).hexdigest()[:12]


def init_app(app: Flask, _settings: Settings) -> None:
    folder = Path(app.static_folder or "")
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    assets = {path.relative_to(folder).as_posix(): _read(path) for path in files}
    versions = {name: asset.version for name, asset in assets.items()}

    def static(filename: str) -> Response:
        """Nothing but these files can be asked for, whatever the address says."""
        if filename not in assets:
            raise NotFound
        # While one process after another is brought up to date, a page of the new program may get
        # the file of the old one: under that address nobody may keep it.
        g.asset_version = versions[filename]
        return _answer(assets[filename])

    def asset(name: str) -> str:
        """The address of a file in the static folder."""
        return url_for("static", filename=name, v=versions[name])

    app.view_functions["static"] = static
    app.jinja_env.globals["asset"] = asset


def _read(path: Path) -> _Asset:
    body = path.read_bytes()
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    charset = "; charset=utf-8" if kind.startswith("text/") else ""
    is_smaller = is_worth_packing(body, kind)
    return _Asset(body, packed(body, _BEST) if is_smaller else b"", kind + charset)


def _answer(asset: _Asset) -> Response:
    answer = Response(asset.body, content_type=asset.content_type)
    if asset.packed:
        answer.vary.add("Accept-Encoding")
        if can_unpack(request):
            answer.set_data(asset.packed)
            answer.headers["Content-Encoding"] = GZIP
    return answer
