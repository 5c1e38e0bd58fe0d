"""One statement about a circle: the best in it, how many, and how many a filter leaves."""

from finder.store.queries.candidates.near import candidates_near
from finder.store.queries.candidates.query import CandidateQuery, Candidates
from finder.store.queries.candidates.statement import SAFETY_POINTS, bare_statement

__all__ = ["SAFETY_POINTS", "CandidateQuery", "Candidates", "bare_statement", "candidates_near"]
