"""Foreign files in, records and row problems out; nothing here can reach the database."""
