"""The counter where people subscribe: finds out for which place, and whether who asks may, then lets the flow answer.

In a group only its admins change anything, and a channel's admins do it from a private chat ("/subscribe @channel 7:30"). The
right is asked of Telegram at every message and press, for it may have been taken away since.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import NamedTuple

from telegram import Chat, Message, Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.delivery import zones
from bot.delivery.subscription import Place, State
from bot.delivery.words import clock, wish_of
from bot.model import Reply, Request
from bot.prompts import admin_commands, commands
from bot.shell.flows.status import status
from bot.shell.flows.subscribing import Visit, forgets, located, which_zone, zone_set
from bot.shell.flows.visiting import visit
from bot.shell.store.people import PeopleStore, PeopleThread
from bot.shell.telegram.desk_thread import DeskThread
from bot.shell.telegram.watch import Watch

_KIND = "delivery"
_NAMES = frozenset(command.name for command in (*commands(), *admin_commands()) if command.kind == _KIND)
# Who may look without being an admin: nothing of the chat is shown or changed.
_FREE = frozenset({"privacy"})
# A text of more words is a question, not a city.
_PLACE_WORDS = 4
_ADMINS = (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR)


class Asker(NamedTuple):
    """Who asks, and where: the message (of theirs, or under whose button they pressed), and their id."""

    message: Message
    user: int | None

    @property
    def place(self) -> Place:
        """The chat and its topic."""
        topic = self.message.message_thread_id if self.message.is_topic_message else None
        return Place(self.message.chat.id, topic or 0)


class Counter:
    """Answers what concerns a chat's subscription."""

    def __init__(self, people: PeopleThread, desk: DeskThread, watch: Watch) -> None:
        self._people = people
        self._desk = desk
        self._watch = watch

    def serves(self, request: Request) -> bool:
        """Whether a request is for the counter."""
        return request.command in _NAMES

    async def answer(self, request: Request, asker: Asker, *, admin: bool) -> Reply | None:
        """The reply to a request; None for what only those who run the bot may ask, asked by another."""
        if request.command == "status":
            return await self._status() if admin else None
        bot = asker.message.get_bot()
        assert isinstance(bot, ExtBot)
        target = wish_of(request.topic).target
        place, of = await self._place(bot, asker, target)
        if place is None:
            return await self._said(request, asker.place, of, "not_there")
        if request.command not in _FREE and not await may_change(bot, asker, place.chat):
            return await self._said(request, place, of, "not_admin")
        return await self._flow(request, place, of)

    async def zone(self, text: str, asker: Asker) -> Reply | None:
        """The reply to a text that says where somebody is who was asked for it; None for any other text."""
        one = await self._people.patiently(lambda store: store.subscriptions.of(asker.place))
        if (
            one is None
            or one.zone
            or one.state is not State.ON
            or text.startswith("/")
            or len(text.split()) > _PLACE_WORDS
        ):
            return None
        minute = clock(text)
        if minute is not None:
            found = await asyncio.to_thread(zones.by_local_time, minute, self._people.now())
            return await self._people.patiently(lambda store: which_zone(self._visit(store, asker.place), found))
        zone = await asyncio.to_thread(zones.by_name, text)
        return (
            await self._people.patiently(lambda store: zone_set(self._visit(store, asker.place), zone))
            if zone
            else None
        )

    async def location(self, latitude: float, longitude: float, asker: Asker) -> Reply:
        """The reply to a location: its zone is taken."""
        zone = await asyncio.to_thread(zones.by_location, latitude, longitude)
        return await self._people.patiently(lambda store: zone_set(self._visit(store, asker.place), zone))

    async def came_or_went(self, update: Update) -> None:
        """The bot was blocked, removed, or let in again."""
        change, now = update.my_chat_member, self._people.now()
        if change is None:
            return
        chat, away = change.chat.id, change.new_chat_member.status in (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)
        if away:
            await self._people.patiently(lambda store: store.gone(chat, now))
        else:
            await self._people.patiently(lambda store: store.subscriptions.back(chat, now))

    async def _flow(self, request: Request, place: Place, of: str) -> Reply:
        city = await asyncio.to_thread(located, request)

        def visited(store: PeopleStore) -> tuple[Reply, bool]:
            call = replace(self._visit(store, place, request, of), city=city)
            return visit(call), forgets(call)

        reply, forgotten = await self._people.patiently(visited)
        if forgotten:
            await self._desk(lambda desk: desk.forget(place.chat))
        return reply

    async def _said(self, request: Request, place: Place, of: str, outcome: str) -> Reply:
        return await self._people.patiently(lambda store: self._visit(store, place, request, of).say(outcome))

    async def _status(self) -> Reply:
        troubles, now = self._watch.now(), self._people.now()
        return await self._people.patiently(lambda store: status(store, self._desk.wording, troubles, now))

    async def _place(self, bot: ExtBot[str], asker: Asker, target: str | None) -> tuple[Place | None, str]:
        """The place that is meant, None where the bot may not write there; and its name, where it is another chat's."""
        if target is None or asker.message.chat.type != ChatType.PRIVATE:
            return asker.place, ""
        try:
            chat = await bot.get_chat(target if target.startswith("@") else int(target))
            writes = await is_admin(bot, chat.id, bot.id) or chat.type != ChatType.CHANNEL
        except TelegramError:
            return None, target
        return (Place(chat.id) if writes else None), target

    def _visit(self, store: PeopleStore, place: Place, request: Request | None = None, of: str = "") -> Visit:
        return Visit(store, self._desk.wording, request or Request("settings"), place, self._people.now(), of)


async def may_change(bot: ExtBot[str], asker: Asker, chat: int) -> bool:
    """Whether who asks may change what a chat gets: in their own private chat, and as an admin of any other."""
    message = asker.message
    if message.chat.type == ChatType.PRIVATE and message.chat.id == chat:
        return True
    # An admin who stays anonymous writes as the group itself (or as the channel, in the channel); a press is never anonymous.
    if _wrote_as(message, asker.user) == chat:
        return True
    return asker.user is not None and await is_admin(bot, chat, asker.user)


async def is_admin(bot: ExtBot[str], chat: int, user: int) -> bool:
    """Whether somebody is an admin of a chat, by Telegram's own word."""
    try:
        return (await bot.get_chat_member(chat, user)).status in _ADMINS
    except TelegramError:
        return False


def _wrote_as(message: Message, user: int | None) -> int | None:
    """The chat in whose name a message was written by who asks; None where a person wrote, or somebody pressed a button."""
    sender: Chat | None = message.sender_chat
    wrote = message.from_user is None or message.from_user.id == user
    return sender.id if sender and wrote else None
