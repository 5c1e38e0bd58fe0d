"""What patients can read: topics made of statements, each with where it comes from."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from finder.domain.texts import Text


class StatementKind(StrEnum):
    """Who says it: the article, a study, a public body or a society, or this site itself."""

    ARTICLE = "article"
    RESEARCH = "research"
    PUBLIC_BODY = "public-body"
    OURS = "ours"


@dataclass(frozen=True, slots=True)
class GuideSource:
    """A published text that statements rest on; a name is the same in every language.

    ``label`` is short and stands beside a statement, ``details`` says where to find the text.
    ``cautions`` is what its reader should know, such as what its publisher sells.
    """

    id: str
    label: Text
    title: Text
    publisher: str
    year: int | None = None
    details: Text | None = None
    link: str = ""
    cautions: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class GuideLink:
    """Where a statement leads: ``to`` is a topic, the endpoint of a page, or an address."""

    to: str
    text: Text
    anchor: str = ""

    @property
    def leads_away(self) -> bool:
        return self.to.startswith("https://")


@dataclass(frozen=True, slots=True)
class Statement:
    """A thought of one to a few sentences.

    ``quote`` is the first source's own sentence, word for word and in English. A statement of ours
    needs no source, but ``reason`` must say why it has none.
    """

    text: Text
    kind: StatementKind
    sources: tuple[GuideSource, ...] = ()
    quote: str = ""
    reason: str = ""
    link: GuideLink | None = None

    def __post_init__(self) -> None:
        if self.kind is StatementKind.OURS and not (self.sources or self.reason):
            raise ValueError(f"“{self.text.en}” is ours and gives no reason.")
        if self.kind is not StatementKind.OURS and not self.sources:
            raise ValueError(f"“{self.text.en}” has no source.")
        if self.quote and not self.sources:
            raise ValueError(f"The quotation “{self.quote}” has no source.")


@dataclass(frozen=True, slots=True)
class FactRow:
    """One line of a table as its source has it, and what studies say where they do not agree."""

    heading: Text
    cells: tuple[Text, ...]
    balance: Statement | None = None


@dataclass(frozen=True, slots=True)
class FactTable:
    """What one source says side by side; the first column names the rows."""

    caption: Text
    columns: tuple[Text, ...]
    rows: tuple[FactRow, ...]
    source: GuideSource

    @property
    def groups(self) -> tuple[tuple[FactRow, ...], ...]:
        """Rows beside each other that the same statement balances; the others stand alone."""
        groups: list[list[FactRow]] = []
        for row in self.rows:
            if groups and row.balance and row.balance == groups[-1][-1].balance:
                groups[-1].append(row)
            else:
                groups.append([row])
        return tuple(map(tuple, groups))

    def __post_init__(self) -> None:
        if any(len(row.cells) + 1 != len(self.columns) for row in self.rows):
            raise ValueError(f"“{self.caption.en}” has rows of another width than its columns.")


@dataclass(frozen=True, slots=True)
class Finding:
    """What the research says on one matter; the first statement is the short version.

    In a list all statements are as short and count the same.
    """

    id: str
    title: Text
    statements: tuple[Statement, ...]
    is_a_list: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a topic: statements, then a table, then what the research says on it."""

    id: str
    title: Text
    statements: tuple[Statement, ...]
    table: FactTable | None = None
    findings: tuple[Finding, ...] = ()
    shows_prior_authorization: bool = False


@dataclass(frozen=True, slots=True)
class Topic:
    """One page of the guide; ``summary`` is its line in the list of topics."""

    id: str
    title: Text
    summary: Text
    sections: tuple[Section, ...]

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Every statement in the order shown, those of tables and findings among them."""
        return tuple(statement for section in self.sections for statement in _within(section))

    @property
    def sources(self) -> tuple[GuideSource, ...]:
        """Every source of the page once, in the order in which they are first named."""
        named = [section.table.source for section in self.sections if section.table]
        named += [source for statement in self.statements for source in statement.sources]
        return tuple({source.id: source for source in named}.values())


@dataclass(frozen=True, slots=True)
class PriorAuthorization:
    """A rule that a payer must agree first; what became of it after ``known_on`` is not known.

    ``states`` maps postal codes to names.
    """

    name: str
    payer: Text
    states: dict[str, Text]
    effective_from: date
    effective_to: date
    known_on: date
    sources: tuple[GuideSource, ...]

    def is_planned_for(self, day: date) -> bool:
        return self.effective_from <= day <= self.effective_to


@dataclass(frozen=True, slots=True)
class Guide:
    """All topics in the order of the list, and the findings that they share."""

    topics: tuple[Topic, ...]
    findings: tuple[Finding, ...]
    prior_authorization: PriorAuthorization

    def topic(self, topic_id: str) -> Topic | None:
        return next((topic for topic in self.topics if topic.id == topic_id), None)

    def finding(self, finding_id: str) -> Finding:
        """Raises KeyError for an id that no finding has."""
        for finding in self.findings:
            if finding.id == finding_id:
                return finding
        raise KeyError(finding_id)


def _within(section: Section) -> tuple[Statement, ...]:
    rows = section.table.rows if section.table else ()
    return (
        *section.statements,
        *(row.balance for row in rows if row.balance),
        *(statement for finding in section.findings for statement in finding.statements),
    )
