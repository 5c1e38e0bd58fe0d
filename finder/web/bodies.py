"""How much may be sent to an address: forms are small, and a few addresses take a file."""

from flask import Flask, request

from finder.settings import Settings

LARGEST_FORM_BYTES = 64 * 1024
_MEGABYTE = 1024 * 1024
# Somewhat more than the file itself may have, so that it is refused with a sentence of its own.
_LARGEST_BYTES = {
    "admin.add_evidence": 6 * _MEGABYTE,
    "admin.record_check": 6 * _MEGABYTE,
    "admin.try_roster": 6 * _MEGABYTE,
}


def init_app(app: Flask, _settings: Settings) -> None:
    """Stands behind the access table: whoever may not enter sends no file either."""
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_FORM_BYTES, MAX_FORM_MEMORY_SIZE=LARGEST_FORM_BYTES
    )
    app.before_request(allow_file)


def allow_file() -> None:
    if request.endpoint in _LARGEST_BYTES:
        request.max_content_length = _LARGEST_BYTES[request.endpoint]
