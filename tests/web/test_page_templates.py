"""Templates are compiled once for each language, and print every value escaped and said."""

import re
from collections.abc import Callable

import pytest
from flask import Flask, render_template
from markupsafe import Markup

from finder.domain.sentences import Sentence, counted
from finder.domain.texts import Text
from finder.web.page_templates import printed

Say = Callable[[str, object], str]


@pytest.fixture
def say(app: Flask) -> Say:
    """What the templates print of a value in a language."""

    def call(language: str, value: object) -> str:
        with app.test_request_context(f"/?lang={language}"):
            app.preprocess_request()
            return app.jinja_env.from_string("{{ value }}").render(value=value)

    return call


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    "value",
    ["<b>&\"'", Sentence("%(name)s", name="<b>&\"'"), Text("<b>&\"'", "<b>&\"'"), ["<b>&\"'"]],
)
def test_whatever_is_no_markup_is_escaped(say: Say, language: str, value: object) -> None:
    shown = say(language, value)
    assert not set("<>\"'") & set(shown)
    assert "&lt;b&gt;&amp;" in shown


def test_markup_and_numbers_stay_as_they_are(say: Say) -> None:
    assert say("en", Markup("<b>&amp;</b>")) == "<b>&amp;</b>"
    assert [say("es", value) for value in (0, 17, True, 2.5, None)] == [
        *("0", "17", "True", "2.5", "None")
    ]


def test_a_sentence_is_said_in_the_language_of_the_request(say: Say) -> None:
    sentence = counted("%(count)s doctor found.", "%(count)s doctors found.", 2)
    assert say("en", sentence) == "2 doctors found."
    assert say("es", sentence) != "2 doctors found."
    assert say("es", Text("cat", "gato")) == "gato"


def test_a_picture_prints_its_own_markup() -> None:
    class Picture:
        def __html__(self) -> str:
            return "<svg></svg>"

    assert printed(Picture()) == "<svg></svg>"


def test_one_template_speaks_each_language_in_turn(app: Flask) -> None:
    told = []
    for language in ("en", "es", "en", "es"):
        with app.test_request_context(f"/?lang={language}"):
            app.preprocess_request()
            page = render_template(
                "pages/errors/error.html", title="", status=404, detail="", request_id="", errors=[]
            )
            told.append(re.findall(r'<a class="skip-link"[^>]*>([^<]+)<', page))
    assert told[0] == told[2] == ["Skip to the content"]
    assert told[1] == told[3]
    assert told[1] != told[0]


def test_a_translation_that_looks_like_a_template_is_never_run(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("finder.web.page_templates.gettext", lambda text: Markup("{{ 6 * 7 }}"))
    with app.test_request_context("/"):
        shown = app.jinja_env.from_string('{{ _("Guide") }}').render()
    assert "42" not in shown


def test_an_undefined_value_is_an_error_not_an_empty_text(app: Flask) -> None:
    template = app.jinja_env.from_string("{{ nothing }}")
    with app.test_request_context("/"), pytest.raises(Exception, match="nothing"):
        template.render()
