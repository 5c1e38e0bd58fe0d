"""Answers of publishers, over https and from their own hosts alone."""

import http.client
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, date
from email.utils import parsedate_to_datetime
from urllib.parse import SplitResult, urljoin, urlsplit

from finder.domain.errors import InputRefused, InvalidValue

# A page that names files may be the catalogue of a whole site.
MOST_PAGE_BYTES = 64 * 1024**2
_SECONDS_OF_SILENCE = 30
_MOST_REDIRECTS = 5
_REDIRECTS = (301, 302, 303, 307, 308)
_LOOPBACK = ("127.0.0.1", "::1")


def read_page(address: str, origins: Collection[str]) -> str:
    """The text of a page that names files."""
    try:
        with answer(address, origins, {}) as response:
            refuse_status(address, response)
            body = response.read(MOST_PAGE_BYTES + 1)
    except (OSError, http.client.HTTPException) as problem:
        raise unreachable(address, problem) from problem
    if len(body) > MOST_PAGE_BYTES:
        raise InputRefused(f"{address} is too large a page. Nothing was changed.")
    return body.decode(errors="replace")


def allowed(address: str, origins: Collection[str]) -> SplitResult:
    """The parts of an address of one of these origins; raises ``InvalidValue`` for any other."""
    try:
        split = urlsplit(address)
        origin = f"{split.scheme}://{split.netloc}".lower()
        # What is fetched on this very machine crosses no network.
        is_protected = split.scheme == "https" or split.hostname in _LOOPBACK
    except ValueError:
        split, origin, is_protected = urlsplit(""), "", False
    is_plain = address.isascii() and address.isprintable() and " " not in address
    if origin not in origins or not is_protected or not is_plain:
        listed = ", ".join(sorted(origins))
        raise InvalidValue(
            f"{address} is not at a publisher that finder fetches from ({listed}). Fetch the file "
            "by hand and name it.",
            "from-url",
        )
    return split


@contextmanager
def answer(
    address: str, origins: Collection[str], headers: dict[str, str]
) -> Iterator[http.client.HTTPResponse]:
    """The answer behind all redirections, none of which leaves the origins."""
    sent = {"User-Agent": "finder", "Accept-Encoding": "identity", **headers}
    for _ in range(_MOST_REDIRECTS + 1):
        split = allowed(address, origins)
        connecting = (
            http.client.HTTPSConnection if split.scheme == "https" else http.client.HTTPConnection
        )
        connection = connecting(split.hostname or "", split.port, timeout=_SECONDS_OF_SILENCE)
        target = f"{split.path or '/'}{'?' if split.query else ''}{split.query}"
        try:
            connection.request("GET", target, headers=sent)
            response = connection.getresponse()
            location = response.headers.get("Location", "")
            if response.status not in _REDIRECTS or not location:
                _refuse_packed(address, response)
                yield response
                return
            address = urljoin(address, location)
        finally:
            connection.close()
    raise InputRefused(f"{address} leads on and on. Nothing was changed.")


def _refuse_packed(address: str, response: http.client.HTTPResponse) -> None:
    """Nobody asked for that; half of it could not be gone on with, nor its sum be compared."""
    packing = response.headers.get("Content-Encoding", "identity").lower()
    if packing not in ("", "identity"):
        raise InputRefused(
            f"{address} was sent packed as {packing}, unasked. Nothing was changed. Fetch it by "
            "hand."
        )


def refuse_status(address: str, response: http.client.HTTPResponse) -> None:
    """Raises ``InputRefused`` for any answer but a whole one."""
    if response.status == 200:
        return
    later = " Try again later." if response.status == 429 or response.status >= 500 else ""
    raise InputRefused(
        f"{address} answered {response.status} {response.reason}. Nothing was changed.{later}"
    )


def unreachable(address: str, problem: Exception) -> InputRefused:
    """What to tell where a server is silent."""
    reason = getattr(problem, "strerror", None) or str(problem) or type(problem).__name__
    return InputRefused(
        f"{urlsplit(address).hostname} cannot be reached or stopped answering ({reason}). Nothing "
        "was changed. Run it again: what has come is kept."
    )


def validator(response: http.client.HTTPResponse) -> str:
    """What proves that a later answer is of the same file; a weak tag proves nothing."""
    tag: str = response.headers.get("ETag", "")
    return tag if tag.startswith('"') else response.headers.get("Last-Modified", "")


def day_of(text: str) -> date | None:
    """The day of a moment as servers write it."""
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return moment.astimezone(UTC).date()
