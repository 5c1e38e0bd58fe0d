"""States, territories and military regions by code, by name and by common short form."""

import csv
from pathlib import Path

from rapidfuzz import fuzz, process

from finder.places.names import name_key

_MOST_WORDS_IN_A_STATE = 5
# More alike than a surname such as Montano is to Montana.
_LEAST_LIKENESS = 90.0
_SHORTEST_MISSPELT = 6


class StateTable:
    """The rows of ``states.csv``: postal code, name, short forms."""

    def __init__(self, path: Path) -> None:
        self._names: dict[str, str] = {}
        self._codes: dict[str, str] = {}
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                code = row["code"]
                self._names[code] = row["name"]
                for written in (code, row["name"], *row["aliases"].split("|")):
                    self._codes[name_key(written)] = code
        self._codes.pop("", None)

    def code_of(self, key: str) -> str | None:
        """The postal code of a state given by the key of its code, name or short form."""
        return self._codes.get(key)

    def like(self, key: str) -> str | None:
        """The postal code of the state whose name differs from this key by a small misspelling."""
        if len(key) < _SHORTEST_MISSPELT:
            return None
        keys = {name_key(name): code for code, name in self._names.items()}
        match = process.extractOne(key, list(keys), scorer=fuzz.ratio, score_cutoff=_LEAST_LIKENESS)
        return keys[match[0]] if match and match[0][0] == key[0] else None

    def name_of(self, code: str) -> str:
        return self._names[code]

    @property
    def names(self) -> dict[str, str]:
        """Every state by its postal code, in the order of the file."""
        return dict(self._names)

    def split(self, folded: str) -> list[tuple[str, str]]:
        """Every reading of folded words as (key of the rest, code of the state that ends them)."""
        words = folded.split()
        readings = []
        for count in range(min(_MOST_WORDS_IN_A_STATE, len(words)), 0, -1):
            code = self._codes.get("".join(words[-count:]))
            if code:
                readings.append(("".join(words[:-count]), code))
        return readings
