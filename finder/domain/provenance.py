"""Where a fact comes from and when it was true there: every stored fact carries both."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from finder.domain.sentences import Sentence


class Source(StrEnum):
    """Who says so; the value is the name of the import that brings it."""

    NPPES = "nppes"
    NPPES_LOCATIONS = "nppes-locations"
    NPPES_DEACTIVATED = "nppes-deactivated"
    MEDICARE_VOLUME = "medicare-volume"
    MEDICARE_CLINICIANS = "medicare-clinicians"
    ORDER_REFERRING = "order-referring"
    EXCLUSIONS = "exclusions"
    CERTIFICATIONS = "certifications"
    MEMBERSHIPS = "memberships"
    PRACTICES = "practices"


SOURCE_NAMES = {
    Source.NPPES: Sentence("NPPES, the federal register of NPIs"),
    Source.NPPES_LOCATIONS: Sentence("NPPES, further practice locations"),
    Source.NPPES_DEACTIVATED: Sentence("NPPES, deactivated NPIs"),
    Source.MEDICARE_VOLUME: Sentence(
        "Medicare Physician & Other Practitioners, by Provider and Service"
    ),
    Source.MEDICARE_CLINICIANS: Sentence("Medicare Doctors and Clinicians"),
    Source.ORDER_REFERRING: Sentence("Medicare Order and Referring"),
    Source.EXCLUSIONS: Sentence("OIG List of Excluded Individuals/Entities"),
    Source.CERTIFICATIONS: Sentence("Certification roster kept by the directory's administrator"),
    Source.MEMBERSHIPS: Sentence("Membership roster kept by the directory's administrator"),
    Source.PRACTICES: Sentence("Practice roster kept by the directory's administrator"),
}


@dataclass(frozen=True, slots=True)
class Provenance:
    """The source of a fact and the day it was observed there."""

    source: Source
    observed_on: date
