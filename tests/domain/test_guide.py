"""A statement of the guide says where it comes from, and what is disputed is balanced."""

from datetime import date

import pytest

from finder.domain.guide import (
    FactRow,
    FactTable,
    Finding,
    GuideSource,
    PriorAuthorization,
    Section,
    Statement,
    StatementKind,
    Topic,
)
from finder.domain.texts import Text

WORDS = Text("Words.", "Palabras.")
YES = Text("Yes", "Sí")
BOOK = GuideSource("book", WORDS, WORDS, "Publisher")
TRIAL = GuideSource("trial", WORDS, WORDS, "Journal", 2016)


def statement(text: Text = WORDS, **values: object) -> Statement:
    values = {"kind": StatementKind.RESEARCH, "sources": (TRIAL,), **values}
    return Statement(text, **values)  # type: ignore[arg-type]  # as a test wants them


def row(balance: Statement | None = None) -> FactRow:
    return FactRow(WORDS, (YES,), balance)


def table(*rows: FactRow) -> FactTable:
    return FactTable(WORDS, (WORDS, WORDS), rows, BOOK)


@pytest.mark.parametrize("kind", [kind for kind in StatementKind if kind != "ours"])
def test_a_statement_without_a_source_cannot_exist(kind: StatementKind) -> None:
    with pytest.raises(ValueError, match="has no source"):
        statement(kind=kind, sources=(), reason="none")


def test_a_statement_of_ours_needs_a_reason_where_it_has_no_source() -> None:
    with pytest.raises(ValueError, match="gives no reason"):
        statement(kind=StatementKind.OURS, sources=())
    assert statement(kind=StatementKind.OURS, sources=(), reason="what to ask").reason


def test_a_quotation_needs_somebody_who_said_it() -> None:
    with pytest.raises(ValueError, match="has no source"):
        statement(kind=StatementKind.OURS, sources=(), reason="none", quote="So they said.")


def test_rows_of_another_width_than_the_columns_are_refused() -> None:
    with pytest.raises(ValueError, match="another width"):
        table(FactRow(WORDS, (YES, YES)))


def test_lines_beside_each_other_share_the_statement_that_balances_them() -> None:
    pain, height = statement(), statement(Text("Other.", "Otras."))
    rows = (row(), row(), row(pain), row(pain), row(height), row(pain))
    assert [len(group) for group in table(*rows).groups] == [1, 1, 2, 1, 1]


def test_a_topic_names_each_of_its_sources_once_the_table_first() -> None:
    finding = Finding("pain", WORDS, (statement(), statement()))
    section = Section("a", WORDS, (statement(),), table(row(statement())), (finding,))
    topic = Topic("topic", WORDS, WORDS, (section,))
    assert topic.sources == (BOOK, TRIAL)
    assert len(topic.statements) == 4


@pytest.mark.parametrize(
    ("day", "is_planned"),
    [
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (date(2031, 12, 31), True),
        (date(2032, 1, 1), False),
    ],
)
def test_a_rule_is_planned_from_its_first_to_its_last_day(day: date, is_planned: bool) -> None:
    rule = PriorAuthorization(
        name="WISeR",
        payer=WORDS,
        states={"TX": YES},
        effective_from=date(2026, 1, 1),
        effective_to=date(2031, 12, 31),
        known_on=date(2026, 1, 5),
        sources=(BOOK,),
    )
    assert rule.is_planned_for(day) is is_planned
