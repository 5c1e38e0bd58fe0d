"""The sources with the days on which they were loaded."""

from datetime import timedelta
from pathlib import Path

import time_machine

from finder.domain.provenance import Source
from finder.services.resources import Resources
from finder.services.show_about import show_about
from tests.factories import load_directory, medicare, membership, person


def test_every_source_is_named_and_only_the_loaded_ones_have_a_date(
    resources: Resources, tmp_path: Path
) -> None:
    load_directory(resources, tmp_path, [person(1)], volumes=[medicare(1)])
    with resources.database.reading() as session:
        about = show_about(session, resources)
    loaded = {item.source: item.release for item in about.sources if item.release}
    assert [item.source for item in about.sources] == list(Source)
    assert set(loaded) == {Source.NPPES, Source.MEDICARE_VOLUME}
    assert loaded[Source.MEDICARE_VOLUME].year == 2024


def test_an_empty_directory_has_nothing_loaded(resources: Resources) -> None:
    with resources.database.reading() as session:
        about = show_about(session, resources)
    assert not any(item.release for item in about.sources)
    assert not about.directory.is_demo


def test_data_are_due_after_the_days_of_their_source_and_rosters_never(
    resources: Resources, tmp_path: Path
) -> None:
    load_directory(resources, tmp_path, [person(1)], memberships=[membership(1)])
    day = resources.today()

    def due() -> set[Source]:
        with resources.database.reading() as session:
            about = show_about(session, resources)
        return {item.source for item in about.sources if item.is_due}

    assert due() == set()
    with time_machine.travel(resources.now() + timedelta(days=400)):
        assert due() == {Source.NPPES}
    with resources.database.reading() as session:
        by_source = {item.source: item for item in show_about(session, resources).sources}
    assert by_source[Source.NPPES].due_on == day + timedelta(days=7)
    assert by_source[Source.MEMBERSHIPS].due_on is None
    assert by_source[Source.EXCLUSIONS].due_on is None, "never loaded"
