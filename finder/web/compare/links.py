"""Addresses that lead on from a comparison: the choice is in the link and nowhere else."""

from collections.abc import Sequence

from flask import url_for

from finder.services.compare_practitioners import Comparison

ONLY = "only"
DIFFERENCES = "differences"


class CompareLinks:
    """Builds addresses from one comparison; what is not given stays as it is."""

    def __init__(self, comparison: Comparison, near: str, procedure: str, only: str) -> None:
        self.npis = list(comparison.choice.npis)
        self.parameters = {"near": near, "procedure": procedure, ONLY: only}

    def to(self, npis: Sequence[str] | None = None, **changes: str) -> str:
        """The same comparison with changes; an empty text leaves a parameter out."""
        wanted = {**self.parameters, **changes}
        kept = {name: value for name, value in wanted.items() if value}
        return url_for(
            "compare.side_by_side",
            npi=self.npis if npis is None else list(npis),
            **kept,  # type: ignore[arg-type]  # text only
        )

    def without(self, npi: str) -> str:
        return self.to([other for other in self.npis if other != npi])

    def kept(self) -> list[tuple[str, str]]:
        """What a form on the page carries along; the place is what it asks for."""
        named = [(name, self.parameters[name]) for name in ("procedure", ONLY)]
        return [*(("npi", npi) for npi in self.npis), *(pair for pair in named if pair[1])]

    def sheet(self) -> str:
        """The sheet about the same practitioners, from the same place."""
        return self._with_place("compare.take_away")

    def search(self) -> str:
        """Back to a list, which keeps the choice and asks for a place where none is known."""
        return self._with_place("search.results" if self.npis else "search.home")

    def _with_place(self, endpoint: str) -> str:
        kept = {name: self.parameters[name] for name in ("near", "procedure")}
        return url_for(
            endpoint,
            npi=self.npis,
            **{name: value for name, value in kept.items() if value},  # type: ignore[arg-type]
        )
