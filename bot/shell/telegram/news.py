"""Beside the answers: the feeds are polled, and what people send is read, for which nobody else has to wait."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from importlib import import_module
from typing import TYPE_CHECKING, TypeVar

import structlog

from bot.config import Settings
from bot.model import Reply
from bot.shell.sent import Sent
from bot.shell.telegram.desk_thread import DeskThread

if TYPE_CHECKING:
    from bot.shell.fetching import Policy
    from bot.shell.newsroom import Newsroom
    from bot.shell.polling import Polling

T = TypeVar("T")
log = structlog.get_logger()

# One chat's messages that are being read, or wait to be.
_AT_ONCE = 3
# The newsroom of a desk that cannot be opened is tried again; who has sent something does not wait for longer.
_AGAIN, _PATIENCE = 30.0, 60.0

Tell = Callable[[int, Reply], Awaitable[None]]
Say = Callable[[Reply], Awaitable[None]]
Failed = Callable[[Exception], Awaitable[None]]


class News:
    """The newsroom of a running bot; `tell` sends a chat what it waits to hear. A harness's own desk has none."""

    def __init__(self, settings: Settings, desk: DeskThread, tell: Tell, policy: Policy | None = None) -> None:
        self._settings = settings
        self._desk = desk
        self._tell = tell
        self._policy = policy
        self._room: asyncio.Future[Newsroom] = asyncio.get_running_loop().create_future()
        self._polling: Polling | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._reading: Counter[int] = Counter()

    async def run(self) -> None:
        """Open the newsroom, and poll its feeds, for ever."""
        try:
            while (opened := await self._opened()) is None:
                await asyncio.sleep(_AGAIN)
            room, self._polling = opened
            self._room.set_result(room)
            self._polling.start()
            await asyncio.Event().wait()
        finally:
            await self._close()

    def look(self) -> None:
        """The list of feeds may have changed."""
        if self._polling:
            self._polling.look()

    def take(self, sent: Sent, say: Say, failed: Failed) -> None:
        """Read what was sent, and say what it was; `failed` is told of what broke."""
        task = asyncio.create_task(self._read(sent, say, failed))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _opened(self) -> tuple[Newsroom, Polling] | None:
        """The newsroom of the desk, once that can be opened. Its modules are loaded in the desk's thread, as the desk's are."""
        try:
            opened = await self._desk(lambda desk: desk)
            await self._desk(lambda _: import_module("bot.shell.flows.receiving"))
        except Exception:
            log.exception("the newsroom cannot be opened")
            return None
        from bot.shell.flows.asking import Desk
        from bot.shell.flows.keeping import Keep
        from bot.shell.plugged import newsroom
        from bot.shell.polling import Polling

        if not isinstance(opened, Desk):
            await asyncio.Event().wait()
            return None
        room = newsroom(self._settings, opened, self._at_desk, self._tell, self._policy)
        return room, Polling(room, Keep(self._settings.keep_days, self._settings.keep_articles))

    async def _read(self, sent: Sent, say: Say, failed: Failed) -> None:
        self._reading[sent.chat] += 1
        try:
            room = await asyncio.wait_for(asyncio.shield(self._room), _PATIENCE)
            from bot.shell.flows.receiving import busy, receive

            await say(busy(room) if self._reading[sent.chat] > _AT_ONCE else await receive(room, sent))
        except Exception as error:  # whatever it is, the person gets the calm line of any other failure
            await failed(error)
        finally:
            self._reading[sent.chat] -= 1

    async def _at_desk(self, work: Callable[[], T]) -> T:
        return await self._desk(lambda _: work())

    async def _close(self) -> None:
        """End what is under way."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._polling:
            await self._polling.stop()
        if self._room.done():
            await self._room.result().close()
