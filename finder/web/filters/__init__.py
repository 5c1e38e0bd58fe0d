"""What templates use to show values: miles, points, days, telephone numbers and official words."""

from collections.abc import Callable

from flask import Flask

from finder.domain import contact, red_flags, unseen_letters
from finder.domain.names import degrees
from finder.domain.provenance import SOURCE_NAMES, Source
from finder.domain.reasons import CERTIFICATE_FIELDS, ISSUER_NAMES
from finder.settings import Settings
from finder.web.filters import badges, numbers, rows, words, year_charts

FILTERS: dict[str, Callable[..., object]] = {
    "miles": numbers.miles,
    "points": numbers.points,
    "whole": numbers.whole,
    "plain": numbers.plain,
    "percent": numbers.percent,
    "day": words.shown_day,
    "address_case": contact.address_case,
    "phone": contact.phone,
    "tel": contact.tel,
    "map_link": contact.map_link,
    "visible": lambda text: unseen_letters.named(str(text)),
    "web_address": numbers.web_address,
    "plain_rows": numbers.plain_rows,
    "zip_shown": contact.zip_shown,
    "degrees": degrees,
    "certification_badge": badges.certification_badge,
    "certification_subject": badges.certification_subject,
    "language_name": words.language_name,
    "language_names": words.language_names,
    "yes_or_no": words.yes_or_no,
    "check_words": badges.check_words,
    "is_from_roster": words.is_from_roster,
    "category_name": words.category_name,
    "score_rows": rows.score_rows,
    "volume_words": words.volume_words,
    "volume_rows": rows.volume_rows,
    "year_charts": year_charts.year_charts,
    "procedure_name": lambda procedure: words.PROCEDURES[procedure],
    "procedure_title": lambda procedure: words.PROCEDURE_TITLES[procedure],
    "flag": lambda code: words.FLAGS.get(code, ""),
    "status_title": lambda status: words.STATUS_TITLES[status],
    "certificate_field": lambda certificate: CERTIFICATE_FIELDS[certificate],
    "field_title": lambda certificate: words.FIELD_TITLES[certificate],
    "issuer_name": lambda issuer: ISSUER_NAMES[issuer],
    "source_name": lambda source: SOURCE_NAMES[Source(source)],
}


def init_app(app: Flask, _settings: Settings) -> None:
    """Makes the filters known to the templates, and the warning that every page holds."""
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals["red_flag_words"] = red_flags
