"""The ICD-10-CM codes that a letter may carry, and what each must not be mistaken for."""

from dataclasses import dataclass
from enum import StrEnum


class Use(StrEnum):
    """What a code is for; the order is that of the picker."""

    OSTEOPOROTIC = "osteoporotic"
    COLLAPSED = "collapsed"
    NEOPLASTIC = "neoplastic"
    PAIRED = "paired"
    PATHOLOGICAL = "pathological"
    TRAUMATIC = "traumatic"
    CONTEXT = "context"
    RED_FLAG = "red-flag"


USE_NAMES = {
    Use.OSTEOPOROTIC: "Osteoporotic fracture: the usual code after a minor fall or none",
    Use.COLLAPSED: "Collapsed vertebra, cause not established",
    Use.NEOPLASTIC: "Fracture by a tumor: needs one of the next group beside it",
    Use.PAIRED: "The tumor",
    Use.PATHOLOGICAL: "Fracture by another disease",
    Use.TRAUMATIC: "Fracture by an injury: not for an osteoporotic bone after a minor fall",
    Use.CONTEXT: "Context",
    Use.RED_FLAG: "Emergencies: these stop an ordinary letter",
}


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One code; ``levels`` are those that it can mean, empty where it names none."""

    code: str
    title: str
    use: Use
    levels: tuple[str, ...] = ()
