"""``finder conflicts`` lists what two sources say differently."""

from pathlib import Path

from finder.services.resources import Resources
from tests.cli.conftest import Finder
from tests.factories import clinician, npi_of, write_csv


def test_the_list_is_empty_before_a_second_source_is_loaded(
    finder: Finder, stocked: Resources
) -> None:
    assert finder("conflicts", "--json").document == {"total": 0, "conflicts": []}
    assert finder("conflicts").out == "0 to decide.\n"


def test_a_conflict_is_told_with_both_sources(
    finder: Finder, stocked: Resources, tmp_path: Path
) -> None:
    row = clinician(2, **{"Telephone Number": "3125550199"})
    path = write_csv(tmp_path / "DAC_NationalDownloadableFile.csv", [row])
    done = finder("import", "medicare-clinicians", path, "--release", "2026-11-13", "--json")
    assert (done.code, done.document["added"]) == (0, 1)
    (told,) = finder("conflicts", "--json").document["conflicts"]
    assert (told["npi"], told["field"]) == (npi_of(2), "phone")
    assert finder("conflicts").out == (
        f"NPI {npi_of(2)}, phone at 2 Example Avenue, 60601: nppes says 3125550100; "
        "medicare-clinicians says 3125550199. Seen on 2026-11-22.\n1 to decide.\n"
    )
