"""Free words of a search in, what they ask for out."""
