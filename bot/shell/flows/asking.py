"""Asking: a text becomes a request, the request a scope of articles, and a stage's answer a reply.

People in Telegram and programs at the command line are answered by the same code.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace

from bot.answers import replies
from bot.answers.corrections import corrected
from bot.answers.salience import Centrality, lexrank
from bot.answers.understand import understand
from bot.answers.wording import Wording
from bot.model import BadRequest, Hit, Reply, Request, Story
from bot.prompts import admin_commands, commands, lenses
from bot.shell.embedder import Embedder
from bot.shell.flows.actors import show_actors, show_quotes
from bot.shell.flows.alerting import Look, look
from bot.shell.flows.briefing import show_brief
from bot.shell.flows.call import Call, Limits
from bot.shell.flows.chronicle import show_timeline
from bot.shell.flows.commands import (
    show_disputed,
    show_elsewhere,
    show_figures,
    show_help,
    show_sources,
    show_stories,
    show_summary,
)
from bot.shell.flows.conversation import Conversations
from bot.shell.flows.feeds import add_feed, show_feeds
from bot.shell.flows.finding import find
from bot.shell.flows.indexing import regroup, reread
from bot.shell.flows.judging import judge
from bot.shell.flows.mine import show_mine, show_offers
from bot.shell.flows.outlets import mute, said_without, show_outlets
from bot.shell.flows.papers import on_paper
from bot.shell.flows.questions import show_context, show_question, show_search
from bot.shell.flows.wants import Wants
from bot.shell.index import SentenceIndex
from bot.shell.reranker import Reranker
from bot.shell.store.articles import ArticleStore
from bot.shell.store.feeds import FeedList
from bot.shell.store.judgements import Judgements
from bot.shell.store.offers import Offers
from bot.shell.store.outlets import Outlets
from bot.shell.store.private import PrivateShelves
from bot.shell.store.tastes import Tastes
from bot.shell.store.told import Told, reader_of

__all__ = ["Desk", "Limits"]

_KIND = {command.name: command.kind for command in (*commands(), *admin_commands())}


@dataclass
class Desk:
    """The editor's desk: answers requests from one store. Use it from one thread at a time."""

    store: ArticleStore
    embedder: Embedder
    wording: Wording
    judgements: Judgements | None = None
    feeds: FeedList | None = None
    private: PrivateShelves | None = None
    offers: Offers | None = None
    told: Told | None = None
    outlets: Outlets | None = None
    tastes: Tastes | None = None
    ranking: Centrality = lexrank
    reranker: Reranker | None = None
    index: SentenceIndex = field(init=False)
    _conversations: Conversations = field(default_factory=Conversations)

    def __post_init__(self) -> None:
        self.index = SentenceIndex(self.store)

    def ask(  # noqa: PLR0913  # who asks what, where and when: only the text and the time are always given
        self,
        text: str,
        now: dt.datetime,
        only: Collection[str] | None = None,
        *,
        admin: bool = False,
        chat: int | None = None,
        reader: str | None = None,
    ) -> Reply:
        """The reply to what somebody typed; `only` restricts it to these articles, `admin` is who runs the bot, `chat` where
        it is asked: there a question may go on from the one before. Briefings tell a `reader` nothing twice; a chat is one."""
        request = self._conversations.whole(chat, self._put_right(understand(text)))
        return self.answer(request, now, only, admin=admin, chat=chat, reader=reader)

    def answer(  # noqa: PLR0913  # see `ask`
        self,
        request: Request,
        now: dt.datetime,
        only: Collection[str] | None = None,
        limits: Limits | None = None,
        *,
        admin: bool = False,
        chat: int | None = None,
        reader: str | None = None,
        wants: Wants | None = None,
    ) -> Reply:
        """The reply to a request; `wants` is what subscribers want for whom it is composed. What cannot be
        understood is answered with a clear line."""
        self._bring_up_to_date()
        call = Call(self, request, now, only, limits or Limits(), admin, chat, reader, wants)
        kind = _KIND.get(request.command, request.command)
        try:
            return on_paper(call, said_without(call, HANDLERS[kind](call)))
        except BadRequest as error:
            return replies.plain_reply(call.asked, "error", error.template, **error.values)

    def search(
        self, text: str, limit: int, only: Collection[str] | None = None, *, articles: bool = False
    ) -> list[Hit]:
        """The best sentences for a text; with `articles` the best of each article."""
        return find(self, text, limit, only, articles=articles)

    def stories(self) -> list[Story]:
        """All stories, in the order of their first day."""
        self._bring_up_to_date()
        return self.store.stories.all()

    def look(self, *, tell: bool) -> Look | None:
        """What is worth an alert in the articles that came since the last look; None where none came."""
        return look(self, tell=tell)

    def looked(self, upto: int) -> None:
        """What a look found is in the outbox."""
        self.store.arrivals.alerted = upto

    def warm(self) -> None:
        """Load the models before somebody waits for them."""
        self.embedder.encode(["ready"])
        if self.reranker:
            self.reranker.scores("ready", ["ready"])

    def close(self) -> None:
        """Close the stores."""
        kept = (self.judgements, self.feeds, self.private, self.offers, self.told, self.outlets, self.tastes)
        for store in (self.store, *kept):
            if store:
                store.close()

    def migrated(self, old: int, new: int) -> None:
        """A group is now a supergroup, under another id: what it keeps for itself stays its own."""
        if self.private:
            self.private.migrated(old, new)
        self._conversations.forget(old)

    def forget(self, chat: int) -> None:
        """Delete what a chat keeps for itself, and what it asked last."""
        self._conversations.forget(chat)
        if self.private:
            self.private.forget(chat)
        if self.told:
            self.told.forget(reader_of(chat))

    def _put_right(self, request: Request) -> Request:
        """A question without its typing mistakes; one that is to be read as it is typed stays."""
        if request.command != "question" or request.view is not None:
            return request
        words = self.store.vocabulary
        meant = corrected(request.topic, lambda word: words.holders(word, 1) > 0, words.nearest)
        return request if meant == request.topic else replace(request, topic=meant, typed=request.topic)

    def _bring_up_to_date(self) -> None:
        reread(self.store, lenses())
        regroup(self.store)


Handler = Callable[[Call], Reply]

HANDLERS: Mapping[str, Handler] = {
    "question": show_question,
    "context": show_context,
    "help": show_help,
    "stories": show_stories,
    "summary": show_summary,
    "brief": show_brief,
    "timeline": show_timeline,
    "actors": show_actors,
    "quotes": show_quotes,
    "figures": show_figures,
    "disputed": show_disputed,
    "sources": show_sources,
    "search": show_search,
    "judge": judge,
    "add": add_feed,
    "feeds": show_feeds,
    "mine": show_mine,
    "offers": show_offers,
    "outlets": show_outlets,
    "mute": mute,
    "delivery": show_elsewhere,
}
