"""Settings, read once from the environment; a ``FINDER_*`` name nobody knows is an error."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from finder.domain.errors import InvalidValue

ROOT = Path(__file__).resolve().parent.parent
_MINIMUM_SECRET = 32
_PREFIX = "FINDER_"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything an operator can set; each field is one ``FINDER_`` variable of the README."""

    home: Path = ROOT / "var"
    database_url: str = ""
    replica_url: str = ""
    secret_key: str = field(default="", repr=False)
    allowed_hosts: tuple[str, ...] = ()
    trusted_proxies: int = 0
    base_url: str = ""
    index_in_memory: str = "off"
    rate_limits: str = "on"
    metrics: str = "off"
    log_format: str = "text"
    environment: str = "development"

    @property
    def url(self) -> str:
        """The database address; a SQLite file in ``home`` unless one is set."""
        return self.database_url or f"sqlite:///{self.home.resolve() / 'finder.db'}"

    @property
    def is_production(self) -> bool:
        return self.environment == "production"

    @property
    def data(self) -> Path:
        """The bundled data folder."""
        return ROOT / "data"

    @property
    def templates(self) -> Path:
        return ROOT / "templates"


def settings_from(environment: Mapping[str, str]) -> Settings:
    """Reads and checks the ``FINDER_*`` variables; raises ``InvalidValue`` with a sentence."""
    readers: dict[str, tuple[str, Callable[[str], object]]] = {
        "HOME": ("home", lambda text: Path(text).expanduser()),
        "DATABASE_URL": ("database_url", _database_url),
        "REPLICA_URL": ("replica_url", _replica_url),
        "SECRET_KEY": ("secret_key", str),
        "ALLOWED_HOSTS": ("allowed_hosts", _hosts),
        "TRUSTED_PROXIES": ("trusted_proxies", _proxies),
        "BASE_URL": ("base_url", _base_url),
        "INDEX_IN_MEMORY": (
            "index_in_memory",
            lambda text: _one_of("INDEX_IN_MEMORY", text, "on", "off"),
        ),
        "RATE_LIMITS": ("rate_limits", lambda text: _one_of("RATE_LIMITS", text, "on", "off")),
        "METRICS": ("metrics", lambda text: _one_of("METRICS", text, "on", "off")),
        "LOG_FORMAT": ("log_format", lambda text: _one_of("LOG_FORMAT", text, "text", "json")),
        "ENVIRONMENT": (
            "environment",
            lambda text: _one_of("ENVIRONMENT", text, "development", "production"),
        ),
    }
    values: dict[str, object] = {}
    for name, text in environment.items():
        if not name.startswith(_PREFIX):
            continue
        known = readers.get(name.removeprefix(_PREFIX))
        if known is None:
            names = ", ".join(sorted(_PREFIX + key for key in readers))
            raise InvalidValue(f"There is no setting {name}. The settings are: {names}.", name)
        if text.strip():
            values[known[0]] = known[1](text.strip())
    settings = Settings(**values)  # type: ignore[arg-type]  # each reader returns its field's type
    _refuse_weak_production(settings)
    _refuse_replica_of_a_file(settings)
    return settings


def _refuse_weak_production(settings: Settings) -> None:
    if not settings.is_production:
        return
    if len(settings.secret_key) < _MINIMUM_SECRET:
        raise InvalidValue(
            f"FINDER_SECRET_KEY needs at least {_MINIMUM_SECRET} characters in production. "
            "Make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(48))'",
            "FINDER_SECRET_KEY",
        )
    if not settings.allowed_hosts:
        raise InvalidValue(
            "FINDER_ALLOWED_HOSTS must name the hosts this site answers to in production, "
            "separated by commas.",
            "FINDER_ALLOWED_HOSTS",
        )


def _refuse_replica_of_a_file(settings: Settings) -> None:
    if settings.replica_url and settings.url.startswith("sqlite"):
        raise InvalidValue(
            "FINDER_REPLICA_URL is for PostgreSQL: a SQLite file has no replica. Set "
            "FINDER_DATABASE_URL to the primary, postgresql://…, or unset FINDER_REPLICA_URL.",
            "FINDER_REPLICA_URL",
        )


def _one_of(name: str, text: str, *allowed: str) -> str:
    if text not in allowed:
        raise InvalidValue(f"{_PREFIX}{name} must be {' or '.join(allowed)}.", _PREFIX + name)
    return text


def _database_url(text: str) -> str:
    if not text.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
        raise InvalidValue(
            "FINDER_DATABASE_URL must begin with sqlite:/// or postgresql://.",
            "FINDER_DATABASE_URL",
        )
    return text


def _replica_url(text: str) -> str:
    if not text.startswith(("postgresql://", "postgresql+psycopg://")):
        raise InvalidValue(
            "FINDER_REPLICA_URL must begin with postgresql://.", "FINDER_REPLICA_URL"
        )
    return text


def _hosts(text: str) -> tuple[str, ...]:
    """Host names without their ports, which play no part in the comparison."""
    return tuple(_host_only(part.strip().lower()) for part in text.split(",") if part.strip())


def _host_only(text: str) -> str:
    try:
        return str(ipaddress.ip_address(text.strip("[]")))
    except ValueError:
        return urlsplit(f"//{text}").hostname or text


def _proxies(text: str) -> int:
    if not re.fullmatch(r"[0-9]", text):
        raise InvalidValue(
            "FINDER_TRUSTED_PROXIES must be the number of proxies in front, 0 to 9.",
            "FINDER_TRUSTED_PROXIES",
        )
    return int(text)


def _base_url(text: str) -> str:
    if not text.startswith(("http://", "https://")):
        raise InvalidValue(
            "FINDER_BASE_URL must begin with http:// or https://.", "FINDER_BASE_URL"
        )
    return text.rstrip("/")
