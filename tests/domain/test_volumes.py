"""Yearly counts: published ones are added, missing ones are never zero."""

import pytest

from finder.domain.procedures import Procedure, ProcedureVolume, VolumeKind
from finder.domain.volumes import volume_for
from tests.domain.builders import NEWEST_YEAR, RULES, exact, interval

KYPHOPLASTY, VERTEBROPLASTY, ANY = (
    Procedure.KYPHOPLASTY,
    Procedure.VERTEBROPLASTY,
    Procedure.ANY,
)


def found(
    *volumes: ProcedureVolume,
    procedure: Procedure = KYPHOPLASTY,
    newest_year: int | None = NEWEST_YEAR,
) -> tuple[VolumeKind, float | None, float | None, float | None]:
    volume = volume_for(volumes, procedure, newest_year)
    return volume.kind, volume.low, volume.high, volume.count


class TestOneProcedure:
    def test_an_exact_count_is_itself(self) -> None:
        assert found(exact(24)) == (VolumeKind.EXACT, 24, 24, 24)

    def test_an_interval_counts_with_its_middle(self) -> None:
        assert found(interval(1, 10)) == (VolumeKind.INTERVAL, 1, 10, 5.5)

    def test_the_other_procedure_plays_no_part(self) -> None:
        assert found(exact(24), exact(30, VERTEBROPLASTY)) == (VolumeKind.EXACT, 24, 24, 24)
        assert found(exact(30, VERTEBROPLASTY))[0] is VolumeKind.NOT_PUBLISHED

    def test_an_older_year_is_no_answer_for_the_newest(self) -> None:
        assert found(exact(24, year=NEWEST_YEAR - 1)) == (
            VolumeKind.NOT_PUBLISHED,
            None,
            None,
            None,
        )

    def test_the_year_and_the_source_are_told(self) -> None:
        volume = volume_for([exact(24)], KYPHOPLASTY, NEWEST_YEAR)
        assert (volume.year, volume.source) == (NEWEST_YEAR, "medicare-volume")


class TestAnyProcedure:
    def test_exact_counts_are_added(self) -> None:
        volumes = exact(24), exact(30, VERTEBROPLASTY)
        assert found(*volumes, procedure=ANY) == (VolumeKind.EXACT, 54, 54, 54)

    def test_an_exact_count_and_an_interval_make_a_wider_interval(self) -> None:
        volumes = exact(24), interval(1, 10, VERTEBROPLASTY)
        assert found(*volumes, procedure=ANY) == (VolumeKind.INTERVAL, 25, 34, 29.5)

    def test_one_published_procedure_is_enough(self) -> None:
        assert found(exact(30, VERTEBROPLASTY), procedure=ANY)[3] == 30

    def test_only_the_newest_year_is_added(self) -> None:
        volumes = exact(24), exact(30, VERTEBROPLASTY, NEWEST_YEAR - 1)
        assert found(*volumes, procedure=ANY)[3] == 24


class TestMissing:
    def test_absent_from_the_newest_year_is_not_published(self) -> None:
        volume = volume_for([], ANY, NEWEST_YEAR)
        assert (volume.kind, volume.year, volume.count) == (
            VolumeKind.NOT_PUBLISHED,
            NEWEST_YEAR,
            None,
        )
        assert not volume.is_published

    def test_without_any_year_it_is_unknown(self) -> None:
        assert found(newest_year=None) == (VolumeKind.UNKNOWN, None, None, None)

    def test_a_record_of_nothing_published_never_becomes_zero(self) -> None:
        withheld = ProcedureVolume(KYPHOPLASTY, VolumeKind.NOT_PUBLISHED, year=NEWEST_YEAR)
        assert found(withheld)[0] is VolumeKind.NOT_PUBLISHED
        both = withheld, exact(30, VERTEBROPLASTY)
        assert found(*both, procedure=ANY) == (VolumeKind.EXACT, 30, 30, 30)


@pytest.mark.parametrize(
    ("count", "value"),
    [
        (0, 0.0),
        (1, 0.18),
        (5, 0.46),
        (5.5, 0.48),
        (10, 0.61),
        (11, 0.63),
        (15, 0.71),
        (20, 0.77),
        (25, 0.83),
        (30, 0.87),
        (50, 1.0),
        (400, 1.0),
        (None, 0.46),
    ],
)
def test_the_value_of_a_count_rises_early_and_is_full_at_fifty(
    count: float | None, value: float
) -> None:
    assert RULES.volume_value(count) == pytest.approx(value, abs=0.005)
