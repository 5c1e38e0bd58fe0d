"""The key that signs cookies and form tokens: the operator's, or one made once and kept."""

import os
import secrets
from pathlib import Path

from finder.domain.errors import InvalidValue
from finder.settings import Settings

_FILE = "secret.key"
_BYTES = 48
_SHORTEST = 32


def secret_key(settings: Settings) -> str:
    """``FINDER_SECRET_KEY``; without it the key in ``secret.key`` of ``FINDER_HOME``, made if new.

    Production has no such file: its settings are refused without a key. Raises ``InvalidValue``
    where the file holds no key, and ``OSError`` where it cannot be made or read.
    """
    if settings.secret_key:
        return settings.secret_key
    path = settings.home / _FILE
    if not path.exists():
        _make(path)
    key = path.read_text(encoding="ascii", errors="replace").strip()
    if len(key) < _SHORTEST:
        raise InvalidValue(
            f"The file {path} holds no usable key. Delete it: a new one is made at the next start.",
            "FINDER_SECRET_KEY",
        )
    return key


def _make(path: Path) -> None:
    """Several processes may start at once: whoever links first wins, and all read that file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    own = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    file = os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(file, "w", encoding="ascii") as stream:
            stream.write(secrets.token_urlsafe(_BYTES) + "\n")
            stream.flush()
            os.fsync(stream.fileno())
        try:
            os.link(own, path)
        except FileExistsError:
            return
    finally:
        own.unlink()
