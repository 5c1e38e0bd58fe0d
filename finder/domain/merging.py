"""Two records that are one person: which may be merged into which, and which may be the same."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from finder.domain.errors import InvalidValue
from finder.domain.listing import EXCLUDED
from finder.domain.practitioner import Practitioner

Fact = TypeVar("Fact")

NOT_IN_DIRECTORY = "This NPI is not in the directory. Check the digits, or load NPPES first."


def refuse_merging(
    kept: Practitioner | None, merged: Practitioner | None, is_kept_for_others: bool
) -> None:
    """Raises ``InvalidValue`` with the field and the reason where the two cannot be merged so."""
    if kept is None:
        raise InvalidValue(NOT_IN_DIRECTORY, "keep")
    if merged is None:
        raise InvalidValue(NOT_IN_DIRECTORY, "merge")
    if kept.npi == merged.npi:
        raise InvalidValue("These are the same NPI. Name two.", "merge")
    for person, field in ((kept, "keep"), (merged, "merge")):
        if person.merged_into:
            raise InvalidValue(
                f"{person.npi} is merged into {person.merged_into} already. Take those two apart "
                "first, or name the other one.",
                field,
            )
    if is_kept_for_others:
        raise InvalidValue(
            f"Another record is merged into {merged.npi}. Take those two apart first, or keep "
            "this one.",
            "merge",
        )
    if kept.hidden_because not in ("", EXCLUDED):
        raise InvalidValue(
            f"{kept.npi} is hidden ({kept.hidden_because}), so nobody would be shown. Keep the "
            "other one.",
            "keep",
        )


def with_facts_of(kept: Practitioner, merged: Practitioner) -> Practitioner:
    """The kept record once the other is merged into it: what was found of both is told of it."""
    return replace(
        kept,
        certifications=(*kept.certifications, *merged.certifications),
        memberships=(*kept.memberships, *merged.memberships),
        volumes=(*kept.volumes, *merged.volumes),
        exclusions=(*kept.exclusions, *merged.exclusions),
    )


def without_facts_of(kept: Practitioner, merged: Practitioner) -> Practitioner:
    """The kept record once the other is taken out of it again."""
    return replace(
        kept,
        certifications=_without(kept.certifications, merged.certifications),
        memberships=_without(kept.memberships, merged.memberships),
        volumes=_without(kept.volumes, merged.volumes),
        exclusions=_without(kept.exclusions, merged.exclusions),
    )


def _without(facts: Iterable[Fact], taken: Iterable[Fact]) -> tuple[Fact, ...]:
    """Each fact once less for each time that it is taken."""
    left = list(facts)
    for fact in taken:
        if fact in left:
            left.remove(fact)
    return tuple(left)
