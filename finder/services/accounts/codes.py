"""One-time codes: which time step a typed code belongs to."""

from datetime import datetime, timedelta
from secrets import compare_digest

import pyotp

from finder.services.secrets import tidy_code

# A clock may run half a minute before or behind ours.
_NEIGHBOURS = (0, -1, 1)


def step_of_code(secret: str, code: str, now: datetime) -> int | None:
    """The number of the time step whose code this is; ``None`` where it fits none near now."""
    typed = tidy_code(code)
    totp = pyotp.TOTP(secret)
    for offset in _NEIGHBOURS:
        moment = now + timedelta(seconds=offset * totp.interval)
        if compare_digest(totp.at(moment), typed):
            return totp.timecode(moment)
    return None
