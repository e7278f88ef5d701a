"""The calendar of TIMEX3 values: days, weeks, weekends, months, seasons and years, their first and last days, their order."""

from __future__ import annotations

import calendar
import datetime as dt
import re

_PRECISIONS = {
    "day": re.compile(r"(\d{4}-\d\d-\d\d)(?:T.*)?"),
    "week": re.compile(r"(\d{4}-W\d\d(?:-WE)?)"),
    "month": re.compile(r"(\d{4}-\d\d)"),
    "season": re.compile(r"(\d{4}-(?:SP|SU|FA|WI))"),
    "year": re.compile(r"(\d{4})"),
}
WIDTH = tuple(_PRECISIONS)
_SEASON_BEGINS = {"SP": "03", "SU": "06", "FA": "09", "WI": "01"}


def precision_of(value: str) -> tuple[str, str] | None:
    """A TIMEX3 value as (value without its time of day, precision); None for what has no place on a calendar."""
    for precision, pattern in _PRECISIONS.items():
        if found := pattern.fullmatch(value):
            return found[1], precision
    return None


def first_day(value: str) -> str:
    """The first day of a day, week, month, season or year, for putting them in order; years before their days."""
    if week := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        # A year has 52 or 53 weeks: counted from the first, week 53 is a day in any case.
        days = dt.timedelta(weeks=int(week[2]) - 1, days=5 if week[3] else 0)
        return (dt.date.fromisocalendar(int(week[1]), 1, 1) + days).isoformat()
    season = _SEASON_BEGINS.get(value[5:])
    return f"{value[:4]}-{season}" if season else value


def last_day(value: str) -> str:
    """The last day of a day, week, month, season or year, as an ISO date."""
    first = first_day(value)
    if "-W" in value:
        return (dt.date.fromisoformat(first) + dt.timedelta(days=1 if value.endswith("-WE") else 6)).isoformat()
    if len(first) == 10:
        return first
    year, month = int(first[:4]), int(first[5:] or 12) + (2 if first != value else 0)
    return f"{year:04}-{month:02}-{calendar.monthrange(year, month)[1]:02}"


def day_beside(day: str, steps: int) -> str:
    """The day so many steps after a day, or before it, within the calendar: "before Friday" ends on Thursday."""
    try:
        return (dt.date.fromisoformat(day) + dt.timedelta(days=steps)).isoformat()
    except OverflowError:
        return (dt.date.max if steps > 0 else dt.date.min).isoformat()


def bounds(value: str) -> tuple[str, str]:
    """The first and the last day of a day, week, month, season or year. ValueError for what is none of the calendar."""
    if precision_of(value) is None:
        raise ValueError(value)
    last = last_day(value)
    first = (first_day(value) + "-01-01")[:10]
    dt.date.fromisoformat(first)
    return first, last
