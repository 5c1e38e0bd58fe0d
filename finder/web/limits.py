"""How often one address may do what; the pages that only explain are not counted."""

import time
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from typing import cast

from flask import Blueprint, Flask, Response, current_app, request
from flask_limiter import Limiter, RateLimitExceeded
from flask_limiter.util import get_remote_address

from finder.domain.sentences import Sentence, counted
from finder.settings import Settings

Exceeded = RateLimitExceeded

# A hospital or a library may stand behind one address.
SEARCHES = "300 per minute"
# A sheet takes as long to set as several searches.
SHEETS = "30 per minute"
REPORTS = "5 per hour; 20 per day"
WRONG_NUMBERS = "20 per 10 minutes"
_COUNTED = ("search", "profiles", "compare", "api", "reports")
_EXTENSION = "finder-limits"
_HOUR = 3600


@dataclass(frozen=True, slots=True)
class Refusal:
    """What somebody is told who asks too often, and for how many seconds it holds."""

    title: Sentence
    sentence: Sentence
    seconds: int


def init_app(app: Flask, settings: Settings) -> None:
    limiter = Limiter(
        client,
        app=app,
        storage_uri="memory://",
        enabled=settings.rate_limits == "on",
    )
    app.extensions[_EXTENSION] = limiter
    limiter.shared_limit(
        SHEETS, scope="sheet", exempt_when=lambda: request.endpoint != "compare.take_away"
    )(cast(Blueprint, app.blueprints["compare"]))
    together = limiter.shared_limit(SEARCHES, scope="search")
    for name in _COUNTED:
        together(cast(Blueprint, app.blueprints[name]))
    reports = cast(Blueprint, app.blueprints["reports"])
    # Counted when it was taken in: a mistake in the form costs nobody a report.
    limiter.shared_limit(
        REPORTS,
        scope="report",
        exempt_when=lambda: request.method != "POST",
        deduct_when=lambda response: response.status_code == 303,
    )(reports)
    limiter.shared_limit(
        WRONG_NUMBERS,
        scope="report number",
        exempt_when=lambda: request.endpoint != "reports.status",
        deduct_when=_leads_nowhere,
    )(reports)


def client() -> str:
    """Who is counted: an address, or the network of one household where addresses are plenty."""
    address = get_remote_address()
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is None:
        return str(ip_network((int(parsed), 64), strict=False))
    return address


def refusal(error: RateLimitExceeded) -> Refusal:
    """Why this request was one too many, and when to come back."""
    limiter = cast(Limiter, current_app.extensions[_EXTENSION])
    passed = limiter.current_limit
    window = error.limit.limit.get_expiry()
    seconds = max(1, min(window, round(passed.reset_at - time.time()))) if passed else window
    match error.limit.scope:
        case "report":
            title = Sentence("That is enough for now")
            sentence = Sentence(
                "We take 5 reports an hour and 20 a day from one internet connection. %(wait)s",
                wait=_wait(seconds),
            )
        case "report number":
            title = Sentence("Too many wrong numbers")
            sentence = Sentence(
                "Several numbers from your address fit no report. %(wait)s", wait=_wait(seconds)
            )
        case _:
            title = Sentence("Too many searches at once")
            sentence = Sentence(
                "Many searches came from your address in the last minute. Wait a minute, then go "
                "on."
            )
    return Refusal(title, sentence, seconds)


def _wait(seconds: int) -> Sentence:
    if seconds > _HOUR:
        hours = -(-seconds // _HOUR)
        return counted("Try again in an hour.", "Try again in %(count)s hours.", hours)
    minutes = -(-seconds // 60)
    return counted("Try again in a minute.", "Try again in %(count)s minutes.", minutes)


def _leads_nowhere(response: Response) -> bool:
    return response.status_code == 404
