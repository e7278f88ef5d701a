"""Updates come in: written down, then confirmed to Telegram, then answered, in order within a chat, chats beside one another."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Iterable
from typing import Any
from urllib.parse import urlencode

import structlog
from telegram import error
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.shell.store.intake import Arrived
from bot.shell.store.people import PeopleThread
from bot.shell.telegram.outcomes import outcome_of
from bot.shell.telegram.watch import Watch

log = structlog.get_logger()

# Chats that are answered at the same time: the desk takes one after the other, but a link that one of them sent may be slow.
_CHATS_AT_ONCE = 32
# Telegram holds a request so long when there is nothing new.
_POLL_SECONDS = 25
_LONGEST_PAUSE = 30.0
Handle = Callable[[dict[str, Any]], Awaitable[None]]


class Intake:
    """Takes updates from Telegram and has each handled once, by `handle`."""

    def __init__(self, bot: ExtBot[str], people: PeopleThread, handle: Handle, watch: Watch) -> None:
        self._bot = bot
        self._people = people
        self._handle = handle
        self._watch = watch
        self._waiting: dict[int, deque[Arrived]] = defaultdict(deque)
        self._at_work: dict[int, asyncio.Task[None]] = {}
        self._places = asyncio.Semaphore(_CHATS_AT_ONCE)
        self._offset = 0
        self._request = HTTPXRequest(connection_pool_size=1, read_timeout=_POLL_SECONDS + 10)

    async def take_up(self) -> None:
        """After a start: what the last run has not answered."""
        self._hand_out(await self._people(lambda store: store.intake.unanswered()))

    async def run(self) -> None:
        """Take updates, for ever. Raises InvalidToken where Telegram does not know the bot."""
        pause = 0.0
        async with self._request:
            while True:
                try:
                    await self._take()
                except error.InvalidToken:
                    raise
                except (error.TelegramError, sqlite3.Error) as failure:
                    kind = "disk" if isinstance(failure, sqlite3.Error) else "intake"
                    self._watch.trouble(kind, str(failure))
                    pause = min(_LONGEST_PAUSE, pause * 2 or 0.25)
                    await asyncio.sleep(max(pause, outcome_of(failure).seconds))
                else:
                    pause = 0.0
                    self._watch.well("intake")

    async def leave(self, seconds: float) -> None:
        """Begin nothing new, and let what is being answered end; what has no time is taken up by the next run."""
        self._waiting.clear()
        if self._at_work:
            _, late = await asyncio.wait(self._at_work.values(), timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _take(self) -> None:
        asked = urlencode({"timeout": _POLL_SECONDS, "limit": 100, "offset": self._offset})
        updates: Any = await self._request.post(f"{self._bot.base_url}/getUpdates?{asked}")
        if updates:
            arrived = [Arrived(u["update_id"], _chat(u), json.dumps(u, ensure_ascii=False)) for u in updates]
            now = self._people.now()
            self._hand_out(await self._people(lambda store: store.intake.write(arrived, now)))
            # The next request confirms these. The first one of a run confirms nothing: what Telegram still has, it gives again.
            self._offset = max(update.id for update in arrived) + 1

    def _hand_out(self, arrived: Iterable[Arrived]) -> None:
        for update in arrived:
            self._waiting[update.chat].append(update)
            if update.chat not in self._at_work:
                self._at_work[update.chat] = asyncio.create_task(self._work(update.chat))

    async def _work(self, chat: int) -> None:
        """Answer what a chat has said, one after the other."""
        try:
            while self._waiting.get(chat):
                async with self._places:
                    await self._answer(self._waiting[chat].popleft())
        finally:
            self._waiting.pop(chat, None)
            del self._at_work[chat]

    async def _answer(self, update: Arrived) -> None:
        """Once: written down before and after. An error is the handlers' to tell; the update is done with."""
        await self._written(lambda store: store.intake.begin(update.number))
        await self._handle(json.loads(update.raw))
        await self._written(lambda store: store.intake.done(update.number))

    async def _written(self, work: Callable[[Any], None]) -> None:
        while True:
            try:
                await self._people(work)
            except sqlite3.Error as failure:
                self._watch.trouble("disk", str(failure))
                await asyncio.sleep(1)
            else:
                return


def _chat(update: dict[str, Any]) -> int:
    """The chat whose turn the update waits for; without one, the person's."""
    for part in update.values():
        if isinstance(part, dict):
            inner = part.get("message")
            message = inner if isinstance(inner, dict) else part
            for who in (message.get("chat"), part.get("from"), part.get("user")):
                if isinstance(who, dict) and isinstance(who.get("id"), int):
                    return int(who["id"])
    return 0
