"""Documents and pictures made from what services hand over; no database and no request here."""
