"""The panel counts what is there and names what is missing; it never says yes."""

from datetime import date

import pytest

from finder.domain.referral.coverage import Coverage, completeness
from finder.services.letter_tables import load_coverage
from finder.settings import ROOT
from tests.factories import TODAY
from tests.letters import FULL, NEEDED

COVERAGE: Coverage = load_coverage(ROOT / "data" / "coverage")
DECIDING = ("covered", "approved", "eligible", "guarantee")


def rules(state: str, insurance: str = "", today: date = TODAY) -> list[str]:
    return [rule.id for rule in completeness(COVERAGE, FULL, state, insurance, today).rules]


def test_a_full_letter_has_every_element() -> None:
    panel = completeness(COVERAGE, FULL, "IL", "Original Medicare", TODAY)
    assert panel.sentence == "Elements present: 11 of 11."


def test_what_is_missing_is_named() -> None:
    filled = {*FULL} - {"rdq", "height_loss", "kyphosis_angle", "education_given"}
    panel = completeness(COVERAGE, filled, "IL", "", TODAY)
    assert panel.sentence == (
        "Elements present: 9 of 11; missing: RDQ or height loss or kyphosis; osteoporosis "
        "education."
    )
    assert completeness(COVERAGE, NEEDED, "IL", "", TODAY).present == ()


def test_prior_authorization_is_named_in_its_states_for_its_payer_between_its_days() -> None:
    assert rules("TX") == ["wiser"]
    assert rules("TX", "Original Medicare") == ["wiser"]
    assert rules("TX", "Commercial") == []
    assert rules("CA") == []
    assert "wiser" not in rules("TX", today=date(2025, 12, 31))
    assert "wiser" not in rules("TX", today=date(2032, 1, 1))
    assert rules("AZ") == ["wiser", "l34106", "m84-pair"]


def test_every_rule_has_a_version_and_a_dated_source() -> None:
    for rule in (*COVERAGE.rules, COVERAGE.core):
        assert rule.version
        assert rule.sources
        assert all(source.title and source.dated for source in rule.sources)
    assert {rule.id: rule.known_on for rule in COVERAGE.rules}["wiser"] == date(2026, 1, 5)


@pytest.mark.parametrize("word", DECIDING)
def test_nothing_in_it_decides(word: str) -> None:
    sentences = [COVERAGE.core.name, COVERAGE.core.note, *(it.sentence for it in COVERAGE.rules)]
    sentences.append(completeness(COVERAGE, FULL, "TX", "", TODAY).sentence)
    assert not [sentence for sentence in sentences if word in sentence.lower()]


def test_what_was_read_in_summaries_only_is_shown_without_figures() -> None:
    assert not COVERAGE.core.was_read_whole
    assert not any(sign.isdigit() for item in COVERAGE.core.elements for sign in item.label)
