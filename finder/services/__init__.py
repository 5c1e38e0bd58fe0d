"""One job a file, named by its verb: the only rooms where two workshops meet."""
