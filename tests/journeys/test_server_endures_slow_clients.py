"""The server as it is started: slow clients starve nobody, and a stop finishes what is begun."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest

from finder.services.resources import Resources
from tests.factories import load_directory, person

_PATIENCE_SECONDS = 60
# The server gives up on silent clients after 20 seconds: who is answered only then was starved.
_STARVED_SECONDS = 15
_HALF_SENT = (
    b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Half: ",
    b"POST /search HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\nhalf",
    b"",
)
_ANSWERS_WHEN_TOLD = """
import sys, time
from pathlib import Path
from finder.cli.listening import bound_socket, serve_until_stopped

asked, may_answer = Path(sys.argv[1]), Path(sys.argv[2])

def application(environ, start_response):
    asked.touch()
    while not may_answer.exists():
        time.sleep(0.02)
    start_response("200 OK", [("Content-Length", "3000000")])
    return [b"x" * 3000000]

serve_until_stopped(application, bound_socket("127.0.0.1", int(sys.argv[3])), 2)
"""
Start = Callable[..., tuple[subprocess.Popen[bytes], int]]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts Python with these arguments and a free port, and waits until it listens."""
    with ExitStack() as stack:

        def run(*arguments: str, home: str = "") -> tuple[subprocess.Popen[bytes], int]:
            with socket.create_server(("127.0.0.1", 0)) as free:
                port = free.getsockname()[1]
            process = subprocess.Popen(
                [sys.executable, *arguments, str(port)],
                env={**os.environ, "FINDER_HOME": home, "FINDER_RATE_LIMITS": "off"},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            stack.callback(process.wait)
            stack.callback(process.kill)
            wait_until_listening(port, process)
            return process, port

        yield run


def wait_until_listening(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("The server did not start.")


def wait_until(happened: Callable[[], bool]) -> None:
    """A busy machine takes its time: only what never happens fails."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def refuses(port: int) -> bool:
    """Whether nobody listens any more; a listener that is just closing may still reset."""
    try:
        socket.create_connection(("127.0.0.1", port)).close()
    except ConnectionRefusedError:
        return True
    except ConnectionResetError:
        return False
    return False


def get(port: int, path: str) -> tuple[int, bytes]:
    """Status and body; it fails where the answer never comes."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_STARVED_SECONDS)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def test_200_half_sent_requests_keep_nobody_waiting(
    start: Start, resources: Resources, tmp_path: Path
) -> None:
    load_directory(resources, tmp_path, [person(number) for number in range(30)])
    process, port = start("-m", "finder", "serve", "--port", home=str(tmp_path))
    search = "/search?near=60601&q=kyphoplasty"
    # The first search reads the tables of places.
    assert get(port, search)[0] == 200
    with ExitStack() as stack:
        for number in range(200):
            client = stack.enter_context(socket.create_connection(("127.0.0.1", port)))
            client.sendall(_HALF_SENT[number % len(_HALF_SENT)])
        for path in ("/healthz", search, "/healthz", search):
            assert get(port, path)[0] == 200
        process.terminate()
        assert process.wait(_PATIENCE_SECONDS) == 0


def test_a_stop_sends_the_answer_that_is_being_made_and_takes_no_more(
    start: Start, tmp_path: Path
) -> None:
    asked, may_answer = tmp_path / "asked", tmp_path / "may-answer"
    process, port = start("-c", _ANSWERS_WHEN_TOLD, str(asked), str(may_answer))
    with ThreadPoolExecutor(1) as clients:
        answer = clients.submit(get, port, "/")
        try:
            wait_until(asked.exists)
            process.terminate()
            wait_until(partial(refuses, port))
        finally:
            may_answer.touch()
        status, body = answer.result()
    assert (status, len(body)) == (200, 3_000_000)
    assert process.wait(_PATIENCE_SECONDS) == 0


def test_a_second_stop_ends_at_once(start: Start, tmp_path: Path) -> None:
    asked, never = tmp_path / "asked", tmp_path / "never"
    process, port = start("-c", _ANSWERS_WHEN_TOLD, str(asked), str(never))
    with socket.create_connection(("127.0.0.1", port)) as client:
        client.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        wait_until(asked.exists)
        process.terminate()
        wait_until(partial(refuses, port))
        process.terminate()
        # The first stop alone would end with 0.
        assert process.wait(_PATIENCE_SECONDS) == -signal.SIGTERM
