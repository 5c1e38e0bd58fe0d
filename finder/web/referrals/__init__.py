"""Referral letters: typed, seen, taken along, and forgotten."""

from finder.web.csrf import shows_again
from finder.web.referrals import exchange, outputs, views
from finder.web.referrals.blueprint import blueprint
from finder.web.referrals.kept import form_again

__all__ = ["blueprint", "exchange", "outputs", "views"]

for _name in ("new", "preview", "pdf", "word_file", "plain_text", "bundle", "patient_copy"):
    shows_again(f"{blueprint.name}.{_name}")(form_again)
