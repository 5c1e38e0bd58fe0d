"""A map is one self-contained picture that anybody can read, print and hear."""

import re
from collections.abc import Iterator
from itertools import combinations
from xml.etree.ElementTree import Element, fromstring

import pytest

from finder.documents.map_picture import MapContents, Town, ground_of
from finder.documents.map_picture.boxes import Box, text_width
from finder.documents.map_picture.drawing import draw
from finder.documents.map_picture.labels import Label
from finder.documents.map_picture.layout import lay_out
from finder.documents.map_picture.view import SIDE
from finder.domain.geography import Point
from finder.domain.sentences import ENGLISH, Language
from tests.documents.conftest import DrawnMap, MapOf, at, pin
from tests.documents.test_map_plates import overlap, ranks_in

SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = {"svg", "title", "desc", "g", "rect", "circle", "path", "line", "text"}
PLACES = [
    ("Dayton, OH", 25),
    ("New York, NY", 25),
    ("Jordan, MT", 150),
    ("Honolulu, HI", 25),
    ("Anchorage, AK", 100),
    ("Adak, AK", 500),
    ("San Juan, PR", 50),
    ("Hagatna, GU", 25),
    ("Pago Pago, AS", 25),
    ("Saipan, MP", 25),
    ("Charlotte Amalie, VI", 50),
    ("El Paso, TX", 50),
    ("Key West, FL", 100),
    ("Point Roberts, WA", 50),
    ("Boston, MA", 75),
    ("Chicago, IL", 500),
    ("60601", 1),
]
HOSTILE = "</desc></svg><script>alert(1)</script><a href=\"javascript:x\" onclick='x'>&amp;\x00\x0b"
everywhere = pytest.mark.parametrize(("place", "radius"), PLACES)


def drawn(made: DrawnMap) -> Element:
    return fromstring(made.picture.svg)


def group(svg: Element, name: str) -> Element:
    (found,) = (each for each in svg.iter(f"{SVG}g") if each.get("class") == name)
    return found


def texts_in(element: Element) -> list[str]:
    return [text.text or "" for text in element.iter(f"{SVG}text")]


def steps_of(svg: Element) -> Iterator[list[tuple[float, float]]]:
    """The positions of every stretch of every border, in units of the picture."""
    for path in group(svg, "map-borders").iter(f"{SVG}path"):
        for stretch in path.get("d", "").split("M")[1:]:
            start, _, rest = stretch.partition("l")
            numbers = [int(number) / 10 for number in re.findall("-?[0-9]+", f"{start} {rest}")]
            x = y = 0.0
            positions = []
            for across, down in zip(numbers[::2], numbers[1::2], strict=True):
                x, y = x + across, y + down
                positions.append((x, y))
            yield positions


@everywhere
def test_every_rank_is_once_in_the_picture_and_once_in_its_description(
    map_of: MapOf, place: str, radius: float
) -> None:
    made = map_of(place, radius)
    ranks = list(range(1, 21))
    numbers = " ".join(texts_in(group(drawn(made), "map-numbers")))
    assert sorted(ranks_in(numbers)) == ranks
    assert [
        int(rank) for rank in re.findall(r"Number ([0-9]+),", made.picture.description)
    ] == ranks


@everywhere
def test_a_map_stays_small_and_reaches_for_nothing(
    map_of: MapOf, place: str, radius: float
) -> None:
    made = map_of(place, radius)
    assert len(made.picture.svg.encode()) <= 25_000
    for element in drawn(made).iter():
        assert element.tag.removeprefix(SVG) in ELEMENTS
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert name not in ("href", "style", "tabindex", "{http://www.w3.org/1999/xlink}href")
            assert "url(" not in value
            assert "//" not in value


@everywhere
def test_rings_are_circles_around_the_origin_in_proportion_to_their_miles(
    map_of: MapOf, place: str, radius: float
) -> None:
    made = map_of(place, radius)
    circles = list(group(drawn(made), "map-rings"))
    assert {circle.tag for circle in circles} == {f"{SVG}circle"}
    for circle, miles in zip(circles, made.view.rings, strict=True):
        assert (circle.get("cx"), circle.get("cy")) == ("200", "200")
        assert float(circle.get("r", "")) == pytest.approx(
            miles * made.view.units_per_mile, abs=0.1
        )


@everywhere
def test_no_border_is_drawn_beyond_the_picture(map_of: MapOf, place: str, radius: float) -> None:
    for positions in steps_of(drawn(map_of(place, radius))):
        assert all(-4 <= part <= SIDE + 4 for position in positions for part in position)


@pytest.mark.parametrize("place", ["Adak, AK", "Atka, AK", "51.95, 179.5", "52.9, -179.9"])
def test_the_180th_meridian_draws_no_line_across_the_aleutians(map_of: MapOf, place: str) -> None:
    lines = list(steps_of(drawn(map_of(place, 300))))
    assert lines, "the islands are there"
    for positions in lines:
        xs, ys = zip(*positions, strict=True)
        assert max(max(xs) - min(xs), max(ys) - min(ys)) < SIDE / 4


@everywhere
def test_no_name_lies_over_a_number_or_another_name(
    map_of: MapOf, place: str, radius: float
) -> None:
    made = map_of(place, radius)
    layout = lay_out(made.view, made.contents, ENGLISH)
    names = [*layout.rings, *layout.states, *(town.label for town in layout.towns)]
    boxes = [*map(box_of, names), *(plate.box for plate in layout.plates)]
    for one, other in combinations(boxes, 2):
        assert not overlap(one, other)
    assert len(layout.towns) <= 8


def box_of(label: Label) -> Box:
    width = text_width(label.text, 16)
    left = label.x - {"start": 0, "middle": 0.5, "end": 1}[label.anchor] * width
    return Box(left, label.y - 8, left + width, label.y + 8)


def test_names_of_states_stand_on_their_side_where_a_border_runs_through(map_of: MapOf) -> None:
    made = map_of("Kansas City, MO")
    states = {label.text: label.x for label in lay_out(made.view, made.contents, ENGLISH).states}
    assert states["KANSAS"] < states["MISSOURI"]


def test_within_one_state_its_name_is_not_needed(map_of: MapOf) -> None:
    made = map_of("Columbus, OH")
    assert lay_out(made.view, made.contents, ENGLISH).states == []


def test_the_description_says_number_name_distance_and_direction(map_of: MapOf) -> None:
    origin = Point(39.75895, -84.19161)
    pins = [
        pin(1, at(origin, 3.2, 45), origin, "Jane Exampleton"),
        pin(2, at(origin, 1.0, 271), origin, "Ada Sample"),
        pin(3, origin, origin, "Bea Sample"),
    ]
    picture = map_of("Dayton, OH", 25, pins=pins).picture
    assert picture.title == "Map around Dayton, OH, 10 miles across"
    assert picture.description == (
        "Number 1, Jane Exampleton, 3.2 miles northeast. "
        "Number 2, Ada Sample, 1.0 mile west. "
        "Number 3, Bea Sample, in the middle."
    )


def test_a_map_is_one_image_named_and_described_by_its_own_texts(map_of: MapOf) -> None:
    made = map_of("Dayton, OH")
    svg = drawn(made)
    texts = {each.get("id"): each.text for each in svg if each.get("id")}
    assert svg.get("role") == "img"
    assert texts[svg.get("aria-labelledby")] == made.picture.title
    assert texts[svg.get("aria-describedby")] == made.picture.description


def test_letters_are_readable_on_a_telephone_and_black_on_white_paper(map_of: MapOf) -> None:
    svg = drawn(map_of("Boston, MA", 75))
    sizes = [float(each.get("font-size", "0")) for each in svg.iter() if each.get("font-size")]
    assert min(sizes) * 328 / SIDE >= 13
    assert group(svg, "map-numbers").get("fill") == "#1c2729"
    assert group(svg, "map-plates").get("fill") == "#ffffff"


def test_hostile_names_are_text_and_nothing_else(map_of: MapOf) -> None:
    made = map_of("Dayton, OH", 25, count=1)
    town = Town(HOSTILE[:18], HOSTILE, at(made.view.origin, 2, 180))
    person = pin(1, at(made.view.origin, 9, 0), made.view.origin, HOSTILE)
    contents = MapContents(HOSTILE, (person,), ground_of(made.view, [town], ()))
    picture = draw(made.view, contents, ENGLISH)
    svg = drawn(DrawnMap(made.view, contents, picture))
    assert {element.tag.removeprefix(SVG) for element in svg.iter()} <= ELEMENTS
    assert "<script" not in picture.svg
    visible = HOSTILE.removesuffix("\x00\x0b")
    assert f"Number 1, {visible}, " in picture.description
    assert visible in picture.title


def test_the_words_are_said_in_the_language_of_the_reader(
    map_of: MapOf, upside_down: Language
) -> None:
    made = map_of("Dayton, OH", 25, count=1)
    picture = draw(made.view, made.contents, upside_down)
    assert picture.title.startswith("MAP AROUND Dayton, OH, ")
    assert re.match("NUMBER 1, Ada Sample1, [0-9.]+ MILES [A-Z]+[.]$", picture.description)
    assert any(text.endswith(" MILES") for text in texts_in(fromstring(picture.svg)))


@pytest.fixture
def upside_down() -> Language:
    """A language that is English in capitals, but for the values."""

    def capitals(text: str) -> str:
        return re.sub(r"%\(\w+\)S", lambda found: found[0].lower(), text.upper())

    def choose(one: str, many: str, count: int) -> str:
        return capitals(one if count == 1 else many)

    return Language("xx", capitals, choose)
