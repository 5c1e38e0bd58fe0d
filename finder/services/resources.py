"""What every service stands on: settings, the database and the bundled tables, loaded once."""

import csv
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property, lru_cache, partial
from operator import itemgetter
from typing import TYPE_CHECKING

from finder.documents.map_picture import Ground
from finder.domain.codes import TaxonomyCode
from finder.domain.geography import Point
from finder.domain.guide import Guide
from finder.domain.procedures import Procedure
from finder.domain.publishing import Publishing, publishing_from
from finder.domain.referral import Diagnosis
from finder.domain.referral.coverage import Coverage
from finder.domain.rules import RankingRules, ranking_rules
from finder.domain.sentences import Language, Sentence
from finder.places.resolve import PlaceTables, load_place_tables
from finder.services.keep_secret import secret_key
from finder.services.languages import load_languages
from finder.services.letter_tables import load_coverage, load_diagnoses
from finder.services.map_ground import ground_at
from finder.services.secrets import Keeper
from finder.services.show_guide import load_guide
from finder.settings import Settings
from finder.store.engine import Database
from finder.vocabulary.understand import Vocabulary, load_vocabulary

if TYPE_CHECKING:
    from finder.store.held_index import HeldIndex

# About ten kilobytes each.
_MOST_GROUNDS = 256


@dataclass(frozen=True, slots=True)
class OfficialLookUp:
    """A public page where a fact can be checked by anyone; ``url`` is empty where none is known."""

    name: str
    url: str
    answers: str = ""


class Resources:
    """Loaded on first use and kept for the life of the process."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.held_index: HeldIndex | None = None

    @cached_property
    def database(self) -> Database:
        return Database(self.settings.url, self.settings.replica_url)

    @cached_property
    def places(self) -> PlaceTables:
        return load_place_tables(self.settings.data / "places")

    @cached_property
    def ground_at(self) -> Callable[[Point, tuple[float, ...]], Ground]:
        """What lies under a map, kept because people ask again and again from one place."""
        return lru_cache(maxsize=_MOST_GROUNDS)(partial(ground_at, self.places))

    @cached_property
    def vocabulary(self) -> Vocabulary:
        return load_vocabulary(self.settings.data / "vocabulary.toml")

    @cached_property
    def rules(self) -> RankingRules:
        return ranking_rules(tomllib.loads((self.settings.data / "ranking.toml").read_text()))

    @cached_property
    def taxonomies(self) -> dict[str, TaxonomyCode]:
        """The kept specialties by code."""
        with (self.settings.data / "codes" / "taxonomies.csv").open(newline="") as file:
            rows = map(itemgetter("code", "name", "kept"), csv.DictReader(file))
            return {
                code: TaxonomyCode(code, Sentence(name))
                for code, name, kept in rows
                if kept == "yes"
            }

    @cached_property
    def primary_codes(self) -> dict[str, Procedure]:
        """The billing codes that count as one procedure; add-on levels are not among them.

        Empty where an operator has removed the file: then no volume can be loaded.
        """
        path = self.settings.data / "codes" / "procedures.toml"
        table = tomllib.loads(path.read_text()) if path.exists() else {"procedures": {}}
        return {
            code: Procedure(name)
            for name, codes in table["procedures"].items()
            for code in codes["primary"]
        }

    @cached_property
    def state_boards(self) -> dict[str, OfficialLookUp]:
        """The licensing board of each state."""
        with (self.settings.data / "look_ups.csv").open(newline="") as file:
            return {
                row["state"]: OfficialLookUp(row["board"], row["url"])
                for row in csv.DictReader(file)
            }

    @cached_property
    def official_look_ups(self) -> dict[str, OfficialLookUp]:
        """The other public look-ups by id, such as ``abr``; some hold ``{npi}``."""
        path = self.settings.data / "codes" / "official_look_ups.toml"
        table = tomllib.loads(path.read_text())
        return {
            row["id"]: OfficialLookUp(row["name"], row["address"], row["answers"])
            for row in table["look_ups"]
        }

    @cached_property
    def diagnoses(self) -> dict[str, Diagnosis]:
        """The ICD-10-CM codes that a letter may carry."""
        return load_diagnoses(self.settings.data / "codes" / "diagnoses.csv")

    @cached_property
    def coverage(self) -> Coverage:
        """What payers commonly ask of a letter."""
        return load_coverage(self.settings.data / "coverage")

    @cached_property
    def publishing(self) -> Publishing:
        """Who publishes which file, and the only hosts that files are fetched from."""
        path = self.settings.data / "sources.toml"
        return publishing_from(tomllib.loads(path.read_text(encoding="utf-8")))

    @cached_property
    def guide(self) -> Guide:
        return load_guide(self.settings.data / "guide")

    @cached_property
    def languages(self) -> dict[str, Language]:
        """What pages and sheets can be written in, by code; English among them."""
        return load_languages(self.settings.data / "languages")

    @cached_property
    def keeper(self) -> Keeper:
        """Hashes passwords and seals second factors with the site's key."""
        return Keeper(secret_key(self.settings))

    def hold_index(self) -> None:
        """For whoever answers many searches; a single command is done before this would help."""
        # Arithmetic on arrays takes a tenth of a second to load, which no command should pay.
        from finder.store.held_index import HeldIndex

        self.held_index = HeldIndex(self.database)

    def close(self) -> None:
        """Gives back the connections, if any were opened."""
        if self.held_index is not None:
            self.held_index.close()
        if "database" in vars(self):
            self.database.close()

    def today(self) -> date:
        """The application's day: UTC."""
        return self.now().date()

    def now(self) -> datetime:
        return datetime.now(UTC)
