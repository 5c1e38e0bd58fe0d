"""How often one address may do what; the pages that only explain are not counted."""

import time
from dataclasses import dataclass
from hashlib import sha256
from ipaddress import IPv6Address, ip_address, ip_network
from typing import cast

from flask import Blueprint, Flask, Response, current_app, request
from flask_limiter import Limiter, RateLimitExceeded
from flask_limiter.util import get_remote_address

from finder.domain.sentences import Sentence, counted
from finder.settings import Settings
from finder.web.signed_in import signed_in

Exceeded = RateLimitExceeded

# A hospital or a library may stand behind one address.
SEARCHES = "300 per minute"
# A sheet takes as long to set as several searches.
SHEETS = "30 per minute"
REPORTS = "5 per hour; 20 per day"
# A whole practice may stand behind one address, and a letter is asked for in several formats.
LETTERS = "600 per minute"
# A practice may have been asked about several of its doctors.
ANSWERS = "20 per hour"
WRONG_NUMBERS = "20 per 10 minutes"
# Wrong passwords, codes and links from one address, and wrong ones for one account from anywhere.
WRONG_SIGN_INS = "20 per 10 minutes"
WRONG_FOR_ACCOUNT = "50 per hour"
# Somebody who tries codes at random; 130 bits are found by nobody, and this keeps the logs short.
WRONG_CODES = "20 per 10 minutes"
REPLIES = "120 per minute"
_COUNTED = ("search", "profiles", "compare", "api", "reports")
_EXTENSION = "finder-limits"
_SIGN_INS = ("account.sign_in", "account.set_up", "account.second_factor")
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
    _limit_reports(limiter, cast(Blueprint, app.blueprints["reports"]))
    _limit_sign_ins(limiter, cast(Blueprint, app.blueprints["account"]))
    limiter.shared_limit(LETTERS, scope="letter")(cast(Blueprint, app.blueprints["referrals"]))
    replies = cast(Blueprint, app.blueprints["replies"])
    limiter.shared_limit(REPLIES, scope="reply")(replies)
    limiter.shared_limit(WRONG_CODES, scope="code", deduct_when=_leads_nowhere)(replies)
    limiter.shared_limit(
        WRONG_CODES,
        scope="code",
        exempt_when=lambda: request.endpoint != "tracking.join_practice",
        deduct_when=_was_wrong,
    )(cast(Blueprint, app.blueprints["tracking"]))


def _limit_reports(limiter: Limiter, reports: Blueprint) -> None:
    # Counted when it was taken in: a mistake in the form costs nobody a report.
    limiter.shared_limit(
        REPORTS,
        scope="report",
        exempt_when=lambda: request.endpoint != "reports.report" or request.method != "POST",
        deduct_when=lambda response: response.status_code == 303,
    )(reports)
    limiter.shared_limit(
        WRONG_NUMBERS,
        scope="report number",
        exempt_when=lambda: request.endpoint not in ("reports.status", "reports.reply"),
        deduct_when=_leads_nowhere,
    )(reports)
    limiter.shared_limit(
        ANSWERS,
        scope="answer",
        exempt_when=lambda: request.endpoint != "reports.reply" or request.method != "POST",
        deduct_when=lambda response: response.status_code == 303,
    )(reports)


def _limit_sign_ins(limiter: Limiter, account: Blueprint) -> None:
    limiter.shared_limit(
        WRONG_SIGN_INS,
        scope="sign-in",
        exempt_when=lambda: request.endpoint not in _SIGN_INS,
        deduct_when=_was_wrong,
    )(account)
    limiter.shared_limit(
        WRONG_FOR_ACCOUNT,
        scope="sign-in",
        key_func=_account,
        exempt_when=lambda: request.endpoint != "account.sign_in" or request.method != "POST",
        deduct_when=_was_wrong,
    )(account)


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
    title, sentence = _told(error.limit.scope, _wait(seconds))
    return Refusal(title, sentence, seconds)


def _told(scope: object, wait: Sentence) -> tuple[Sentence, Sentence]:
    """Headline and sentence for whoever met this limit."""
    match scope:
        case "report":
            title = Sentence("That is enough for now")
            sentence = Sentence(
                "We take 5 reports an hour and 20 a day from one internet connection. %(wait)s",
                wait=wait,
            )
        case "sign-in":
            title = Sentence("Too many wrong tries")
            sentence = Sentence(
                "Somebody tried to sign in too often with what did not fit. %(wait)s",
                wait=wait,
            )
        case "code":
            title = Sentence("Too many wrong codes")
            sentence = Sentence("Several codes from your address were wrong. %(wait)s", wait=wait)
        case "answer":
            title = Sentence("That is enough for now")
            sentence = Sentence(
                "We take 20 answers an hour from one internet connection. %(wait)s",
                wait=wait,
            )
        case "report number":
            title = Sentence("Too many wrong numbers")
            sentence = Sentence(
                "Several numbers from your address fit no report. %(wait)s", wait=wait
            )
        case _:
            title = Sentence("Too many searches at once")
            sentence = Sentence(
                "Many searches came from your address in the last minute. Wait a minute, then go "
                "on."
            )
    return title, sentence


def _wait(seconds: int) -> Sentence:
    if seconds > _HOUR:
        hours = -(-seconds // _HOUR)
        return counted("Try again in an hour.", "Try again in %(count)s hours.", hours)
    minutes = -(-seconds // 60)
    return counted("Try again in a minute.", "Try again in %(count)s minutes.", minutes)


def _account() -> str:
    """Whose password or code is tried; the typed address itself is not kept."""
    found = signed_in()
    typed = found.account.email if found else request.form.get("email", "").strip().lower()
    return sha256(typed.encode("utf-8", "replace")).hexdigest()


def _was_wrong(response: Response) -> bool:
    return response.status_code in (400, 404)


def _leads_nowhere(response: Response) -> bool:
    return response.status_code == 404
