"""The chain of the ledger tells every row that is not as it was written."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finder.domain.ledger import BEGINNING, Actor, ChainedEntry, broken_links, chained_hash

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
ACTOR = Actor("ada@example.org", "verifier", "req-1")


def chain(length: int) -> list[ChainedEntry]:
    rows, previous = [], BEGINNING
    for number in range(1, length + 1):
        entry = ACTOR.entry("hide", f"practitioner:{number}", NOW, [("hidden", "", number)])
        previous = chained_hash(previous, number, entry.as_texts())
        rows.append(ChainedEntry(number, entry.as_texts(), previous))
    return rows


def is_whole(rows: list[ChainedEntry], head: ChainedEntry) -> bool:
    return not list(broken_links(rows, head.number, head.hash))


def test_a_chain_as_written_is_whole() -> None:
    rows = chain(5)
    assert is_whole(rows, rows[-1])
    assert not list(broken_links([], 0, BEGINNING))


@given(st.integers(0, 5), st.sampled_from(sorted(chain(1)[0].texts)), st.characters())
def test_a_changed_text_is_found_in_any_row_and_column(at: int, column: str, letter: str) -> None:
    rows = chain(6)
    head = rows[-1]
    row = rows[at]
    rows[at] = replace(row, texts={**row.texts, column: row.texts[column] + letter})
    assert not is_whole(rows, head)


@pytest.mark.parametrize(
    "tamper",
    [
        lambda rows: rows.pop(0),
        lambda rows: rows.pop(2),
        lambda rows: rows.pop(),
        lambda rows: rows.append(replace(rows[-1], number=7)),
        lambda rows: rows.insert(1, rows[4]),
        lambda rows: rows.__setitem__(2, replace(rows[2], hash="0" * 64)),
        lambda rows: rows.__setitem__(5, replace(rows[5], hash="0" * 64)),
        lambda rows: rows.__setitem__(3, replace(rows[3], number=9)),
    ],
)
def test_a_removed_moved_or_added_row_is_found(
    tamper: Callable[[list[ChainedEntry]], object],
) -> None:
    rows = chain(6)
    head = rows[-1]
    tamper(rows)
    assert not is_whole(rows, head)


def test_an_added_row_with_a_right_hash_is_found_by_the_head() -> None:
    rows = chain(6)
    assert not is_whole(rows, rows[4])


def test_only_what_really_changed_is_kept() -> None:
    entry = ACTOR.entry("edit", "practitioner:1", NOW, [("phone", "1", "2"), ("fax", None, "")])
    assert [change.field for change in entry.changes] == ["phone"]
