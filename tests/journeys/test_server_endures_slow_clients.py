"""The server as it is started: slow clients starve nobody, and a stop finishes what is begun."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from threading import Thread

import pytest

from finder.services.resources import Resources
from tests.factories import load_directory, person

_HALF_SENT = (
    b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Half: ",
    b"POST /search HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\nhalf",
    b"",
)
_SLOW = """
import sys, time
from finder.cli.listening import bound_socket, serve_until_stopped

def application(environ, start_response):
    time.sleep(2)
    start_response("200 OK", [("Content-Length", "3000000")])
    return [b"x" * 3000000]

serve_until_stopped(application, bound_socket("127.0.0.1", int(sys.argv[1])), 2)
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
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("The server did not start.")


def refuses_within(seconds: float, port: int) -> bool:
    """Whether nobody listens any more after a while."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            return True
        time.sleep(0.02)
    return False


def get(port: int, path: str, seconds: float) -> tuple[int, bytes]:
    """Status and body; it fails where the answer takes longer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=seconds)
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
    assert get(port, search, 20)[0] == 200
    with ExitStack() as stack:
        for number in range(200):
            client = stack.enter_context(socket.create_connection(("127.0.0.1", port)))
            client.sendall(_HALF_SENT[number % len(_HALF_SENT)])
        for path in ("/healthz", search, "/healthz", search):
            # Starved requests would wait for good; `make test` itself keeps the machine busy.
            assert get(port, path, 4)[0] == 200
        process.terminate()
        assert process.wait(20) == 0


def test_a_stop_sends_the_answer_that_is_being_made_and_takes_no_more(start: Start) -> None:
    process, port = start("-c", _SLOW)
    answers: list[tuple[int, int]] = []

    def ask() -> None:
        status, body = get(port, "/", 10)
        answers.append((status, len(body)))

    client = Thread(target=ask)
    client.start()
    time.sleep(1)
    process.send_signal(signal.SIGTERM)
    assert refuses_within(1, port)
    client.join()
    assert answers == [(200, 3_000_000)]
    assert process.wait(20) == 0


def test_a_second_stop_ends_at_once(start: Start) -> None:
    process, port = start("-c", _SLOW)
    with socket.create_connection(("127.0.0.1", port)) as client:
        client.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        time.sleep(0.3)
        process.terminate()
        time.sleep(0.2)
        process.terminate()
        # The first stop alone would end with 0.
        assert process.wait(20) == -signal.SIGTERM
