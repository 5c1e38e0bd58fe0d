"""Which elements of a letter payers commonly ask for: informational, never a decision.

A rule was read in its own text; what was only read in summaries is shown as such, without figures.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from finder.domain.referral.letter import Value

_PLAIN = re.compile(r"x-? ?ray|radiograph|film|\b(?:none|no|not|nil|n/a|unknown|0|false)\b")
_ADVANCED = re.compile(r"\bmri?\b|magnetic|\bct\b|tomogra|spect|\bpet\b|scan|scintigra")


@dataclass(frozen=True, slots=True)
class CoverageSource:
    """Where a rule set was read, and the day or year of that text."""

    title: str
    dated: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class CoverageElement:
    """Something asked for; it is present when every group has at least one filled field."""

    label: str
    groups: tuple[tuple[str, ...], ...]

    def is_present(self, filled: Collection[str]) -> bool:
        return all(any(name in filled for name in group) for group in self.groups)


@dataclass(frozen=True, slots=True)
class CoverageSet:
    """One version of what is asked; ``was_read_whole`` where the rule's own text was read."""

    id: str
    version: str
    name: str
    payer: str
    note: str
    was_read_whole: bool
    elements: tuple[CoverageElement, ...]
    sources: tuple[CoverageSource, ...]


@dataclass(frozen=True, slots=True)
class StateRule:
    """A rule that was read, for the practices of some states and between two days."""

    id: str
    version: str
    sentence: str
    states: frozenset[str]
    insurances: frozenset[str]
    effective_from: date | None
    effective_to: date | None
    known_on: date | None
    sources: tuple[CoverageSource, ...]

    def holds(self, state: str, insurance: str, today: date) -> bool:
        """Whether the rule may matter here; an insurance that is not recorded may be any."""
        is_now = (self.effective_from is None or self.effective_from <= today) and (
            self.effective_to is None or today <= self.effective_to
        )
        is_payer = not insurance or not self.insurances or insurance in self.insurances
        return is_now and is_payer and state in self.states


@dataclass(frozen=True, slots=True)
class Coverage:
    """Everything that is known of what payers ask."""

    core: CoverageSet
    rules: tuple[StateRule, ...]


@dataclass(frozen=True, slots=True)
class Completeness:
    """The panel beside a letter."""

    core: CoverageSet
    present: tuple[str, ...]
    missing: tuple[str, ...]
    rules: tuple[StateRule, ...]

    @property
    def sentence(self) -> str:
        total = len(self.present) + len(self.missing)
        counted = f"Elements present: {len(self.present)} of {total}"
        return f"{counted}; missing: {'; '.join(self.missing)}." if self.missing else f"{counted}."


def filled_for_payers(values: Mapping[str, Value]) -> frozenset[str]:
    """The filled fields; a plain film, or none, is no advanced imaging."""
    imaging = values.get("imaging_modality")
    typed = imaging.text.casefold() if imaging else ""
    is_plain = _PLAIN.search(typed) and not _ADVANCED.search(typed)
    return frozenset(values) - ({"imaging_modality"} if is_plain else set())


def completeness(
    coverage: Coverage, filled: Collection[str], state: str, insurance: str, today: date
) -> Completeness:
    """What is there and what is missing; the state is that of the practice written to."""
    elements = coverage.core.elements
    return Completeness(
        core=coverage.core,
        present=tuple(item.label for item in elements if item.is_present(filled)),
        missing=tuple(item.label for item in elements if not item.is_present(filled)),
        rules=tuple(rule for rule in coverage.rules if rule.holds(state, insurance, today)),
    )
