"""The reply that tells a story day by day, in the view that was asked for, and the buttons to its other views."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from bot.answers.citing import Citations
from bot.answers.replies.page import Asked, Scope, cited_reply, plain_reply, rows
from bot.model import Button, Dispute, Event, Message, Quote, Reply, Request

# As many days in full as a row of buttons holds.
_DAY_BUTTONS = 3
# The other forms of a timeline, as "as:new" asks for them; files stand behind one button.
VIEWS = {
    "all": "timeline_all",
    "new": "timeline_new",
    "source": "timeline_source",
    "picture": "timeline_picture",
    "export": "timeline_export",
}
FILES = {"csv": "timeline_csv", "ics": "timeline_ics", "dark": "timeline_dark"}
# Views that say nothing more of a single day, which is shown in full.
_OF_SEVERAL = ("all", "new", "picture")
# From so many days on, weeks and months stand folded behind them.
_ENOUGH_DAYS = 2


@dataclass(frozen=True, slots=True)
class Told:
    """A timeline's events with the citations that show them; `counts` has each date's articles and witnesses."""

    events: Sequence[Event]
    apart: Sequence[Dispute]
    counts: Mapping[str, tuple[int, int]]
    citations: Citations


def timeline_reply(
    asked: Asked,
    scope: Scope,
    events: Sequence[Event],
    apart: Sequence[Dispute],
    counts: Mapping[str, tuple[int, int]],
) -> Reply:
    """The events in date order; where reports give one of them different days, each says which.

    `counts` says how many articles and witnesses tell of a date."""
    told = Told(events, apart, counts, Citations(scope.reports))
    begins = (scope.begins if not asked.request.first else None) or ""
    shown = _once(events)
    during = [event for event in shown if event.value >= begins] or shown
    wide = [] if asked.request.view == "all" else _wide(during)
    # Numbered in the order in which people read: the days first, what is folded away behind them last.
    days, loose = _days([event for event in during if event not in wide], told), _days(wide, told)
    before = _days([event for event in shown if event not in during], told)
    items = [_item(event, told) for event in events]
    values = {"window": _window(asked), "view": asked.request.view, **scope.heading}
    if asked.request.view == "source":
        page = asked.page("timeline_by_source", sources=_by_source(events, told), **values)
    else:
        page = asked.page("timeline", days=days, loose=loose, background=before, **values)
    return cited_reply("timeline", page, items, told.citations, _buttons(asked, scope, days, apart))


def files_reply(asked: Asked, scope: Scope, reply: Reply) -> Reply:
    """The timeline `reply` as the files that it can be had as, by button."""
    request = replace(asked.request, story=scope.story.id if scope.story else asked.request.story)
    buttons = [asked.wording.button(label, replace(request, view=view)) for view, label in FILES.items()]
    text = asked.wording.render("timeline_export", **scope.heading).strip()
    return replace(reply, messages=(Message(text, rows([], buttons)),))


def _once(events: Sequence[Event]) -> list[Event]:
    """Each sentence under one date: the one it tells of rather than one it mentions, and both rather than its paper's."""
    best: dict[Quote, int] = {}
    for event in events:
        best[event.quotes[0]] = min(event.standing, best.get(event.quotes[0], event.standing))
    return [event for event in events if event.standing == best[event.quotes[0]]]


def _wide(events: Sequence[Event]) -> list[Event]:
    """The events told of a week or more, where enough days stand beside them."""
    days = {event.value for event in events if event.precision == "day"}
    return [event for event in events if event.precision != "day"] if len(days) >= _ENOUGH_DAYS else []


def no_days_reply(asked: Asked, near: Sequence[str], known: tuple[str, str]) -> Reply:
    """Nothing in the days that were asked for: those that there are, the nearest ones by button."""
    request = asked.request
    buttons = [_of_day(asked, day) for day in near]
    return plain_reply(
        asked, "none", "no_days", buttons, window=_window(asked), near=near, known=known, topic=request.topic
    )


def upside_down_reply(asked: Asked) -> Reply:
    """The range ends before it begins: the other way round by button."""
    first, last = str(asked.request.first), str(asked.request.last)
    days = f"{asked.wording.short_day(last)} – {asked.wording.short_day(first)}"
    button = asked.wording.button("day", replace(asked.request, first=last, last=first), title=days)
    return plain_reply(asked, "error", "upside_down", [button], first=first, last=last)


def _item(event: Event, told: Told) -> dict[str, object]:
    """An event as programs read it."""
    text = told.citations.text(event.quotes[0])
    quotes = told.citations.items(event.quotes)
    return {"date": event.value, "precision": event.precision, "text": text, "quotes": quotes}


def _days(events: Sequence[Event], told: Told) -> list[dict[str, Any]]:
    """Each date with its events."""
    days = [_day(list(on_day), told) for _, on_day in groupby(events, key=lambda e: (e.value, e.precision))]
    for day, previous in zip(days, [None, *days], strict=False):
        day["new_year"] = previous is None or previous["value"][:4] != day["value"][:4]
    return days


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
    value = on_day[0].value
    witnesses = told.counts.get(value, (0, 0))[1]
    return {"value": value, "precision": on_day[0].precision, "events": shown, "witnesses": witnesses}


def _sides(event: Event, told: Told) -> list[dict[str, Any]]:
    """The days that reports give this event, most witnesses first; empty where they agree."""
    mine = {(quote.article, quote.span.start) for quote in event.quotes}
    for dispute in told.apart:
        own = next((side for side in dispute.sides if side.value == event.value), None)
        if own and any((quote.article, quote.span.start) in mine for quote in own.quotes):
            # Those that tell it alike are of its side, also where their sentence names another day beside it.
            quotes = {side.value: (*side.quotes, *(event.quotes if side is own else ())) for side in dispute.sides}
            sides = [{"day": day, "cites": told.citations.grouped(several)} for day, several in quotes.items()]
            most = max(len(side["cites"]) for side in sides)
            return [{**side, "alone": len(side["cites"]) == 1 < most} for side in sides]
    return []


def _by_source(events: Sequence[Event], told: Told) -> list[dict[str, Any]]:
    """What each source tells of which day, those with most to tell first."""
    lines: dict[str, list[dict[str, Any]]] = {}
    for event in events:
        for cited in told.citations.cite(event.quotes):
            line = {"value": event.value, "precision": event.precision, "text": cited.text, "cited": cited}
            lines.setdefault(cited.label, []).append(line)
    return [
        {"label": label, "lines": lines[label]} for label in sorted(lines, key=lambda name: (-len(lines[name]), name))
    ]


def _window(asked: Asked) -> tuple[str | None, str | None]:
    return asked.request.first, asked.request.last


def _buttons(asked: Asked, scope: Scope, days: Sequence[dict[str, Any]], apart: Sequence[Dispute]) -> list[Button]:
    """Single days in full, the other views, and the command that people want next: three rows, no more."""
    request = replace(asked.request, story=scope.story.id if scope.story else asked.request.story, page=1)
    here = replace(asked, request=request)
    one_day = bool(request.first and request.first == request.last)
    others = [
        asked.wording.button(label, replace(request, view=view))
        for view, label in VIEWS.items()
        if view != request.view and not (one_day and view in _OF_SEVERAL)
    ]
    if request.view or one_day:
        others = [asked.wording.button("timeline_whole", Request("timeline", request.topic, request.story)), *others]
    beside = asked.siblings(scope.story, ("disputed",) if apart else ("summary",))
    return [*(_of_day(here, day) for day in _told_most(days)), *others, *beside]


def _told_most(days: Sequence[dict[str, Any]]) -> list[str]:
    """The days that most sources tell of, in order; none where only one is shown."""
    told = {day["value"]: sum(len(e["cites"]) for e in day["events"]) for day in days if day["precision"] == "day"}
    return sorted(sorted(told, key=lambda day: (-told[day], day))[:_DAY_BUTTONS]) if len(told) > 1 else []


def _of_day(asked: Asked, day: str) -> Button:
    """The button to one day in full."""
    return asked.wording.button(
        "day", replace(asked.request, first=day, last=day, page=1, view=None), title=asked.wording.short_day(day)
    )
