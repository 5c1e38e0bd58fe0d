"""Texts that a data file holds in both languages, side by side."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """One text for people in English and in Spanish."""

    en: str
    es: str

    def __post_init__(self) -> None:
        if not self.en.strip() or not self.es.strip():
            raise ValueError(f"A text needs both languages: {self.en or self.es!r}.")

    def in_language(self, code: str) -> str:
        """The text in the language of this ISO 639-1 code; English where it is neither."""
        return self.es if code == "es" else self.en
