"""A newsroom for tests: a real store and the real fetching, an embedder of words, a clock that is turned by hand."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

from bot.answers.wording import Wording
from bot.articles.feeds import Outline
from bot.shell.fetching import Policy
from bot.shell.flows.asking import Desk
from bot.shell.flows.polling import Polled
from bot.shell.newsroom import Newsroom
from bot.shell.polling import due, poll_all
from bot.shell.store.articles import ArticleStore
from bot.shell.store.feeds import FeedList
from tests.fakes import WordEmbedder

T = TypeVar("T")
NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


class Clock:
    """Shows the time that it was set to."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> dt.datetime:
        return self.now


async def at_once(work: Callable[[], T]) -> T:
    """The desk, where nobody else is waiting."""
    return work()


@asynccontextmanager
async def newsroom(home: Path, policy: Policy) -> AsyncIterator[Newsroom]:
    """The newsroom of a home."""
    embedder = WordEmbedder()
    desk = Desk(ArticleStore(home, embedder.name), embedder, Wording("sitrep_bot"), None, FeedList(home))
    room = Newsroom(desk, at_once, policy=policy, now=Clock(), chance=random.Random(7))
    yield room
    await room.close()
    desk.store.close()
    assert desk.feeds
    desk.feeds.close()


async def add(room: Newsroom, *urls: str) -> list[Polled]:
    """Put feeds on the list, and poll all that are due."""
    assert room.desk.feeds
    room.desk.feeds.add([Outline(url, None) for url in urls], room.now())
    return await poll_all(room, due(room, room.now()))


async def later(room: Newsroom, **time: float) -> list[Polled]:
    """Let time go by, and poll all that are due then."""
    assert isinstance(room.now, Clock)
    room.now.now += dt.timedelta(**time)
    return await poll_all(room, due(room, room.now()))


def texts(room: Newsroom) -> list[str]:
    """The texts of all articles there are."""
    store = room.desk.store
    return [article.text for article in store.articles(store.ids()).values()]
