"""What the caller tells a reading beforehand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from finder.domain.procedures import Procedure


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingOptions:
    """``primary_codes`` maps billing codes to procedures, add-on codes left out.

    ``kept_npis`` are those of the directory, for files in which nobody else matters.
    """

    today: date
    kept_taxonomies: frozenset[str] = frozenset()
    kept_npis: frozenset[str] = frozenset()
    primary_codes: Mapping[str, Procedure] = field(default_factory=dict)
    release_on: date | None = None
