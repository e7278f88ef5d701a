"""What the bot reacts to: an update becomes a request, a reply becomes calls. No words and no decisions live here."""

from __future__ import annotations

import secrets
from typing import Any

import structlog
from telegram import Message, Update
from telegram import error as telegram_error
from telegram.constants import ChatAction
from telegram.ext import Application, CallbackQueryHandler, ChatMemberHandler, ContextTypes, MessageHandler, filters

from bot.answers.understand import understand
from bot.config import Settings
from bot.model import Reply
from bot.shell.sent import Sent
from bot.shell.store.people import PeopleThread
from bot.shell.telegram.counter import Asker, Counter
from bot.shell.telegram.desk_thread import DeskThread
from bot.shell.telegram.news import News
from bot.shell.telegram.received import is_meant, sent_in, without_mention
from bot.shell.telegram.speaking import Speaker, answered
from bot.shell.telegram.watch import Watch

log = structlog.get_logger()
Context = ContextTypes.DEFAULT_TYPE
App = Application[Any, Any, Any, Any, Any, Any]


class Front:
    """The bot's front desk: takes messages and presses, has the desk answer them, and sends what it says."""

    def __init__(
        self, settings: Settings, desk: DeskThread, people: PeopleThread, speaker: Speaker, news: News
    ) -> None:
        self._settings = settings
        self._desk = desk
        self._people = people
        self._news = news
        self._speaker = speaker
        self._counter: Counter

    def listen(self, application: App, watch: Watch) -> None:
        """Everything that the bot reacts to."""
        self._counter = Counter(self._people, self._desk, watch)
        written = filters.UpdateType.MESSAGE
        posted = filters.UpdateType.CHANNEL_POST & filters.COMMAND
        application.add_handler(MessageHandler((written | posted) & filters.TEXT, self.on_text))
        application.add_handler(MessageHandler(written & filters.LOCATION, self.on_location))
        application.add_handler(MessageHandler(written & ~filters.StatusUpdate.ALL, self.on_other))
        application.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, self.on_migrated))
        application.add_handler(CallbackQueryHandler(self.on_press))
        application.add_handler(ChatMemberHandler(self.on_membership, ChatMemberHandler.MY_CHAT_MEMBER))
        application.add_error_handler(self.on_error)

    async def on_text(self, update: Update, context: Context) -> None:
        """A question, a command, or something to read. In a group what is said to others is not the bot's business."""
        message, chat = update.effective_message, update.effective_chat
        assert message is not None and message.text is not None and chat is not None  # the filters see to it
        if not (message.text.startswith("/") or is_meant(message, context.bot)):
            return
        text, language, now = without_mention(message.text, context.bot), _language(update), self._people.now()
        await self._people.patiently(lambda store: store.seen(chat.id, language, now))
        asker = Asker(message, _user(update))
        if sent := sent_in(message, context.bot, admin=self._runs(asker)):
            await self._receive(message, sent, context)
            return
        reply = await self._counter.zone(text, asker)
        if reply is None:
            await context.bot.send_chat_action(chat.id, ChatAction.TYPING, message_thread_id=message.message_thread_id)
            reply = await self._reply(text, asker)
        await self._speaker.send(message, reply)

    async def on_press(self, update: Update, context: Context) -> None:
        """A button: its answer takes the message's place or follows it."""
        query = update.callback_query
        assert query is not None  # the handler is for nothing else
        message, data = query.message, query.data or ""
        view = await self._people.patiently(lambda store: store.views.view(data, message.chat.id)) if message else None
        if view is None or not isinstance(message, Message):
            await answered(query, self._desk.wording.render("stale"))
            return
        try:
            if not view.edits:
                await context.bot.send_chat_action(message.chat.id, ChatAction.TYPING)
            reply = await self._reply(view.request, Asker(message, query.from_user.id))
            await (self._speaker.replace if view.edits else self._speaker.send)(message, reply)
        finally:
            # Until it is answered, the button shows that it is at work.
            await answered(query)

    async def on_location(self, update: Update, context: Context) -> None:
        """Where somebody is: it tells their time zone."""
        message = update.effective_message
        assert message is not None and message.location is not None  # the filter sees to it
        at, asker = message.location, Asker(message, _user(update))
        await self._speaker.send(message, await self._counter.location(at.latitude, at.longitude, asker))

    async def on_other(self, update: Update, context: Context) -> None:
        """A file, a post; or a picture, a voice message, which this bot cannot read."""
        message = update.effective_message
        if message is None or not is_meant(message, context.bot):
            return
        if sent := sent_in(message, context.bot, admin=self._runs(Asker(message, _user(update)))):
            await self._receive(message, sent, context)
        else:
            await message.reply_html(self._desk.wording.render("unread"))

    async def _receive(self, message: Message, sent: Sent, context: Context) -> None:
        """Something to read."""
        await context.bot.send_chat_action(sent.chat, ChatAction.TYPING, message_thread_id=message.message_thread_id)
        if reply := await self._news.read(sent):
            await self._speaker.send(message, reply)

    async def on_membership(self, update: Update, context: Context) -> None:
        """The bot was blocked, removed, or let in again."""
        await self._counter.came_or_went(update)

    async def on_migrated(self, update: Update, context: Context) -> None:
        """A group has become a supergroup, under another id."""
        message = update.effective_message
        if message and message.migrate_to_chat_id:
            old, new = message.chat.id, message.migrate_to_chat_id
            await self._people.patiently(lambda store: store.migrated(old, new))
            await self._desk(lambda desk: desk.migrated(old, new))

    async def _reply(self, text: str, asker: Asker) -> Reply:
        """The counter's reply to what is its own, else the desk's."""
        admin, request, chat = self._runs(asker), understand(text), asker.message.chat.id
        if self._counter.serves(request) and (reply := await self._counter.answer(request, asker, admin=admin)):
            return reply
        reply = await self._desk(lambda desk: desk.ask(text, self._people.now(), admin=admin, chat=chat))
        if admin:
            self._news.look()
        return reply

    def _runs(self, asker: Asker) -> bool:
        """Whether who asks is one of those who run this bot."""
        return asker.user in self._settings.admins

    async def on_error(self, update: object, context: Context) -> None:
        """Something broke: the person gets one calm line with an id, and the id stands in the log."""
        id = secrets.token_hex(4)
        log.error("update failed", id=id, exc_info=context.error)
        message = update.effective_message if isinstance(update, Update) else None
        if message and not isinstance(context.error, telegram_error.TelegramError):
            await message.reply_html(self._desk.wording.render("failed", id=id))


def _user(update: Update) -> int | None:
    return update.effective_user.id if update.effective_user else None


def _language(update: Update) -> str | None:
    return update.effective_user.language_code if update.effective_user else None
