"""The ranking as the methodology page explains it: every number comes from the rules."""

from dataclasses import dataclass
from datetime import timedelta

from finder.domain.credentials import (
    OVERDUE_GRACE,
    BoardStatus,
    Certificate,
    Certification,
    CertificationClass,
    CertificationStanding,
    CertificationState,
    DurationType,
    Issuer,
    PrimarySourceCheck,
)
from finder.domain.exchange_rates import STARTING_MILES, ExchangeRate, exchange_rates
from finder.domain.memberships import (
    Membership,
    MembershipCategory,
    MembershipStanding,
    MembershipState,
)
from finder.domain.place import LEAST_PEOPLE, SETTING_RADIUS_MILES, Setting
from finder.domain.procedures import Procedure, ProcedureVolume, VolumeKind
from finder.domain.quality import Standing, quality_of
from finder.domain.ranking import Contributions, Weighing, contributions
from finder.domain.rules import RankingRules
from finder.domain.sentences import Sentence

EXAMPLE_MILES = 12.0
EXAMPLE_COUNT = 24
EXAMPLE_DAYS = 30
EXAMPLE_SETTING = Setting.METRO
_SHOWN_COUNTS = (1, 5, 10, 20, 30, 50)
_RUNGS = {
    CertificationClass.INTERVENTIONAL: Sentence(
        "Interventional radiology, checked (ABR IR/DR; or AOBR diagnostic radiology with AOBR "
        "vascular and interventional radiology)"
    ),
    CertificationClass.DIAGNOSTIC_WITH_LEGACY_VIR: Sentence(
        "Diagnostic radiology, checked, with the former ABR certificate in interventional radiology"
    ),
    CertificationClass.OTHER_BOARD: Sentence(
        "Another certificate that fits, checked: diagnostic radiology, neuroradiology, another "
        "ABMS or AOA board"
    ),
    CertificationClass.UNKNOWN: Sentence("Unknown, or only stated, or not checked again in time"),
    CertificationClass.EXPIRED: Sentence("Expired, checked"),
    CertificationClass.NONE: Sentence("No current certification, checked"),
}
_CAPS = {
    CertificationState.VERIFIED: Sentence("Checked and current"),
    CertificationState.UNKNOWN: Sentence("Unknown or only stated"),
    CertificationState.EXPIRED: Sentence("Expired"),
    CertificationState.NOT_CERTIFIED: Sentence("Not certified"),
}
_SETTINGS = {
    Setting.LARGE_METRO: Sentence("Large metro"),
    Setting.METRO: Sentence("Metro"),
    Setting.MICRO: Sentence("Small city"),
    Setting.RURAL: Sentence("Rural"),
    Setting.FRONTIER: Sentence("Frontier"),
}
_MEMBERS = {
    MembershipCategory.FELLOW: Sentence("Fellow"),
    MembershipCategory.MEMBER: Sentence("Member"),
    MembershipCategory.MEMBER_FIRST_YEAR: Sentence("Member in the first year of practice"),
    MembershipCategory.ASSOCIATE: Sentence("Associate"),
    MembershipCategory.IN_TRAINING: Sentence("Member in training"),
}


@dataclass(frozen=True, slots=True)
class Methodology:
    """The rules with words beside their numbers, and what they come to in one example."""

    rules: RankingRules
    distance_share: float
    certification: tuple[tuple[Sentence, float], ...]
    caps: tuple[tuple[Sentence, float], ...]
    membership: tuple[tuple[Sentence, float], ...]
    volume: tuple[tuple[int, float], ...]
    half_distances: tuple[tuple[Sentence, float], ...]
    settings: tuple[Sentence, ...]
    setting_radius_miles: float
    starting_miles: float
    exchange_rates: tuple[ExchangeRate, ...]
    grace_days: int
    example: Contributions
    example_miles: float = EXAMPLE_MILES
    example_count: int = EXAMPLE_COUNT
    example_days: int = EXAMPLE_DAYS


def show_methodology(rules: RankingRules) -> Methodology:
    share = rules.presets[rules.default_preset]
    return Methodology(
        rules=rules,
        distance_share=share,
        certification=tuple(
            (words, rules.certification_values[rung]) for rung, words in _RUNGS.items()
        ),
        caps=tuple((words, rules.caps[state]) for state, words in _CAPS.items()),
        membership=tuple(
            (words, rules.membership_value(category)) for category, words in _MEMBERS.items()
        ),
        volume=tuple((count, rules.volume_value(count)) for count in _SHOWN_COUNTS),
        half_distances=tuple(
            (_with_people(setting), rules.half_distance_miles[setting]) for setting in Setting
        ),
        settings=tuple(_SETTINGS[setting] for setting in Setting),
        setting_radius_miles=SETTING_RADIUS_MILES,
        starting_miles=STARTING_MILES,
        exchange_rates=exchange_rates(rules, share),
        grace_days=OVERDUE_GRACE.days,
        example=worked_example(rules),
    )


def _with_people(setting: Setting) -> Sentence:
    """The name of a setting with the people it takes."""
    name = _SETTINGS[setting]
    least = next((people for people, found in LEAST_PEOPLE if found is setting), None)
    if least is None:
        below = f"{LEAST_PEOPLE[-1][0]:,}"
        return Sentence("%(setting)s: fewer than %(people)s people", setting=name, people=below)
    return Sentence("%(setting)s: %(people)s people or more", setting=name, people=f"{least:,}")


def worked_example(rules: RankingRules) -> Contributions:
    """A certified member 12 miles away in a metro area with 24 procedures, confirmed lately."""
    today = rules.effective_on
    confirmed_on = today - timedelta(days=EXAMPLE_DAYS)
    check = PrimarySourceCheck("", today, "")
    certificate = Certification(
        Issuer.ABR, Certificate.IR_DR, DurationType.CONTINUOUS, BoardStatus.CERTIFIED, check=check
    )
    standing = Standing(
        certification=CertificationStanding(
            CertificationState.VERIFIED, CertificationClass.INTERVENTIONAL, certificate
        ),
        membership=MembershipStanding(
            MembershipState.VERIFIED, Membership("SIR", MembershipCategory.MEMBER, check=check)
        ),
        confirmed_on=confirmed_on,
        listing_value=rules.listing_value(confirmed_on, today),
        is_fresh=True,
    )
    volume = ProcedureVolume(
        Procedure.KYPHOPLASTY, VolumeKind.EXACT, low=EXAMPLE_COUNT, high=EXAMPLE_COUNT
    )
    weighing = Weighing(rules.presets[rules.default_preset], EXAMPLE_SETTING, today)
    return contributions(EXAMPLE_MILES, quality_of(standing, volume, rules), weighing, rules)
