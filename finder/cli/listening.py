"""The web server: slow clients hold no thread, and a stop waits for what is under way."""

import errno
import signal
import socket
import threading
import time
from types import FrameType
from typing import Any

from waitress import create_server, wasyncore

from finder.domain.errors import InvalidValue

# Stays below the 1,024 open files that most systems allow, database files included.
_MOST_CONNECTIONS = 950
_SECONDS_OF_SILENCE = 20
_SECONDS_TO_FINISH = 9
# Far more than any form of ours, whose pages refuse it with a sentence; the server's own limit of
# a gigabyte would be written to the disk before anybody refused it.
_LARGEST_BODY_BYTES = 16 * 1024 * 1024


def bound_socket(host: str, port: int) -> socket.socket:
    """The address taken but not yet answering; ``InvalidValue`` says why it cannot be."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
    except (OSError, UnicodeError) as problem:
        bound.close()
        if isinstance(problem, OSError) and problem.errno == errno.EADDRINUSE:
            raise InvalidValue(
                f"Port {port} is in use by another program. Choose another: make run PORT=8001"
            ) from None
        reason = getattr(problem, "strerror", None) or "that is no host name"
        raise InvalidValue(f"Cannot listen on {host}:{port}: {reason}.") from None
    return bound


def serve_until_stopped(application: Any, bound: socket.socket, threads: int) -> None:
    """Answers until SIGTERM or Ctrl+C; a second signal ends it at once."""
    channels: dict[int, Any] = {}
    server = create_server(
        application,
        map=channels,
        sockets=[bound],
        threads=threads,
        ident="",
        connection_limit=_MOST_CONNECTIONS,
        channel_timeout=_SECONDS_OF_SILENCE,
        max_request_body_size=_LARGEST_BODY_BYTES,
        cleanup_interval=5,
        clear_untrusted_proxy_headers=False,
    )
    stopping = threading.Event()

    def stop(number: int, _frame: FrameType | None) -> None:
        signal.signal(number, signal.SIG_DFL)
        stopping.set()
        server.pull_trigger()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    while not stopping.is_set():
        _pass_over(channels)
    _finish(server, channels)


def _pass_over(channels: dict[int, Any]) -> None:
    # select() cannot watch file numbers above 1,023, poll() can.
    wasyncore.loop(timeout=1, use_poll=True, map=channels, count=1)


def _finish(server: Any, channels: dict[int, Any]) -> None:
    """Takes no more connections and sends the answers that are being made."""
    wasyncore.dispatcher.close(server)
    deadline = time.monotonic() + _SECONDS_TO_FINISH
    while server.active_channels and time.monotonic() < deadline:
        for channel in server.active_channels.values():
            if not channel.requests:
                channel.close_when_flushed = True
        _pass_over(channels)
    server.task_dispatcher.shutdown(timeout=1)
