"""CSV files that an administrator keeps by hand: certifications, memberships and practices."""
