"""Days counted back from the reference day, in the three ways that the files write them."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Days:
    """``days_ago`` below zero is a day to come."""

    today: date

    def iso(self, days_ago: int) -> str:
        return self._before(days_ago).isoformat()

    def us(self, days_ago: int) -> str:
        return f"{self._before(days_ago):%m/%d/%Y}"

    def digits(self, days_ago: int) -> str:
        return f"{self._before(days_ago):%Y%m%d}"

    def _before(self, days_ago: int) -> date:
        return self.today - timedelta(days=days_ago)
