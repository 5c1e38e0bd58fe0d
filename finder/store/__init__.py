"""Everything that speaks SQL; nothing here knows where a fact came from or who asks."""
