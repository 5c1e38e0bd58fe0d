"""The page that one would write first, beside ours: a box, every row an object, geopy for each."""

from contextlib import redirect_stderr
from io import StringIO
from math import cos, radians

from flask import Flask, render_template_string, request
from geopy.distance import geodesic
from sqlalchemy import select, text

from finder.domain.place import Place
from finder.services.resources import Resources
from finder.store.tables import PracticeLocationRow, PractitionerRow
from finder.web.app import create_app
from finder.web.page_cache import PageCache
from tests.bench.figures import Figure, interleaved, ratio
from tests.bench.pages import ZIPS

_MILES = 50.0
_MILES_A_DEGREE = 68.7
_SHOWN = 20
_REPEATS = 5
_PAGE = """<!doctype html><title>Doctors</title><h1>Doctors near {{ near }}</h1><ol>
{% for miles, person, place in found %}<li><a href="/providers/{{ person.npi }}">
{{ person.first_name }} {{ person.last_name }}</a>, {{ "%.1f" | format(miles) }} miles,
{{ place.line1 }}, {{ place.city }}, {{ place.state }} {{ place.zip_code }}, {{ place.phone }}</li>
{% endfor %}</ol>"""


def measure_rival(resources: Resources) -> list[Figure]:
    """Both pages answer the same places within the same miles; ours does all that it does."""
    with resources.database.writing() as session:
        session.execute(
            text("CREATE INDEX IF NOT EXISTS rival_point ON practice_location (lat, lon)")
        )
    ours, rival = create_app(resources.settings), _rival(resources)
    ours.extensions["finder-pages"] = PageCache(most_pages=0)
    made, naive = ours.test_client(), rival.test_client()
    with redirect_stderr(StringIO()):
        found = interleaved(
            {
                "ours": lambda: [made.get(_ours(zip_code)) for zip_code in ZIPS],
                "naive": lambda: [naive.get(f"/search?near={zip_code}") for zip_code in ZIPS],
            },
            _REPEATS,
        )
    ours.extensions["finder"].close()
    what = "our result page / a page with a box, ORM objects and geopy"
    return [ratio("G12", what, 0.1, found["ours"], found["naive"], "at least 10 times as fast")]


def _ours(zip_code: str) -> str:
    return f"/search?q=kyphoplasty+doctors+near+me&near={zip_code}&radius={_MILES:g}"


def _rival(resources: Resources) -> Flask:
    app = Flask("rival")

    @app.get("/search")
    def search() -> str:
        near = request.args["near"]
        place = resources.places.resolve(near)
        assert isinstance(place, Place)
        lat, lon = place.point.lat, place.point.lon
        north, east = _MILES / _MILES_A_DEGREE, _MILES / (_MILES_A_DEGREE * cos(radians(lat)))
        box = (
            select(PractitionerRow, PracticeLocationRow)
            .join(PracticeLocationRow, PracticeLocationRow.practitioner_id == PractitionerRow.id)
            .where(PracticeLocationRow.lat.between(lat - north, lat + north))
            .where(PracticeLocationRow.lon.between(lon - east, lon + east))
        )
        with resources.database.reading() as session:
            found = [
                (geodesic((lat, lon), (location.lat, location.lon)).miles, person, location)
                for person, location in session.execute(box)
            ]
            found = [each for each in found if each[0] <= _MILES]
            found.sort(key=lambda each: (each[0], each[1].id))
            return render_template_string(_PAGE, near=near, found=found[:_SHOWN])

    return app
