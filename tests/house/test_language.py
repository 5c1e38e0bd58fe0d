"""Every sentence of every page can be said in Spanish: none hides in a template or is untold."""

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

from finder.settings import Settings

TRANSLATES = {"_", "gettext", "ngettext"}
# What is the same in every language; the language link and names are data.
SAME_EVERYWHERE = {"finder", "NPI", "DO"}
VISIBLE_ATTRIBUTES = {"aria-label", "title", "alt", "placeholder", "label"}
PROSE = re.compile(r"[A-Za-z]{2,}[,;:]? [A-Za-z]{2,}")
PLACEHOLDER = re.compile(r"%\([a-z_]+\)s|%%|%")
# Those who keep the directory and those who refer work in English; patients never see these.
ENGLISH_ONLY = (
    "layouts/staff.html",
    "pages/account/",
    "pages/admin/",
    "pages/referrals/",
    "pages/tracking/",
    "components/bar_chart.html",
    "components/check_list.html",
    "components/claim_card.html",
    "components/comparison_table.html",
    "components/conflict_card.html",
    "components/record_column.html",
    "components/difference_table.html",
    "components/done_message.html",
    "components/completeness_panel.html",
    "components/emergency_stop.html",
    "components/letter_record.html",
    "components/letter_sections.html",
    "components/letter_table.html",
    "components/ledger_table.html",
    "components/record_form.html",
    "components/secret_field.html",
)
READ = re.compile(r"read by \S.* on \d{4}-\d\d-\d\d")


@pytest.fixture
def environment(make_settings: Callable[..., Settings]) -> Environment:
    from finder.web.app import create_app

    return create_app(make_settings()).jinja_env


@pytest.fixture
def templates(texts: dict[str, str]) -> dict[str, str]:
    found = {
        name.removeprefix("templates/"): text
        for name, text in texts.items()
        if name.startswith("templates/")
        and name.endswith(".html")
        and not name.removeprefix("templates/").startswith(ENGLISH_ONLY)
    }
    assert found
    return found


@pytest.fixture(scope="module")
def updating(root: Path) -> Any:
    """The program behind ``make messages``."""
    spec = spec_from_file_location("update_languages", root / "data/languages/update.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def spanish(root: Path) -> Catalog:
    with (root / "data/languages/es.po").open("rb") as file:
        return read_po(file, locale="es", abort_invalid=True)


def entries(catalogue: Catalog) -> list[Message]:
    return [entry for entry in catalogue if entry.id]


def forms(text: Any) -> list[str]:
    return [text] if isinstance(text, str) else list(text or [""])


class VisibleText(HTMLParser):
    """Collects what a reader sees or hears of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attributes if name in VISIBLE_ATTRIBUTES]
        held = dict(attributes)
        if tag == "button" or held.get("type") in ("submit", "button", "reset"):
            self.found.append(held.get("value") or "")

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def pieces(node: nodes.Node) -> Iterator[str]:
    """The text of a template in its order: its own words, and a gap for whatever it prints."""
    if isinstance(node, nodes.TemplateData):
        yield node.data
    elif isinstance(node, nodes.Output):
        for child in node.nodes:
            yield from pieces(child) if isinstance(child, nodes.TemplateData) else printed(child)
    else:
        for child in node.iter_child_nodes():
            yield from pieces(child)


def printed(node: nodes.Node) -> Iterator[str]:
    """The words that an expression prints as they stand in the template."""
    if isinstance(node, nodes.Const):
        yield str(node.value)
    elif isinstance(node, nodes.CondExpr | nodes.Or | nodes.And | nodes.Concat | nodes.Add):
        skipped = node.test if isinstance(node, nodes.CondExpr) else None
        for child in node.iter_child_nodes():
            if child is not skipped:
                yield from printed(child)
    else:
        yield "\ue000"


def untold(node: nodes.Node) -> Iterator[str]:
    """Prose among the values of an expression that nobody translates."""
    is_call = isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name)
    if is_call and node.node.name in TRANSLATES:
        for keyword in node.kwargs:
            yield from untold(keyword)
        return
    text = node.value if isinstance(node, nodes.Const) else None
    if isinstance(text, str) and (PROSE.search(text) or re.fullmatch(r"[A-Z][a-z]+", text)):
        yield text
    for child in node.iter_child_nodes():
        yield from untold(child)


def words_left(text: str) -> bool:
    return any(word not in SAME_EVERYWHERE for word in re.findall(r"[^\W\d_]+", text))


def test_no_template_shows_words_that_cannot_be_translated(
    environment: Environment, templates: dict[str, str]
) -> None:
    found = []
    for name, text in templates.items():
        tree = environment.parse(text)
        page = VisibleText()
        page.feed("".join(pieces(tree)))
        page.close()
        left = [seen for seen in page.found if words_left(seen)]
        found += [f"{name}: {' '.join(seen.split())}" for seen in [*left, *untold(tree)]]
    assert not found, "\n".join(found)


def test_the_catalogue_holds_every_sentence_and_no_other(updating: Any, spanish: Catalog) -> None:
    """Where this fails: make messages, then write what is missing into data/languages/es.po."""
    wanted = {str(entry.id) for entry in entries(updating.sentences_of_the_program())}
    held = {str(entry.id) for entry in entries(spanish)}
    assert sorted(wanted - held) == []
    assert sorted(held - wanted) == []
    assert list(spanish.obsolete) == []


def test_every_sentence_has_its_spanish(spanish: Catalog) -> None:
    missing = [
        str(entry.id)
        for entry in entries(spanish)
        if entry.fuzzy or not all(form.strip() for form in forms(entry.string))
    ]
    assert not missing, "\n".join(missing)


def test_a_translation_keeps_every_value_of_its_sentence(spanish: Catalog) -> None:
    wrong = []
    for entry in entries(spanish):
        allowed = [sorted(PLACEHOLDER.findall(form)) for form in forms(entry.id)]
        for form in forms(entry.string):
            if sorted(PLACEHOLDER.findall(form)) not in allowed:
                wrong.append(f"{entry.id}: {form}")
    assert not wrong, "\n".join(wrong)


def test_every_translation_says_whether_a_medical_translator_has_read_it(
    updating: Any, spanish: Catalog
) -> None:
    silent = [
        str(entry.id)
        for entry in entries(spanish)
        if entry.user_comments != [updating.AWAITING]
        and not any(READ.fullmatch(comment) for comment in entry.user_comments)
    ]
    assert not silent, "\n".join(silent)
