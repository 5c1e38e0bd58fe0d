"""Where a fact comes from and when it was true there: every stored fact carries both."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Source(StrEnum):
    """Who says so; the value is the name of the import that brings it."""

    NPPES = "nppes"
    NPPES_LOCATIONS = "nppes-locations"
    MEDICARE_VOLUME = "medicare-volume"
    EXCLUSIONS = "exclusions"
    CERTIFICATIONS = "certifications"
    MEMBERSHIPS = "memberships"
    PRACTICES = "practices"


SOURCE_NAMES = {
    Source.NPPES: "NPPES, the federal register of NPIs",
    Source.NPPES_LOCATIONS: "NPPES, further practice locations",
    Source.MEDICARE_VOLUME: "Medicare Physician & Other Practitioners, by Provider and Service",
    Source.EXCLUSIONS: "OIG List of Excluded Individuals/Entities",
    Source.CERTIFICATIONS: "Certification roster kept by the directory's administrator",
    Source.MEMBERSHIPS: "Membership roster kept by the directory's administrator",
    Source.PRACTICES: "Practice roster kept by the directory's administrator",
}


@dataclass(frozen=True, slots=True)
class Provenance:
    """The source of a fact and the day it was observed there."""

    source: Source
    observed_on: date
