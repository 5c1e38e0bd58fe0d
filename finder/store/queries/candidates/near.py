"""Runs the statement and measures exactly what it could only bound."""

from collections import defaultdict
from typing import Any

from sqlalchemy.engine import Row
from sqlalchemy.orm import Session

from finder.domain.geography import Point, miles_between
from finder.domain.ranking import Candidate
from finder.store.queries.candidates.counting import counts_from
from finder.store.queries.candidates.query import CandidateQuery, Candidates
from finder.store.queries.candidates.statement import bare_statement
from finder.store.queries.directory import directory_from
from finder.store.queries.location_index import verified_components
from finder.store.queries.names import NamedWord


def candidates_near(session: Session, query: CandidateQuery) -> Candidates:
    """Runs the statement; miles are exact, and nobody beyond the radius is counted."""
    statement, parameters = bare_statement(query)
    by_kind: dict[str, list[Row[Any]]] = defaultdict(list)
    rows = session.execute(statement, parameters).all()
    for row in rows:
        by_kind[row.kind].append(row)
    head = rows[0]
    radius = query.radii_miles[head.ring]
    at_edge = _at_edge(by_kind["unsure"], query, radius)
    candidates = [_candidate(row, query) for row in by_kind["candidate"]]
    found = [candidate for candidate in candidates if candidate.miles <= radius]
    return Candidates(
        candidates=found,
        total=head.total - sum(1 for _, inside in at_edge if not inside),
        radius_miles=radius,
        nearer=tuple(
            sum(1 for candidate in found if candidate.miles <= miles)
            for miles in query.radii_miles[: head.ring]
        ),
        unplaced=head.unplaced,
        counts=counts_from(head, by_kind["language"], at_edge) if query.with_counts else None,
        directory=directory_from(head),
        named=tuple(
            NamedWord(asked=row.languages, word=row.npi, practitioner_id=row.practitioner_id)
            for row in by_kind["name"]
        ),
    )


def _at_edge(
    unsure: list[Row[Any]], query: CandidateQuery, radius: float
) -> list[tuple[list[Any], list[Any]]]:
    """Of every practitioner with a location at the edge: all rows, and those truly within."""
    by_person: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in unsure:
        by_person[row.practitioner_id].append(row)
    return [
        (every, [row for row in every if _miles(row, query) <= radius])
        for every in by_person.values()
    ]


def _candidate(row: Row[Any], query: CandidateQuery) -> Candidate:
    return Candidate(
        npi=row.npi,
        practitioner_id=row.practitioner_id,
        location_id=row.location_id,
        miles=_miles(row, query),
        quality=row.quality,
        verified_components=verified_components(row.flags, query.procedure),
        most_recent_check=row.most_recent_check,
    )


def _miles(row: Row[Any], query: CandidateQuery) -> float:
    return miles_between(query.origin, Point(row.lat, row.lon))
