"""The header by which a busy server says when to come again (RFC 9110, 10.2.3): seconds, or a day and time."""

from __future__ import annotations

import datetime as dt
from email.utils import parsedate_to_datetime

# Nobody means longer; what says so is broken.
_LONGEST = 7 * 86_400.0


def seconds_in(header: str | None, now: dt.datetime | None = None) -> float | None:
    """The seconds that a `Retry-After` asks for, at most a week; None where it says nothing that can be understood."""
    if header is None:
        return None
    if header.strip().isdecimal():
        return min(float(header.strip()), _LONGEST)
    try:
        moment = parsedate_to_datetime(header)
    except ValueError:
        return None
    since = now or dt.datetime.now(dt.UTC)
    aware = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    return min(max(0.0, (aware - since).total_seconds()), _LONGEST)
