"""The desk in a thread of its own, so that the loop stays free and the desk is used by one at a time."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Protocol, TypeVar

from bot.answers.wording import Wording
from bot.config import Settings
from bot.model import Reply
from bot.shell.flows.editions import Answering

if TYPE_CHECKING:
    from bot.shell.flows.alerting import Look

T = TypeVar("T")
Work = Callable[[], T]
# The name of the thread.
DESK = "desk"


class Desk(Answering, Protocol):
    """What the front asks of the desk (`bot.shell.flows.asking.Desk`)."""

    def ask(self, text: str, now: dt.datetime, *, admin: bool = False, chat: int | None = None) -> Reply:
        """The reply to what somebody typed in a chat."""
        ...

    def migrated(self, old: int, new: int) -> None:
        """A group is now a supergroup, under another id."""
        ...

    def forget(self, chat: int) -> None:
        """Delete what a chat keeps for itself."""
        ...

    def look(self, *, tell: bool) -> Look | None:
        """What is worth an alert in the articles that came since the last look; None where none came."""
        ...

    def looked(self, upto: int) -> None:
        """What a look found is in the outbox."""
        ...

    def warm(self) -> None:
        """Load what the first answer would have to wait for."""
        ...

    def close(self) -> None:
        """Close the stores."""
        ...


# Opens a desk for the settings and the bot's name.
OpenDesk = Callable[[Settings, str], Desk]


class DeskThread:
    """The desk, from the event loop; `wording` is there before the desk is."""

    def __init__(self, open_desk: OpenDesk, settings: Settings) -> None:
        self._open_desk = open_desk
        self._settings = settings
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=DESK)
        self._desk: Desk | None = None
        self._name = ""
        self.wording = Wording("")

    def begin(self, name: str) -> None:
        """Open the desk of the bot called `name`, and load the model, while nobody waits for it."""
        self._name = name
        self.wording = Wording(name)
        self._thread.submit(lambda: self._opened().warm())

    async def __call__(self, work: Callable[[Desk], T]) -> T:
        """What `work` makes of the desk. Raises what opening it raises, as often as it is asked while it cannot be opened."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, lambda: work(self._opened()))

    async def close(self) -> None:
        """Close the desk when the answer at which it works is given; drop the others."""
        self._thread.shutdown(wait=False, cancel_futures=True)
        if self._desk:
            await asyncio.to_thread(self._desk.close)

    def _opened(self) -> Desk:
        if self._desk is None:
            self._desk = self._open_desk(self._settings, self._name)
        return self._desk
