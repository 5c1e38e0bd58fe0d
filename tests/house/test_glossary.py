"""One word for one thing: the glossary has it, and code keeps to it."""

import ast
import re
from collections.abc import Iterator

import pytest

TERMS = """
practitioner; NPI; taxonomy code; practice location; referring clinician; referral; provenance;
credential; board certification; state license; membership; verified; stated; verification event;
next due; procedure; procedure code; procedure volume; suppressed; exclusion; origin; radius;
ZIP code, ZCTA; setting; candidate, match; quality; cap; contribution; reason; import run; release;
quarantine; review; roster
"""
# The left word is not used for a thing that has the right one.
SYNONYMS = {
    "doctor": "practitioner",
    "physician": "practitioner",
    "referrer": "referring clinician",
    "licence": "license",
    "sanction": "exclusion",
}
ROW = re.compile(r"^\| ([^|]+) \|([^|]*)\| (.+) \|$", re.MULTILINE)


@pytest.fixture
def rows(texts: dict[str, str]) -> list[tuple[str, str, str]]:
    return [row for row in ROW.findall(texts["GLOSSARY.md"]) if row[0] not in ("term", "---")]


def names_given(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def words_of(name: str) -> set[str]:
    apart = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)
    return {word.removesuffix("s") for word in apart.lower().split("_")}


def test_the_glossary_explains_every_term_once(rows: list[tuple[str, str, str]]) -> None:
    explained = [term for term, _code, _meaning in rows]
    assert len(explained) == len(set(explained))
    expected = {term.strip() for term in TERMS.replace("\n", " ").split(";")}
    assert expected <= {*explained}


def test_no_name_below_the_pages_is_a_synonym_of_a_term(program: dict[str, ast.Module]) -> None:
    """Pages, and constants that hold their words, speak as patients do."""
    strays = [
        f"{module}: {name}, say {SYNONYMS[word]}"
        for module, tree in program.items()
        if not module.startswith("finder/web/")
        for name in names_given(tree)
        if not name.isupper()
        for word in words_of(name) & SYNONYMS.keys()
    ]
    assert not strays, "\n".join(strays)
