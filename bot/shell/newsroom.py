"""Where news comes in: pages are fetched and read, articles taken into the store, while the desk goes on answering.

Reading and embedding happen in a thread of their own; the desk's thread is borrowed for the moments in which the store is used.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import random
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from importlib.metadata import version
from typing import Protocol, TypeVar

from bot.articles.feeds.entries import as_fetched
from bot.facts.actors import Recogniser
from bot.model import Draft, Later, Refused, Reply
from bot.prompts import lenses
from bot.shell.fetching import Fetcher, Policy
from bot.shell.fetching.robots import Robots
from bot.shell.flows.asking import Desk
from bot.shell.flows.correcting import corrections
from bot.shell.flows.indexing import Outcome, decide, known_as, prepare, read_report, regroup
from bot.shell.parsing import Parser
from bot.shell.store.articles import ArticleStore, Known

T = TypeVar("T")


class AtDesk(Protocol):
    """Runs a piece of work where the desk may be used, and waits for it."""

    async def __call__(self, work: Callable[[], T]) -> T:
        """What the work returns."""


class Chats(Protocol):
    """The chats, which are told what they did not ask for just now."""

    async def tell(self, chat: int, reply: Reply) -> None:
        """Tell a chat what it waits to hear."""

    async def correct(self, corrections: Mapping[str, Reply]) -> None:
        """Tell those who were shown sentences that have changed, by the sentences' keys."""

    def source(self, feed: str, trouble: str | None, *, gone: bool) -> None:
        """Tell those who run the bot that a feed fails, perhaps for good, or works again."""


class NoChats:
    """Where nobody is to be told anything: at the command line."""

    async def tell(self, chat: int, reply: Reply) -> None:
        """See `Chats.tell`."""

    async def correct(self, corrections: Mapping[str, Reply]) -> None:
        """See `Chats.correct`."""

    def source(self, feed: str, trouble: str | None, *, gone: bool) -> None:
        """See `Chats.source`."""


def _clock() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@dataclass
class Newsroom:
    """The newsroom of one desk. `chats` are told what comes of it; `chance` and `now` are given for the tests' sake."""

    desk: Desk
    at_desk: AtDesk
    contact: str = ""
    policy: Policy = field(default_factory=Policy)
    recognise: Recogniser | None = None
    chats: Chats = field(default_factory=NoChats)
    now: Callable[[], dt.datetime] = _clock
    chance: random.Random = field(default_factory=random.Random)

    def __post_init__(self) -> None:
        agent = f"Sitrep/{version('sitrep')} (news briefings{'; ' if self.contact else ''}{self.contact})"
        self.fetcher = Fetcher(agent, self.policy)
        self.parser = Parser("Sitrep")
        self.robots = Robots(self.fetcher, self.parser.may_read)
        self._reading = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reading")
        self._one_at_a_time = asyncio.Lock()
        self._changed: list[str] = []

    async def close(self) -> None:
        """End what is under way."""
        await self.fetcher.close()
        await self.parser.close()
        self._reading.shutdown()

    async def page(self, url: str) -> Draft:
        """The article at an address. Raises Refused where there is none, or robots may not read it."""
        if not await self.robots.allow(url):
            raise Refused(url, "the site asks robots not to read this page")
        found = await self.fetcher.get(url)
        if found.status >= 500 or found.status == 429:
            raise Later(url, f"the site has trouble (it answers {found.status})")
        if found.status != 200:
            raise Refused(url, f"the page cannot be had (its site answers {found.status})")
        draft = await self.parser.page(found.url, found.headers.get("content-type", ""), found.body)
        if isinstance(draft, Refused):
            raise Refused(url, draft.why)
        return as_fetched(draft, found.url, self.now())

    async def take(self, drafts: Iterable[Draft | Refused], chat: int | None = None) -> list[Outcome]:
        """Take articles into the store, one after the other, or into a chat's own; one outcome for each, in order. Call `group`
        afterwards."""
        async with self._one_at_a_time:
            return [await self._taken(draft, chat) for draft in drafts]

    async def group(self) -> None:
        """Find the stories of what has come, and tell those who were shown what has changed."""
        await self.at_desk(lambda: regroup(self.desk.store))
        changed, self._changed = self._changed, []
        if found := await self.at_desk(lambda: corrections(self.desk, changed)):
            await self.chats.correct(found)

    async def _taken(self, draft: Draft | Refused, chat: int | None) -> Outcome:
        if isinstance(draft, Refused):
            return Outcome(draft.input, None, "refused", draft.why)
        draft = await self.at_desk(partial(self._named, draft))
        known, state, why = await self.at_desk(lambda: self._looked_up(draft, chat))
        if why or (known and state == "known"):
            return Outcome(draft.input, known.id if known else None, state, why or draft.note)
        reader = partial(read_report, lenses=lenses(), recognise=self.recognise)
        make = partial(prepare, draft, known, self.desk.embedder, reader)
        ready = await asyncio.get_running_loop().run_in_executor(self._reading, make)
        await self.at_desk(lambda: self._store(chat).put(*ready))
        if state == "changed" and chat is None:
            self._changed.append(ready.report.article.id)
        return Outcome(draft.input, ready.report.article.id, state, draft.note)

    def _named(self, draft: Draft) -> Draft:
        """The draft under the name that its domain's outlet has; only what is called by its domain is renamed."""
        outlets = self.desk.outlets
        known = outlets.all().get(draft.outlet or "") if outlets and draft.url else None
        return replace(draft, outlet=known.name, language=draft.language or known.language) if known else draft

    def _looked_up(self, draft: Draft, chat: int | None) -> tuple[Known | None, str, str | None]:
        """What is known of a draft, what it is therefore, and what keeps it from being taken. What everybody has, no chat needs
        for itself."""
        known = known_as(draft, self.desk.store)
        if chat is None or (state := decide(draft, known)) == "known":
            return known, decide(draft, known), None
        shelf = self.desk.private.of(chat, make=True) if self.desk.private else None
        if shelf is None or shelf.is_full:
            return None, "refused", "you keep as many articles as you may: /mine removes some"
        known = known_as(draft, shelf.store)
        state = decide(draft, known)
        return known, state, None

    def _store(self, chat: int | None) -> ArticleStore:
        shelf = self.desk.private.of(chat) if self.desk.private else None
        return shelf.store if shelf else self.desk.store
