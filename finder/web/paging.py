"""The way to the pages before and after of a long list."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pages:
    """Which of how many pages this is; ``to`` gives the address of another."""

    page: int
    pages: int
    to: Callable[[int], str]

    @property
    def previous_href(self) -> str:
        return self.to(self.page - 1) if self.page > 1 else ""

    @property
    def next_href(self) -> str:
        return self.to(self.page + 1) if self.page < self.pages else ""
