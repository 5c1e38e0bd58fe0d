"""What letters rest on is whole, and a damaged file is said to be one."""

from pathlib import Path

import pytest

from finder.domain.errors import StoredDataDamaged
from finder.domain.referral import Use
from finder.services.letter_tables import load_coverage, load_diagnoses
from finder.settings import ROOT

CORE = (ROOT / "data" / "coverage" / "medicare_core.toml").read_text(encoding="utf-8")
RULES = (ROOT / "data" / "coverage" / "state_rules.toml").read_text(encoding="utf-8")


def test_the_picker_holds_every_use_and_begins_with_the_usual_codes() -> None:
    found = load_diagnoses(ROOT / "data" / "codes" / "diagnoses.csv")
    assert next(iter(found)) == "M80.08XA"
    assert {diagnosis.use for diagnosis in found.values()} == {*Use}
    assert found["M48.55XA"].levels == ("T11", "T12", "L1", "L2")
    assert found["M80.08XA"].levels == ()
    assert found["M48.57XA"].levels == ("L5", "sacrum")


@pytest.mark.parametrize(
    "text", ["code,title,use\nM80,x,y\n", "code,title,use,levels\nM80,x,osteoporotic,L9\n"]
)
def test_a_damaged_list_of_codes_is_said(tmp_path: Path, text: str) -> None:
    path = tmp_path / "diagnoses.csv"
    path.write_text(text)
    with pytest.raises(StoredDataDamaged, match="Restore it from the release"):
        load_diagnoses(path)
    with pytest.raises(StoredDataDamaged):
        load_diagnoses(tmp_path / "missing.csv")


@pytest.mark.parametrize(
    ("core", "rules"),
    [
        (CORE.replace('"pain_now"', '"no_such_field"'), RULES),
        (CORE.replace('[["pain_now"]]', "[[]]"), RULES),
        ("id = ", RULES),
        (CORE, RULES.replace("sentence", "words")),
    ],
)
def test_damaged_rules_are_said(tmp_path: Path, core: str, rules: str) -> None:
    (tmp_path / "medicare_core.toml").write_text(core)
    (tmp_path / "state_rules.toml").write_text(rules)
    with pytest.raises(StoredDataDamaged, match="Restore it from the release"):
        load_coverage(tmp_path)
