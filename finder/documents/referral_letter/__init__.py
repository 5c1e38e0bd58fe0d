"""A referral letter in the formats that offices take, each made from the same printed record."""

from finder.documents.referral_letter.footer import unprintable_note
from finder.documents.referral_letter.pdf import pdf
from finder.documents.referral_letter.plain_text import plain_text
from finder.documents.referral_letter.word_file import word_file

__all__ = ["pdf", "plain_text", "unprintable_note", "word_file"]
