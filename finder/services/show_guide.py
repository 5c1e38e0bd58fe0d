"""Reads the guide, its sources and its findings, from a folder of TOML files."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from finder.domain.errors import StoredDataDamaged
from finder.domain.guide import (
    FactRow,
    FactTable,
    Finding,
    Guide,
    GuideLink,
    GuideSource,
    PriorAuthorization,
    Section,
    Statement,
    StatementKind,
    Topic,
)
from finder.domain.texts import Text

Sources = Mapping[str, GuideSource]
Findings = Mapping[str, Finding]

_TOPIC = {"position", "title", "summary", "sections"}
_SECTION = {"id", "title", "statements", "table", "findings", "findings_in_short"}
_SECTION |= {"shows_prior_authorization"}


def load_guide(folder: Path) -> Guide:
    """The whole guide, the topics in the order of their positions.

    Raises StoredDataDamaged when a file is missing, not TOML, or names a source, a finding or a
    page that does not exist.
    """
    try:
        return _guide(folder)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoredDataDamaged(
            f"The guide in {folder} cannot be used ({error}). Restore it from the release."
        ) from error


def _guide(folder: Path) -> Guide:
    sources = _by_id(_source(row) for row in _read(folder / "sources.toml")["sources"])
    findings = _by_id(_finding(row, sources) for row in _read(folder / "findings.toml")["findings"])
    pages = {path.stem: _read(path) for path in sorted((folder / "topics").glob("*.toml"))}
    in_order = sorted(pages.items(), key=lambda page: page[1]["position"])
    if [page["position"] for _, page in in_order] != list(range(1, len(pages) + 1)):
        raise ValueError("the positions of the topics are not 1, 2, 3 and so on")
    guide = Guide(
        topics=tuple(_topic(name, page, sources, findings) for name, page in in_order),
        findings=tuple(findings.values()),
        prior_authorization=_prior_authorization(
            _read(folder / "prior_authorization.toml"), sources
        ),
    )
    _check_links(guide)
    return guide


def _read(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)


def _by_id(rows: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for row in rows:
        if row.id in found:
            raise ValueError(f"the id {row.id} is used twice")
        found[row.id] = row
    return found


def _refuse_others(row: dict[str, Any], known: set[str]) -> None:
    """A name that was spelled wrong would silently leave out what it holds."""
    if others := row.keys() - known:
        raise ValueError(f"{', '.join(sorted(others))} is not known here")


def _text(value: str | dict[str, str]) -> Text:
    """Both languages, or a name that is the same in both."""
    return Text(value, value) if isinstance(value, str) else Text(**value)


def _source(row: dict[str, Any]) -> GuideSource:
    values = {**row, "cautions": tuple(_text(caution) for caution in row.get("cautions", ()))}
    for name in ("label", "title", "details"):
        if name in values:
            values[name] = _text(values[name])
    return GuideSource(**values)


def _statement(row: dict[str, Any], sources: Sources) -> Statement:
    values = dict(row)
    text = Text(values.pop("en"), values.pop("es"))
    kind = StatementKind(values.pop("kind"))
    named = tuple(sources[source] for source in values.pop("sources", ()))
    link = values.pop("link", None)
    return Statement(text, kind, named, link=_link(link) if link else None, **values)


def _link(row: dict[str, str]) -> GuideLink:
    return GuideLink(row["to"], Text(row["en"], row["es"]), row.get("anchor", ""))


def _finding(row: dict[str, Any], sources: Sources) -> Finding:
    statements = tuple(_statement(statement, sources) for statement in row["statements"])
    return Finding(row["id"], _text(row["title"]), statements, row.get("is_a_list", False))


def _topic(name: str, page: dict[str, Any], sources: Sources, findings: Findings) -> Topic:
    _refuse_others(page, _TOPIC)
    sections = tuple(_section(row, sources, findings) for row in page["sections"])
    _by_id(sections)
    return Topic(name, _text(page["title"]), _text(page["summary"]), sections)


def _section(row: dict[str, Any], sources: Sources, findings: Findings) -> Section:
    if "finding" in row:
        finding = findings[row["finding"]]
        return Section(finding.id, finding.title, finding.statements)
    _refuse_others(row, _SECTION)
    shown = [findings[name] for name in row.get("findings", ())]
    shown += [
        replace(findings[name], statements=findings[name].statements[:1])
        for name in row.get("findings_in_short", ())
    ]
    return Section(
        id=row["id"],
        title=_text(row["title"]),
        statements=tuple(_statement(statement, sources) for statement in row["statements"]),
        table=_table(row["table"], sources, findings) if "table" in row else None,
        findings=tuple(shown),
        shows_prior_authorization=row.get("shows_prior_authorization", False),
    )


def _table(row: dict[str, Any], sources: Sources, findings: Findings) -> FactTable:
    return FactTable(
        caption=_text(row["caption"]),
        columns=tuple(_text(column) for column in row["columns"]),
        rows=tuple(_row(line, sources, findings) for line in row["rows"]),
        source=sources[row["source"]],
    )


def _row(row: dict[str, Any], sources: Sources, findings: Findings) -> FactRow:
    """``balance`` is the id of a finding, whose short version is shown, or a statement."""
    balance = row.get("balance")
    if isinstance(balance, str):
        said: Statement | None = findings[balance].statements[0]
    else:
        said = _statement(balance, sources) if balance else None
    return FactRow(_text(row["heading"]), tuple(_text(cell) for cell in row["cells"]), said)


def _prior_authorization(row: dict[str, Any], sources: Sources) -> PriorAuthorization:
    return PriorAuthorization(
        name=row["name"],
        payer=_text(row["payer"]),
        states={code: _text(name) for code, name in row["states"].items()},
        effective_from=row["effective_from"],
        effective_to=row["effective_to"],
        known_on=row["known_on"],
        sources=tuple(sources[source] for source in row["sources"]),
    )


def _check_links(guide: Guide) -> None:
    """Endpoints, which have a dot, are for whoever shows the guide to check."""
    for topic in guide.topics:
        for statement in topic.statements:
            link = statement.link
            if link and "." not in link.to and not guide.topic(link.to):
                raise ValueError(f"{topic.id} leads to {link.to}, which is no topic")
