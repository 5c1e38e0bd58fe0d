"""The public pages of practitioners, for search engines."""

from sqlalchemy.orm import Session

from finder.store.queries.listed import listed_npis


def list_listed_npis(session: Session, most: int) -> list[str]:
    """Everybody who may be shown, in the order of their NPIs, and at most so many."""
    return listed_npis(session, most)
