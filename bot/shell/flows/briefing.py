"""The briefing: the day and what its reader knows are gathered, a stage decides what is new, a reply shows it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from bot.answers import replies
from bot.answers.brief import EVE, Moved, Printed, brief
from bot.answers.changes import SHOWN, Days, changes
from bot.answers.interests import Interests
from bot.answers.salience import Values
from bot.hanging import why_hanging
from bot.model import Quote, Reply, Report, Story
from bot.shell.embedder import Vectors
from bot.shell.flows.call import Call
from bot.shell.flows.days import day_of, in_days
from bot.shell.flows.feeds import failing_feeds
from bot.shell.flows.weighing import WEIGHED, weigh
from bot.shell.store.told import Edition, part_of_day, reader_of
from bot.topics import Topic, TopicKind

# What was printed longer ago than this may be told as new.
_LOOKED_BACK = dt.timedelta(days=60)


def show_brief(call: Call) -> Reply:
    """What moved on a day, and is new to its reader."""
    call = in_days(call, of_days=True)
    today, recent = call.today
    day = day_of(call.request, today) or today
    store = call.desk.store
    reader = call.reader or (reader_of(call.chat) if call.chat is not None else "")
    part = call.request.topic if call.wants.minute is None else part_of_day(call.wants.minute)
    edition = Edition(reader, day, part, store.state(day))
    told = call.desk.told if reader else None
    known = told.before(edition) if told else []
    moved = _moved(call, day, known)
    reports = store.reports(id for one in moved for id in one.story.articles)
    sections = [_section(call, one, day, reports, known) for one in moved]
    if told:
        told.keep(edition, known, [quote for section in sections for quote in _shown(section)])
    if not moved:
        return _quiet(call, day, known)
    about = replies.Day(day, recent or day != today, store.undated(), store.newest_day(), _name(edition, known, call))
    if day == today or call.given:
        about = _as_it_is_now(call, about, edition)
    return replies.brief_reply(call.asked, about, sections, reports, call.length)


def _quiet(call: Call, day: dt.date, known: Sequence[Quote]) -> Reply:
    """Nothing is new of what was asked for, or is followed; or what is new is muted."""
    store, request = call.desk.store, call.request
    story = store.stories.named(request.story) if request.story else None
    about = request.topic or (story.title if story else "")
    return replies.plain_reply(
        call.asked,
        "brief",
        "quiet",
        day=day,
        newest=store.newest_day(),
        about=about,
        following=bool(call.interests.followed),
        muted=_muted(call, day, known),
    )


def _muted(call: Call, day: dt.date, known: Sequence[Quote]) -> str | None:
    """What keeps from a chat all that moved: the topics or the outlets that it has muted; None where nothing moved."""
    loud = Interests(call.interests.followed)
    if call.interests.muted and brief(_printed(call, day, known, loud), day, known):
        return "topics"
    if call.left_out and brief(_printed(call, day, known, loud, every=True), day, known):
        return "outlets"
    return None


def _as_it_is_now(call: Call, about: replies.Day, edition: Edition) -> replies.Day:
    """With what is so today, and no longer where the briefing of an older day is looked up."""
    told = call.desk.told if call.chat is not None else None
    first = call.wants.first or bool(told and told.is_first(edition))
    failing, feeds = failing_feeds(call)
    return replace(about, failing=failing, feeds=feeds, next=call.wants.next, first=first)


def _section(
    call: Call, moved: Moved, day: dt.date, reports: Mapping[str, Report], known: Sequence[Quote]
) -> replies.Section:
    """A story of the briefing, with what changed in its figures and was not told."""
    published = {id: reports[id].article.published.date for id in moved.story.articles}
    shown = [id for id in published if call.shows(reports[id].article)]
    mine = [reports[id] for id in shown if (published[id] or day) <= day][-WEIGHED:]
    weighed = weigh(mine, moved.story.witnesses)
    # What became of the eve's figures, then what the two days changed in those before.
    found = [change for first in (day, day - EVE) for change in changes(weighed, Days(first, day, published.get))]
    found = list({change.quote: change for change in reversed(found)}.values())[::-1]
    text_of = {id: report.article.text for id, report in reports.items()}
    said = {change: change.quote.span.of(text_of[change.quote.article]) for change in found}
    fresh = [
        change
        for change in found
        if change.quote not in known and not why_hanging(said[change]) and call.interests.hears(said[change])
    ]
    return replies.Section(_headline(call, moved, day), moved, fresh[:SHOWN])


def _shown(section: replies.Section) -> list[Quote]:
    return [*(line.quote for line in section.moved.lines), *(change.quote for change in section.changes)]


def _headline(call: Call, moved: Moved, day: dt.date) -> str:
    """What the papers of the day call it; those of the eve, where there are no others."""
    of_day = [report for report in moved.reports if report.article.published.date == day]
    return call.title_of({report.article.id: report for report in of_day or moved.reports})


def _moved(call: Call, day: dt.date, known: Sequence[Quote]) -> list[Moved]:
    printed = _printed(call, day, known, call.interests)
    moved = brief(printed, day, known)
    if moved or not (call.request.topic and call.scope and call.scope.story):
        return moved
    # No story of the day has the words of the topic: the one that is nearest to them in meaning.
    nearest = Interests((Topic(TopicKind.STORY, call.scope.story.id),), call.interests.muted)
    return brief(replace(printed, interests=nearest), day, known)


def _printed(call: Call, day: dt.date, known: Sequence[Quote], interests: Interests, *, every: bool = False) -> Printed:
    """What a briefing is made of, by the outlets that its chat wants to see, or by `every` outlet."""
    stories = [s for s in call.stories if s.first and s.last and s.first <= day <= s.last + EVE]
    store = call.desk.store
    found = store.reports(_ids(stories))
    shown = found if every else call.shown(found)
    reports = {id: report for id, report in shown.items() if (report.article.published.date or day) <= day}
    told = {quote.article for quote in known} - reports.keys()
    vectors = store.vectors([*reports, *told])
    return Printed(stories, reports, vectors, partial(_familiar, call), call.desk.ranking, call.length, interests)


def _ids(stories: Sequence[Story]) -> list[str]:
    return [id for story in stories for id in story.articles]


def _familiar(call: Call, vectors: Vectors, day: dt.date) -> Values:
    """How near sentences come to anything that was printed in the weeks before a day."""
    return call.desk.index.familiar(vectors, call.desk.store.printed_between(day - _LOOKED_BACK, day - EVE))


def _name(edition: Edition, known: Sequence[Quote], call: Call) -> str:
    """The edition's id: of the same articles, for readers who know and want the same, by the same settings, it is the same."""
    topics = [str(topic) for topic in (*call.interests.followed, *call.interests.muted)]
    wanted = [call.length, call.desk.ranking.__name__, topics, sorted(call.left_out)]
    told = [(quote.article, quote.span.start) for quote in known]
    made_of = [wanted, edition.state, edition.day.isoformat(), edition.topic, told]
    return hashlib.sha256(json.dumps(made_of).encode()).hexdigest()[:8]
