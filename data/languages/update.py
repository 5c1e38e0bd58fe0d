"""Brings a catalogue up to date with the sentences of the program: ``make messages``.

New sentences are added without a translation, sentences that are gone are dropped, and a sentence
that changed is a new one: nobody's translation is guessed.
"""

from csv import DictReader
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(__file__).resolve().parent
# The specialties, whose names are sentences too.
NAMES = ROOT / "data" / "codes" / "taxonomies.csv"
AWAITING = "awaiting a medical translator"
_METHODS = [("**.py", "python"), ("**.html", "jinja2")]
_KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "Sentence": None,
    "counted": (1, 2),
}
# What stays in the terminal stays English.
_NEVER_ON_PAGES = ("cli/", "importers/")
_HEADER = """# What pages, sheets and refusals say in {name}. Brought up to date by: make messages
# The terms are those of GLOSSARY.md.
# "{awaiting}" stands above what none has read yet; replace it by "read by NAME on DATE".
msgid ""
msgstr ""
"Language: {code}\\n"
"Plural-Forms: {plural}\\n"
"Content-Type: text/plain; charset=utf-8\\n"

"""
_OPTIONS = {"**.html": {"newstyle_gettext": "true", "trimmed": "true", "silent": "false"}}


def sentences_of_the_program() -> Catalog:
    """Every sentence that pages, sheets and refusals can show, with the files it stands in."""
    catalogue = Catalog(charset="utf-8")
    for folder in ("finder", "templates"):
        found = extract_from_dir(
            ROOT / folder, _METHODS, _OPTIONS, _KEYWORDS, strip_comment_tags=True
        )
        for name, _line, message, _comments, _context in found:
            if not name.startswith(_NEVER_ON_PAGES):
                catalogue.add(message, None, [(f"{folder}/{name}", None)])
    with NAMES.open(newline="") as file:
        for row in DictReader(file):
            catalogue.add(row["name"], None, [(NAMES.relative_to(ROOT).as_posix(), None)])
    return catalogue


def updated(existing: Catalog, current: Catalog) -> Catalog:
    """The sentences of today with the translations that still belong to them."""
    result = Catalog(locale=existing.locale, charset="utf-8")
    for message in sorted(
        (entry for entry in current if entry.id), key=lambda entry: str(entry.id)
    ):
        known = existing.get(message.id) if message.id in existing else None
        result.add(
            message.id,
            known.string if known and _same_kind(known.id, message.id) else None,
            message.locations,
            user_comments=known.user_comments if known else [AWAITING],
        )
    return result


def written(catalogue: Catalog) -> bytes:
    """The catalogue as a file, without the dates and names that change with every run."""
    file = BytesIO()
    write_po(file, catalogue, width=100, include_lineno=False, omit_header=True)
    header = _HEADER.format(
        name=catalogue.locale.english_name,
        awaiting=AWAITING,
        code=catalogue.locale,
        plural=catalogue.plural_forms,
    )
    return header.encode() + file.getvalue()


def _same_kind(one: object, other: object) -> bool:
    return isinstance(one, str) == isinstance(other, str)


def main() -> None:
    for path in sorted(FOLDER.glob("*.po")):
        with path.open("rb") as file:
            existing = read_po(file, locale=path.stem)
        catalogue = updated(existing, sentences_of_the_program())
        path.write_bytes(written(catalogue))
        missing = sum(1 for entry in catalogue if entry.id and not _is_translated(entry.string))
        print(f"{path.name}: {len(catalogue)} sentences, {missing} without a translation")


def _is_translated(string: object) -> bool:
    return all(string) if isinstance(string, list | tuple) else bool(string)


if __name__ == "__main__":
    main()
