"""The gate through which every message to Telegram goes, one at a time: answers to people before broadcasts.

`Gate` applies what `bot.delivery.pacing` decides. It is python-telegram-bot's rate limiter for all that handlers send, so that
no handler has to think of it; the sender of editions takes its turns itself and passes.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

import structlog
from telegram import error
from telegram.ext import BaseRateLimiter

from bot.delivery.pacing import Pace, Turn
from bot.shell.telegram.outcomes import Fate, outcome_of

log = structlog.get_logger()

# What the sender of editions gives as `rate_limit_args`: it waits for its turns before it writes down that it sends.
PACED = "paced"
ANSWER, BROADCAST = 0, 1
# What Telegram counts as messages; edits, typing, presses and menus it does not, and pages are turned quickly.
_COUNTED = ("send", "copy", "forward")
_TRIES = 6


@dataclass(slots=True, order=True)
class _Waiting:
    rank: int
    number: int
    chat: int = field(compare=False)
    turn: asyncio.Future[Turn] = field(compare=False)


class Gate(BaseRateLimiter[str]):
    """Lets messages go in their order and at Telegram's pace. `clock` gives seconds."""

    def __init__(self, pace: Pace | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self.pace = pace or Pace()
        self.clock = clock
        self._queue: list[_Waiting] = []
        self._number = 0
        self._came = asyncio.Event()
        self._keeper: asyncio.Task[None] | None = None

    async def initialize(self) -> None:
        """Take up the work."""
        self._keeper = self._keeper or asyncio.create_task(self._keep())

    async def shutdown(self) -> None:
        """Let nothing go any more."""
        if self._keeper:
            self._keeper.cancel()
            await asyncio.gather(self._keeper, return_exceptions=True)
            self._keeper = None

    async def turn(self, chat: int, rank: int = ANSWER) -> Turn:
        """Wait for a turn to send a chat something; whoever gets one says afterwards that it was `answered`."""
        self._number += 1
        waiting = _Waiting(rank, self._number, chat, asyncio.get_running_loop().create_future())
        self._queue.append(waiting)
        self._queue.sort()
        self._came.set()
        try:
            return await waiting.turn
        finally:
            if waiting in self._queue:
                self._queue.remove(waiting)

    def answered(self, turn: Turn, *, taken: bool = True) -> None:
        """The answer to what was sent in a turn is there."""
        self.pace.answered(turn, self.clock(), taken=taken)
        self._came.set()

    def halt(self, chat: int, seconds: float) -> bool:
        """Telegram says that a chat has to wait; whether all have to."""
        return self.pace.halt(chat, self.clock() + seconds)

    async def process_request(  # noqa: PLR0913  # as the base class has it
        self,
        callback: Callable[..., Coroutine[Any, Any, bool | dict[str, Any] | list[dict[str, Any]]]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: str | None,
    ) -> bool | dict[str, Any] | list[dict[str, Any]]:
        """A call of python-telegram-bot's: what Telegram surely did not take is tried again, within reason."""
        counted = endpoint.startswith(_COUNTED) and endpoint != "sendChatAction"
        chat = _number(data.get("chat_id"))
        if rate_limit_args == PACED or not counted or chat is None:
            return await callback(*args, **kwargs)
        for tried in range(_TRIES):
            turn = await self.turn(chat)
            try:
                made = await callback(*args, **kwargs)
            except error.TelegramError as failure:
                self.answered(turn, taken=False)
                outcome = outcome_of(failure)
                if outcome.fate is not Fate.LATER or tried == _TRIES - 1:
                    raise
                log.info("will answer later", chat=chat, why=outcome.why, seconds=outcome.seconds)
                if outcome.told_to_wait:
                    self.halt(chat, outcome.seconds)
                else:
                    await asyncio.sleep(outcome.pause(tried))
            except BaseException:
                self.answered(turn, taken=False)
                raise
            else:
                self.answered(turn)
                return made
        raise AssertionError("the last try returns or raises")

    async def _keep(self) -> None:
        while True:
            now = self.clock()
            self._came.clear()
            waits = [max(self.pace.overall(now), self.pace.chat(w.chat, now)) for w in self._queue]
            ready = next((w for w, at in zip(self._queue, waits, strict=True) if at <= now), None)
            if ready:
                self._queue.remove(ready)
                if not ready.turn.cancelled():
                    ready.turn.set_result(self.pace.take(ready.chat, now))
                    # Whoever waited for it sends before anybody else is let through.
                    await asyncio.sleep(0)
                continue
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(min(waits) - now if waits else None):
                    await self._came.wait()


def _number(chat: object) -> int | None:
    """The chat's id; a channel's name has the same limits, under a number of its own."""
    if isinstance(chat, int):
        return chat
    return None if chat is None else -abs(hash(chat))
