"""Templates hold together: nothing unused, nothing inline, nothing fetched from elsewhere."""

import re
from collections.abc import Callable

import pytest
from jinja2 import Environment, StrictUndefined, nodes

from finder.settings import Settings

FORBIDDEN = {
    "a style of its own": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "a script of its own": re.compile(r"<script\b(?![^>]*\ssrc=)", re.IGNORECASE),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a script address": re.compile(r"javascript:", re.IGNORECASE),
    "a fetch from elsewhere": re.compile(
        r"<(?:link|img|script|iframe|source|video|audio|object|embed|use|form)\b[^>]*"
        r"\s(?:src|srcset|href|data|action|poster)\s*=\s*[\"']?\s*(?:https?:)?//",
        re.IGNORECASE,
    ),
    "text that is not escaped": re.compile(r"\|\s*safe\b|autoescape\s+false", re.IGNORECASE),
}


@pytest.fixture
def templates(texts: dict[str, str]) -> dict[str, str]:
    found = {
        name.removeprefix("templates/"): text
        for name, text in texts.items()
        if name.startswith("templates/")
    }
    assert found
    return found


@pytest.fixture
def environment(make_settings: Callable[..., Settings]) -> Environment:
    from finder.web.app import create_app

    return create_app(make_settings()).jinja_env


def imported_names(template: nodes.Template) -> list[str]:
    names = [
        name if isinstance(name, str) else name[1]
        for node in template.find_all(nodes.FromImport)
        for name in node.names
    ]
    return names + [node.target for node in template.find_all(nodes.Import)]


def named_in_comment(macro: str, text: str) -> list[str]:
    """The parameters that the first comment names, with or without their defaults."""
    comment = re.match(r"\{#-?\s*" + macro + r"\(([^)]*)\)", text)
    listed = comment[1].split(",") if comment else ["no comment"]
    return [part.partition("=")[0].strip() for part in listed if part.strip()]


def test_undefined_names_are_errors_and_everything_is_escaped(environment: Environment) -> None:
    assert environment.undefined is StrictUndefined
    assert environment.autoescape is True


def test_every_template_parses_with_the_filters_of_the_application(
    environment: Environment, templates: dict[str, str]
) -> None:
    """Compiling also finds filters and tests that do not exist."""
    for name, text in templates.items():
        environment.compile(text, name)


def test_every_template_that_another_names_exists(
    environment: Environment, templates: dict[str, str]
) -> None:
    naming = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
    missing = [
        f"{name}: {node.template.value}"
        for name, text in templates.items()
        for node in environment.parse(text).find_all(naming)
        if isinstance(node.template, nodes.Const) and node.template.value not in templates
    ]
    assert not missing, "\n".join(missing)


def test_every_imported_macro_is_used(environment: Environment, templates: dict[str, str]) -> None:
    unused = []
    for name, text in templates.items():
        tree = environment.parse(text)
        used = {node.name for node in tree.find_all(nodes.Name) if node.ctx == "load"}
        unused += [f"{name}: {macro}" for macro in imported_names(tree) if macro not in used]
    assert not unused, "\n".join(unused)


def test_every_component_defines_the_macro_of_its_own_name_and_says_its_parameters(
    environment: Environment, templates: dict[str, str]
) -> None:
    wrong = []
    for name, text in templates.items():
        if not name.startswith("components/"):
            continue
        own = name.removeprefix("components/").removesuffix(".html")
        macros = {macro.name: macro for macro in environment.parse(text).find_all(nodes.Macro)}
        if own not in macros:
            wrong.append(f"{name}: defines no macro {own}")
            continue
        parameters = [argument.name for argument in macros[own].args]
        if named_in_comment(own, text) != parameters:
            wrong.append(f"{name}: does not begin with a comment on {own}({', '.join(parameters)})")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("fault", FORBIDDEN)
def test_no_template_contains(fault: str, templates: dict[str, str]) -> None:
    found = [
        f"{name}: {match.group()}"
        for name, text in templates.items()
        for match in FORBIDDEN[fault].finditer(text)
    ]
    assert not found, "\n".join(found)


def test_every_component_is_used(templates: dict[str, str], texts: dict[str, str]) -> None:
    """From a template by its path, or from a form field by its name."""
    components = [name for name in templates if name.startswith("components/")]
    forms = [text for name, text in texts.items() if name.startswith("finder/web/")]
    everything = "\n".join([*templates.values(), *forms])
    unused = [
        name
        for name in components
        if f'"{name}"' not in everything
        and f'"{name.removeprefix("components/").removesuffix(".html")}"' not in everything
    ]
    assert not unused, "\n".join(unused)
