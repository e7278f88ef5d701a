"""One request on its way: what several handlers need of the store, gathered when it is first asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from bot.answers.interests import Interests, interests_of
from bot.answers.lengths import Length, length_named
from bot.answers.papers import FORMATS
from bot.answers.replies import Asked, Scope
from bot.answers.topic import about
from bot.delivery.schedule import Hour, next_slot
from bot.delivery.subscription import State
from bot.model import Article, Judgement, Quote, Report, Request, Story
from bot.shell.embedder import Vectors
from bot.shell.flows.wants import Wants
from bot.stories.group import title_of
from bot.stories.ledger import Known, known
from bot.topics import Topic, TopicKind

if TYPE_CHECKING:
    from bot.shell.flows.asking import Desk
    from bot.shell.store.private import Shelf

# What stands for a story's id where all articles are meant.
EVERYTHING = "all"
_TOPIC_HITS = 40
_DAYS_SHOWN, _EVENTS_SHOWN, _BACKGROUND_SHOWN = 14, 2, 10
# Articles of the last days count as recent; without any, the newest day there is counts as today.
_RECENT = dt.timedelta(days=2)
_MOVING = dt.timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a timeline shows: the most dates, the most events a date, and the dates before the story began, folded
    away beside them; None is all there is."""

    dates: int | None = _DAYS_SHOWN
    sentences: int | None = _EVENTS_SHOWN
    background: int | None = _BACKGROUND_SHOWN


@dataclass
class Call:
    """One request on its way: what several handlers need, gathered when first needed."""

    desk: Desk
    request: Request
    now: dt.datetime
    only: Collection[str] | None
    limits: Limits
    admin: bool = False
    chat: int | None = None
    reader: str | None = None
    given: Wants | None = None

    @cached_property
    def asked(self) -> Asked:
        """The request with the wording of its answer."""
        ahead = self.given.ahead if self.given else 0
        return Asked(self.request, self.desk.wording, whole=self.request.view in FORMATS, ahead=ahead)

    @cached_property
    def length(self) -> Length:
        """How long the answer is to be: as this request says, or as the chat last chose; what is said is remembered."""
        said, tastes = length_named(self.request.view), self.desk.tastes
        if tastes is None or self.chat is None:
            return said or Length.MEDIUM
        if said:
            tastes.keep(self.chat, self.request.command, said)
        return said or length_named(tastes.of(self.chat, self.request.command)) or Length.MEDIUM

    @cached_property
    def wants(self) -> Wants:
        """What those want who get the answer: subscribers for whom it is composed, or the chat that asks."""
        if self.given or self.chat is None or self.desk.tastes is None:
            return self.given or Wants()
        mine = self.desk.tastes.subscriptions.of_chat(self.chat)
        ahead = [slot for one in mine if one.state is State.ON and (slot := next_slot(one, self.now))]
        soon = min(ahead, default=None)
        topics = tuple(dict.fromkeys(topic for one in mine for topic in one.topics))
        return Wants(topics, next=Hour(soon.day, soon.minute) if soon else None)

    @cached_property
    def interests(self) -> Interests:
        """What is of interest: what the request names, else what they follow; never what they have muted."""
        wanted, asked = (
            interests_of(self.wants.topics),
            interests_of([self.request.topic] if self.request.topic else []),
        )
        story = self.desk.store.stories.named(self.request.story) if self.request.story else None
        named = (Topic(TopicKind.STORY, story.id),) if story else asked.followed
        return Interests(self._current(named or wanted.followed), self._current(wanted.muted))

    def _current(self, topics: Sequence[Topic]) -> tuple[Topic, ...]:
        """The topics with the ids that their stories have by now: a story that has grown into another goes by its name."""
        store = self.desk.store
        return tuple(
            replace(topic, value=story.id)
            if topic.kind is TopicKind.STORY and (story := store.stories.named(topic.value))
            else topic
            for topic in topics
        )

    @cached_property
    def stories(self) -> list[Story]:
        """The stories, the last to move first."""
        return sorted(
            self.desk.store.stories.all(), key=lambda s: (s.last or dt.date.min, len(s.witnesses), s.id), reverse=True
        )

    @cached_property
    def today(self) -> tuple[dt.date, bool]:
        """The day that counts as today, and whether it is one of the last days."""
        today, store = self.now.date(), self.desk.store
        newest = store.newest_day(until=today)
        if newest is not None and newest >= today - _RECENT:
            return today, True
        return (store.newest_day() or today), False

    @cached_property
    def scope(self) -> Scope | None:
        """The articles that are meant: those a program named, a story, the topic's story, or the one that moves most."""
        if self.only is not None:
            return self._scope_of(None, self.only, "")
        if self.request.story == EVERYTHING:
            return self._everything()
        story, topic = self._story()
        return self._scope_of(story, story.articles, topic) if story else None

    @cached_property
    def vectors(self) -> Mapping[Quote, Vectors]:
        """The embeddings of the scope's sentences."""
        return self.desk.store.vectors(self.scope.reports if self.scope else ())

    @cached_property
    def known(self) -> Known:
        """What claims of the scope's articles are weighed by."""
        assert self.scope is not None
        return known(list(self.scope.reports.values()), self.scope.witness_of)

    def similar(self, one: Quote, other: Quote) -> float:
        """The cosine of two sentences of the scope."""
        a, b = self.vectors.get(one), self.vectors.get(other)
        return float(a @ b) if a is not None and b is not None else 0.0

    def text(self, quote: Quote) -> str:
        """A sentence of the scope."""
        assert self.scope is not None
        return quote.span.of(self.scope.reports[quote.article].article.text)

    def _everything(self) -> Scope | None:
        """All articles, as one scope without a title; None where there are none."""
        witness_of = {id: group[0] for s in self.stories for group in s.witnesses for id in group}
        reports = self.shown(self.desk.store.reports(witness_of))
        kept = {id: witness for id, witness in witness_of.items() if id in reports}
        return Scope("", reports, kept, topic=self.request.topic) if kept else None

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

    @cached_property
    def own(self) -> Shelf | None:
        """What the chat keeps for itself."""
        return self.desk.private.of(self.chat) if self.desk.private else None

    @cached_property
    def left_out(self) -> frozenset[str]:
        """The outlets and agencies that this chat does not want to see, or that this answer leaves out."""
        muted = self.desk.outlets.muted(self.chat) if self.desk.outlets else frozenset()
        return muted | self.wants.muted | ({self.request.without} if self.request.without else set())

    def shows(self, article: Article) -> bool:
        """Whether an article is none of those."""
        return self.left_out.isdisjoint((article.outlet, article.agency))

    def shown(self, reports: Mapping[str, Report]) -> dict[str, Report]:
        """Those of some articles that are none of those."""
        return {id: report for id, report in reports.items() if self.shows(report.article)}

    def scope_of(self, ids: Collection[str]) -> Scope:
        """These articles, whatever their stories."""
        return self._scope_of(None, ids, "")

    @cached_property
    def judgements(self) -> Sequence[Judgement]:
        """The editor's word on who is who."""
        return self.desk.judgements.all() if self.desk.judgements else ()

    def _scope_of(self, story: Story | None, ids: Collection[str], topic: str) -> Scope:
        reports = self.shown(self.desk.store.reports(ids))
        groups = story.witnesses if story else [group for s in self.stories for group in s.witnesses]
        witness_of = {id: group[0] for group in groups for id in group if id in reports}
        title = story.title if story else self.title_of(reports) if reports else ""
        return Scope(title, reports, witness_of, story, topic)

    def title_of(self, reports: Mapping[str, Report]) -> str:
        """The title of the story that these articles tell."""
        return title_of({id: report.article for id, report in reports.items()}, self.desk.store.shelf.cards(reports))
