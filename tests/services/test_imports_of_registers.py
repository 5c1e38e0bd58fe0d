"""NPPES files one after the other: who is listed, where, and who is not any more."""

from pathlib import Path
from typing import Any

import pytest

from finder.domain.errors import InputRefused
from finder.domain.listing import hidden_because
from finder.domain.provenance import Source
from finder.services.load_records import ImportReport, LoadOptions, load_files
from finder.services.resources import Resources
from finder.store.queries.practitioners import stored_by_npi
from finder.store.queries.profiles import load_practitioners
from tests.contents import contents
from tests.factories import Row, load, npi_of, nppes_columns, nppes_csv, person, write_csv

_PL = "Provider Secondary Practice Location Address"
_MONTHLY = "npidata_pfile_20050523-202611{:02}.csv"
_DEACTIVATED = {"NPI Deactivation Date": "11/10/2026"}


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.added, report.changed, report.unchanged, report.removed


def monthly(folder: Path, day: int, people: list[dict[str, str]]) -> Path:
    return write_csv(folder / _MONTHLY.format(day), people, nppes_columns())


def further(folder: Path, number: int, *lines: str, name: str = "pl_pfile_x.csv") -> Path:
    rows = [
        {
            "NPI": npi_of(number),
            f"{_PL}- Address Line 1": line,
            f"{_PL}-  Address Line 2": "",
            f"{_PL} - City Name": "Chicago",
            f"{_PL} - State Name": "IL",
            f"{_PL} - Postal Code": "60601",
            f"{_PL} - Country Code (If outside U.S.)": "US",
            f"{_PL} - Telephone Number": "3125550101",
            f"{_PL} - Telephone Extension": "",
            "Provider Practice Location Address - Fax Number": "",
        }
        for line in lines
    ]
    return write_csv(folder / name, rows)


def known(resources: Resources, number: int) -> Any:
    """The practitioner as stored, hidden or not."""
    with resources.database.reading() as session:
        ids = [row.practitioner_id for row in stored_by_npi(session, [npi_of(number)]).values()]
        return load_practitioners(session, ids)[0]


def hidden(resources: Resources, number: int) -> bool:
    return bool(hidden_because(known(resources, number)))


def lines(resources: Resources, number: int) -> list[str]:
    return sorted(location.lines[0].upper() for location in known(resources, number).locations)


def test_a_weekly_file_after_a_monthly_one_changes_only_whom_it_names(
    any_resources: Resources, tmp_path: Path
) -> None:
    load(any_resources, Source.NPPES, monthly(tmp_path, 8, [person(n) for n in range(1, 6)]))
    weekly = write_csv(
        tmp_path / "npidata_pfile_20261109-20261115.csv",
        [person(1, last="Renamed"), person(6)],
        nppes_columns(),
    )
    report = load(any_resources, Source.NPPES, weekly)
    assert counts(report) == (1, 1, 0, 0)
    assert known(any_resources, 1).name.last == "Renamed"
    assert not hidden(any_resources, 5)


def test_who_vanishes_is_hidden_and_who_comes_back_is_shown_with_everything(
    any_resources: Resources, tmp_path: Path
) -> None:
    people = [person(n) for n in range(1, 6)]
    load(any_resources, Source.NPPES, monthly(tmp_path, 1, people))
    before = contents(any_resources.database)
    report = load(any_resources, Source.NPPES, monthly(tmp_path, 2, people[:4]))
    assert counts(report) == (0, 0, 4, 1)
    assert hidden(any_resources, 5)
    report = load(any_resources, Source.NPPES, monthly(tmp_path, 3, people))
    assert counts(report) == (0, 1, 4, 0)
    assert not hidden(any_resources, 5)
    after = contents(any_resources.database)
    assert after["location_index"] == before["location_index"]


def test_a_deactivated_npi_hides_and_a_reactivated_one_returns(
    any_resources: Resources, tmp_path: Path
) -> None:
    load(any_resources, Source.NPPES, nppes_csv(tmp_path, [person(1), person(2)]))
    bare: Row = {"NPI": npi_of(1), **_DEACTIVATED}
    report = load(any_resources, Source.NPPES, nppes_csv(tmp_path, [bare]))
    assert counts(report) == (0, 0, 0, 1)
    assert hidden(any_resources, 1)
    again = load(any_resources, Source.NPPES, nppes_csv(tmp_path, [bare]))
    assert counts(again) == (0, 0, 0, 0)
    back = person(1, **_DEACTIVATED, **{"NPI Reactivation Date": "11/12/2026"})
    assert counts(load(any_resources, Source.NPPES, nppes_csv(tmp_path, [back]))) == (0, 1, 0, 0)
    assert not hidden(any_resources, 1)


def test_a_weekly_deactivation_wins_over_the_monthly_file_of_the_same_import(
    resources: Resources, tmp_path: Path
) -> None:
    full = monthly(tmp_path, 8, [person(1), person(2)])
    weekly = write_csv(
        tmp_path / "npidata_pfile_20261109-20261115.csv",
        [{"NPI": npi_of(1), **_DEACTIVATED}],
        nppes_columns(),
    )
    with resources.database.writing() as session:
        load_files(session, resources, Source.NPPES, [full, weekly], LoadOptions())
    assert hidden(resources, 1)
    assert not hidden(resources, 2)


def test_a_person_named_twice_is_the_later_row_and_stays_so(
    resources: Resources, tmp_path: Path
) -> None:
    rows = [person(1), *(person(n) for n in range(2, 6)), person(1, last="Later")]
    path = nppes_csv(tmp_path, rows)
    load(resources, Source.NPPES, path)
    assert known(resources, 1).name.last == "Later"
    again = load(resources, Source.NPPES, path)
    assert (again.added, again.changed, again.removed) == (0, 0, 0)


def test_a_row_that_cannot_be_read_makes_nobody_vanish(
    resources: Resources, tmp_path: Path
) -> None:
    people = [person(n) for n in range(1, 6)]
    load(resources, Source.NPPES, monthly(tmp_path, 1, people))
    path = monthly(tmp_path, 2, people)
    path.write_text(path.read_text().replace('"Sample3"', '"Samp"le3"'))
    report = load(resources, Source.NPPES, path)
    assert (report.quarantined, report.removed) == (1, 0)
    assert not hidden(resources, 3)


def test_a_full_file_that_is_cut_short_is_refused(resources: Resources, tmp_path: Path) -> None:
    people = [person(n) for n in range(1, 6)]
    load(resources, Source.NPPES, monthly(tmp_path, 1, people))
    path = monthly(tmp_path, 2, people)
    content = path.read_bytes()
    path.write_bytes(content[: -len(content) // 8])
    before = contents(resources.database)
    with pytest.raises(InputRefused, match="cut short"):
        load(resources, Source.NPPES, path)
    assert contents(resources.database) == before


def test_somebody_who_moves_is_found_at_the_new_place_only(
    any_resources: Resources, tmp_path: Path
) -> None:
    load(any_resources, Source.NPPES, nppes_csv(tmp_path, [person(1, line1="1 Old Road")]))
    report = load(any_resources, Source.NPPES, nppes_csv(tmp_path, [person(1, line1="2 New Road")]))
    assert counts(report) == (0, 1, 0, 0)
    assert lines(any_resources, 1) == ["2 NEW ROAD"]


def test_further_locations_are_added_and_follow_their_file(
    any_resources: Resources, tmp_path: Path
) -> None:
    load(any_resources, Source.NPPES, nppes_csv(tmp_path, [person(1, line1="1 Main Road")]))
    both = further(tmp_path, 1, "2 Side Road", "3 Back Road")
    assert counts(load(any_resources, Source.NPPES_LOCATIONS, both)) == (2, 0, 0, 0)
    assert counts(load(any_resources, Source.NPPES_LOCATIONS, both)) == (0, 0, 2, 0)
    one = further(tmp_path, 1, "3 Back Road")
    assert counts(load(any_resources, Source.NPPES_LOCATIONS, one)) == (0, 0, 1, 1)
    assert lines(any_resources, 1) == ["1 MAIN ROAD", "3 BACK ROAD"]


def test_a_further_location_that_becomes_the_main_one_is_kept(
    resources: Resources, tmp_path: Path
) -> None:
    load(resources, Source.NPPES, nppes_csv(tmp_path, [person(1, line1="1 First Road")]))
    load(resources, Source.NPPES_LOCATIONS, further(tmp_path, 1, "2 Second Road"))
    swapped = nppes_csv(tmp_path, [person(1, line1="2 Second Road")])
    load(resources, Source.NPPES, swapped)
    load(resources, Source.NPPES_LOCATIONS, further(tmp_path, 1, "1 First Road"))
    assert lines(resources, 1) == ["1 FIRST ROAD", "2 SECOND ROAD"]
    assert counts(load(resources, Source.NPPES, swapped)) == (0, 0, 1, 0)


def test_a_mailing_address_is_no_practice_location(resources: Resources, tmp_path: Path) -> None:
    mailing = "Business Mailing Address"
    posted = {
        f"Provider First Line {mailing}": "PO BOX 9",
        f"Provider {mailing} City Name": "Boston",
        f"Provider {mailing} State Name": "MA",
        f"Provider {mailing} Postal Code": "02101",
    }
    load(resources, Source.NPPES, nppes_csv(tmp_path, [person(1, line1="1 Road", **posted)]))
    assert lines(resources, 1) == ["1 ROAD"]


def test_a_full_file_ends_the_further_locations_it_no_longer_names(
    resources: Resources, tmp_path: Path
) -> None:
    load(resources, Source.NPPES, nppes_csv(tmp_path, [person(1), person(2), person(3)]))
    for number in (1, 2):
        name = f"pl_pfile_20261102-2026110{number}.csv"
        load(
            resources,
            Source.NPPES_LOCATIONS,
            further(tmp_path, number, "2 Second Road", name=name),
        )
    assert len(known(resources, 1).locations) == 2, "a weekly file speaks of those it names"
    full = further(tmp_path, 2, "2 Second Road", name="pl_pfile_20050523-20261108.csv")
    assert counts(load(resources, Source.NPPES_LOCATIONS, full)) == (0, 0, 1, 1)
    assert len(known(resources, 1).locations) == 1
    assert len(known(resources, 2).locations) == 2


def test_files_of_one_import_go_from_the_oldest_to_the_newest(
    any_resources: Resources, tmp_path: Path
) -> None:
    """A shell lists the weekly file first, and the older month would undo it."""
    files = [
        monthly(tmp_path, 15, [person(1, last="Newer")]),
        monthly(tmp_path, 8, [person(1, last="Older")]),
    ]

    def load_in(order: list[Path]) -> None:
        with any_resources.database.writing() as session:
            load_files(session, any_resources, Source.NPPES, order, LoadOptions())

    with pytest.raises(InputRefused, match="Name the files from the oldest to the newest"):
        load_in(files)
    load_in(files[::-1])
    assert known(any_resources, 1).name.last == "Newer"


def test_newcomers_do_not_make_up_for_everybody_who_is_missing(
    resources: Resources, tmp_path: Path
) -> None:
    load(resources, Source.NPPES, nppes_csv(tmp_path, [person(number) for number in range(1, 5)]))
    others = nppes_csv(
        tmp_path, [person(number) for number in range(11, 15)], name="npidata_pfile.csv"
    )
    with pytest.raises(InputRefused, match="0 of the 4 practitioners"):
        load(resources, Source.NPPES, others)


def test_a_weekly_file_ends_who_has_left_every_kept_specialty(
    resources: Resources, tmp_path: Path
) -> None:
    load(resources, Source.NPPES, nppes_csv(tmp_path, [person(1), person(2)]))
    left = nppes_csv(tmp_path, [person(1, taxonomies=["207Q00000X"])])
    assert counts(load(resources, Source.NPPES, left)) == (0, 0, 0, 1)
    assert hidden(resources, 1)
    assert not hidden(resources, 2)
    assert counts(load(resources, Source.NPPES, left)) == (0, 0, 0, 0)
    back = nppes_csv(tmp_path, [person(1)])
    assert counts(load(resources, Source.NPPES, back)) == (0, 1, 0, 0)
    assert not hidden(resources, 1)
