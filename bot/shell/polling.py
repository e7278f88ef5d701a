"""Keeps the feeds polled: each when it is due, several beside each other, so that one that hangs holds none of the others."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import structlog

from bot.articles.addresses import is_web
from bot.articles.feeds import Outline
from bot.model import Refused
from bot.shell.flows.keeping import Keep, let_go
from bot.shell.flows.polling import Polled, broken, first_poll, poll
from bot.shell.newsroom import Newsroom
from bot.shell.store.feeds import Chosen

log = structlog.get_logger()

AT_ONCE = 8
# Feeds may be put on the list by another process (`sitrep add`): the list is looked at this often.
_LOOK = 30.0


class Polling:
    """Polls the feeds of a newsroom until it is stopped, and lets go what is kept no longer."""

    def __init__(self, room: Newsroom, keep: Keep | None = None) -> None:
        self._room = room
        self._keep = keep or Keep()
        self._under_way: dict[str, asyncio.Task[None]] = {}
        self._wake = asyncio.Event()
        self._loop: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin."""
        self._loop = asyncio.create_task(self._run())

    def look(self) -> None:
        """The list has changed: look at it now."""
        self._wake.set()

    async def stop(self) -> None:
        """End; what a poll has not written down yet, the next one finds again."""
        tasks = [task for task in (self._loop, *self._under_way.values()) if task]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _run(self) -> None:
        while True:
            self._wake.clear()
            wait = _LOOK
            try:
                for chosen in await self._due():
                    task = asyncio.create_task(self._poll(chosen))
                    self._under_way[chosen.url] = task
                wait = await self._until_next()
                await self._room.at_desk(lambda: let_go(self._room.desk.store, self._keep, self._room.now().date()))
            except Exception:
                log.exception(
                    "the feeds cannot be looked at"
                )  # a locked store, a full disk: the next look may do better
            # Not `wait_for`: before Python 3.12 it forgets that it was cancelled when the event comes at the same moment.
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self._wake.wait()

    async def _due(self) -> Sequence[Chosen]:
        """The feeds to poll now, as many as there is room for."""
        room = self._room
        waiting = await room.at_desk(lambda: due(room, room.now()))
        free = AT_ONCE - len(self._under_way)
        return [chosen for chosen in waiting if chosen.url not in self._under_way][:free]

    async def _until_next(self) -> float:
        if len(self._under_way) >= AT_ONCE:
            return _LOOK  # the first that is done wakes us
        soonest = await self._room.at_desk(self._room.desk.store.polls.next_due)
        left = (soonest - self._room.now()).total_seconds() if soonest else _LOOK
        return min(max(left, 1.0), _LOOK)

    async def _poll(self, chosen: Chosen) -> None:
        try:
            found = await poll(self._room, chosen)
            self._room.chats.source(found.title or found.url, found.trouble, gone=found.gone)
            if chosen.chat is not None:
                await self._room.chats.tell(chosen.chat, first_poll(self._room, found))
        except Exception:
            log.exception("a poll failed", feed=chosen.url)
            await broken(self._room, chosen)
        finally:
            del self._under_way[chosen.url]
            self._wake.set()


def due(room: Newsroom, now: dt.datetime) -> list[Chosen]:
    """The feeds whose time has come."""
    assert room.desk.feeds is not None
    feeds = {feed.url: feed for feed in room.desk.feeds.all()}
    return [feeds[url] for url in room.desk.store.polls.due(feeds, now)]


async def add_all(room: Newsroom, named: Sequence[str]) -> list[Polled | Refused]:
    """Put feeds on the list and poll them: addresses, and files that list feeds (OPML). What cannot be read is refused."""
    assert room.desk.feeds is not None
    wanted: list[Outline] = []
    refused: list[Polled | Refused] = []
    for name in named:
        try:
            wanted += [Outline(name, None)] if is_web(name) else await _listed(room, Path(name))
        except Refused as refusal:
            refused.append(refusal)
    room.desk.feeds.add(wanted, room.now())
    chosen = [feed for one in wanted if (feed := room.desk.feeds.get(one.url))]
    return refused + list(await poll_all(room, chosen))


async def _listed(room: Newsroom, file: Path) -> list[Outline]:
    try:
        return await room.parser.outlines(file.name, file.read_bytes())
    except OSError as error:
        raise Refused(str(file), f"cannot be opened: {error.strerror}") from None


async def poll_all(room: Newsroom, feeds: Sequence[Chosen]) -> list[Polled]:
    """Poll these feeds once, several beside each other; in their order."""
    free = asyncio.Semaphore(AT_ONCE)

    async def one(chosen: Chosen) -> Polled:
        async with free:
            return await poll(room, chosen)

    return await asyncio.gather(*(one(chosen) for chosen in feeds))
