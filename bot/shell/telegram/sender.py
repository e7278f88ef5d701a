"""The single sender of editions: takes what is due from the outbox in order, and writes down what became of each.

claim (the delivery is `sending`) | turn at the gate | send | settle, together with the next claim: one flush to disk a message.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import sqlite3
from collections.abc import Callable

import structlog
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.delivery.pacing import Turn
from bot.model import Message
from bot.shell.store.outbox import Delivery, Settled
from bot.shell.store.people import PeopleStore, PeopleThread
from bot.shell.store.views import EVERYBODY, View, token
from bot.shell.telegram.gate import BROADCAST, PACED, Gate
from bot.shell.telegram.outcomes import Fate, Outcome, outcome_of
from bot.shell.telegram.speaking import NO_PREVIEW
from bot.shell.telegram.watch import Watch

log = structlog.get_logger()

_AHEAD, _AT_ONCE = 120, 40
_IDLE_SECONDS, _TROUBLE_SECONDS = 1.0, 2.0
# A delivery that Telegram's servers refuse for so long (with growing pauses: two hours) is given up and told.
_TRIES = 30


class Sender:
    """Sends editions. `never_lost` says what to do where nobody knows: send again, or (as by default) never twice."""

    def __init__(self, bot: ExtBot[str], people: PeopleThread, gate: Gate, watch: Watch, *, never_lost: bool) -> None:
        self._bot = bot
        self._people = people
        self._gate = gate
        self._watch = watch
        self._never_lost = never_lost
        self._settled: list[Settled] = []
        self._on_the_way: dict[int, asyncio.Task[None]] = {}
        self._ahead: list[Delivery] = []
        self._wake = asyncio.Event()
        self._turns: list[asyncio.Future[Turn]] = []
        self._leaving = False
        self._left = asyncio.Event()

    def wake(self) -> None:
        """There is something new in the outbox."""
        self._wake.set()

    async def run(self) -> None:
        """Send until told to leave; a broken disk or a locked file only makes it wait."""
        await self._persist(lambda store: store.outbox.take_up(self._people.now(), again=self._never_lost))
        while not self._leaving:
            try:
                await self._step()
                self._watch.well("sender")
            except sqlite3.Error as error:
                self._watch.trouble("disk", str(error))
                await self._pause(_TROUBLE_SECONDS)
        self._left.set()

    async def leave(self, seconds: float) -> None:
        """Take nothing new, wait for what is on its way, and write down what became of it."""
        self._leaving = True
        self.wake()
        for turn in self._turns:
            turn.cancel()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._left.wait()
        if self._on_the_way:
            await asyncio.wait(self._on_the_way.values(), timeout=seconds)
        with contextlib.suppress(sqlite3.Error):
            await self._settle(None)

    async def _step(self) -> None:
        delivery = await self._next()
        if delivery is None:
            await self._settle(None)
            await self._pause(_IDLE_SECONDS)
            return
        self._ahead.remove(delivery)
        if not await self._settle(delivery.id):
            return
        if self._leaving:
            self._settled.append(Settled(delivery.id, "due"))
            return
        before, turn = self._turns[-1:], asyncio.ensure_future(self._gate.turn(delivery.place.chat, BROADCAST))
        self._turns = [*before, turn]
        self._on_the_way[delivery.id] = asyncio.create_task(self._send(delivery, turn))
        # One waits at the gate while the next is claimed, or a slow disk would hold up the flow; no more than that, for a kill
        # leaves all that are claimed in doubt.
        if before:
            await asyncio.wait(before)
        if len(self._on_the_way) >= _AT_ONCE:
            await asyncio.wait(self._on_the_way.values(), return_when=asyncio.FIRST_COMPLETED)

    async def _next(self) -> Delivery | None:
        """The first delivery that is due to a chat which has not to wait."""
        ready = self._ready()
        if ready is None:
            self._wake.clear()
            now = self._people.now()
            due = await self._people(lambda store: store.outbox.due(now, _AHEAD))
            self._ahead = [one for one in due if one.id not in self._on_the_way]
            ready = self._ready()
        return ready

    def _ready(self) -> Delivery | None:
        now = self._gate.clock()
        return next((one for one in self._ahead if self._gate.pace.chat(one.place.chat, now) <= now), None)

    async def _settle(self, claim: int | None) -> bool:
        """Write what is known, and claim the next. What could not be written is kept, and tried again with the next."""
        settled, now = list(self._settled), self._people.now()
        if not settled and claim is None:
            return True
        claimed = await self._people(lambda store: store.outbox.settle(settled, claim, now))
        del self._settled[: len(settled)]
        self._watch.well("disk")
        return claimed

    async def _send(self, delivery: Delivery, turn: asyncio.Future[Turn]) -> None:
        try:
            await self._send_in_turn(delivery, await turn)
        except asyncio.CancelledError:
            # Nothing was sent: the program leaves before its turn has come.
            self._settled.append(Settled(delivery.id, "due"))
        finally:
            del self._on_the_way[delivery.id]
            self._wake.set()

    async def _send_in_turn(self, delivery: Delivery, turn: Turn) -> None:
        try:
            sent = await self._bot.send_message(
                delivery.place.chat,
                delivery.message.html,
                ParseMode.HTML,
                message_thread_id=delivery.place.thread or None,
                disable_notification=delivery.silent,
                link_preview_options=NO_PREVIEW,
                reply_markup=_keyboard(delivery.message),
                rate_limit_args=PACED,
            )
        except TelegramError as failure:
            self._gate.answered(turn, taken=False)
            await self._failed(delivery, outcome_of(failure))
        else:
            self._gate.answered(turn)
            self._settled.append(Settled(delivery.id, "sent", message=sent.message_id))

    async def _failed(self, delivery: Delivery, outcome: Outcome) -> None:
        id, chat, now = delivery.id, delivery.place.chat, self._people.now()
        match outcome.fate:
            case Fate.UNCERTAIN:
                state = "due" if self._never_lost else "uncertain"
                self._settled.append(Settled(id, state, why="no answer"))
                self._watch.trouble("uncertain", outcome.why)
            case Fate.GONE:
                self._settled.append(Settled(id, "refused", why=outcome.why))
                await self._persist(lambda store: store.gone(chat, now))
                self._ahead = [one for one in self._ahead if one.place.chat != chat]
            case Fate.MIGRATED if outcome.chat is not None:
                new = outcome.chat
                self._settled.append(Settled(id, "due", why=outcome.why))
                await self._persist(lambda store: store.migrated(chat, new))
                self._ahead = [one for one in self._ahead if one.place.chat != chat]
            case Fate.LATER if delivery.tries < _TRIES:
                self._later(delivery, outcome, now)
            case _:
                self._settled.append(Settled(id, "refused", why=outcome.why))
                self._watch.trouble("refused", outcome.why)

    def _later(self, delivery: Delivery, outcome: Outcome, now: dt.datetime) -> None:
        pause = outcome.pause(delivery.tries)
        later = now + dt.timedelta(seconds=pause)
        self._settled.append(Settled(delivery.id, "due", why=outcome.why, not_before=later))
        if outcome.told_to_wait and self._gate.halt(delivery.place.chat, pause):
            log.warning("Telegram told all to wait", seconds=pause)

    async def _persist(self, work: Callable[[PeopleStore], object]) -> None:
        """Do a piece of work on the store however long its disk or its lock takes."""
        while True:
            try:
                await self._people(work)
            except sqlite3.Error as error:
                self._watch.trouble("disk", str(error))
                if self._leaving:
                    return
                await asyncio.sleep(_TROUBLE_SECONDS)
            else:
                return

    async def _pause(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._wake.wait()


def _keyboard(message: Message) -> InlineKeyboardMarkup | None:
    """The buttons of an edition: its views belong to everybody."""
    rows = [
        [InlineKeyboardButton(b.label, callback_data=token(EVERYBODY, View(b.request, b.edits))) for b in row]
        for row in message.buttons
    ]
    return InlineKeyboardMarkup(rows) if rows else None
