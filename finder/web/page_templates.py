"""The templates of the pages, compiled once for each language with its fixed words in them."""

import re
from collections.abc import MutableMapping
from typing import Any

from flask.sansio.app import App
from flask.templating import Environment
from jinja2 import PrefixLoader, Template, pass_context
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from finder.domain.sentences import ENGLISH, Sentence
from finder.services.languages import LANGUAGE_NAMES
from finder.web.language import gettext, said, spoken

# Whatever holds values, or could be read as a part of a template, is said when a page is made.
_FIXED = re.compile(r'\{\{ _\("([^"\\{}]+)"\) \}\}')
# Few values hold one of these, and to look is much quicker than to escape.
_MARKUP = re.compile("[&<>\"']")


def printed(value: Any) -> str:
    """What a page shows of a value: said in the language of the request, and escaped."""
    kind = type(value)
    if kind is Sentence:
        language = spoken()
        value = value if language is ENGLISH else language.say(value)
    elif kind is Markup or kind is int:
        return str(value)
    elif kind is not str:
        return escape(said(value))
    return escape(value) if _MARKUP.search(value) else value


@pass_context
def _shown(_context: object, value: Any) -> str:
    """Asks for the context so that no value is printed while a template is compiled."""
    return printed(value)


class _OneCallForEachValue(CodeGenerator):
    """Prints with `printed` alone, where Jinja calls `finalize`, `escape` and two constructors."""

    def _output_child_pre(self, node: Any, frame: Any, finalize: Any) -> None:
        self.write("environment.printed(")

    def _output_child_post(self, node: Any, frame: Any, finalize: Any) -> None:
        self.write(")")


class _SoonerCalls(Context):
    """Calls a component at once; Jinja first asks whether it wants the context, which none does."""

    def call(self, called: Any, /, *arguments: Any, **options: Any) -> Any:
        if type(called) is not Macro:
            return super().call(called, *arguments, **options)
        options.pop("_block_vars", None)
        options.pop("_loop_vars", None)
        return called(*arguments, **options)


class PageTemplates(Environment):
    """Keeps each template apart by the language that it was compiled in, that of the request."""

    code_generator_class = _OneCallForEachValue
    context_class = _SoonerCalls
    printed = staticmethod(printed)

    def __init__(self, app: App, **options: Any) -> None:
        loader = app.create_global_jinja_loader()
        options["loader"] = PrefixLoader(dict.fromkeys(LANGUAGE_NAMES, loader))
        super().__init__(app, finalize=_shown, **options)

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,
    ) -> Template:
        if isinstance(name, str):
            name = f"{spoken().code}/{name}"
        return super().get_template(name, parent, globals)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """A plain dictionary, which is looked up sooner than Jinja's chain of two."""
        return {**self.globals, **(d or {})}

    def compile(self, source: Any, *arguments: Any, **options: Any) -> Any:
        if isinstance(source, str):
            source = _FIXED.sub(_said, source)
        return super().compile(source, *arguments, **options)


def _said(found: re.Match[str]) -> str:
    words = str(gettext(found[1]))
    return found[0] if "{" in words else words
