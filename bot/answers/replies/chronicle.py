"""Replies that tell a story in time: summaries, briefings, and the list of stories."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.answers.brief import ROOM, Moved
from bot.answers.changes import Change
from bot.answers.citing import Citations
from bot.answers.lengths import Length
from bot.answers.replies.page import Asked, Scope, cited_reply, plain_reply
from bot.answers.replies.papers import CHOICE
from bot.answers.summary import LINES, Line
from bot.model import Button, Quote, Reply, Report, Request, Story

# Characters of a story's title on a button, and in the list of what is followed.
_LABEL, _TITLE = 48, 60


def summary_reply(
    asked: Asked,
    scope: Scope,
    lines: Sequence[Line],
    length: Length = Length.MEDIUM,
    disputed: Collection[Quote] = frozenset(),
) -> Reply:
    """The story in a few sentences, each cited with all that say the same, and marked where it is among the `disputed`; a
    shorter and a longer one by buttons."""
    citations = Citations(scope.reports)
    story = scope.story.id if scope.story else None
    items = [
        {"story": story, "disputed": line.quote in disputed, "quotes": citations.items(line.quotes)} for line in lines
    ]
    page = asked.page("summary", lines=_lines(lines, disputed, citations), **scope.heading, **_span(scope))
    reply = cited_reply("summary", page, items, citations, [*asked.siblings(scope.story), *_following(asked, scope)])
    return _with_forms(asked, reply, length, story, full=len(lines) == LINES[length])


def unreported_reply(asked: Asked, scope: Scope) -> Reply:
    """Nothing was published in the days that were asked for: of which days the reports are, and all of them by button."""
    request = asked.request
    button = asked.wording.button("summary", replace(request, first=None, last=None, page=1))
    window = (request.first, request.last)
    return plain_reply(asked, "none", "unreported", [button], window=window, **scope.heading, **_span(scope))


def _span(scope: Scope) -> dict[str, dt.date | None]:
    """The first and the last day of the scope's reports."""
    days = sorted(r.article.published.date for r in scope.reports.values() if r.article.published.date)
    return {"first": days[0] if days else None, "last": days[-1] if days else None}


def _following(asked: Asked, scope: Scope) -> list[Button]:
    """Buttons to follow a story, or to see less of it."""
    if scope.story is None:
        return []
    request = Request("topics", _cut(scope.title, _TITLE), story=scope.story.id)
    views = {"follow": None, "less": "mute"}
    return [asked.wording.button(label, replace(request, view=view)) for label, view in views.items()]


@dataclass(frozen=True, slots=True)
class Day:
    """The day of a briefing; `recent` is false where the newest article decided which day it is. `newest` is the newest
    article's day, `edition` the briefing's id. Of today's: `failing` are the sources that cannot be read, of so many `feeds`;
    `next` is when the next one comes, as a day and a minute of it; `first` says that it is its reader's first."""

    date: dt.date
    recent: bool
    undated: int
    newest: dt.date | None
    edition: str
    failing: Sequence[str] = ()
    feeds: int = 0
    next: tuple[dt.date, int] | None = None
    first: bool = False

    @property
    def eve(self) -> dt.date:
        """The day before: what was printed then belongs to the briefing too."""
        return self.date - dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Section:
    """One story of a briefing: what it is called on that day, what is told of it, and what changed in its figures."""

    title: str
    moved: Moved
    changes: Sequence[Change] = ()


def brief_reply(
    asked: Asked, day: Day, sections: Sequence[Section], reports: Mapping[str, Report], length: Length = Length.MEDIUM
) -> Reply:
    """The briefing of a day: the stories that moved, with what is new in each, and what changed."""
    citations = Citations(reports)
    items: list[dict[str, Any]] = []
    shown: list[dict[str, Any]] = []
    for section in sections:
        m = section.moved
        lines = _told(section, citations)
        items += [
            {"story": m.story.id, "new": line["kind"], "quotes": line["quotes"], "was": line["was"]} for line in lines
        ]
        counts = {"articles": len(m.reports), "witnesses": m.witnesses, "begins": m.begins}
        shown.append({"title": section.title, "lines": lines, **counts})
    totals = {key: sum(one[key] for one in shown) for key in ("articles", "witnesses")}
    page = asked.page("brief", day=day, moved=shown, **totals)
    buttons = [_story_button(asked, section.moved.story.id, section.title) for section in sections]
    reply = _with_forms(asked, cited_reply("brief", page, items, citations), length, None, full=_full(sections, length))
    return _with_stories(reply, buttons)


def _told(section: Section, citations: Citations) -> list[dict[str, Any]]:
    """The lines of a story, those with a changed figure marked; behind them the changes that no line tells."""
    changed = {change.quote: change for change in section.changes}
    alone = [quote for quote in changed if all(quote != line.quote for line in section.moved.lines)]
    told = [*((line.quote, line.quotes) for line in section.moved.lines), *((quote, (quote,)) for quote in alone)]
    return [
        {
            "text": citations.text(quote),
            "cites": citations.grouped(quotes),
            "quotes": citations.items(quotes),
            **_mark(changed.get(quote), citations),
        }
        for quote, quotes in told
    ]


def _mark(change: Change | None, citations: Citations) -> dict[str, Any]:
    """How a line is marked: as new, or as a change with the figure that stood before."""
    if change is None:
        return {"kind": "new", "was": []}
    figure = citations.part(change.before.quotes[0].article, change.before.figure)
    return {
        "kind": change.kind,
        "before": figure,
        "before_cites": citations.grouped([change.was]),
        "was": citations.items([change.was]),
    }


def stories_reply(asked: Asked, stories: Sequence[tuple[Story, Quote]], reports: Mapping[str, Report]) -> Reply:
    """The stories, each with the first sentence of one of its articles."""
    citations = Citations(reports)
    items = [{"story": story.id, "title": story.title, "quotes": citations.items([lead])} for story, lead in stories]
    shown = [
        {"story": story, "text": citations.text(lead), "cites": citations.grouped([lead])} for story, lead in stories
    ]
    reply = cited_reply("summary", asked.page("stories", stories=shown), items, citations)
    return _with_stories(reply, [_story_button(asked, story.id, story.title) for story, _ in stories])


def _lines(lines: Sequence[Line], disputed: Collection[Quote], citations: Citations) -> list[dict[str, Any]]:
    return [
        {
            "text": citations.text(line.quote),
            "cites": citations.grouped(line.quotes),
            "disputed": line.quote in disputed,
        }
        for line in lines
    ]


def _full(sections: Sequence[Section], length: Length) -> bool:
    """Whether a briefing has all for which there is room at its length, so that a longer one may tell more."""
    room = ROOM[length]
    lines = room.of_few.get(len(sections), room.lines)
    return len(sections) == room.stories or any(len(section.moved.lines) >= lines for section in sections)


def _with_forms(asked: Asked, reply: Reply, length: Length, story: str | None, *, full: bool) -> Reply:
    """The reply with buttons for a shorter one, where it is full for a longer one, and to take it away, below those that turn
    pages."""
    message, *behind = reply.messages
    others = (("shorter", length.shorter), ("longer", length.longer if full else None))
    again = replace(asked.request, story=story or asked.request.story, page=1)
    buttons = [asked.wording.button(name, replace(again, view=other), edits=True) for name, other in others if other]
    buttons.append(asked.wording.button("file", replace(again, view=CHOICE)))
    turn = [row for row in message.buttons[:1] if any(button.edits for button in row)]
    below = message.buttons[len(turn) :]
    return replace(reply, messages=(replace(message, buttons=(*turn, tuple(buttons), *below)), *behind))


def _story_button(asked: Asked, story: str, title: str) -> Button:
    return asked.wording.button("story", Request("summary", story=story), title=_cut(title, _LABEL))


def _cut(title: str, most: int) -> str:
    return title if len(title) <= most else f"{title[:most].rsplit(' ', 1)[0]} …"


def _with_stories(reply: Reply, buttons: Sequence[Button]) -> Reply:
    """The reply with a button a line for each story, below those that turn pages."""
    message, *behind = reply.messages
    below = tuple((button,) for button in buttons[:8])
    return replace(reply, messages=(replace(message, buttons=message.buttons + below), *behind))
