"""The timeline: its days and articles are gathered, a stage tells the events, a reply shows them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.answers import replies
from bot.answers.topic import narrowed
from bot.model import Event, Reply, Request
from bot.periods import bounds, first_day
from bot.shell.flows.call import EVERYTHING, Call, Limits
from bot.shell.flows.days import in_days, is_upside_down
from bot.shell.flows.questions import none
from bot.stories.dated import Dated, dated_sentences
from bot.stories.days_apart import day_disputes
from bot.stories.outline import outline
from bot.stories.salience import coverage, weigh
from bot.stories.telling import Topic, topic_of
from bot.stories.timeline import timeline

# Views that show every date; one day alone is shown in full too.
_UNCUT = ("all", "csv", "ics")
_ALL = Limits(None, None, None)
# What the newest articles tell of days further back is no news.
_NEWS = dt.timedelta(days=3)


def show_timeline(call: Call) -> Reply:
    """The days that matter most, of the story, or of all articles where only days are asked for."""
    call = _of_all(in_days(call))
    if is_upside_down(call.request):
        return replies.upside_down_reply(call.asked)
    if call.scope is None:
        return none(call)
    scope, request = call.scope, call.request
    everything = narrowed(scope.topic, all_dated(call), lambda dated: dated.text)
    found = _within(_newest(call, everything) if request.view == "new" else everything, request)
    if not found:
        return _nothing(call, everything)
    one_day = request.first and request.first == request.last
    if call.limits == Limits() and (one_day or request.view in _UNCUT):
        call = replace(call, limits=_ALL)
    topic = topic_of(found)
    chosen = _chosen(call, found, topic)
    most = call.limits.sentences
    events = timeline(chosen, topic, scope.witness_of, call.similar, most)
    apart = day_disputes(_whole(chosen, everything), scope.witness_of, call.similar)
    counts = coverage(found, scope.witness_of)
    reply = replies.timeline_reply(call.asked, scope, events, apart, counts)
    return _in_view(call, reply, events, counts)


def _in_view(call: Call, reply: Reply, events: Sequence[Event], counts: Mapping[str, tuple[int, int]]) -> Reply:
    """The timeline as the message it is, or as the file that its view asks for."""
    assert call.scope is not None
    view = call.request.view
    if view == "export":
        return replies.files_reply(call.asked, call.scope, reply)
    if view in ("csv", "ics"):
        return replies.file_reply(call.asked, call.scope, reply, {e.value: bounds(e.value) for e in events}, call.now)
    return replies.picture_reply(call.asked, call.scope, reply, counts) if view in ("picture", "dark") else reply


def _whole(chosen: Sequence[Dated], everything: Sequence[Dated]) -> list[Dated]:
    """All that is said by the sentences chosen: whether they give one day or two is seen only so."""
    quotes = {dated.quote for dated in chosen}
    return [dated for dated in everything if dated.quote in quotes]


def _of_all(call: Call) -> Call:
    """Days without topic or story are asked of all articles."""
    request = call.request
    story = request.topic or request.story or call.only is not None
    whole = (request.first or request.last) and not story and len(call.stories) > 1
    return replace(call, request=replace(request, story=EVERYTHING)) if whole else call


def all_dated(call: Call) -> list[Dated]:
    """Every dated sentence of the scope, in the order of the articles' days."""
    assert call.scope is not None
    reports = sorted(call.scope.reports.values(), key=lambda r: (str(r.article.published.date or ""), r.article.id))
    return [dated for report in reports for dated in dated_sentences(report)]


def _newest(call: Call, found: Sequence[Dated]) -> list[Dated]:
    """What the articles of the newest day tell of the last days."""
    assert call.scope is not None
    day_of = {id: report.article.published.date or dt.date.min for id, report in call.scope.reports.items()}
    newest = max(day_of.values())
    since = (newest - _NEWS).isoformat() if newest > dt.date.min else ""
    return [d for d in found if day_of[d.quote.article] == newest and first_day(d.value) >= since]


def _within(found: Sequence[Dated], request: Request) -> list[Dated]:
    first, last = request.first or "", request.last or "9999-12-31"
    return [dated for dated in found if first <= first_day(dated.value) <= last]


def _chosen(call: Call, found: Sequence[Dated], topic: Topic) -> list[Dated]:
    """What is said of the dates that matter most, and of those before the story began, which have a place of their own."""
    assert call.scope is not None
    witness_of, limits = call.scope.witness_of, call.limits
    weights = weigh(found, witness_of, topic)
    begins = call.scope.begins or ""
    before = [dated for dated in found if limits.background and first_day(dated.value) < begins]
    during = [dated for dated in found if not limits.background or first_day(dated.value) >= begins]
    kept = outline(during, weights, topic, witness_of, limits.dates)
    kept |= outline(before, weights, topic, witness_of, limits.background)
    return [dated for dated in found if dated.value in kept]


def _nothing(call: Call, everything: Sequence[Dated]) -> Reply:
    """Nothing in these days: which days there are, and which of them are nearest."""
    assert call.scope is not None
    days = sorted({dated.value for dated in everything if dated.precision == "day"})
    if not days:
        return none(call)
    request = call.request
    wanted = dt.date.fromisoformat(request.first or request.last or days[0])
    near = sorted(days, key=lambda day: (abs(dt.date.fromisoformat(day) - wanted), day))[:3]
    return replies.no_days_reply(call.asked, sorted(near), (days[0], days[-1]))
