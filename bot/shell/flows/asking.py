"""Asking: a text becomes a request, the request a scope of articles, and a stage's answer a reply.

People in Telegram and programs at the command line are answered by the same code.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from bot.answers import replies
from bot.answers.brief import brief
from bot.answers.choose import Candidate, Scored, choose, idf
from bot.answers.question import read_question
from bot.answers.replies import Asked, Scope
from bot.answers.summary import summarise
from bot.answers.topic import about, narrowed
from bot.answers.understand import understand
from bot.answers.wording import Wording
from bot.model import BadRequest, Claim, Event, Hit, Quote, Reply, Report, Request, Sentence, SentenceKind, Story
from bot.prompts import commands, lenses
from bot.shell.embedder import Embedder, Vectors
from bot.shell.flows.indexing import regroup
from bot.shell.index import SentenceIndex
from bot.shell.store.articles import ArticleStore
from bot.stories.cast import cast
from bot.stories.disputes import day_disputes, disputes
from bot.stories.group import first_news, title_of
from bot.stories.ledger import ledger
from bot.stories.timeline import first_day, important, timeline

# How many sentences are looked at for an answer, and how many are shown.
_CANDIDATES, _ANSWERS = 60, 3
_TOPIC_HITS, _SEARCH_HITS = 40, 10
# Two sentences this alike (cosine) say the same, and are cited together.
_ALIKE = 0.8
_SUMMARY_LINES = 6
_DAYS_SHOWN, _EVENTS_SHOWN = 14, 2
# Articles of the last days count as recent; without any, the newest day there is counts as today.
_RECENT = dt.timedelta(days=2)
_MOVING = dt.timedelta(days=3)
# Beyond this many sentences a word is common, however many more there are.
_COMMON = 2000

_KIND = {command.name: command.kind for command in commands()}


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a timeline shows: the most dates, the most events a date; None is all there is."""

    dates: int | None = _DAYS_SHOWN
    sentences: int | None = _EVENTS_SHOWN


@dataclass
class Desk:
    """The editor's desk: answers requests from one store. Use it from one thread at a time."""

    store: ArticleStore
    embedder: Embedder
    wording: Wording
    index: SentenceIndex = field(init=False)

    def __post_init__(self) -> None:
        self.index = SentenceIndex(self.store)

    def ask(
        self, text: str, now: dt.datetime, only: Collection[str] | None = None, limits: Limits | None = None
    ) -> Reply:
        """The reply to what somebody typed; `only` restricts it to these articles."""
        return self.answer(understand(text), now, only, limits)

    def answer(
        self, request: Request, now: dt.datetime, only: Collection[str] | None = None, limits: Limits | None = None
    ) -> Reply:
        """The reply to a request. What cannot be understood is answered with a clear line."""
        regroup(self.store, lenses())
        call = _Call(self, request, now, only, limits or Limits())
        kind = _KIND.get(request.command, request.command)
        try:
            return HANDLERS[kind](call)
        except BadRequest as error:
            return replies.plain_reply(call.asked, "error", error.template, **error.values)

    def search(self, text: str, limit: int, only: Collection[str] | None = None) -> list[Hit]:
        """The best sentences for a text."""
        return self.index.search(text, self.embedder.encode([text])[0], only, limit) if self.store.count() else []

    def stories(self) -> list[Story]:
        """All stories, in the order of their first day."""
        regroup(self.store, lenses())
        return self.store.stories()


@dataclass
class _Call:
    """One request on its way: what several handlers need, gathered when first needed."""

    desk: Desk
    request: Request
    now: dt.datetime
    only: Collection[str] | None
    limits: Limits

    @cached_property
    def asked(self) -> Asked:
        return Asked(self.request, self.desk.wording)

    @cached_property
    def stories(self) -> list[Story]:
        """The stories, the last to move first."""
        return sorted(
            self.desk.store.stories(), key=lambda s: (s.last or dt.date.min, len(s.witnesses), s.id), reverse=True
        )

    @cached_property
    def today(self) -> tuple[dt.date, bool]:
        """The day that counts as today, and whether it is one of the last days."""
        newest, today = self.desk.store.newest_day(), self.now.date()
        recent = newest is None or today - _RECENT <= newest <= today + _RECENT
        return (today if recent or newest is None else newest), recent

    @cached_property
    def scope(self) -> Scope | None:
        """The articles that are meant: those a program named, a story, the topic's story, or the one that moves most."""
        if self.only is not None:
            return self._scope_of(None, self.only, "")
        story, topic = self._story()
        return self._scope_of(story, story.articles, topic) if story else None

    @cached_property
    def vectors(self) -> Mapping[Quote, Vectors]:
        return self.desk.store.vectors(self.scope.reports if self.scope else ())

    def similar(self, one: Quote, other: Quote) -> float:
        """The cosine of two sentences of the scope."""
        a, b = self.vectors.get(one), self.vectors.get(other)
        return float(a @ b) if a is not None and b is not None else 0.0

    def text(self, quote: Quote) -> str:
        """A sentence of the scope."""
        assert self.scope is not None
        return quote.span.of(self.scope.reports[quote.article].article.text)

    def _story(self) -> tuple[Story | None, str]:
        by_id = {story.id: story for story in self.stories}
        if self.request.story:
            return by_id.get(self.request.story), self.request.topic
        if self.request.topic:
            return self._story_about(self.request.topic), self.request.topic
        return self._moving(), ""

    def _moving(self) -> Story | None:
        """The story with most witnesses among those that moved in the last days."""
        day, _ = self.today
        moving = [s for s in self.stories if s.last is None or s.last >= day - _MOVING]
        return max(moving or self.stories, key=lambda s: (len(s.witnesses), s.id), default=None)

    def _story_about(self, topic: str) -> Story | None:
        """The story whose sentences fit the topic best; None when no sentence has a word of it."""
        story_of = {article: story for story in self.stories for article in story.articles}
        hits = self.desk.search(topic, _TOPIC_HITS)
        reports = self.desk.store.reports(hit.quote.article for hit in hits)
        score: dict[str, float] = {}
        for hit in hits:
            if about(topic, hit.quote.span.of(reports[hit.quote.article].article.text)):
                story = story_of[hit.quote.article].id
                score[story] = score.get(story, 0.0) + hit.score
        best = max(score, key=lambda id: (score[id], id), default=None)
        return next((s for s in self.stories if s.id == best), None)

    def _scope_of(self, story: Story | None, ids: Collection[str], topic: str) -> Scope:
        reports = self.desk.store.reports(ids)
        groups = story.witnesses if story else [group for s in self.stories for group in s.witnesses]
        witness_of = {id: group[0] for group in groups for id in group if id in reports}
        title = story.title if story else title_of(list(reports.values())) if reports else ""
        return Scope(title, reports, witness_of, story, topic)


# ------------------------------------------------------------------ one handler a kind of request


def _question(call: _Call) -> Reply:
    desk = call.desk
    hits = desk.search(call.request.topic, _CANDIDATES, call.only)
    reports = desk.store.reports(hit.quote.article for hit in hits)
    vectors = desk.store.vectors(reports)
    question = read_question(call.request.topic)
    asked = desk.embedder.encode([call.request.topic])[0] if hits else None
    candidates = [
        _candidate(
            reports[hit.quote.article], hit.quote, float(vectors[hit.quote] @ asked) if asked is not None else 0.0
        )
        for hit in hits
        if _is_news(reports[hit.quote.article], hit.quote)
    ]
    total = desk.store.sentences()
    chosen = choose(question, candidates, lambda word: idf(desk.store.holders(word, _COMMON), total))
    if not chosen:
        return _none(call)
    together = _together(chosen, vectors)[:_ANSWERS]
    story = desk.store.story_of(together[0][0].candidate.quote.article)
    return replies.answer_reply(call.asked, together, reports, story)


def _together(chosen: Sequence[Scored], vectors: Mapping[Quote, Vectors]) -> list[tuple[Scored, list[Quote]]]:
    """Sentences of different articles that say the same, under the best of them."""
    found: list[tuple[Scored, list[Quote]]] = []
    for scored in chosen:
        quote = scored.candidate.quote
        home = next((f for f in found if _alike(quote, f, vectors)), None)
        if home:
            home[1].append(quote)
        else:
            found.append((scored, []))
    return found


def _alike(quote: Quote, found: tuple[Scored, list[Quote]], vectors: Mapping[Quote, Vectors]) -> bool:
    first = found[0].candidate.quote
    articles = {first.article, *(q.article for q in found[1])}
    return quote.article not in articles and float(vectors[quote] @ vectors[first]) >= _ALIKE


def _candidate(report: Report, quote: Quote, cosine: float) -> Candidate:
    """A sentence with what stands around it: its neighbours and the headline."""
    article, facts = report.article, report.facts
    news = [s for s in article.sentences if s.kind is SentenceKind.NEWS]
    at = next(n for n, s in enumerate(news) if s.start == quote.span.start)
    beside = [s.of(article.text) for s in news[max(0, at - 1) : at + 2] if s is not news[at]]
    return Candidate(
        quote,
        quote.span.of(article.text),
        " ".join([article.title or "", *beside]),
        cosine,
        at,
        dates=tuple(d for d in facts.dates if _inside(d.start, news[at])),
        figures=tuple(f for f in facts.figures if _inside(f.start, news[at])),
        actors=tuple(a for a in facts.actors if _inside(a.start, news[at])),
    )


def _inside(offset: int, sentence: Sentence) -> bool:
    return sentence.start <= offset < sentence.end


def _is_news(report: Report, quote: Quote) -> bool:
    return any(s.start == quote.span.start and s.kind is SentenceKind.NEWS for s in report.article.sentences)


def _none(call: _Call) -> Reply:
    return replies.none_reply(call.asked, call.stories, call.desk.store.count())


def _search(call: _Call) -> Reply:
    hits = call.desk.search(call.request.topic, _SEARCH_HITS, call.only)
    reports = call.desk.store.reports(hit.quote.article for hit in hits)
    shown = [
        hit for hit in hits if about(call.request.topic, hit.quote.span.of(reports[hit.quote.article].article.text))
    ]
    return replies.search_reply(call.asked, shown, reports) if shown else _none(call)


def _context(call: _Call) -> Reply:
    quote = call.desk.store.sentence(call.request.topic)
    if quote is None:
        return replies.plain_reply(call.asked, "error", "gone")
    report = call.desk.store.reports([quote.article])[quote.article]
    return replies.context_reply(call.asked, quote, report, call.desk.store.story_of(quote.article))


def _summary(call: _Call) -> Reply:
    if call.scope is None or not call.scope.reports:
        return _none(call)
    scope = call.scope
    skip = (lambda quote: not about(scope.topic, call.text(quote))) if scope.topic else None
    lines = summarise(list(scope.reports.values()), _SUMMARY_LINES, call.similar, skip)
    lines = lines or summarise(list(scope.reports.values()), _SUMMARY_LINES, call.similar)
    return replies.summary_reply(call.asked, scope, lines) if lines else _none(call)


def _timeline(call: _Call) -> Reply:
    if call.scope is None:
        return _none(call)
    scope = call.scope
    events = _in_range(_events(call), call.request)
    found = narrowed(scope.topic, events, lambda event: call.text(event.quotes[0]))
    shown = important(found, call.limits.dates, call.limits.sentences)
    if not shown:
        return _none(call)
    apart = day_disputes(events, scope.witness_of, call.similar)
    return replies.timeline_reply(call.asked, scope, shown, frozenset(side.value for d in apart for side in d.sides))


def _events(call: _Call) -> tuple[Event, ...]:
    assert call.scope is not None
    return timeline(list(call.scope.reports.values()), call.scope.witness_of, call.similar)


def _in_range(events: Sequence[Event], request: Request) -> list[Event]:
    """The events between the days asked for, both included. Raises BadRequest for a range that is upside down."""
    first, last = request.first or "", request.last or "9999"
    if first > last:
        raise BadRequest("upside_down", first=first, last=last)
    return [e for e in events if first <= first_day(e.value) and first_day(e.value)[: len(last)] <= last]


def _actors(call: _Call) -> Reply:
    if call.scope is None:
        return _none(call)
    scope = call.scope
    actors = cast(list(scope.reports.values()), scope.witness_of)
    named = [a for a in actors if a.quotes]
    shown = narrowed(scope.topic, named, lambda actor: " ".join(alias.text for alias in actor.aliases))
    return replies.actors_reply(call.asked, scope, shown) if shown else _none(call)


def _figures(call: _Call) -> Reply:
    if call.scope is None:
        return _none(call)
    claims = narrowed(call.scope.topic, _claims(call, call.request.command), lambda claim: call.text(claim.quotes[0]))
    if not claims:
        return _none(call)
    return replies.figures_reply(call.asked, call.scope, claims)


def _claims(call: _Call, lens: str) -> tuple[Claim, ...]:
    assert call.scope is not None
    return ledger(list(call.scope.reports.values()), lens, call.scope.witness_of)


def _disputed(call: _Call) -> Reply:
    if call.scope is None:
        return _none(call)
    claims = [claim for lens in lenses() for claim in _claims(call, lens)]
    found = disputes(claims, _events(call), call.scope.witness_of, call.similar)
    shown = narrowed(call.scope.topic, found, lambda d: " ".join(call.text(s.quotes[0]) for s in d.sides))
    return replies.disputed_reply(call.asked, call.scope, shown) if shown else _none(call)


def _sources(call: _Call) -> Reply:
    if call.scope is None:
        return _none(call)
    leads = {id: lead for id, report in call.scope.reports.items() if (lead := first_news(report.article))}
    groups = call.scope.story.witnesses if call.scope.story else [(id,) for id in call.scope.reports]
    return replies.sources_reply(call.asked, call.scope, leads, groups)


def _stories(call: _Call) -> Reply:
    newest = call.desk.store.newest_articles()
    reports = call.desk.store.reports(newest.values())
    leads = [(story, lead) for story in call.stories if (lead := first_news(reports[newest[story.id]].article))]
    return replies.stories_reply(call.asked, leads, reports) if leads else _none(call)


def _brief(call: _Call) -> Reply:
    day, recent = call.today
    if call.request.first:
        day, recent = _day(call.request.first), True
    stories = [s for s in call.stories if s.first and s.last and s.first <= day <= s.last]
    if call.request.topic and call.scope and call.scope.story:
        stories = [s for s in stories if s.id == call.scope.story.id]
    everything = replace(call, only=[id for s in stories for id in s.articles])
    reports = call.desk.store.reports(everything.only or ())
    moved = brief(stories, reports, day, everything.similar)
    store = call.desk.store
    if not moved:
        return replies.plain_reply(call.asked, "brief", "quiet", day=day, newest=store.newest_day())
    return replies.brief_reply(call.asked, replies.Day(day, recent, store.undated()), moved, reports)


def _day(value: str) -> dt.date:
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise BadRequest("no_day", value=value) from None


def _help(call: _Call) -> Reply:
    store = call.desk.store
    template = "start" if call.request.command == "start" else "help"
    buttons = [call.asked.wording.button(name, Request(name)) for name in ("stories", "brief", "help")]
    return replies.plain_reply(
        call.asked, "help", template, buttons, commands=commands(), articles=store.count(), newest=store.newest_day()
    )


Handler = Callable[[_Call], Reply]

HANDLERS: Mapping[str, Handler] = {
    "question": _question,
    "context": _context,
    "help": _help,
    "stories": _stories,
    "summary": _summary,
    "brief": _brief,
    "timeline": _timeline,
    "actors": _actors,
    "figures": _figures,
    "disputed": _disputed,
    "sources": _sources,
    "search": _search,
}
