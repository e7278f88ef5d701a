"""Moments as `people.db` has them."""

from __future__ import annotations

import datetime as dt


def text(moment: dt.datetime) -> str:
    """In UTC with all digits, so that texts compare as times do."""
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")
