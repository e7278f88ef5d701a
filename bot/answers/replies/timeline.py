"""The reply that tells a story day by day, in the view that was asked for, and the buttons to its other views."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from bot.answers.citing import Citations
from bot.answers.replies.page import Asked, Scope, cited_reply, plain_reply
from bot.model import Button, Dispute, Event, Reply, Request

# A row of buttons holds the days in full that a phone can show.
_DAY_BUTTONS = 4


@dataclass(frozen=True, slots=True)
class Told:
    """A timeline's events with the citations that show them."""

    events: Sequence[Event]
    apart: Sequence[Dispute]
    citations: Citations


def timeline_reply(asked: Asked, scope: Scope, events: Sequence[Event], apart: Sequence[Dispute]) -> Reply:
    """The events in date order; where reports give one of them different days, each says which."""
    told = Told(events, apart, Citations(scope.reports))
    items = [_item(event, told) for event in events]
    days = [_day(list(on_day), told) for _, on_day in groupby(events, key=lambda e: (e.value, e.precision))]
    begins = scope.begins if not asked.request.first else None
    before = [day for day in days if begins and str(day["value"]) < begins]
    during = [day for day in days if day not in before]
    folded = before if during else []
    page = asked.page("timeline", days=during or before, background=folded, window=_window(asked), **scope.heading)
    return cited_reply("timeline", page, items, told.citations, _buttons(asked, scope, during or before))


def no_days_reply(asked: Asked, near: Sequence[str], known: tuple[str, str]) -> Reply:
    """Nothing in the days that were asked for: those that there are, the nearest ones by button."""
    request = asked.request
    buttons = [_of_day(asked, day) for day in near]
    return plain_reply(
        asked, "none", "no_days", buttons, window=_window(asked), near=near, known=known, topic=request.topic
    )


def upside_down_reply(asked: Asked, first: str, last: str) -> Reply:
    """The range ends before it begins: the other way round by button."""
    days = f"{asked.wording.short_day(last)} – {asked.wording.short_day(first)}"
    button = asked.wording.button("day", replace(asked.request, first=last, last=first), title=days)
    return plain_reply(asked, "error", "upside_down", [button], first=first, last=last)


def _item(event: Event, told: Told) -> dict[str, object]:
    """An event as programs read it."""
    text = told.citations.text(event.quotes[0])
    quotes = told.citations.items(event.quotes)
    return {"date": event.value, "precision": event.precision, "text": text, "quotes": quotes}


def _day(on_day: Sequence[Event], told: Told) -> dict[str, Any]:
    """A date as the template shows it."""
    shown = [
        {
            "text": told.citations.text(event.quotes[0]),
            "cites": told.citations.grouped(event.quotes),
            "apart": _sides(event, told),
        }
        for event in on_day
    ]
    return {"value": on_day[0].value, "precision": on_day[0].precision, "events": shown}


def _sides(event: Event, told: Told) -> list[dict[str, Any]]:
    """The days that reports give this event, most witnesses first; empty where they agree."""
    mine = {(quote.article, quote.span.start) for quote in event.quotes}
    for dispute in told.apart:
        own = next((side for side in dispute.sides if side.value == event.value), None)
        if own and any((quote.article, quote.span.start) in mine for quote in own.quotes):
            # Those that tell it alike are of its side, also where their sentence names another day beside it.
            quotes = {side.value: (*side.quotes, *(event.quotes if side is own else ())) for side in dispute.sides}
            return [{"day": day, "cites": told.citations.grouped(several)} for day, several in quotes.items()]
    return []


def _window(asked: Asked) -> tuple[str | None, str | None]:
    return asked.request.first, asked.request.last


def _buttons(asked: Asked, scope: Scope, days: Sequence[dict[str, Any]]) -> list[Button]:
    """One day in full, and the other commands about the story."""
    request = asked.request
    story = scope.story.id if scope.story else request.story
    if request.first and request.first == request.last:
        whole = Request("timeline", request.topic, story)
        return [asked.wording.button("whole_timeline", whole), *asked.siblings(scope.story)]
    told = {
        day["value"]: sum(len(event["cites"]) for event in day["events"]) for day in days if day["precision"] == "day"
    }
    full = sorted(sorted(told, key=lambda day: (-told[day], day))[:_DAY_BUTTONS])
    here = replace(asked, request=replace(request, story=story))
    return [*(_of_day(here, day) for day in full), *asked.siblings(scope.story)]


def _of_day(asked: Asked, day: str) -> Button:
    """The button to one day in full."""
    return asked.wording.button(
        "day", replace(asked.request, first=day, last=day, page=1), title=asked.wording.short_day(day)
    )
