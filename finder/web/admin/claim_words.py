"""A proposal in words: what it is about, what it changes, and what the public sees of that."""

from dataclasses import dataclass

from finder.domain.credentials import CertificationState
from finder.domain.memberships import MembershipState
from finder.domain.reviews import Verdict
from finder.services.verify.known import said_in_full
from finder.services.verify.preview import Preview, Seen
from finder.web.admin.fact_words import (
    certificate_name,
    certificate_words,
    field_words,
    membership_words,
)
from finder.web.admin.field_names import field_name
from finder.web.filters.badges import certification_badge, certification_subject
from finder.web.filters.words import category_name

# What says who looked where and when, and stands on the card by itself.
_LOOK = ("checked_by", "confirmed_by", "checked_on", "confirmed_on", "source_url")
_HIDDEN = {
    "excluded": "on the exclusion list",
    "deactivated": "NPI ended",
    "vanished": "no longer in the register",
    "retired": "retired",
    "closed": "closed by two people",
    "merged": "merged into another record",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One field as it is on record and as it would be."""

    name: str
    now: str
    then: str


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """``now`` and ``then`` say it in one line; ``lines`` are the fields that differ."""

    title: str
    now: str
    then: str
    lines: tuple[Line, ...]
    public: tuple[str, ...]


def claim_words(preview: Preview) -> ClaimWords:
    title, now, then = _headline(preview)
    return ClaimWords(title, now, then, _lines(preview), _public(preview))


def claim_title(kind: str, said: dict[str, str], subject: str) -> str:
    """What a claim is about."""
    match kind:
        case "board-certification":
            return f"Certification: {certificate_name(said)}"
        case "membership":
            return f"Membership: {said.get('society', subject)}"
        case "listing":
            return f"Practice details: {subject}"
        case "hide":
            return "Hide the whole listing"
        case "unhide":
            return "Show the whole listing again"
        case "exclusion":
            return "Exclusion list: is it the same person?"
        case "merge":
            return f"Merge two records of one person: {subject}"
        case "part":
            return f"Take two records apart: {subject}"
        case _:
            return f"{kind}: {subject}"


def _headline(preview: Preview) -> tuple[str, str, str]:
    claim, known, said = preview.claim, preview.known, preview.claim.said
    title = claim_title(claim.kind, said, claim.subject)
    match claim.kind:
        case "board-certification":
            return title, certificate_words(known), certificate_words(said)
        case "membership":
            return title, membership_words(known), membership_words(said)
        case "listing":
            asked_on = field_words("confirmed_on", said.get("confirmed_on", ""))
            now = "on record" if known else "no such place on record"
            return title, now, f"as the practice said on {asked_on}"
        case "exclusion":
            same = said.get("verdict") == Verdict.SAME_PERSON
            person = "the same person" if same else "somebody else"
            return title, _shown(preview.before), f"{person} as in the entry: {claim.subject}"
        case "merge":
            return title, "a record of its own", f"merged into NPI {said.get('into', '')}"
        case "part":
            return title, f"merged into NPI {said.get('from', '')}", "a record of its own"
        case _:
            return title, _shown(preview.before), _shown(preview.after)


def _lines(preview: Preview) -> tuple[Line, ...]:
    from_record = preview.claim.kind in ("board-certification", "membership", "listing")
    if not from_record:
        return ()
    known = preview.known
    return tuple(
        Line(field_name(name), field_words(name, known.get(name, "")), field_words(name, text))
        for name, text in said_in_full(preview.claim, known).items()
        if name not in ("npi", *_LOOK) and text.strip() != known.get(name, "")
    )


def _public(preview: Preview) -> tuple[str, ...]:
    """What somebody who searches sees then, and did not see before."""
    before, after = preview.before, preview.after
    if after is None:
        return ("This can no longer be read as it was proposed. Reject it, and look again.",)
    told = _differences(preview.claim.kind, before, after)
    if preview.kept is None:
        return told
    whose = f"NPI {preview.kept.npi}, the record that is kept: "
    of_kept = _differences("", preview.kept.before, preview.kept.after)
    return (*told, *(f"{whose}{sentence[0].lower()}{sentence[1:]}" for sentence in of_kept))


def _differences(kind: str, before: Seen, after: Seen) -> tuple[str, ...]:
    if before.hidden_because and after.hidden_because:
        return (f"Nothing: the listing stays hidden ({_why(after)}).",)
    if after.hidden_because == "merged":
        return ("The listing disappears: its address leads to the record that is kept.",)
    if after.hidden_because:
        return (f"The listing disappears from the search, and its page is closed ({_why(after)}).",)
    shown = ("The listing appears in the search again.",) if before.hidden_because else ()
    facts = tuple(filter(None, (_badge(before, after), _membership(before, after))))
    if kind == "listing":
        facts = ("The page and the search show the practice details above.", *facts)
    return (*shown, *_places(before, after), *facts) or ("Nothing that is shown changes.",)


def _places(before: Seen, after: Seen) -> tuple[str, ...]:
    """Practice locations that come or go, as by an exclusion that is waived in one state."""
    if before.hidden_because:
        return ()
    gone = [place for place in before.places if place not in after.places]
    come = [place for place in after.places if place not in before.places]
    return (
        *(f"This practice location disappears: {place}." for place in gone),
        *(f"This practice location appears: {place}." for place in come),
    )


def _badge(before: Seen, after: Seen) -> str:
    verified = CertificationState.VERIFIED
    was, will = before.standing.certification, after.standing.certification
    told = [f"{certification_subject(each)}: {certification_badge(each)}" for each in (was, will)]
    if will.state is verified and was.state is not verified:
        return f"A badge appears: “{told[1]}”. Its place in the search rises with it."
    if was.state is verified and will.state is not verified:
        return (
            f"The badge “{told[0]}” disappears; the page then says “{told[1]}”. Its place in the "
            "search falls with it."
        )
    return f"Instead of “{told[0]}” the page says “{told[1]}”." if told[0] != told[1] else ""


def _membership(before: Seen, after: Seen) -> str:
    verified = MembershipState.VERIFIED
    was, will = before.standing.membership, after.standing.membership
    if will.category and was.category != will.category:
        return f"The page shows the membership: {category_name(will.category)}."
    if was.state is verified and will.state is not verified and was.category:
        return f"The membership ({category_name(was.category)}) is no longer shown as checked."
    return ""


def _shown(seen: Seen | None) -> str:
    if seen is None:
        return "not known"
    return f"hidden ({_why(seen)})" if seen.hidden_because else "shown to the public"


def _why(seen: Seen) -> str:
    return _HIDDEN.get(seen.hidden_because, seen.hidden_because)
