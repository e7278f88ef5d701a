"""Tells those who run the bot what fails, in Telegram and in the log; what cannot be told at once is told later."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Collection

import structlog
from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.answers.wording import Wording
from bot.delivery.troubles import Notice, Troubles

log = structlog.get_logger()
_RETRY_SECONDS = 20


class Watch:
    """Takes down what fails and what is well; `run` tells it to the admins."""

    def __init__(
        self, bot: ExtBot[str], admins: Collection[int], wording: Wording, clock: Callable[[], dt.datetime]
    ) -> None:
        self._bot = bot
        self._admins = admins
        self._wording = wording
        self._clock = clock
        self._troubles = Troubles()
        self._notices: asyncio.Queue[Notice] = asyncio.Queue()

    def trouble(self, kind: str, why: str) -> None:
        """Something failed."""
        self._note(self._troubles.trouble(kind, why, self._clock()))

    def well(self, kind: str) -> None:
        """Something works."""
        self._note(self._troubles.well(kind, self._clock()))

    def now(self) -> dict[str, str]:
        """What fails at present, and why."""
        return self._troubles.now()

    async def run(self) -> None:
        """Tell what comes, for ever."""
        while True:
            notice = await self._notices.get()
            text = self._wording.render("delivery/notice", notice=notice)
            for admin in self._admins:
                await self._tell(admin, text)

    async def _tell(self, admin: int, text: str) -> None:
        """An admin who has not started the bot, or blocked it, is told nothing; one who cannot be reached now, later."""
        while True:
            try:
                await self._bot.send_message(admin, text, ParseMode.HTML)
            except TelegramError as error:
                log.warning("an admin could not be told", admin=admin, why=str(error))
                if "timed out" not in str(error).lower() and "httpx" not in str(error):
                    return
                await asyncio.sleep(_RETRY_SECONDS)
            else:
                return

    def _note(self, notice: Notice | None) -> None:
        if notice:
            log.log(
                20 if notice.well else 40, "well again" if notice.well else "trouble", kind=notice.kind, why=notice.why
            )
            self._notices.put_nowait(notice)
