"""A publisher of files on this machine, who can be slow of word, cut off and change his mind."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Publisher:
    """``files`` by path; ``cut_after`` ends the next answers after so many bytes of a body."""

    origin: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    tag: str = '"one"'
    modified: str = "Mon, 09 Nov 2026 12:00:00 GMT"
    cut_after: list[int] = field(default_factory=list)
    knows_ranges: bool = True
    tells_length: bool = True
    # How many bytes more it promises than it has, and what it says the body is packed as.
    promises_more: int = 0
    packing: str = ""
    status: int = 0
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)


@contextmanager
def publishing(publisher: Publisher) -> Iterator[Publisher]:
    """Answers until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None: ...

        def do_GET(self) -> None:
            _answer(self, publisher)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    publisher.origin = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield publisher
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _answer(handler: BaseHTTPRequestHandler, publisher: Publisher) -> None:
    headers = dict(handler.headers.items())
    publisher.asked.append((handler.path, headers))
    if handler.path in publisher.redirects:
        handler.send_response(302)
        handler.send_header("Location", publisher.redirects[handler.path])
        handler.end_headers()
        return
    body = publisher.files.get(handler.path)
    if publisher.status or body is None:
        handler.send_error(publisher.status or 404)
        return
    if headers.get("If-None-Match") == publisher.tag:
        handler.send_response(304)
        handler.end_headers()
        return
    start = _start(headers, publisher)
    if start >= len(body) and start:
        handler.send_response(416)
        handler.send_header("Content-Range", f"bytes */{len(body)}")
        handler.end_headers()
        return
    handler.send_response(206 if start else 200)
    if start:
        handler.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
    if publisher.tells_length:
        handler.send_header("Content-Length", str(len(body) - start + publisher.promises_more))
    if publisher.packing:
        handler.send_header("Content-Encoding", publisher.packing)
    if publisher.tag:
        handler.send_header("ETag", publisher.tag)
    handler.send_header("Last-Modified", publisher.modified)
    handler.end_headers()
    rest = body[start:]
    handler.wfile.write(rest[: publisher.cut_after.pop(0)] if publisher.cut_after else rest)


def _start(headers: dict[str, str], publisher: Publisher) -> int:
    is_same = headers.get("If-Range") in (publisher.tag, publisher.modified)
    if "Range" not in headers or not publisher.knows_ranges or not is_same:
        return 0
    return int(headers["Range"].removeprefix("bytes=").rstrip("-"))
