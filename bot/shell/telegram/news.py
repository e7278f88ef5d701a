"""What comes in beside questions: the feeds, which are kept polled, and what people send to be read."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

from bot.config import Settings
from bot.model import Reply
from bot.shell.fetching import Policy
from bot.shell.sent import Sent
from bot.shell.telegram.desk_thread import Desk, DeskThread, T, Work
from bot.shell.telegram.speaking import Speaker
from bot.shell.telegram.watch import Watch

if TYPE_CHECKING:
    # What reads news is heavy, and sending what waits must not wait for it: it is imported when the newsroom opens.
    from bot.shell.newsroom import Newsroom
    from bot.shell.polling import Polling


class News:
    """The newsroom of a running bot. It opens when the desk does; `policy` is what may be fetched, if not the usual."""

    def __init__(
        self, settings: Settings, desk: DeskThread, speaker: Speaker, watch: Watch, policy: Policy | None
    ) -> None:
        self._settings = settings
        self._desk = desk
        self._speaker = speaker
        self._watch = watch
        # The feeds that fail and may be well again.
        self._failing: set[str] = set()
        self._policy = policy
        self._opening: asyncio.Task[tuple[Newsroom, Polling] | None]

    def begin(self) -> None:
        """Open, and poll from then on."""
        self._opening = asyncio.create_task(self._open(), name="news")

    async def read(self, sent: Sent) -> Reply | None:
        """Read what was sent; what it was. None where the desk keeps no articles."""
        opened = await asyncio.shield(self._opening)
        if opened is None:
            return None
        from bot.shell.flows.receiving import receive

        return await receive(opened[0], sent)

    def look(self) -> None:
        """The list of feeds may have changed."""
        if self._opening.done() and (opened := self._opening.result()):
            opened[1].look()

    async def close(self) -> None:
        """End what is under way."""
        self._opening.cancel()
        (opened,) = await asyncio.gather(self._opening, return_exceptions=True)
        if isinstance(opened, tuple):
            room, polling = opened
            await polling.stop()
            await room.close()

    async def _open(self) -> tuple[Newsroom, Polling] | None:
        room = await self._desk(self._room)
        if room is None:
            return None
        from bot.shell.flows.keeping import Keep
        from bot.shell.polling import Polling

        polling = Polling(room, Keep(self._settings.keep_days, self._settings.keep_articles))
        polling.start()
        return room, polling

    def _room(self, desk: Desk) -> Newsroom | None:
        """In the desk's thread, which everything heavy is imported in."""
        # Who has a desk with articles has imported its module: without it, there is no such desk, and nothing to import.
        asking = sys.modules.get("bot.shell.flows.asking")
        if asking is None or not isinstance(desk, asking.Desk):
            return None
        from bot.shell.plugged import newsroom

        return newsroom(self._settings, desk, self._at_desk, self, self._policy)

    async def _at_desk(self, work: Work[T]) -> T:
        return await self._desk(lambda _: work())

    async def tell(self, chat: int, reply: Reply) -> None:
        """See `Chats.tell`."""
        await self._speaker.tell(chat, reply)

    async def correct(self, corrections: Mapping[str, Reply]) -> None:
        """See `Chats.correct`."""
        await self._speaker.correct(corrections)

    def source(self, feed: str, trouble: str | None, *, gone: bool) -> None:
        """See `Chats.source`. However many fail, that is one trouble: a network that is down is no flood."""
        (self._failing.add if trouble and not gone else self._failing.discard)(feed)
        if trouble:
            self._watch.trouble("sources", f"{feed}: {trouble}")
        elif not self._failing:
            self._watch.well("sources")
