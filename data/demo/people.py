"""Who they are: the shapes of an invented practitioner, and the few made to show one case."""

from dataclasses import dataclass, replace

from shares import IR


@dataclass(frozen=True)
class Office:
    """A practice location; ``origin`` says which file brings it."""

    practice: str
    line1: str
    line2: str
    city: str
    state: str
    zip_code: str
    phone: str
    fax: str
    origin: str = "nppes"


@dataclass(frozen=True)
class Person:
    """One practitioner, with the state of each fact by its name in shares.py.

    ``seed`` decides the details of the facts: twins share it.
    """

    npi: str
    first: str
    middle: str
    last: str
    suffix: str
    letters: str
    taxonomies: tuple[str, ...]
    primary_slot: int
    offices: tuple[Office, ...]
    certification: str
    membership: str
    volume: str
    listing: str
    license_state: str
    seed: str
    case: str = ""


def with_case(person: Person, case: str) -> Person:
    """The practitioner made to show one case; see demo.toml."""
    first = person.offices[0]
    changed = replace(
        person,
        case=case,
        taxonomies=(IR,),
        primary_slot=1,
        certification="ir",
        membership="member",
        listing="10",
    )
    if case == "emeritus":
        return replace(changed, membership="emeritus")
    if case == "revoked":
        return replace(changed, certification="revoked")
    if case == "waived":
        across = replace(
            first, city="Kansas City", state="KS", zip_code="66101", origin="locations"
        )
        return replace(changed, offices=(first, across))
    if case == "waived_elsewhere":
        return replace(changed, offices=(first,))
    if case == "post_office_box":
        boxed = replace(first, line1="PO Box 5550", line2="", zip_code="99803")
        return replace(changed, offices=(boxed,))
    if case == "military":
        abroad = replace(
            first, line1="PSC 555 Box 100", line2="", city="APO", state="AE", zip_code="09001"
        )
        return replace(changed, offices=(abroad,), listing="never")
    return replace(changed, offices=(first,))


def twin_of(person: Person, other: Person) -> Person:
    """Somebody else with the same facts in the same building."""
    own = {"npi", "first", "middle", "last", "suffix"}
    return replace(person, **{name: getattr(other, name) for name in own})
