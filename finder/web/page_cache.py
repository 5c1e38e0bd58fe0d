"""Finished public pages, kept in memory for as long as the facts, the day and the question last.

A page is found by the version of the directory, the day, the language and what the address asks;
who asks plays no part and is not kept.
"""

import threading
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from flask import Flask, Response, current_app, g, request
from werkzeug.http import generate_etag

from finder.settings import Settings
from finder.store.versions import Version
from finder.web.compression import GZIP, can_unpack, is_worth_packing, packed
from finder.web.csrf import has_token
from finder.web.language import spoken
from finder.web.transaction import directory_version, is_anonymous, resources

MOST_PAGES = 200
MOST_BYTES = 20_000_000
_MOST_BYTES_OF_ONE = 1_000_000
_LONGEST_QUESTION = 1000
# What a page costs beyond its bytes: its key and the objects around it.
_AROUND = 1000
_EXTENSION = "finder-pages"
# Pages without a form that is posted, made from the facts of the directory alone.
KEPT = frozenset(
    {
        *("search.home", "search.results", "profiles.profile"),
        *("compare.side_by_side", "compare.take_away"),
        *("guide.index", "guide.topic", "guide.questions"),
        *("guide.methodology", "guide.about", "guide.privacy"),
        *("api.search", "api.provider"),
    }
)


@dataclass(frozen=True, slots=True)
class _Key:
    """What two requests have in common that get the same bytes."""

    version: Version
    day: date
    language: str
    mount_point: str
    path: str
    question: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """An answer as its view made it, plain and packed.

    ``packed`` is empty where packing is not worth it, and ``None`` until a browser wants it.
    """

    plain: bytes
    packed: bytes | None
    headers: tuple[tuple[str, str], ...]
    plain_tag: str
    packed_tag: str

    @property
    def size(self) -> int:
        return len(self.plain) + len(self.packed or b"") + _AROUND

    def answer(self) -> Response:
        response = Response(self.plain, headers=list(self.headers))
        tag = self.plain_tag
        if self.packed != b"":
            response.vary.add("Accept-Encoding")
        if self.packed and can_unpack(request):
            response.set_data(self.packed)
            response.headers["Content-Encoding"] = GZIP
            tag = self.packed_tag
        response.set_etag(tag)
        return response

    def with_packed(self) -> "Page":
        small = packed(self.plain)
        return replace(self, packed=small, packed_tag=generate_etag(small))


class PageCache:
    """The pages asked for last; whichever was not asked for the longest goes first."""

    def __init__(self, most_pages: int = MOST_PAGES, most_bytes: int = MOST_BYTES) -> None:
        self._most_pages, self._most_bytes = most_pages, most_bytes
        self._pages: OrderedDict[Hashable, Page] = OrderedDict()
        self._lock = threading.Lock()
        self.bytes = self.hits = self.misses = 0

    def __len__(self) -> int:
        return len(self._pages)

    def get(self, key: Hashable) -> Page | None:
        with self._lock:
            page = self._pages.get(key)
            if page is None:
                self.misses += 1
                return None
            self._pages.move_to_end(key)
            self.hits += 1
            return page

    def put(self, key: Hashable, page: Page) -> None:
        with self._lock:
            replaced = self._pages.pop(key, None)
            self._pages[key] = page
            self.bytes += page.size - (replaced.size if replaced else 0)
            while len(self._pages) > self._most_pages or self.bytes > self._most_bytes:
                _, oldest = self._pages.popitem(last=False)
                self.bytes -= oldest.size


def init_app(app: Flask, _settings: Settings) -> None:
    app.extensions[_EXTENSION] = PageCache()
    app.before_request(_answer_from_memory)
    app.after_request(_remember)


def page_cache() -> PageCache:
    return cast(PageCache, current_app.extensions[_EXTENSION])


def _answer_from_memory() -> Response | None:
    key = _key()
    if key is None:
        return None
    page = page_cache().get(key)
    if page is None:
        g.page_key = key
        return None
    if page.packed is None and can_unpack(request):
        page = page.with_packed()
        page_cache().put(key, page)
    return page.answer()


def _key() -> _Key | None:
    if request.endpoint not in KEPT or request.method not in ("GET", "HEAD"):
        return None
    if len(request.query_string) > _LONGEST_QUESTION or not is_anonymous():
        return None
    version = directory_version()
    if version is None:
        return None
    question = tuple(request.args.items(multi=True))
    return _Key(
        version, resources().today(), spoken().code, request.root_path, request.path, question
    )


def _remember(response: Response) -> Response:
    key: _Key | None = g.pop("page_key", None)
    if key is None or not _may_be_kept(response) or not _is_of(key):
        return response
    page = _page_of(response)
    page_cache().put(key, page)
    return page.answer()


def _may_be_kept(response: Response) -> bool:
    is_for_one_person = has_token() or g.get("keep_no_copy")
    return (
        response.status_code == 200
        and request.method == "GET"
        and not is_for_one_person
        and "Set-Cookie" not in response.headers
        and not response.is_streamed
        and not response.direct_passthrough
        and len(response.get_data()) <= _MOST_BYTES_OF_ONE
    )


def _is_of(key: _Key) -> bool:
    """Whether the page was made from the facts that its key names: nothing came in between."""
    reads_same = g.get("read_from_replica", False) == key.version.is_replica
    return reads_same and _key() == key


def _page_of(response: Response) -> Page:
    plain = response.get_data()
    headers = tuple((name, value) for name, value in response.headers if name != "Content-Length")
    may_be_packed = is_worth_packing(plain, response.content_type or "")
    page = Page(plain, None if may_be_packed else b"", headers, generate_etag(plain), "")
    return page.with_packed() if may_be_packed and can_unpack(request) else page
