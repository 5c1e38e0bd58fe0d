"""The spatial index kept in memory beside the database, and only ever used while it is current."""

from finder.store.held_index.holding import HeldIndex

__all__ = ["HeldIndex"]
