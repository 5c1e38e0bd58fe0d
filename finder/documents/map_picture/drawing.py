"""The picture itself: an SVG document of lines, circles and text, escaped by its serializer."""

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, tostring  # nosec B405  # parses nothing

from finder.documents.map_picture.contents import MapContents, Picture
from finder.documents.map_picture.labels import TEXT_SIZE, Label
from finder.documents.map_picture.layout import Layout, lay_out
from finder.documents.map_picture.lines import path_of
from finder.documents.map_picture.plates import LEAST_SIZE, LINE_HEIGHT, RANK_SIZE, Plate
from finder.documents.map_picture.view import SIDE, MapView
from finder.documents.map_picture.words import description_of, title_of
from finder.domain.borders import BorderKind
from finder.domain.sentences import Language

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_INK, _SOFT_INK, _PALE_INK, _PAPER = "#1c2729", "#5a6668", "#9aa3a5", "#ffffff"
_FACE = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif"
# A text sits on its baseline: so much of its size lower, its middle is where it should be.
_DROP = 0.35
_STEPS = 10
"""Borders are drawn in whole tenths of a unit, so their strokes are in tenths too."""

_BORDERS = {"fill": "none", "stroke-linejoin": "round", "transform": f"scale({1 / _STEPS})"}
_BORDER = {
    BorderKind.COUNTY: {"stroke": _PALE_INK, "stroke-width": "7"},
    BorderKind.STATE: {"stroke": _INK, "stroke-width": "16", "stroke-dasharray": "90 25 15 25"},
    BorderKind.COAST: {"stroke": _INK, "stroke-width": "16"},
}
_RINGS = {
    "fill": "none",
    "stroke": _SOFT_INK,
    "stroke-width": "1.5",
    "stroke-dasharray": "2 4",
}
_THIN = {"fill": _PAPER, "stroke": _INK, "stroke-width": "1.5"}
_STRONG = {"fill": _PAPER, "stroke": _INK, "stroke-width": "2"}
_NUMBERS = {"fill": _INK, "font-size": f"{RANK_SIZE:g}", "font-weight": "bold"}
# A rim of paper keeps lines from running through the letters.
_NAMES = {
    "fill": _INK,
    "font-size": f"{TEXT_SIZE:g}",
    "stroke": _PAPER,
    "stroke-width": "4",
    "stroke-linejoin": "round",
    "paint-order": "stroke",
}


def draw(view: MapView, contents: MapContents, language: Language) -> Picture:
    """The map of these contents, its words in this language."""
    title = _clean(language.say(title_of(view, contents.label)))
    description = _clean(language.say(description_of(view, contents.pins)))
    layout = lay_out(view, contents, language)
    svg = _document(title, description)
    _add_borders(svg, layout)
    _add_rings(svg, view)
    _add_leaders(svg, layout.plates)
    _add_places(svg, layout)
    _add_plates(svg, layout.plates)
    return Picture(tostring(svg, encoding="unicode"), title, description)


def _document(title: str, description: str) -> Element:
    side = f"{SIDE:g}"
    svg = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {side} {side}",
            "width": side,
            "height": side,
            "role": "img",
            "aria-labelledby": "map-title",
            "aria-describedby": "map-description",
            "font-family": _FACE,
            "text-anchor": "middle",
        },
    )
    SubElement(svg, "title", {"id": "map-title"}).text = title
    SubElement(svg, "desc", {"id": "map-description"}).text = description
    SubElement(svg, "rect", {"width": side, "height": side, "fill": _PAPER, "stroke": _SOFT_INK})
    return svg


def _add_borders(svg: Element, layout: Layout) -> None:
    group = SubElement(svg, "g", {"class": "map-borders", **_BORDERS})
    for kind, style in _BORDER.items():
        path = path_of(layout.lines[kind], _STEPS)
        if path:
            SubElement(group, "path", {"d": path, **style})


def _add_rings(svg: Element, view: MapView) -> None:
    group = SubElement(svg, "g", {"class": "map-rings", **_RINGS})
    for miles in view.rings:
        _add_circle(group, SIDE / 2, SIDE / 2, miles * view.units_per_mile)


def _add_places(svg: Element, layout: Layout) -> None:
    """Dots and names, those of the origin last and strongest."""
    dots = SubElement(svg, "g", _THIN)
    for town in layout.towns:
        _add_circle(dots, town.x, town.y, 2.5)
    names = SubElement(svg, "g", {"class": "map-names", **_NAMES})
    states = SubElement(names, "g", {"fill": _SOFT_INK, "letter-spacing": "1.5"})
    for label in layout.states:
        _add_label(states, label)
    for label in (*layout.rings, *(town.label for town in layout.towns)):
        _add_label(names, label)
    if layout.origin:
        _add_label(SubElement(names, "g", {"font-weight": "bold"}), layout.origin)
    mark = SubElement(svg, "g", {"class": "map-origin", **_STRONG})
    _add_circle(mark, SIDE / 2, SIDE / 2, 8)
    _add_circle(SubElement(mark, "g", {"fill": _INK}), SIDE / 2, SIDE / 2, 3)


def _add_leaders(svg: Element, plates: Iterable[Plate]) -> None:
    """Lines from the plates that had to move to the places that they mark."""
    group = SubElement(svg, "g", {"class": "map-leaders", **_THIN, "fill": _INK})
    for plate in plates:
        if plate.is_aside:
            x, y = plate.spot
            ends = {"x1": _short(x), "y1": _short(y), "x2": _short(plate.x), "y2": _short(plate.y)}
            SubElement(group, "line", ends)
            _add_circle(group, x, y, 3)


def _add_plates(svg: Element, plates: Iterable[Plate]) -> None:
    shapes = SubElement(svg, "g", {"class": "map-plates", **_STRONG})
    numbers = SubElement(svg, "g", {"class": "map-numbers", **_NUMBERS})
    for plate in plates:
        shape = {
            "x": _short(plate.box.left),
            "y": _short(plate.box.top),
            "width": _short(plate.width),
            "height": _short(plate.height),
            "rx": _short(LEAST_SIZE / 2),
        }
        SubElement(shapes, "rect", shape)
        first = plate.y - LINE_HEIGHT * (len(plate.lines) - 1) / 2 + RANK_SIZE * _DROP
        for number, line in enumerate(plate.lines):
            at = {"x": _short(plate.x), "y": _short(first + LINE_HEIGHT * number)}
            SubElement(numbers, "text", at).text = line


def _add_label(parent: Element, label: Label) -> None:
    at = {"x": _short(label.x), "y": _short(label.y + TEXT_SIZE * _DROP)}
    if label.anchor != "middle":
        at["text-anchor"] = label.anchor
    SubElement(parent, "text", at).text = _clean(label.text)


def _add_circle(parent: Element, x: float, y: float, radius: float) -> None:
    SubElement(parent, "circle", {"cx": _short(x), "cy": _short(y), "r": _short(radius)})


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def _clean(text: str) -> str:
    """The text without the control characters that no XML document may hold."""
    return _NOT_XML.sub("", text)
