"""The document of a search."""

from finder.domain.ranking import Contributions
from finder.domain.results import Match, SearchResults
from finder.services.answer_json.facts import (
    Document,
    certification_document,
    day,
    location_document,
    membership_document,
    number,
    person_document,
    volume_document,
)
from finder.services.answer_json.place import choice_document, place_document


def search_document(results: SearchResults) -> Document:
    """The answer of ``/api/v1/search`` and of ``finder search --json``."""
    return {
        "query": _query(results),
        "total": results.total,
        "page": results.request.page,
        "per_page": results.request.per_page,
        "data_as_of": day(results.data_as_of),
        "results": [_match(match) for match in results.matches],
        "notices": [
            {"code": notice.code.value, "message": notice.message} for notice in results.notices
        ],
    }


def _query(results: SearchResults) -> Document:
    filters = results.filters
    return {
        "text": results.request.text,
        "procedure": results.procedure.value,
        "place": place_document(results.place) if results.place else None,
        "place_choices": [choice_document(choice) for choice in results.place_choices],
        "radius_miles": number(results.radius_miles),
        "radius_asked": number(_radius_asked(results)),
        "widened": results.widened,
        "preset": results.preset,
        "filters": {
            "certified": filters.certified,
            "member": filters.member,
            "new_patients": filters.new_patients,
            "telehealth": filters.telehealth,
            "medicare": filters.medicare,
            "language": filters.language,
            "specialty": filters.specialty,
        },
        "understood": [
            {"text": part.text, "as": part.as_, "value": part.value} for part in results.understood
        ],
        "corrections": [
            {"from": correction.from_, "to": correction.to} for correction in results.corrections
        ],
    }


def _radius_asked(results: SearchResults) -> float | None:
    """The parameter, else the distance that the words gave."""
    if results.request.radius_miles is not None:
        return results.request.radius_miles
    in_words = any(part.as_ == "radius" for part in results.understood)
    return results.radius_miles if in_words else None


def _match(match: Match) -> Document:
    return {
        "rank": match.rank,
        **person_document(match.practitioner, match.specialty),
        "miles": number(match.miles),
        "score": number(match.score),
        "contributions": _contributions(match.contributions) if match.contributions else None,
        "reasons": list(match.reasons),
        "location": location_document(match.location) if match.location else None,
        "other_locations": match.other_locations,
        "certification": certification_document(match.standing.certification),
        "membership": membership_document(match.standing.membership),
        "volume": volume_document(match.volume),
        "flags": list(match.flags),
        "similar_to_previous": match.is_similar_to_previous,
    }


def _contributions(points: Contributions) -> Document:
    return {
        "distance": number(points.distance),
        "certification": number(points.certification),
        "volume": number(points.volume),
        "listing": number(points.listing),
        "membership": number(points.membership),
        "cap": number(points.cap),
    }
