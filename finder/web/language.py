"""The language of a request: the one its address asks for, else the browser's, else English.

No cookie remembers a choice: every link of a page whose address names a language names it too.
"""

from contextvars import ContextVar
from typing import Any
from urllib.parse import quote, urlencode

from flask import Flask, Response, g, has_request_context, request, url_for

from finder.domain.sentences import ENGLISH, Language, Sentence
from finder.services.languages import LANGUAGE_NAMES
from finder.settings import Settings
from finder.web.transaction import resources

PARAMETER = "lang"
# What programs read is English always, and files are in no language.
_WITHOUT_LANGUAGE = ("static", "api", "operations")
_SPOKEN: ContextVar[Language] = ContextVar("language", default=ENGLISH)


def init_app(app: Flask, _settings: Settings) -> None:
    app.before_request(_choose)
    app.after_request(_name_language)
    app.teardown_request(lambda _error: _SPOKEN.set(ENGLISH) and None)
    app.url_defaults(_keep_choice)
    environment: Any = app.jinja_env
    environment.add_extension("jinja2.ext.i18n")
    environment.install_gettext_callables(
        lambda text: _SPOKEN.get().gettext(text),
        lambda one, many, count: _SPOKEN.get().ngettext(one, many, count),
        newstyle=True,
    )
    # Whatever a template prints that is a sentence is said in the language of the page.
    environment.finalize = said
    environment.globals.update(
        spoken=spoken, chosen_language=chosen_language, other_languages=other_languages
    )


def spoken() -> Language:
    """The language that this request is answered in."""
    return _SPOKEN.get()


def said(value: Any) -> Any:
    """A sentence in the language of the request; anything else as it is."""
    return _SPOKEN.get().say(value) if isinstance(value, Sentence) else value


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
    return f"{quote(request.path)}?{urlencode([*asked, (PARAMETER, code)])}"


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
    if response.mimetype == "text/html":
        response.headers["Content-Language"] = spoken().code
        response.vary.add("Accept-Language")
    return response


def _keep_choice(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint.partition(".")[0] not in _WITHOUT_LANGUAGE and (chosen := chosen_language()):
        values.setdefault(PARAMETER, chosen)
