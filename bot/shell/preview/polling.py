"""getUpdates as Telegram serves it: it waits, redelivers what no offset has confirmed, and knows one poller only."""

from __future__ import annotations

import asyncio

from bot.shell.preview.call import Call
from bot.shell.preview.nouns import Json
from bot.shell.preview.refusal import OTHER_POLLER, Refusal, refuse
from bot.shell.preview.state import State

MAX_WAIT_S = 50  # telegram-bot-api, Client.h: LONG_POLL_MAX_TIMEOUT


class Polling:
    """The queue's door: at most one request waits at it."""

    def __init__(self, state: State) -> None:
        """Waits on the changes that `state` tells."""
        self.state = state
        self._waiting: asyncio.Future[None] | None = None
        state.listeners.append(self._notice)

    async def get_updates(self, call: Call) -> list[Json]:
        """The updates from `offset` on, at once or when there is one. A newer poller ends an older one: 409."""
        self._end(refuse(OTHER_POLLER, 409))
        self._confirm(call.number("offset") or 0)
        limit = min(max(call.number("limit") or 100, 1), 100)
        wait = min(max(call.number("timeout") or 0, 0), MAX_WAIT_S)
        if not self.state.updates and wait:
            await self._wait(wait)
        return self.state.updates[:limit]

    def close(self) -> None:
        """Lets the waiting request go, with nothing."""
        self._end(None)

    def _confirm(self, offset: int) -> None:
        """Forgets what came before the offset; a negative one keeps the last so many."""
        updates = self.state.updates
        if offset < 0:
            del updates[:offset]
        else:
            updates[:] = [update for update in updates if update["update_id"] >= offset]

    async def _wait(self, seconds: int) -> None:
        waiting = self._waiting = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(seconds):
                await waiting
        except TimeoutError:
            pass
        finally:
            if self._waiting is waiting:
                self._waiting = None

    def _end(self, refusal: Refusal | None) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting and not waiting.done():
            waiting.set_exception(refusal) if refusal else waiting.set_result(None)

    def _notice(self, user: int, change: Json) -> None:
        if change["kind"] == "update":
            self._end(None)
