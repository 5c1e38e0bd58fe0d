"""How files are to be loaded, and on whose word."""

from dataclasses import dataclass
from datetime import date

from finder.domain.ledger import Actor
from finder.services.load_records.report import Progress

TERMINAL = Actor("terminal", "operator")


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """How to load: ``is_demo`` marks the directory as a demonstration.

    ``leave_index`` is for several loads in one transaction: whoever sets it indexes everybody
    afterwards. ``actor`` is who stands behind the import in the ledger, ``noted`` what else its row
    keeps.
    """

    release_on: date | None = None
    dry_run: bool = False
    allow_shrink: bool = False
    is_demo: bool = False
    leave_index: bool = False
    progress: Progress | None = None
    actor: Actor = TERMINAL
    noted: tuple[tuple[str, object], ...] = ()
