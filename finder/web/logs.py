"""One line a request, of allowed fields only: no words, places, addresses or query strings."""

import secrets
import sys
import time
import traceback
from typing import Any, cast

import structlog
from flask import Flask, Response, current_app, g, request
from structlog.typing import EventDict, FilteringBoundLogger, WrappedLogger

from finder.settings import Settings

_EXTENSION = "finder-log"
_FRAMES = 8
_ALLOWED = frozenset(
    {
        "event",
        "level",
        "timestamp",
        "request_id",
        "method",
        "endpoint",
        "status",
        "milliseconds",
        "error",
        "where",
    }
)
_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})


class _StandardError:
    """Writes to whatever standard error is at that moment."""

    def msg(self, line: str) -> None:
        sys.stderr.write(line + "\n")

    info = error = msg


def init_app(app: Flask, settings: Settings) -> None:
    app.extensions[_EXTENSION] = _logger(settings)
    # Flask's own record of a fault repeats the address and the values of the SQL statement.
    app.logger.disabled = True
    app.before_request(_begin)
    app.after_request(_end)


def request_id() -> str:
    return cast(str, g.request_id)


def log_fault(error: BaseException) -> None:
    """What broke and where, without its message, which may quote what somebody typed."""
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    _log().error(
        "fault",
        request_id=request_id(),
        endpoint=request.endpoint,
        error=type(error).__name__,
        where=" ".join(f"{frame.filename.split('/')[-1]}:{frame.lineno}" for frame in frames),
    )


def _begin() -> None:
    g.request_id = secrets.token_hex(8)
    g.started = time.perf_counter()


def _end(response: Response) -> Response:
    response.headers["X-Request-Id"] = request_id()
    _log().info(
        "request",
        request_id=request_id(),
        method=request.method if request.method in _METHODS else "other",
        endpoint=request.endpoint,
        status=response.status_code,
        milliseconds=round((time.perf_counter() - g.started) * 1000, 1),
    )
    return response


def _log() -> FilteringBoundLogger:
    return cast(FilteringBoundLogger, current_app.extensions[_EXTENSION])


def _logger(settings: Settings) -> Any:
    is_json = settings.log_format == "json"
    return structlog.wrap_logger(
        _StandardError(),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _keep_allowed,
            structlog.processors.JSONRenderer()
            if is_json
            else structlog.dev.ConsoleRenderer(colors=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger("info"),
        cache_logger_on_first_use=True,
    )


def _keep_allowed(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    return {name: value for name, value in event.items() if name in _ALLOWED}
