"""What people type and the place it means."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from finder.domain.errors import DomainError, InvalidValue, UnknownPlace
from finder.domain.geography import Point, miles_between
from finder.domain.place import Place, PlaceChoices, PlaceKind, Setting


def place(tables, text: str) -> Place:
    resolved = tables.resolve(text)
    assert isinstance(resolved, Place), resolved
    return resolved


@pytest.mark.parametrize(
    "text",
    ["60601", " 60601 ", "60601-1234", "606011234", "60601\n", "\u200b60601", "Chicago, IL 60601",
     "chicago il 60601-1234", "IL 60601", "60601 Chicago, IL", "Chicago, IL 60601, USA"],
)  # fmt: skip
def test_a_zip_is_found_however_it_is_written(tables, text):
    assert place(tables, text).label == "60601 Chicago, IL"


@pytest.mark.parametrize(
    "text", ["Dayton, OH", "dayton oh", "DAYTON   OHIO", "Dayton,Ohio", "Dayton, Ohio, USA"]
)
def test_a_city_is_found_with_its_state_by_code_or_name(tables, text):
    assert place(tables, text).label == "Dayton, OH"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("saint louis missouri", "St. Louis, MO"),
        ("ft worth tx", "Fort Worth, TX"),
        ("mt vernon, ny", "Mount Vernon, NY"),
        ("ofallon mo", "O'Fallon, MO"),
        ("lees summit mo", "Lee's Summit, MO"),
        ("coeur d alene idaho", "Coeur d'Alene, ID"),
        ("winston salem nc", "Winston-Salem, NC"),
        ("charleston west virginia", "Charleston, WV"),
        ("butte mt", "Butte, MT"),
        ("washington dc", "Washington, DC"),
        ("Washington, D.C.", "Washington, DC"),
        ("san juan puerto rico", "San Juan, PR"),
        ("Hagatna, Guam", "Hagåtña, GU"),
        ("nyc", "New York, NY"),
        ("New York City", "New York, NY"),
        ("new york, ny", "New York, NY"),
        ("Sacramento Calif", "Sacramento, CA"),
    ],
)
def test_common_spellings_of_a_city_are_understood(tables, text, label):
    assert place(tables, text).label == label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Chicago", "Chicago, IL"),
        ("los angeles", "Los Angeles, CA"),
        ("Houston", "Houston, TX"),
        ("New York", "New York, NY"),
        ("Washington", "Washington, DC"),
        ("DC", "Washington, DC"),
        ("Winston Salem", "Winston-Salem, NC"),
    ],
)
def test_a_city_without_state_is_taken_when_no_namesake_comes_near(tables, text, label):
    assert place(tables, text).label == label


def test_a_name_in_many_states_gives_choices_the_biggest_first(tables):
    resolved = tables.resolve("springfield")
    assert isinstance(resolved, PlaceChoices)
    assert len(resolved.choices) == 12
    assert [choice.label for choice in resolved.choices[:2]] == [
        "Springfield, MO",
        "Springfield, MA",
    ]
    assert [place(tables, choice.label).point for choice in resolved.choices] == [
        choice.point for choice in resolved.choices
    ]


@pytest.mark.parametrize("text", ["Portland", "Columbus", "Kansas City", "Albany"])
def test_two_sizeable_namesakes_are_not_decided_between(tables, text):
    assert isinstance(tables.resolve(text), PlaceChoices)


def test_a_town_of_the_post_goes_before_a_small_namesake_far_off_in_its_state(tables):
    town = place(tables, "Holly Springs, MS")
    assert miles_between(town.point, place(tables, "38635").point) < 25


@pytest.mark.parametrize(
    ("text", "label"),
    [("Cincinatti OH", "Cincinnati, OH"), ("Pittsburg, PA", "Pittsburgh, PA")],
)
def test_a_small_misspelling_with_a_state_is_forgiven_and_echoed_right(tables, text, label):
    assert place(tables, text).label == label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Pheonix", "Phoenix, AZ"),
        ("Albequerque", "Albuquerque, NM"),
        ("philidelphia", "Philadelphia, PA"),
        ("chigaco", "Chicago, IL"),
    ],
)
def test_a_small_misspelling_of_a_big_city_needs_no_state(tables, text, label):
    assert place(tables, text).label == label
    assert tables.misspelt(text) == label.partition(",")[0]


@pytest.mark.parametrize(
    ("text", "state"), [("Conneticut", "Connecticut"), ("Massachusets", "Massachusetts")]
)
def test_a_small_misspelling_of_a_state_is_recognised(tables, text, state):
    assert tables.misspelt(text) == state


@pytest.mark.parametrize("text", ["Clevland OH", "Los Angles, CA"])
def test_what_was_written_is_asked_for_where_no_misspelling_is_forgiven(tables, text):
    assert tables.is_forgiven(text)
    with pytest.raises(UnknownPlace):
        tables.resolve(text, as_written=True)


@pytest.mark.parametrize(
    "text",
    ["Dayton", "Xyzzyville", "Ocala Spings", "", "60601", "kyphoplasty", "Montano", "Toronto"],
)
def test_what_is_no_misspelling_of_a_big_city_is_none(tables, text):
    assert tables.misspelt(text) is None


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("12 Sample St, Dayton, OH 45402", "45402 Dayton, OH"),
        ("12 Sample St, Dayton, OH", "Dayton, OH"),
        ("Suite 4, 12 Sample Ave, Duluth, Minnesota", "Duluth, MN"),
        ("Dayton area", "Dayton, OH"),
        ("the greater Boston area", "Boston, MA"),
        ("downtown Chicago, IL", "Chicago, IL"),
        ("Nueva York", "New York, NY"),
        ("Raleigh, Carolina del Norte", "Raleigh, NC"),
        ("St. Pete", "St. Petersburg, FL"),
        ("LA", "Los Angeles, CA"),
        ("L.A.", "Los Angeles, CA"),
        ("W. Palm Beach FL", "West Palm Beach, FL"),
        ("Fargo, N. Dakota", "Fargo, ND"),
    ],
)
def test_addresses_surroundings_and_other_names_lead_to_their_city(tables, text, label):
    assert place(tables, text).label == label


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("41.88,-87.63", "Chicago, IL"),
        ("39.76, -84.19", "Dayton, OH"),
        ("48.0,-107.0", "Glasgow, MT"),
        ("0,0", ""),
    ],
)
def test_coordinates_are_told_by_the_city_around_them(tables, text, city):
    assert place(tables, text).nearest_city == city


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Dayton, OH", 135_512),
        ("dayton", 135_512),
        ("60601", 1),
        ("91,10", 1),
        ("O Fallon", 85_040),
        ("ft worth", 1_008_106),
        ("kyphoplasty", 0),
        ("", 0),
        ("Day\x00ton", 0),
        ("a" * 201, 0),
    ],
)
def test_the_people_of_a_place_say_how_likely_it_is_meant(tables, text, people):
    assert tables.people_meant(text) == people
    assert tables.is_place(text) is (people > 0)


def test_coordinates_are_their_own_label(tables):
    assert place(tables, "41.880004,-87.6300") == Place(
        "41.88, -87.63", PlaceKind.POINT, Point(41.88, -87.63), False, Setting.LARGE_METRO
    )


def test_the_gulf_of_guinea_can_be_typed_but_is_a_frontier(tables):
    nowhere = place(tables, "0,0")
    assert (nowhere.label, nowhere.setting) == ("0, 0", Setting.FRONTIER)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("00000", "No ZIP code 00000 is in use. Check the digits"),
        ("09180", "09180 is a military ZIP code and has no fixed place. Type a city"),
        ("88888", "88888 is a ZIP code for mail and has no fixed place"),
        ("6060", "A ZIP code has five digits"),
        ("60601-12", "A ZIP code has five digits"),
        ("Xyzzyville", "No place is known as “Xyzzyville”. Type a ZIP code, or a city and state"),
        ("Nowhereville, OH", "No place is known as"),
        ("Nowhereville, France", "No place is known as"),
        ("Paris, France", "We list doctors in the United States only, and “Paris, France” is not"),
        ("Toronto", "We list doctors in the United States only"),
        ("Monterrey, Mexico", "We list doctors in the United States only"),
        ("N. Carolina", "To measure distances we need one place in North Carolina"),
        ("the state of Washington", "To measure distances we need one place in Washington"),
        ("estado de Ohio", "To measure distances we need one place in Ohio"),
        ("٦٠٦٠١", "No place is known as"),
        ("６０６０１", "No place is known as"),
        ("Texas", "To measure distances we need one place in Texas. Type a ZIP code, or a city"),
        ("tx", "To measure distances we need one place in Texas"),
        ("Puerto Rico", "To measure distances we need one place in Puerto Rico"),
        ("northern Virginia", "To measure distances we need one place in Virginia"),
        ("Washington State", "To measure distances we need one place in Washington"),
        ("Cook County", "We cannot search a whole county yet. Type a city in “Cook County”"),
        ("bay area", "No place is known as “bay area”"),
        ("", "No place was given"),
        (" \t ", "No place was given"),
        ("a" * 201, "A place has at most 200 characters"),
        ("Chicago, OH 60601", "No place is known as"),
    ],
)
def test_what_is_no_place_gets_its_own_sentence(tables, text, sentence):
    with pytest.raises(UnknownPlace) as caught:
        tables.resolve(text)
    assert str(caught.value).startswith(sentence)


@pytest.mark.parametrize("text", ["Day\x00ton", "60601\x1b", "\ud800", "\x7f"])
def test_control_characters_and_surrogates_are_refused(tables, text):
    with pytest.raises(InvalidValue, match="control characters"):
        tables.resolve(text)


@settings(deadline=None)
@given(text=st.text(max_size=210))
def test_any_text_gives_a_place_choices_or_a_sentence(tables, text):
    try:
        resolved = tables.resolve(text)
    except DomainError as error:
        resolved = str(error)
    assert isinstance(resolved, Place | PlaceChoices) or resolved.endswith(".")


@settings(deadline=None)
@given(
    lat=st.floats(-90, 90).map(lambda lat: round(lat, 5)),
    lon=st.floats(-180, 180).map(lambda lon: round(lon, 5)),
)
def test_the_label_of_a_point_resolves_to_the_same_point(tables, lat, lon):
    first = place(tables, f"{lat:.5f},{lon:.5f}")
    assert place(tables, first.label) == first


@pytest.mark.parametrize(
    ("text", "is_place"),
    [
        ("60601", True),
        ("00000", True),
        ("91,10", True),
        ("Dayton, OH", True),
        ("springfield", True),
        ("Chicago, IL 60601", True),
        ("kyphoplasty", False),
        ("me", False),
        ("la", True),
        ("al", False),
        ("Texas", False),
        ("Cincinatti OH", False),
        ("Day\x00ton", False),
        ("", False),
    ],
)
def test_a_text_is_a_place_when_written_like_one(tables, text, is_place):
    assert tables.is_place(text) is is_place


def test_a_zip_point_is_none_where_there_is_no_place(tables):
    assert tables.zip_point("60601") == place(tables, "60601").point
    assert tables.zip_point("00000") is None
    assert tables.zip_point("09180") is None


def test_city_names_are_folded_unique_and_begin_with_the_biggest(tables):
    names = tables.city_names
    assert names[:2] == ("new york", "los angeles")
    assert len(names) == len(set(names))
    assert "saint louis" in names
