"""Specialty codes of the NUCC taxonomy that the directory keeps, as data rows."""

from dataclasses import dataclass

# The one code that the default search asks for; NUCC code set 25.1.
INTERVENTIONAL_RADIOLOGY = "2085R0204X"


@dataclass(frozen=True, slots=True)
class TaxonomyCode:
    """A self-declared specialty; ``name`` is what patients read."""

    code: str
    name: str
