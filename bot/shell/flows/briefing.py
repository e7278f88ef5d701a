"""The briefing: the day and what its reader knows are gathered, a stage decides what is new, a reply shows it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import partial

from bot.answers import replies
from bot.answers.brief import EVE, Moved, Printed, brief
from bot.answers.changes import Days, changes
from bot.answers.hanging import why_hanging
from bot.answers.lengths import Length
from bot.answers.salience import Values
from bot.model import BadRequest, Quote, Reply, Report, Story
from bot.prompts import lenses
from bot.shell.embedder import Vectors
from bot.shell.flows.call import Call
from bot.shell.store.told import Edition, reader_of
from bot.stories.ledger import known as weigh
from bot.stories.ledger import ledger

# What was printed longer ago than this may be told as new.
_LOOKED_BACK = dt.timedelta(days=60)
# Articles of a story whose figures are held beside each other.
_WEIGHED = 60


def show_brief(call: Call) -> Reply:
    """What moved on a day, and is new to its reader."""
    day, recent = call.today
    if call.request.first:
        day, recent = _day(call.request.first), True
    store = call.desk.store
    reader = call.reader or (reader_of(call.chat) if call.chat is not None else "")
    edition = Edition(reader, day, call.request.topic, store.state(day))
    told = call.desk.told if reader else None
    known = told.before(edition) if told else []
    moved = _moved(call, day, known)
    reports = store.reports(id for one in moved for id in one.story.articles)
    sections = [_section(call, one, day, reports, known) for one in moved]
    if told:
        told.keep(edition, known, [quote for section in sections for quote in _shown(section)])
    if not moved:
        return replies.plain_reply(call.asked, "brief", "quiet", day=day, newest=store.newest_day())
    about = replies.Day(day, recent, store.undated(), store.newest_day(), _name(edition, known, call.length))
    return replies.brief_reply(call.asked, about, sections, reports, call.length)


def _section(
    call: Call, moved: Moved, day: dt.date, reports: Mapping[str, Report], known: Sequence[Quote]
) -> replies.Section:
    """A story of the briefing, with what changed in its figures and was not told."""
    published = {id: reports[id].article.published.date for id in moved.story.articles}
    shown = [id for id in published if call.shows(reports[id].article)]
    mine = [reports[id] for id in shown if (published[id] or day) <= day][-_WEIGHED:]
    weighed = weigh(mine, {id: group[0] for group in moved.story.witnesses for id in group})
    claims = [claim for lens in lenses() for claim in ledger(mine, lens, weighed)]
    found = changes(claims, Days(day - EVE, day, published.get), weighed.witnesses)
    text_of = {id: report.article.text for id, report in reports.items()}
    fresh = [c for c in found if c.quote not in known and not why_hanging(c.quote.span.of(text_of[c.quote.article]))]
    return replies.Section(_headline(call, moved, day), moved, fresh)


def _shown(section: replies.Section) -> list[Quote]:
    return [*(line.quote for line in section.moved.lines), *(change.quote for change in section.changes)]


def _headline(call: Call, moved: Moved, day: dt.date) -> str:
    """What the papers of the day call it; those of the eve, where there are no others."""
    of_day = [report for report in moved.reports if report.article.published.date == day]
    return call.title_of({report.article.id: report for report in of_day or moved.reports})


def _moved(call: Call, day: dt.date, known: Sequence[Quote]) -> list[Moved]:
    stories = [s for s in call.stories if s.first and s.last and s.first <= day <= s.last + EVE]
    if call.request.topic and call.scope and call.scope.story:
        stories = [s for s in stories if s.id == call.scope.story.id]
    store = call.desk.store
    shown = call.shown(store.reports(_ids(stories)))
    reports = {id: report for id, report in shown.items() if (report.article.published.date or day) <= day}
    told = {quote.article for quote in known} - reports.keys()
    vectors = store.vectors([*reports, *told])
    return brief(Printed(stories, reports, vectors, partial(_familiar, call), length=call.length), day, known)


def _ids(stories: Sequence[Story]) -> list[str]:
    return [id for story in stories for id in story.articles]


def _familiar(call: Call, vectors: Vectors, day: dt.date) -> Values:
    """How near sentences come to anything that was printed in the weeks before a day."""
    return call.desk.index.familiar(vectors, call.desk.store.printed_between(day - _LOOKED_BACK, day - EVE))


def _name(edition: Edition, known: Sequence[Quote], length: Length) -> str:
    """The edition's id: of the same articles, for readers who know the same, in the same length, it is the same."""
    made_of = [
        length,
        edition.state,
        edition.day.isoformat(),
        edition.topic,
        [(q.article, q.span.start) for q in known],
    ]
    return hashlib.sha256(json.dumps(made_of).encode()).hexdigest()[:8]


def _day(value: str) -> dt.date:
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise BadRequest("no_day", value=value) from None
