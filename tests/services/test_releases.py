"""What each import changed, person by person, on both databases."""

from pathlib import Path

import pytest

from finder.domain.errors import InputRefused
from finder.domain.provenance import Source
from finder.domain.releases import ChangeKind, Release, ReleaseChange
from finder.services.load_records import ImportReport, difference
from finder.services.resources import Resources
from finder.services.show_releases import list_releases, show_release
from tests.factories import (
    Row,
    clinician,
    deactivated,
    excluded,
    load,
    npi_of,
    nppes_columns,
    orderer,
    person,
    practice,
    write_csv,
)


def monthly(folder: Path, day: int, people: list[Row]) -> Path:
    return write_csv(
        folder / f"npidata_pfile_20050523-202611{day:02d}.csv", people, nppes_columns()
    )


def told(resources: Resources, report: ImportReport) -> set[tuple[str, ChangeKind, str, str]]:
    with resources.database.reading() as session:
        record = show_release(session, report.number)
    return {(each.npi, each.kind, each.before, each.after) for each in record.changes}


def released(resources: Resources, report: ImportReport) -> Release:
    with resources.database.reading() as session:
        return show_release(session, report.number).release


def test_a_release_tells_who_came_moved_was_renamed_and_went(
    any_resources: Resources, tmp_path: Path
) -> None:
    first = load(
        any_resources, Source.NPPES, monthly(tmp_path, 1, [person(n) for n in range(1, 6)])
    )
    assert first.difference == {"added": 5}
    assert told(any_resources, first) == set(), "the first file is counted, not listed"

    people = [person(1), person(2, line1="9 New Road"), person(3, last="Marker"), person(6)]
    people.append(person(4))
    second = load(any_resources, Source.NPPES, monthly(tmp_path, 8, people))
    assert second.difference == {"gone": 1, "moved": 1, "renamed": 1, "added": 1}
    assert told(any_resources, second) == {
        (npi_of(5), ChangeKind.GONE, "", "2026-11-08"),
        (
            npi_of(2),
            ChangeKind.MOVED,
            "2 Example Avenue, Chicago, IL 60601",
            "9 New Road, Chicago, IL 60601",
        ),
        (npi_of(3), ChangeKind.RENAMED, "Ada Sample3", "Ada Marker"),
        (npi_of(6), ChangeKind.ADDED, "", ""),
    }
    record = released(any_resources, second)
    assert record.release_on is not None
    assert record.files[0]["sha256"] == second.files[0]["sha256"]
    assert record.counts["rows_read"] == 5


def test_whoever_is_back_has_returned(any_resources: Resources, tmp_path: Path) -> None:
    everybody = [person(n) for n in range(1, 4)]
    load(any_resources, Source.NPPES, monthly(tmp_path, 1, everybody))
    load(any_resources, Source.NPPES, monthly(tmp_path, 8, everybody[:2]))
    back = load(any_resources, Source.NPPES, monthly(tmp_path, 15, everybody))
    assert told(any_resources, back) == {(npi_of(3), ChangeKind.RETURNED, "2026-11-08", "")}


def test_the_same_file_again_changes_nothing(any_resources: Resources, tmp_path: Path) -> None:
    file = monthly(tmp_path, 8, [person(1), person(2)])
    first = load(any_resources, Source.NPPES, file)
    again = load(any_resources, Source.NPPES, file)
    assert (again.added, again.changed, again.removed, again.difference) == (0, 0, 0, {})
    assert released(any_resources, again).generation == released(any_resources, first).generation


def test_exclusions_are_told_even_of_the_first_list(
    any_resources: Resources, tmp_path: Path
) -> None:
    load(any_resources, Source.NPPES, monthly(tmp_path, 1, [person(n) for n in range(1, 4)]))
    waived = excluded(2, WAIVERDATE="20210101", WVRSTATE="IL")
    both = write_csv(tmp_path / "UPDATED.csv", [excluded(1), waived, excluded(9)])
    assert told(any_resources, load(any_resources, Source.EXCLUSIONS, both)) == {
        (npi_of(1), ChangeKind.EXCLUDED, "", "2020-01-20"),
        (npi_of(2), ChangeKind.EXCLUDED, "", "2020-01-20, waived in IL"),
    }
    lifted = write_csv(tmp_path / "UPDATED.csv", [waived, excluded(9)])
    assert told(any_resources, load(any_resources, Source.EXCLUSIONS, lifted)) == {
        (npi_of(1), ChangeKind.REINSTATED, "2020-01-20", "")
    }


def test_deactivations_are_told_from_both_files(any_resources: Resources, tmp_path: Path) -> None:
    load(any_resources, Source.NPPES, monthly(tmp_path, 1, [person(n) for n in range(1, 6)]))
    name = "NPPES Deactivated NPI Report 20261109.csv"
    report = write_csv(tmp_path / name, [deactivated(1), deactivated(8)])
    done = load(any_resources, Source.NPPES_DEACTIVATED, report)
    assert told(any_resources, done) == {(npi_of(1), ChangeKind.DEACTIVATED, "", "2026-11-02")}
    ended = person(2, **{"NPI Deactivation Date": "11/10/2026"})
    weekly = write_csv(tmp_path / "npidata_pfile_20261109-20261115.csv", [ended], nppes_columns())
    done = load(any_resources, Source.NPPES, weekly)
    assert [change[:2] for change in told(any_resources, done)] == [
        (npi_of(2), ChangeKind.DEACTIVATED)
    ]


def test_other_sources_of_places_count_too(any_resources: Resources, tmp_path: Path) -> None:
    load(any_resources, Source.NPPES, monthly(tmp_path, 1, [person(1), person(2)]))
    roster = write_csv(tmp_path / "practices.csv", [practice(1, line1="7 Other Street")])
    assert load(any_resources, Source.PRACTICES, roster).difference == {"moved": 1}
    rows = [clinician(1), clinician(2, adr_ln_1="5 THIRD ST")]
    file = write_csv(tmp_path / "DAC_20261110.csv", rows)
    assert load(any_resources, Source.MEDICARE_CLINICIANS, file).difference == {"moved": 1}


def test_long_lists_are_cut_and_counted_whole(
    resources: Resources, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(difference, "MOST_OF_A_KIND", 2)
    load(resources, Source.NPPES, monthly(tmp_path, 1, [person(1)]))
    people = [person(n) for n in range(1, 6)]
    done = load(resources, Source.NPPES, monthly(tmp_path, 8, people))
    assert done.difference == {"added": 4}
    with resources.database.reading() as session:
        record = show_release(session, done.number)
    assert (record.total, record.kept) == (4, 2)


def test_of_old_loads_only_the_counts_stay(
    any_resources: Resources, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(difference, "KEPT_RUNS", 1)
    load(any_resources, Source.NPPES, monthly(tmp_path, 1, [person(1)]))
    second = load(any_resources, Source.NPPES, monthly(tmp_path, 2, [person(1), person(2)]))
    load(any_resources, Source.NPPES, monthly(tmp_path, 3, [person(1), person(2), person(3)]))
    assert told(any_resources, second) == set()
    assert released(any_resources, second).difference == {ChangeKind.ADDED: 1}


def test_releases_are_listed_the_newest_first_and_by_source(
    resources: Resources, tmp_path: Path
) -> None:
    load(resources, Source.NPPES, monthly(tmp_path, 1, [person(1)]))
    load(resources, Source.PRACTICES, write_csv(tmp_path / "practices.csv", [practice(1)]))
    with resources.database.reading() as session:
        everything, one = list_releases(session), list_releases(session, "nppes")
    assert [release.source for release in everything.releases] == ["practices", "nppes"]
    assert [release.number for release in one.releases] == [1]


@pytest.mark.parametrize(
    ("source", "older", "newer"),
    [
        (Source.NPPES_LOCATIONS, "pl_pfile_20050523-20261101", "pl_pfile_20050523-20261108"),
        (Source.NPPES_DEACTIVATED, "NPPES_Report_20261101", "NPPES_Report_20261108"),
        (Source.MEDICARE_CLINICIANS, "DAC_20261101", "DAC_20261108"),
        (Source.ORDER_REFERRING, "OrderReferring_20261101", "OrderReferring_20261108"),
    ],
)
def test_an_older_release_is_refused_for_every_source_that_has_them(
    resources: Resources, tmp_path: Path, source: Source, older: str, newer: str
) -> None:
    load(resources, Source.NPPES, monthly(tmp_path, 1, [person(1)]))
    place = "Provider Secondary Practice Location Address"
    rows: dict[Source, Row] = {
        Source.NPPES_LOCATIONS: {
            "NPI": npi_of(1),
            f"{place}- Address Line 1": "3 Back Road",
            f"{place} - City Name": "Chicago",
            f"{place} - State Name": "IL",
            f"{place} - Postal Code": "60601",
        },
        Source.NPPES_DEACTIVATED: deactivated(8),
        Source.MEDICARE_CLINICIANS: clinician(1),
        Source.ORDER_REFERRING: orderer(1),
    }
    load(resources, source, write_csv(tmp_path / f"{newer}.csv", [rows[source]]))
    with pytest.raises(InputRefused, match="older than the one loaded"):
        load(resources, source, write_csv(tmp_path / f"{older}.csv", [rows[source]]))


def test_a_change_says_who_it_is(resources: Resources, tmp_path: Path) -> None:
    load(resources, Source.NPPES, monthly(tmp_path, 1, [person(1)]))
    done = load(resources, Source.NPPES, monthly(tmp_path, 8, [person(1), person(2)]))
    with resources.database.reading() as session:
        (change,) = show_release(session, done.number).changes
    assert change == ReleaseChange(npi_of(2), "Ada Sample2", ChangeKind.ADDED, "", "")
