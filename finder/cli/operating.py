"""Who stands before the terminal, as the ledger names them."""

from getpass import getuser

from finder.domain.ledger import Actor


def operator() -> Actor:
    """The account of the machine on which a command runs."""
    try:
        name = getuser()
    except (KeyError, OSError):
        # A container may run under a number without a name.
        name = "unknown"
    return Actor(f"terminal:{name}", "operator")
