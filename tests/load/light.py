"""The bot with a desk that knows nothing, so that it starts in a second: all the rest is the real one.

`python -m tests.load.light '{"home": ..., "server": ..., "scale": 1.0, "never_lost": false}'`; `scale` shortens Telegram's
second, and the bot's idea of it.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import html
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

os.environ.setdefault("PTB_TIMEDELTA", "1")

import structlog
from telegram.ext import ApplicationBuilder

from bot.answers.wording import Wording
from bot.config import Settings
from bot.delivery.pacing import Limits, Pace
from bot.model import Message, Reply, Request
from bot.shell.flows.wants import Wants
from bot.shell.store.backups import Alone
from bot.shell.telegram import running
from tests.load.telegram import TOKEN


class LightDesk:
    """Says what it was asked."""

    def __init__(self) -> None:
        self.wording = Wording("sitrep_load_bot")

    def ask(self, text: str, now: dt.datetime, *, admin: bool = False, chat: int | None = None) -> Reply:
        """What was said."""
        return Reply("answer", (Message(f"You said: {html.escape(text)}"),))

    def answer(
        self, request: Request, now: dt.datetime, *, reader: str | None = None, wants: Wants | None = None
    ) -> Reply:
        """A briefing of its day, in which nothing is new."""
        about = ", ".join(wants.topics) if wants else ""
        return Reply(
            "brief", (Message(f"<b>Briefing</b> of {request.first} about {about}, page {min(request.page, 2)}"),)
        )

    def look(self, *, tell: bool) -> None:
        """Nothing comes."""

    def looked(self, upto: int) -> None:
        """Nothing was found."""

    def warm(self) -> None:
        """Nothing to load."""

    def migrated(self, old: int, new: int) -> None:
        """Nothing to move."""

    def forget(self, chat: int) -> None:
        """Nothing to forget; it is said."""
        print(f"forgot {chat}", file=sys.stderr, flush=True)

    def close(self) -> None:
        """Nothing to close."""


def limits(scale: float) -> Limits:
    """Telegram's limits, in a shorter second; what a message takes on its way does not shorten."""
    whole = Limits()
    return Limits(
        second=whole.second * scale + 0.02 * (1 - scale),
        gap=whole.gap * scale,
        transit=whole.transit,
        chat=whole.chat * scale + 0.02 * (1 - scale),
        minute=whole.minute * scale,
    )


async def main(given: dict[str, Any]) -> None:
    """Serve until SIGTERM."""
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    settings = Settings(
        home=Path(given["home"]), never_lost=given.get("never_lost", False), admins=given.get("admins", "")
    )
    builder = ApplicationBuilder().token(TOKEN).base_url(f"{given['server']}/bot")
    with Alone(settings.home):
        await serve(builder, settings, given, stop)


async def serve(builder: Any, settings: Settings, given: dict[str, Any], stop: asyncio.Event) -> None:
    """The bot, until it is told to stop."""
    async with running(builder, settings, lambda *_: LightDesk(), Pace(limits(given.get("scale", 1.0)))):
        print("ready", file=sys.stderr, flush=True)
        await stop.wait()


if __name__ == "__main__":
    asyncio.run(main(json.loads(sys.argv[1])))
