"""One statement about a circle: the best in it, how many, and how many a filter leaves."""

from finder.store.queries.candidates.counting import LANGUAGES_UP_TO
from finder.store.queries.candidates.near import candidates_near
from finder.store.queries.candidates.parameters import CERTAIN_SHARE, SAFETY_POINTS, mask_of
from finder.store.queries.candidates.query import CandidateQuery, Candidates
from finder.store.queries.candidates.statement import bare_statement

__all__ = [
    "CERTAIN_SHARE",
    "LANGUAGES_UP_TO",
    "SAFETY_POINTS",
    "CandidateQuery",
    "Candidates",
    "bare_statement",
    "candidates_near",
    "mask_of",
]
