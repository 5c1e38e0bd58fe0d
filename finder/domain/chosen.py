"""The few practitioners that a person has chosen to look at side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from finder.domain.errors import InvalidValue
from finder.domain.npi import Npi
from finder.domain.procedures import Procedure
from finder.domain.search import parse_search

MOST_CHOSEN = 4


@dataclass(frozen=True, slots=True)
class Choice:
    """Whom a link names, in its order; ``left_out`` counts those beyond ``MOST_CHOSEN``."""

    npis: tuple[str, ...]
    left_out: int
    near: str
    procedure: Procedure


def npis_in(texts: Sequence[str]) -> list[str]:
    """The NPIs that a link names, each once; what is none is passed over."""
    found: dict[str, None] = {}
    for text in texts:
        try:
            found[str(Npi(text.strip()))] = None
        except InvalidValue:
            continue
    return list(found)


def parse_choice(npis: Sequence[str], near: str, procedure: str) -> Choice:
    """Reads the parameters of a link; the same NPI twice counts once.

    Raises ``InvalidValue`` or ``InvalidSearch`` with a sentence for what cannot be used.
    """
    asked = list(dict.fromkeys(text.strip() for text in npis if text.strip()))
    search = parse_search({"near": near, "procedure": procedure})
    return Choice(
        npis=tuple(str(Npi(text)) for text in asked[:MOST_CHOSEN]),
        left_out=max(0, len(asked) - MOST_CHOSEN),
        near=search.near,
        procedure=search.procedure or Procedure.ANY,
    )
