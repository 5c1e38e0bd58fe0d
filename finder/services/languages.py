"""The languages that pages and sheets are written in, read from their catalogues."""

from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from finder.domain.errors import StoredDataDamaged
from finder.domain.sentences import ENGLISH, Language

# Codes of ISO 639-1 with what each language calls itself.
LANGUAGE_NAMES = {"en": "English", "es": "Español"}


def load_languages(folder: Path) -> dict[str, Language]:
    """English, which needs no catalogue, and every other language from ``<code>.po``.

    Raises StoredDataDamaged when a catalogue is missing or cannot be read.
    """
    others = {code: _load(folder / f"{code}.po", code) for code in LANGUAGE_NAMES if code != "en"}
    return {"en": ENGLISH, **others}


def _load(path: Path, code: str) -> Language:
    # The catalogue is compiled in memory: a compiled file beside it could only be out of date.
    compiled = BytesIO()
    try:
        with path.open("rb") as file:
            write_mo(compiled, read_po(file, locale=code, abort_invalid=True))
    except (OSError, ValueError, PoFileError) as error:
        raise StoredDataDamaged(
            f"The catalogue {path} cannot be used ({error}). Restore it from the release."
        ) from error
    compiled.seek(0)
    translations = GNUTranslations(compiled)
    return Language(code, translations.gettext, translations.ngettext)
