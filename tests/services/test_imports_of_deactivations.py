"""The report of deactivated NPIs: whom it hides, and what brings somebody back."""

from pathlib import Path

import pytest

from finder.domain.errors import InputRefused
from finder.domain.provenance import Source
from finder.services.check_directory import check_directory
from finder.services.load_records import ImportReport
from finder.services.resources import Resources
from finder.store.queries.listed import listed_npis
from tests import workbooks
from tests.contents import contents
from tests.factories import deactivated, load, npi_of, nppes_csv, person, write_csv

# NPIs of people who are nowhere else, so that one more or less is not half the report.
_OTHERS = [deactivated(number) for number in range(901, 907)]
_EVERYBODY = range(1, 7)
_REACTIVATED = {"NPI Deactivation Date": "11/02/2026", "NPI Reactivation Date": "11/10/2026"}


@pytest.fixture
def listed(any_resources: Resources, tmp_path: Path) -> Resources:
    people = [person(number) for number in _EVERYBODY]
    load(any_resources, Source.NPPES, nppes_csv(tmp_path, people))
    return any_resources


def report(
    resources: Resources,
    folder: Path,
    *rows: dict[str, str],
    day: str = "20261109",
    allow_shrink: bool = False,
) -> ImportReport:
    path = write_csv(folder / f"NPPES Deactivated NPI Report {day}.csv", [*rows, *_OTHERS])
    return load(resources, Source.NPPES_DEACTIVATED, path, allow_shrink=allow_shrink)


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.added, report.changed, report.unchanged, report.removed


def shown(resources: Resources) -> list[int]:
    """The numbers of those who are listed."""
    with resources.database.reading() as session:
        npis = listed_npis(session, 100)
    return [number for number in range(20) if npi_of(number) in npis]


def everybody_but(*numbers: int) -> list[int]:
    return [number for number in _EVERYBODY if number not in numbers]


def hidden_because(resources: Resources) -> set[str]:
    rows = contents(resources.database)["practitioner"]
    return {cell for row in rows for cell in row.split(" ") if cell.startswith("hidden_because=")}


def test_whoever_is_on_the_report_is_hidden_at_once(listed: Resources, tmp_path: Path) -> None:
    done = report(listed, tmp_path, deactivated(1))
    assert counts(done) == (7, 0, 0, 0)
    assert (done.rows_read, done.rows_kept) == (7, 7)
    assert shown(listed) == everybody_but(1)
    assert "hidden_because=deactivated" in hidden_because(listed)
    assert check_directory(listed).problems == ()


def test_the_same_report_twice_changes_nothing(listed: Resources, tmp_path: Path) -> None:
    report(listed, tmp_path, deactivated(1), deactivated(1, "11/01/2026"))
    before = contents(listed.database)
    done = report(listed, tmp_path, deactivated(1), deactivated(1, "11/01/2026"))
    assert counts(done) == (0, 0, 7, 0)
    assert contents(listed.database) == before


def test_a_newer_report_without_somebody_shows_the_person_again(
    listed: Resources, tmp_path: Path
) -> None:
    before = contents(listed.database)
    report(listed, tmp_path, deactivated(1))
    done = report(listed, tmp_path, day="20261116")
    assert counts(done) == (0, 0, 6, 1)
    assert shown(listed) == everybody_but()
    assert contents(listed.database)["location_index"] == before["location_index"]


def test_who_is_added_after_the_report_is_hidden_too(listed: Resources, tmp_path: Path) -> None:
    report(listed, tmp_path, deactivated(7))
    load(listed, Source.NPPES, nppes_csv(tmp_path, [person(7), person(8)]))
    assert shown(listed) == [*_EVERYBODY, 8]


def test_the_register_brings_back_only_whom_it_says_was_reactivated_since(
    listed: Resources, tmp_path: Path
) -> None:
    report(listed, tmp_path, deactivated(1), deactivated(2), deactivated(3, "11/15/2026"))
    again = [person(1), *(person(number, **_REACTIVATED) for number in (2, 3))]
    path = nppes_csv(tmp_path, again)
    assert load(listed, Source.NPPES, path).changed == 2
    assert shown(listed) == everybody_but(1, 3)
    assert check_directory(listed).problems == ()
    same = load(listed, Source.NPPES, path)
    assert (same.changed, same.unchanged) == (0, 3)
    assert counts(report(listed, tmp_path, deactivated(1), deactivated(2))) == (0, 0, 8, 1)
    assert shown(listed) == everybody_but(1)


def test_a_later_deactivation_hides_who_was_reactivated(listed: Resources, tmp_path: Path) -> None:
    load(listed, Source.NPPES, nppes_csv(tmp_path, [person(1, **_REACTIVATED)]))
    report(listed, tmp_path, deactivated(1))
    assert shown(listed) == everybody_but()
    done = report(listed, tmp_path, deactivated(1, "11/15/2026"), day="20261116")
    assert counts(done) == (0, 1, 6, 0)
    assert shown(listed) == everybody_but(1)


def test_an_npi_without_a_day_is_hidden(listed: Resources, tmp_path: Path) -> None:
    report(listed, tmp_path, deactivated(1, ""))
    assert shown(listed) == everybody_but(1)
    assert counts(report(listed, tmp_path, deactivated(1, ""))) == (0, 0, 7, 0)


def test_the_published_workbook_is_loaded(listed: Resources, tmp_path: Path) -> None:
    path = tmp_path / workbooks.ZIP_NAME
    path.write_bytes(workbooks.zipped(workbooks.report(list(deactivated(1).values()))))
    done = load(listed, Source.NPPES_DEACTIVATED, path)
    assert (counts(done), str(done.release_on)) == ((1, 0, 0, 0), "2026-11-09")
    assert shown(listed) == everybody_but(1)


def test_a_row_that_cannot_be_read_brings_nobody_back(listed: Resources, tmp_path: Path) -> None:
    report(listed, tmp_path, deactivated(1), deactivated(2))
    spoiled = {**deactivated(1), "NPPES Deactivation Date": "x" * 600}
    path = write_csv(tmp_path / "Report 20261116.csv", [spoiled, *_OTHERS])
    path.write_text(path.read_text().replace('"x', '"x"x'))
    done = load(listed, Source.NPPES_DEACTIVATED, path)
    assert (done.quarantined, counts(done)) == (1, (0, 0, 7, 1))
    assert shown(listed) == everybody_but(1)


def test_a_row_without_a_readable_npi_might_be_anybodys(listed: Resources, tmp_path: Path) -> None:
    report(listed, tmp_path, deactivated(1), deactivated(2))
    nameless = {**deactivated(1), "NPI": "100000001"}
    done = report(listed, tmp_path, nameless, day="20261116")
    assert (done.quarantined, done.removed) == (1, 0)
    assert any("nobody was shown again" in review.reason for review in done.reviews)
    assert shown(listed) == everybody_but(1, 2)


def test_an_older_report_is_refused(listed: Resources, tmp_path: Path) -> None:
    report(listed, tmp_path, deactivated(1))
    before = contents(listed.database)
    with pytest.raises(InputRefused, match="older than the one loaded"):
        report(listed, tmp_path, day="20261012")
    assert contents(listed.database) == before


def test_a_report_cut_short_is_refused(listed: Resources, tmp_path: Path) -> None:
    report(listed, tmp_path, deactivated(1))
    path = write_csv(tmp_path / "Report 20261116.csv", [deactivated(1), *_OTHERS])
    path.write_bytes(path.read_bytes()[:-20])
    before = contents(listed.database)
    with pytest.raises(InputRefused, match="cut short"):
        load(listed, Source.NPPES_DEACTIVATED, path)
    assert contents(listed.database) == before


def test_a_shrunken_report_is_refused(listed: Resources, tmp_path: Path) -> None:
    report(listed, tmp_path, deactivated(1), deactivated(2))
    few = write_csv(tmp_path / "Report 20261116.csv", [deactivated(1), deactivated(2)])
    with pytest.raises(InputRefused, match="2 of the 8 deactivated NPIs"):
        load(listed, Source.NPPES_DEACTIVATED, few)
    assert load(listed, Source.NPPES_DEACTIVATED, few, allow_shrink=True).removed == 6


def test_a_report_that_would_hide_most_of_the_directory_is_refused(
    listed: Resources, tmp_path: Path
) -> None:
    most = [deactivated(number) for number in (1, 2, 3, 4)]
    before = contents(listed.database)
    with pytest.raises(InputRefused, match="2 of the 6 practitioners"):
        report(listed, tmp_path, *most)
    assert contents(listed.database) == before
    report(listed, tmp_path, *most, allow_shrink=True)
    assert shown(listed) == everybody_but(1, 2, 3, 4)
