"""Who may order and refer: one list, replaced as a whole."""

from pathlib import Path

import pytest

from finder.domain.errors import InputRefused
from finder.domain.provenance import Source
from finder.services.load_records import ImportReport, LoadOptions, load_files
from finder.services.resources import Resources
from finder.store.queries.clearing import clear_directory
from finder.store.queries.registers import may_order_and_refer
from tests.contents import contents
from tests.factories import load, npi_of, orderer, write_csv


def release(
    resources: Resources, folder: Path, *rows: dict[str, str], day: str = "20261109"
) -> ImportReport:
    path = write_csv(folder / f"OrderReferring_{day}.csv", rows)
    return load(resources, Source.ORDER_REFERRING, path)


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.added, report.changed, report.unchanged, report.removed


def may_order(resources: Resources, number: int) -> bool | None:
    with resources.database.reading() as session:
        return may_order_and_refer(session, npi_of(number))


def people(*numbers: int) -> list[dict[str, str]]:
    return [orderer(number) for number in numbers]


def test_without_a_list_nobody_knows(any_resources: Resources) -> None:
    assert may_order(any_resources, 1) is None


def test_a_yes_for_part_b_counts_and_nothing_else(any_resources: Resources, tmp_path: Path) -> None:
    report = release(any_resources, tmp_path, orderer(1), orderer(2, PARTB="N"))
    assert (report.rows_read, report.rows_kept, report.added) == (2, 1, 1)
    assert [may_order(any_resources, number) for number in (1, 2, 3)] == [True, False, False]


def test_nobodys_name_is_kept(any_resources: Resources, tmp_path: Path) -> None:
    release(any_resources, tmp_path, orderer(1, LAST_NAME="UNMISTAKABLE"))
    assert "UNMISTAKABLE" not in str(contents(any_resources.database))


def test_the_same_list_twice_changes_nothing(any_resources: Resources, tmp_path: Path) -> None:
    rows = [*people(1, 2, 3), orderer(2)]
    assert counts(release(any_resources, tmp_path, *rows)) == (3, 0, 0, 0)
    before = contents(any_resources.database)
    assert counts(release(any_resources, tmp_path, *rows)) == (0, 0, 3, 0)
    assert contents(any_resources.database) == before


def test_a_newer_list_replaces_the_older_one(any_resources: Resources, tmp_path: Path) -> None:
    release(any_resources, tmp_path, *people(1, 2, 3))
    newer = release(any_resources, tmp_path, *people(2, 3, 4), day="20261112")
    assert counts(newer) == (1, 0, 2, 1)
    assert [may_order(any_resources, number) for number in (1, 2, 4)] == [False, True, True]


def test_more_rows_than_fit_one_batch_are_all_kept(
    any_resources: Resources, tmp_path: Path
) -> None:
    many = people(*range(1, 10_600))
    assert release(any_resources, tmp_path, *many).added == len(many)
    assert may_order(any_resources, 10_599) is True


def test_who_cannot_be_read_this_time_stays_on_the_list(
    any_resources: Resources, tmp_path: Path
) -> None:
    release(any_resources, tmp_path, *people(1, 2, 3))
    unclear = [orderer(1, PARTB="?"), orderer(9, PARTB="?")]
    report = release(any_resources, tmp_path, *unclear, *people(2, 3, 4), day="20261112")
    assert (report.quarantined, counts(report)) == (2, (1, 0, 3, 0))
    assert [may_order(any_resources, number) for number in (1, 9)] == [True, False]


@pytest.mark.parametrize(
    ("rows", "day", "reason"),
    [
        (people(1), "20261116", "1 of the 3 NPIs that may order and refer"),
        (people(1, 2, 3), "20261101", "older than the one loaded"),
    ],
)
def test_a_shrunken_or_older_list_is_refused_and_nothing_changes(
    any_resources: Resources, tmp_path: Path, rows: list[dict[str, str]], day: str, reason: str
) -> None:
    release(any_resources, tmp_path, *people(1, 2, 3))
    before = contents(any_resources.database)
    with pytest.raises(InputRefused, match=reason):
        release(any_resources, tmp_path, *rows, day=day)
    assert contents(any_resources.database) == before


def test_a_list_cut_short_is_refused(any_resources: Resources, tmp_path: Path) -> None:
    release(any_resources, tmp_path, *people(1, 2, 3, 4))
    path = write_csv(tmp_path / "OrderReferring_20261112.csv", people(1, 2, 3, 4))
    path.write_bytes(path.read_bytes()[:-20])
    # What is left of the last row does not say whose it was.
    path.write_bytes(path.read_bytes().replace(npi_of(4).encode(), b"20000"))
    with pytest.raises(InputRefused, match="cut short"):
        load(any_resources, Source.ORDER_REFERRING, path)
    assert may_order(any_resources, 4) is True


def test_two_lists_at_once_are_refused(resources: Resources, tmp_path: Path) -> None:
    paths = [
        write_csv(tmp_path / f"OrderReferring_2026110{day}.csv", people(day)) for day in (1, 2)
    ]
    with (
        pytest.raises(InputRefused, match="Name the newest one alone"),
        resources.database.writing() as session,
    ):
        load_files(session, resources, Source.ORDER_REFERRING, paths, LoadOptions())
    assert may_order(resources, 1) is None


def test_two_imports_in_one_transaction_do_not_mix(
    any_resources: Resources, tmp_path: Path
) -> None:
    with any_resources.database.writing() as session:
        for number in (1, 2):
            path = write_csv(tmp_path / f"OrderReferring_2026110{number}.csv", people(number, 3))
            load_files(session, any_resources, Source.ORDER_REFERRING, [path], LoadOptions())
    assert [may_order(any_resources, number) for number in (1, 2, 3)] == [False, True, True]


def test_clearing_the_directory_forgets_the_list(resources: Resources, tmp_path: Path) -> None:
    release(resources, tmp_path, *people(1))
    with resources.database.writing() as session:
        clear_directory(session)
    assert may_order(resources, 1) is None
