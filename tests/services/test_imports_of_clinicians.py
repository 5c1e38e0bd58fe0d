"""The Medicare file of clinicians: what it confirms and adds, and what it never overwrites."""

from pathlib import Path
from typing import Any

import pytest

from finder.domain.errors import InputRefused
from finder.domain.provenance import Source
from finder.domain.search import parse_search
from finder.services.answer_json import profile_document
from finder.services.check_directory import check_directory
from finder.services.load_records import ImportReport, LoadOptions, load_files
from finder.services.resources import Resources
from finder.services.search_providers import search_providers
from finder.services.show_profile import show_profile
from tests.contents import contents
from tests.factories import clinician, load, npi_of, nppes_csv, person, practice, write_csv

FILE = "DAC_NationalDownloadableFile_20261101.csv"
NEWER = "DAC_NationalDownloadableFile_20261120.csv"
ELSEWHERE = {"adr_ln_1": "9 OTHER ST", "ZIP Code": "60602", "Telephone Number": "3125550199"}


@pytest.fixture
def listed(any_resources: Resources, tmp_path: Path) -> Resources:
    people = [person(number) for number in (1, 2, 3)]
    load(any_resources, Source.NPPES, nppes_csv(tmp_path, people))
    return any_resources


def release(
    resources: Resources, folder: Path, *rows: dict[str, str], name: str = FILE, **options: Any
) -> ImportReport:
    return load(resources, Source.MEDICARE_CLINICIANS, write_csv(folder / name, rows), **options)


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.added, report.changed, report.unchanged, report.removed


def places(resources: Resources, number: int = 1) -> dict[str, Any]:
    """The practice locations of a profile by their first lines."""
    with resources.database.reading() as session:
        told = profile_document(show_profile(session, resources, npi_of(number)))
    return {place["lines"][0].upper(): place for place in told["locations"]}


def found(resources: Resources, **wish: str) -> set[str]:
    with resources.database.reading() as session:
        request = parse_search({"near": "60601", "radius": "50", **wish})
        matches = search_providers(session, resources, request).matches
    return {match.practitioner.npi for match in matches}


def test_the_same_address_is_confirmed_on_the_day_of_the_release(
    listed: Resources, tmp_path: Path
) -> None:
    report = release(listed, tmp_path, clinician(1))
    assert (report.rows_read, report.rows_kept) == (1, 1)
    assert counts(report) == (1, 0, 0, 0)
    (place,) = places(listed).values()
    assert (place["source"], place["confirmed_on"]) == ("nppes", "2026-11-01")
    assert place["name"] == "SAMPLE RADIOLOGY GROUP"
    assert places(listed, 2)["2 EXAMPLE AVENUE"]["confirmed_on"] is None
    assert check_directory(listed).problems == ()


def test_the_same_file_twice_changes_nothing(listed: Resources, tmp_path: Path) -> None:
    rows = [clinician(1), clinician(1, **ELSEWHERE), clinician(2, **ELSEWHERE), clinician(9)]
    release(listed, tmp_path, *rows)
    before = contents(listed.database)
    assert counts(release(listed, tmp_path, *rows[::-1])) == (0, 0, 3, 0)
    assert contents(listed.database) == before


def test_another_address_is_added_with_its_source(listed: Resources, tmp_path: Path) -> None:
    release(listed, tmp_path, clinician(1, **ELSEWHERE))
    added = places(listed)["9 OTHER ST"]
    assert (added["source"], added["observed_on"]) == ("medicare-clinicians", "2026-11-01")
    assert (added["phone"], added["confirmed_on"]) == ("3125550199", "2026-11-01")
    assert added["lat"] is not None
    assert places(listed)["1 EXAMPLE AVENUE"]["confirmed_on"] is None


def test_nobody_is_added_to_the_directory(listed: Resources, tmp_path: Path) -> None:
    report = release(listed, tmp_path, clinician(8), clinician(9))
    assert (report.rows_read, report.rows_kept, counts(report)) == (2, 0, (0, 0, 0, 0))
    assert len(contents(listed.database)["practitioner"]) == 3


def test_a_search_finds_who_offers_telehealth_and_takes_medicare(
    listed: Resources, tmp_path: Path
) -> None:
    rows = [clinician(1), clinician(2, Telehlth="", ind_assgn="M"), clinician(3, ind_assgn="M")]
    release(listed, tmp_path, *rows)
    assert found(listed, telehealth="1") == {npi_of(1), npi_of(3)}
    assert found(listed, medicare="1") == {npi_of(1)}
    assert found(listed) == {npi_of(1), npi_of(2), npi_of(3)}


def test_rows_of_several_groups_at_one_door_say_yes_only_together(
    listed: Resources, tmp_path: Path
) -> None:
    release(
        listed,
        tmp_path,
        clinician(1, **{"Facility Name": "ZETA GROUP", "ind_assgn": "M"}),
        clinician(1, **{"Facility Name": "ALPHA GROUP", "Telephone Number": "3125550101"}),
    )
    (place,) = places(listed).values()
    assert (place["name"], place["phone"]) == ("ALPHA GROUP", "3125550100")
    assert (place["telehealth"], place["medicare"]) == (True, None)


@pytest.mark.parametrize(
    ("line1", "line2"), [("1 N EXAMPLE AVE", "STE 5"), ("1 N. EXAMPLE AVENUE", "")]
)
def test_a_suite_in_the_other_line_or_nowhere_is_the_same_door(
    any_resources: Resources, tmp_path: Path, line1: str, line2: str
) -> None:
    one = person(1, line1="1 North Example Avenue Suite 5")
    load(any_resources, Source.NPPES, nppes_csv(tmp_path, [one]))
    row = clinician(1, adr_ln_1=line1, adr_ln_2=line2)
    assert release(any_resources, tmp_path, row).added == 1
    assert [place["confirmed_on"] for place in places(any_resources).values()] == ["2026-11-01"]


def test_another_suite_is_another_door(any_resources: Resources, tmp_path: Path) -> None:
    one = person(1, line1="1 North Example Avenue Suite 5")
    load(any_resources, Source.NPPES, nppes_csv(tmp_path, [one]))
    rows = [clinician(1, adr_ln_1=f"1 N EXAMPLE AVE STE {suite}") for suite in (6, 7)]
    assert counts(release(any_resources, tmp_path, *rows)) == (2, 0, 0, 0)
    assert len(places(any_resources)) == 3
    assert counts(release(any_resources, tmp_path, *rows)) == (0, 0, 2, 0)


def test_an_address_that_the_register_names_later_is_one_with_the_added_one(
    listed: Resources, tmp_path: Path
) -> None:
    rows = [clinician(1), clinician(1, adr_ln_1="9 OTHER ST", adr_ln_2="STE 5")]
    release(listed, tmp_path, *rows)
    moved = nppes_csv(tmp_path, [person(1, line1="9 Other Street Suite 5")])
    load(listed, Source.NPPES, moved)
    release(listed, tmp_path, *rows, name=NEWER)
    told = {
        line: (place["source"], place["confirmed_on"]) for line, place in places(listed).items()
    }
    assert told == {
        "1 EXAMPLE AVE": ("medicare-clinicians", "2026-11-20"),
        "9 OTHER STREET SUITE 5": ("nppes", "2026-11-20"),
    }


def test_what_the_practice_says_itself_stays(listed: Resources, tmp_path: Path) -> None:
    said = practice(
        1, telehealth="no", medicare="no", phone="3125550177", confirmed_on="2026-05-05"
    )
    load(listed, Source.PRACTICES, write_csv(tmp_path / "practices.csv", [said]))
    release(listed, tmp_path, clinician(1))
    (place,) = places(listed).values()
    assert (place["telehealth"], place["medicare"]) == (False, False)
    assert (place["name"], place["phone"]) == ("Sample Spine Centre", "3125550177")
    assert place["confirmed_on"] == "2026-11-01"


def test_a_confirmation_by_hand_that_is_newer_counts(listed: Resources, tmp_path: Path) -> None:
    said = practice(1, confirmed_on="2026-11-10")
    load(listed, Source.PRACTICES, write_csv(tmp_path / "practices.csv", [said]))
    release(listed, tmp_path, clinician(1))
    assert places(listed)["1 EXAMPLE AVENUE"]["confirmed_on"] == "2026-11-10"


def test_without_a_day_nothing_is_confirmed_and_the_report_says_so(
    listed: Resources, tmp_path: Path
) -> None:
    report = release(listed, tmp_path, clinician(1), name="DAC_NationalDownloadableFile.csv")
    assert any("--release" in review.reason for review in report.reviews)
    (place,) = places(listed).values()
    assert (place["confirmed_on"], place["telehealth"]) == (None, True)


@pytest.mark.parametrize("name", ["DAC_20271101.csv", "DAC_20261001.csv"])
def test_a_release_of_the_future_or_older_than_the_loaded_one_is_refused(
    listed: Resources, tmp_path: Path, name: str
) -> None:
    release(listed, tmp_path, clinician(1))
    before = contents(listed.database)
    with pytest.raises(InputRefused, match=r"in the future|older than the one loaded"):
        release(listed, tmp_path, clinician(1), name=name)
    assert contents(listed.database) == before


def test_a_newer_file_moves_the_day_and_ends_what_it_no_longer_lists(
    listed: Resources, tmp_path: Path
) -> None:
    release(listed, tmp_path, clinician(1), clinician(1, **ELSEWHERE), clinician(2))
    report = release(listed, tmp_path, clinician(1, **ELSEWHERE), clinician(2), name=NEWER)
    assert counts(report) == (0, 2, 0, 1)
    assert places(listed)["1 EXAMPLE AVENUE"]["confirmed_on"] is None
    assert places(listed)["9 OTHER ST"]["confirmed_on"] == "2026-11-20"
    release(listed, tmp_path, clinician(1), clinician(2), name=NEWER)
    assert set(places(listed)) == {"1 EXAMPLE AVENUE"}
    assert check_directory(listed).problems == ()


def test_whoever_is_left_out_keeps_the_day_but_no_address_of_the_file_alone(
    listed: Resources, tmp_path: Path
) -> None:
    release(listed, tmp_path, *(clinician(n) for n in (1, 2, 3)), clinician(1, **ELSEWHERE))
    report = release(listed, tmp_path, clinician(2), clinician(3), name=NEWER)
    assert counts(report) == (0, 2, 0, 1)
    (place,) = places(listed).values()
    assert (place["confirmed_on"], place["telehealth"]) == ("2026-11-01", True)


def test_a_location_that_the_practice_confirmed_outlives_the_file(
    listed: Resources, tmp_path: Path
) -> None:
    release(listed, tmp_path, clinician(1), clinician(1, **ELSEWHERE))
    said = practice(1, line1="9 Other Street", zip="60602")
    load(listed, Source.PRACTICES, write_csv(tmp_path / "practices.csv", [said]))
    release(listed, tmp_path, clinician(1), name=NEWER)
    kept = places(listed)["9 OTHER ST"]
    assert (kept["source"], kept["confirmed_on"]) == ("practices", "2026-10-20")


def test_an_address_that_the_register_drops_stays_while_the_file_lists_it(
    listed: Resources, tmp_path: Path
) -> None:
    release(listed, tmp_path, clinician(1, **{"Telephone Number": "3125550155"}))
    load(listed, Source.NPPES, nppes_csv(tmp_path, [person(1, line1="7 New Road")]))
    kept = places(listed)["1 EXAMPLE AVENUE"]
    assert (kept["source"], kept["phone"]) == ("medicare-clinicians", "3125550155")
    load(listed, Source.NPPES, nppes_csv(tmp_path, [person(1)]))
    back = places(listed)
    assert set(back) == {"1 EXAMPLE AVENUE"}
    assert back["1 EXAMPLE AVENUE"]["source"] == "nppes"
    assert back["1 EXAMPLE AVENUE"]["phone"] == "3125550100"
    assert check_directory(listed).problems == ()


def test_a_row_that_cannot_be_read_leaves_the_person_as_before(
    listed: Resources, tmp_path: Path
) -> None:
    release(listed, tmp_path, clinician(1), clinician(1, **ELSEWHERE), clinician(2))
    bad = clinician(1, **{"ZIP Code": "none"})
    report = release(listed, tmp_path, bad, clinician(2), clinician(3), name=NEWER)
    assert (report.quarantined, counts(report)) == (1, (1, 1, 0, 0))
    assert len(places(listed)) == 2


def test_a_withheld_street_ends_the_address_without_adding_one(
    listed: Resources, tmp_path: Path
) -> None:
    release(listed, tmp_path, clinician(1))
    report = release(listed, tmp_path, clinician(1, adr_ln_1=""), name=NEWER)
    assert counts(report) == (0, 0, 0, 1)
    assert places(listed)["1 EXAMPLE AVENUE"]["confirmed_on"] is None


def test_a_shrunken_file_is_refused(listed: Resources, tmp_path: Path) -> None:
    release(listed, tmp_path, *(clinician(number) for number in (1, 2, 3)))
    before = contents(listed.database)
    with pytest.raises(InputRefused, match="1 of the 3 Medicare clinicians"):
        release(listed, tmp_path, clinician(1), name=NEWER)
    assert contents(listed.database) == before
    done = release(listed, tmp_path, clinician(1), name=NEWER, allow_shrink=True)
    assert counts(done) == (0, 1, 0, 0)


def test_a_file_cut_short_is_refused(listed: Resources, tmp_path: Path) -> None:
    rows = [clinician(number) for number in (1, 2, 3)]
    release(listed, tmp_path, *rows)
    path = write_csv(tmp_path / NEWER, rows)
    path.write_bytes(path.read_bytes()[:-190])
    assert npi_of(3) not in path.read_text()
    before = contents(listed.database)
    with pytest.raises(InputRefused, match="cut short"):
        load(listed, Source.MEDICARE_CLINICIANS, path)
    assert contents(listed.database) == before


def test_a_dry_run_leaves_everything(listed: Resources, tmp_path: Path) -> None:
    before = contents(listed.database)
    with listed.database.writing() as session:
        path = write_csv(tmp_path / FILE, [clinician(1), clinician(2, **ELSEWHERE)])
        options = LoadOptions(dry_run=True)
        done = load_files(session, listed, Source.MEDICARE_CLINICIANS, [path], options)
        session.rollback()
    assert done.added == 2
    assert contents(listed.database) == before
