"""The whole bot at work: intake, front, editions, sender and watch, started and ended in the right order.

updates | intake | front | gate            the schedule's question | editions | outbox | sender | gate
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import sqlite3
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

import structlog
from telegram import BotCommand, Update
from telegram.error import TelegramError
from telegram.ext import ApplicationBuilder, ExtBot

from bot.config import Settings
from bot.delivery.pacing import Pace
from bot.model import SitrepError
from bot.prompts import commands
from bot.shell.fetching import Policy
from bot.shell.flows import editions
from bot.shell.store.backups import EVERY, back_up
from bot.shell.store.people import BACKUP, PeopleThread, utc
from bot.shell.telegram.desk_thread import Desk, DeskThread, OpenDesk
from bot.shell.telegram.front import App, Front
from bot.shell.telegram.gate import Gate
from bot.shell.telegram.intake import Intake
from bot.shell.telegram.news import News
from bot.shell.telegram.sender import Sender
from bot.shell.telegram.speaking import Speaker
from bot.shell.telegram.watch import Watch

log = structlog.get_logger()

Builder = ApplicationBuilder[Any, Any, Any, Any, Any, Any]
_ASK_SECONDS, _HOUSE_SECONDS, _LOOK_SECONDS = 2.0, 10.0, 5.0
# When somebody who wants alerts was last looked out for; that is written down now and then.
_LOOKED, _LATELY, _MARK = "looked for alerts", dt.timedelta(hours=1), dt.timedelta(minutes=10)
# SIGTERM is obeyed within ten seconds: first what is being sent, then what is being answered.
_SEND_SECONDS, _ANSWER_SECONDS = 3.0, 4.0


class Service:
    """The parts of a running bot."""

    def __init__(self, settings: Settings, people: PeopleThread, desk: DeskThread, gate: Gate, app: App) -> None:
        self.people = people
        self.desk = desk
        self.gate = gate
        self.app = app
        self._home = settings.home
        bot: ExtBot[str] = app.bot
        self.watch = Watch(bot, settings.admins, desk.wording, people.now)
        self.sender = Sender(bot, people, gate, self.watch, never_lost=settings.never_lost)
        self.intake = Intake(bot, people, self._handle, self.watch)
        self._tasks: dict[str, asyncio.Task[None]] = {}

    async def start(self) -> None:
        """Begin: first what the last run left to be sent, then what it left to be answered, then what is new."""
        self._run("sender", self.sender.run())
        self._run("watch", self.watch.run())
        await self.intake.take_up()
        self._run("intake", self.intake.run())
        self._run("editions", self._make_editions())
        self._run("alerts", self._make_alerts())
        self._run("house", self._keep_house())
        self._run("menu", self._tell_commands())

    async def ended(self) -> None:
        """Wait for ever, or until a part of the bot cannot go on; raises why."""
        lasting = [task for name, task in self._tasks.items() if name != "menu"]
        done, _ = await asyncio.wait(lasting, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()

    async def leave(self) -> None:
        """End cleanly within seconds."""
        for name in ("intake", "editions", "alerts", "house", "menu"):
            self._tasks[name].cancel()
        await self.sender.leave(_SEND_SECONDS)
        await self.intake.leave(_ANSWER_SECONDS)
        for task in self._tasks.values():
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    async def make_editions(self, now: dt.datetime) -> int:
        """Ask whose time has come, and write what they get into the outbox; how many editions are new."""
        due = await self.people(lambda store: editions.gather(store, now))
        texts = {}
        for wanted in editions.texts_wanted(due, now):
            try:
                texts[wanted] = await self.desk(lambda desk, wanted=wanted: editions.compose(desk, wanted, now))  # type: ignore[misc]
            except Exception as error:
                # Whatever it is, it must not keep the others from getting theirs; it is asked for again.
                log.exception("an edition could not be composed", topics=wanted.topics)
                self.watch.trouble("editions", f"{type(error).__name__}: {error}")
        made = list(editions.editions(due, texts, self.desk.wording, now))
        whole = len(texts) == len(editions.texts_wanted(due, now))
        new = await self.people(lambda store: editions.keep(store, made, now, whole=whole))
        if whole:
            self.watch.well("editions")
        if new:
            self.sender.wake()
        return new

    async def make_alerts(self, now: dt.datetime) -> int:
        """Look at what came, and write into the outbox who is to hear of it; how many alerts are new."""
        wanting = await self.people(lambda store: store.subscriptions.wanting_alerts(now))
        if not wanting:
            return 0
        before = await self.people(lambda store: store.marked(_LOOKED))
        # Where nobody wanted to hear for long, what came meanwhile is no news.
        lately = before is not None and abs(now - before) < _LATELY
        found = await self.desk(lambda desk: desk.look(tell=lately))
        if before is None or abs(now - before) > _MARK or not lately:
            await self.people(lambda store: store.mark(_LOOKED, now))
        if found is None:
            return 0
        from bot.shell.flows.alerting import addressed

        muted = await self.people(lambda store: store.muted())
        made = addressed(found.heard, wanting, muted, now)
        new = await self.people(lambda store: store.outbox.alert(made, now)) if made else 0
        await self.desk(lambda desk: desk.looked(found.upto))
        if new:
            self.sender.wake()
        return new

    async def _keep_house(self) -> None:
        """Backups, and what need not be kept any longer is deleted."""
        while True:
            try:
                await self._back_up(self.people.now())
                self.watch.well("backup")
            except (OSError, sqlite3.Error) as error:
                self.watch.trouble("disk", str(error))
            except SitrepError as error:
                self.watch.trouble("backup", str(error))
            await asyncio.sleep(_HOUSE_SECONDS)

    async def _back_up(self, now: dt.datetime) -> None:
        await self.people(lambda store: store.fold())
        last = await self.people(lambda store: store.marked(BACKUP))
        if last is None or abs(now - last) >= EVERY:
            await asyncio.to_thread(back_up, self._home, now)
            await self.people(lambda store: store.keep_house(now))

    async def _make_editions(self) -> None:
        while True:
            try:
                await self.make_editions(self.people.now())
            except sqlite3.Error as error:
                self.watch.trouble("disk", str(error))
            await asyncio.sleep(_ASK_SECONDS)

    async def _make_alerts(self) -> None:
        """A task of its own: the desk may be long at work, and editions must not wait for it."""
        while True:
            try:
                await self.make_alerts(self.people.now())
                self.watch.well("alerts")
            except sqlite3.Error as error:
                self.watch.trouble("disk", str(error))
            except Exception as error:
                log.exception("alerts could not be made")
                self.watch.trouble("alerts", f"{type(error).__name__}: {error}")
            await asyncio.sleep(_LOOK_SECONDS)

    async def _handle(self, raw: dict[str, Any]) -> None:
        """One update, to the handlers; what cannot be read is logged and done with."""
        try:
            update = Update.de_json(raw, self.app.bot)
        except (TypeError, KeyError, ValueError):
            log.exception("an update could not be read", id=raw.get("update_id"))
            return
        await self.app.process_update(update)

    async def _tell_commands(self) -> None:
        with contextlib.suppress(TelegramError):
            await self.app.bot.set_my_commands([BotCommand(c.name, c.menu["en"]) for c in commands()])

    def _run(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        self._tasks[name] = asyncio.create_task(work, name=name)


def open_desk(settings: Settings, name: str) -> Desk:
    """The real desk. It is imported in its own thread: what waits in the outbox is sent before it could be here."""
    from bot.shell.plugged import desk

    return desk(settings, name)


@asynccontextmanager
async def running(  # noqa: PLR0913  # all but the first two have real parts for their defaults
    builder: Builder,
    settings: Settings,
    open_desk: OpenDesk = open_desk,
    pace: Pace | None = None,
    clock: Callable[[], dt.datetime] = utc,
    policy: Policy | None = None,
) -> AsyncIterator[Service]:
    """The bot of a prepared builder (which brings the token and the connection), at work on the home of the settings.

    `policy` is what it may fetch, if not the usual.
    """
    people, gate, at_desk = PeopleThread(settings.home, clock), Gate(pace), DeskThread(open_desk, settings)
    await people.open()
    app = builder.updater(None).rate_limiter(gate).build()
    try:
        async with app:
            at_desk.begin(app.bot.username)
            service, speaker = Service(settings, people, at_desk, gate, app), Speaker(people, app.bot)
            news = News(settings, at_desk, speaker, service.watch, policy)
            Front(settings, at_desk, people, speaker, news).listen(app, service.watch)
            await service.start()
            news.begin()
            try:
                yield service
            finally:
                await news.close()
                await service.leave()
    finally:
        await at_desk.close()
        await people.close()
