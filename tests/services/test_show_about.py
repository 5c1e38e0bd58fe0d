"""The sources with the days on which they were loaded."""

from pathlib import Path

from finder.domain.provenance import Source
from finder.services.resources import Resources
from finder.services.show_about import show_about
from tests.factories import load_directory, medicare, person


def test_every_source_is_named_and_only_the_loaded_ones_have_a_date(
    resources: Resources, tmp_path: Path
) -> None:
    load_directory(resources, tmp_path, [person(1)], volumes=[medicare(1)])
    with resources.database.reading() as session:
        about = show_about(session)
    loaded = {item.source: item.release for item in about.sources if item.release}
    assert [item.source for item in about.sources] == list(Source)
    assert set(loaded) == {Source.NPPES, Source.MEDICARE_VOLUME}
    assert loaded[Source.MEDICARE_VOLUME].year == 2024


def test_an_empty_directory_has_nothing_loaded(resources: Resources) -> None:
    with resources.database.reading() as session:
        about = show_about(session)
    assert not any(item.release for item in about.sources)
    assert not about.directory.is_demo
