"""The HTTP door: parse, open a transaction, call a service, show the answer."""
