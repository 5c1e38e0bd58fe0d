"""Listings of the Medicare file into the directory, beside what registers and rosters say."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy.engine import Row

from finder.domain.provenance import Source
from finder.importers.record import ImportedAddress, ImportedLocation
from finder.services.load_records.clinicians.doors import Doors, listing_values
from finder.services.load_records.loading import Loading
from finder.services.load_records.locations import LocationWriter
from finder.store.queries.listings import delete_listings, insert_listings, listings_of
from finder.store.queries.locations import (
    delete_locations,
    insert_locations,
    locations_of,
    update_locations,
)
from finder.store.tables import MedicareListingRow, PracticeLocationRow

_ADDRESS = ("line1", "line2", "city", "state", "zip_plus4", "country", "lat", "lon")


@dataclass(slots=True)
class _Changes:
    """What one batch of practitioners needs written."""

    fresh_locations: list[dict[str, Any]] = field(default_factory=list)
    fresh_listings: list[dict[str, Any]] = field(default_factory=list)
    listings: list[dict[str, Any]] = field(default_factory=list)
    ended_listings: list[int] = field(default_factory=list)
    updates: list[dict[str, Any]] = field(default_factory=list)
    gone_locations: list[int] = field(default_factory=list)


class ListingWriter:
    """Writes a listing for each location that the file names; ``released_on`` may be unknown."""

    def __init__(self, loading: Loading, released_on: date | None) -> None:
        self.loading = loading
        self.released_on = released_on
        self.locations = LocationWriter(loading, Source.MEDICARE_CLINICIANS)

    def write(self, people: Mapping[int, Sequence[Row[Any]]]) -> None:
        """Makes the listings of these practitioners equal to the rows of the file."""
        held = locations_of(self.loading.session, people)
        listings = listings_of(self.loading.session, people)
        changes = _Changes()
        for number, rows in people.items():
            places = held.get(number, [])
            doors = Doors(places).by_door(row for row in rows if row.zip_code)
            for door, said in doors.items():
                if isinstance(door, PracticeLocationRow):
                    self._list(changes, door, listings.get(door.id), said)
                else:
                    self._add(changes, number, door, said)
            dropped = (place for place in places if place not in doors)
            self._drop(changes, (place for place in dropped if place.id in listings))
        self._apply(changes)

    def forget(self, practitioner_ids: Sequence[int]) -> None:
        """Ends the locations that only the file gave of those whom it leaves out altogether."""
        held = locations_of(self.loading.session, practitioner_ids)
        changes = _Changes()
        for places in held.values():
            self._drop(changes, (place for place in places if _is_only_listed(place)))
        self._apply(changes)

    def _add(
        self, changes: _Changes, number: int, key: tuple[str, str], said: Sequence[Row[Any]]
    ) -> None:
        location = _location(next(row for row in said if (row.zip_code, row.line_key) == key))
        changes.fresh_locations.append(self.locations.new_row(number, location))
        values = listing_values(said)
        changes.fresh_listings.append(
            {"practitioner_id": number, "listed_on": self.released_on, **values}
        )
        self.loading.report.added += 1
        self.loading.touched.add(number)

    def _list(
        self,
        changes: _Changes,
        place: PracticeLocationRow,
        stored: MedicareListingRow | None,
        said: Sequence[Row[Any]],
    ) -> None:
        values = listing_values(said)
        values["listed_on"] = self.released_on or (stored.listed_on if stored else None)
        moved = self._address_changes(place, said)
        if stored is None:
            self.loading.report.added += 1
        elif moved or any(getattr(stored, name) != value for name, value in values.items()):
            changes.ended_listings.append(place.id)
            self.loading.report.changed += 1
        else:
            self.loading.report.unchanged += 1
            return
        changes.listings.append(
            {"location_id": place.id, "practitioner_id": place.practitioner_id, **values}
        )
        if moved:
            changes.updates.append({"id": place.id, **moved})
        self.loading.touched.add(place.practitioner_id)

    def _address_changes(
        self, place: PracticeLocationRow, said: Sequence[Row[Any]]
    ) -> dict[str, Any]:
        """What the file writes otherwise of a location that only it gives."""
        key = (place.zip_code, place.line_key)
        same = next((row for row in said if (row.zip_code, row.line_key) == key), None)
        if same is None or not _is_only_listed(place):
            return {}
        columns = self.locations.columns(_location(same))
        return {name: columns[name] for name in _ADDRESS if getattr(place, name) != columns[name]}

    def _drop(self, changes: _Changes, places: Iterable[PracticeLocationRow]) -> None:
        """Ends listings; a location that nobody else gives or has confirmed goes with its own."""
        for place in places:
            if not _is_only_listed(place):
                changes.ended_listings.append(place.id)
            elif place.confirmed_on is not None:
                changes.ended_listings.append(place.id)
                changes.updates.append({"id": place.id, "source": Source.PRACTICES.value})
            else:
                changes.gone_locations.append(place.id)
            self.loading.report.removed += 1
            self.loading.touched.add(place.practitioner_id)

    def _apply(self, changes: _Changes) -> None:
        session = self.loading.session
        delete_listings(session, changes.ended_listings)
        delete_locations(session, changes.gone_locations)
        update_locations(session, changes.updates)
        numbers = insert_locations(session, changes.fresh_locations)
        fresh = [
            {"location_id": number, **listing}
            for number, listing in zip(numbers, changes.fresh_listings, strict=True)
        ]
        insert_listings(session, [*changes.listings, *fresh])


def _is_only_listed(place: PracticeLocationRow) -> bool:
    return place.source == Source.MEDICARE_CLINICIANS.value


def _location(row: Row[Any]) -> ImportedLocation:
    """The place alone: what else the file says of it stands in the listing."""
    return ImportedLocation(
        ImportedAddress(
            row.line1, row.line2, row.city, row.state, row.zip_code, row.zip_plus4, country="US"
        )
    )
