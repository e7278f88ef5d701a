"""The days that a request asks for, in figures or in words: "2020-01-03", "since monday", "embassy until 3 january"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from bot.answers.window import Stretch, capitalised, window
from bot.facts.dates import read_dates
from bot.model import BadRequest, Report, Request, Sentence
from bot.periods import bounds, precision_of
from bot.shell.flows.call import Call


def in_days(call: Call, *, of_days: bool = False) -> Call:
    """The call with the days that its words ask for as its bounds; its topic is what stands beside them. With `of_days` a day
    counts wherever it stands."""
    request, (today, _) = call.request, call.today
    text = request.topic
    mentions = read_dates(capitalised(text), [Sentence(0, len(text), 0)], today)
    stretches = [Stretch(m.start, m.end, *bounds(placed[0])) for m in mentions if (placed := precision_of(m.value))]
    topic, first, last = window(text, stretches, of_days=of_days)
    first, last = _bound(request.first, 0) or first, _bound(request.last, 1) or last
    return replace(call, request=replace(request, topic=topic, first=first, last=last))


def day_of(request: Request, today: dt.date) -> dt.date | None:
    """The one day that is meant by the bounds of a request: the last, or today where the days that are asked for go on; None
    without bounds."""
    if not request.first and not request.last:
        return None
    now = today.isoformat()
    last = request.last or max(request.first or now, now)
    return today if (request.first or last) <= now < last else dt.date.fromisoformat(last)


def is_upside_down(request: Request) -> bool:
    """Whether the days that are asked for end before they begin."""
    return bool(request.first and request.last and request.first > request.last)


def within(request: Request, reports: Mapping[str, Report]) -> dict[str, Report]:
    """The reports that were published in the days that a request asks for; without any, all of them."""
    if not request.first and not request.last:
        return dict(reports)
    first, last = request.first or "", request.last or "9999-12-31"
    published = {id: str(report.article.published.date or "") for id, report in reports.items()}
    return {id: reports[id] for id, day in published.items() if day and first <= day <= last}


def _bound(value: str | None, end: int) -> str | None:
    """The first (0) or last (1) day of what was given as a bound."""
    if value is None:
        return None
    try:
        return bounds(value)[end]
    except ValueError:
        raise BadRequest("no_day", value=value) from None
