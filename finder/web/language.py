"""The language of a request: the one its address asks for, else the browser's, else English.

No cookie remembers a choice: every link of a page whose address names a language names it too.
"""

from contextvars import ContextVar
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from flask import Flask, Response, g, has_request_context, request, url_for
from markupsafe import Markup

from finder.domain.sentences import ENGLISH, Language, Sentence, day
from finder.domain.texts import Text
from finder.services.languages import LANGUAGE_NAMES
from finder.settings import Settings
from finder.web.transaction import resources

PARAMETER = "lang"
# What programs read is English always, and files are in no language.
_WITHOUT_LANGUAGE = ("static", "api", "operations", "account", "admin", "referrals", "tracking")
_SPOKEN: ContextVar[Language] = ContextVar("language", default=ENGLISH)


def init_app(app: Flask, _settings: Settings) -> None:
    app.before_request(_choose)
    app.after_request(_name_language)
    app.teardown_request(lambda _error: _SPOKEN.set(ENGLISH) and None)
    app.url_defaults(_keep_choice)
    environment: Any = app.jinja_env
    environment.add_extension("jinja2.ext.i18n")
    environment.globals.update(
        _=gettext,
        gettext=gettext,
        ngettext=_ngettext,
        spoken=spoken,
        chosen_language=chosen_language,
        other_languages=other_languages,
    )


def spoken() -> Language:
    """The language that this request is answered in."""
    return _SPOKEN.get()


def said(value: Any) -> Any:
    """A sentence or text in the language of the request; anything else as it is."""
    if isinstance(value, Sentence):
        language = _SPOKEN.get()
        return value if language is ENGLISH else language.say(value)
    return _SPOKEN.get().say(value) if isinstance(value, Text) else value


def gettext(text: str, /, **values: Any) -> Markup:
    """The text of a template; its values are escaped, and said in the same language."""
    words = _SPOKEN.get().gettext(text)
    if not values:
        return Markup(words.replace("%%", "%"))  # noqa: S704  # nosec B704  # our own text
    return Markup(words) % _said_all(values)  # noqa: S704  # nosec B704  # our own text


def _ngettext(one: str, many: str, num: int, /, **values: Any) -> Markup:
    """The form that the number asks for, which ``%(num)s`` shows."""
    chosen = _SPOKEN.get().ngettext(one, many, num)
    return Markup(chosen) % _said_all({"num": num, **values})  # noqa: S704  # nosec B704  # our own text


def _said_all(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: said(day(value) if isinstance(value, date) else value)
        for name, value in values.items()
    }


def chosen_language() -> str:
    """The code that the address of this request names, or nothing."""
    return g.get("chosen_language", "") if has_request_context() else ""


def other_languages() -> list[tuple[str, str, str]]:
    """Code, own name and address of this page in every language that it is not written in."""
    return [
        (code, name, _address_in(code))
        for code, name in LANGUAGE_NAMES.items()
        if code != spoken().code
    ]


def _address_in(code: str) -> str:
    if request.endpoint is None or request.method not in ("GET", "HEAD"):
        return url_for("search.home", lang=code)
    asked = [pair for pair in request.args.items(multi=True) if pair[0] != PARAMETER]
    return f"{quote(request.root_path + request.path)}?{urlencode([*asked, (PARAMETER, code)])}"


def _choose() -> None:
    if (request.endpoint or "").partition(".")[0] in _WITHOUT_LANGUAGE:
        _SPOKEN.set(ENGLISH)
        return
    asked = request.args.get(PARAMETER, "")
    if asked in LANGUAGE_NAMES:
        g.chosen_language = asked
    else:
        asked = request.accept_languages.best_match(list(LANGUAGE_NAMES), default="en") or "en"
    _SPOKEN.set(resources().languages[asked])


def _name_language(response: Response) -> Response:
    if response.mimetype in ("text/html", "application/pdf"):
        response.headers["Content-Language"] = spoken().code
        response.vary.add("Accept-Language")
    return response


def _keep_choice(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint.partition(".")[0] not in _WITHOUT_LANGUAGE and (chosen := chosen_language()):
        values.setdefault(PARAMETER, chosen)
