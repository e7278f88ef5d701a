"""The bot in Telegram: an update becomes a request, a reply becomes calls. No words and no decisions live here.

`build_application` makes the bot of any prepared builder, so that other harnesses than `sitrep serve` can run it.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import secrets
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import structlog
from telegram import (
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
    Message,
    Update,
)
from telegram import error as telegram_error
from telegram.constants import ChatAction, ParseMode
from telegram.ext import Application, ApplicationBuilder, CallbackQueryHandler, ContextTypes, MessageHandler, filters

from bot.answers.wording import Wording
from bot.config import Settings
from bot.model import Message as Said
from bot.model import Reply
from bot.prompts import commands
from bot.shell.flows.asking import Desk
from bot.shell.plugged import desk
from bot.shell.store.people import PeopleStore, View

log = structlog.get_logger()
T = TypeVar("T")
Context = ContextTypes.DEFAULT_TYPE

# Chats that are answered at the same time; within a chat, order is kept.
_CHATS_AT_ONCE = 8

Builder = ApplicationBuilder[Any, Any, Any, Any, Any, Any]
App = Application[Any, Any, Any, Any, Any, Any]


def build_application(builder: Builder, settings: Settings | None = None) -> App:
    """The bot as an Application: everything it reacts to. The builder brings the token and the connection."""
    front = Front(settings or Settings())
    application = builder.concurrent_updates(_CHATS_AT_ONCE).post_init(front.open).post_shutdown(front.close).build()
    written = filters.UpdateType.MESSAGE & (filters.ChatType.PRIVATE | filters.COMMAND)
    application.add_handler(MessageHandler(written & filters.TEXT, front.on_text))
    application.add_handler(MessageHandler(written & ~filters.StatusUpdate.ALL, front.on_other))
    application.add_handler(CallbackQueryHandler(front.on_press))
    application.add_error_handler(front.on_error)
    return application


class Front:
    """The bot's front desk: takes messages and presses, has the desk answer them, and sends what it says."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")
        self._turns: dict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._desk: Desk
        self._people: PeopleStore

    async def open(self, application: App) -> None:
        """Open the stores, tell Telegram the commands, and load the model while nobody waits for it."""
        name = application.bot.username
        self._desk = await self._at_desk(lambda: desk(self._settings, name))
        self._people = PeopleStore(self._settings.home)
        await application.bot.set_my_commands([BotCommand(c.name, c.menu["en"]) for c in commands()])
        self._thread.submit(self._desk.embedder.encode, ["ready"])

    async def close(self, application: App) -> None:
        """Close the stores when the last answer is given."""
        await self._at_desk(self._desk.store.close)
        self._thread.shutdown()
        self._people.close()

    async def on_text(self, update: Update, context: Context) -> None:
        """A question or a command."""
        message, chat = update.effective_message, update.effective_chat
        assert message is not None and message.text is not None and chat is not None  # the filters see to it
        text = message.text
        async with self._turns[chat.id]:
            self._people.seen(chat.id, _language(update), _now())
            await context.bot.send_chat_action(chat.id, ChatAction.TYPING, message_thread_id=message.message_thread_id)
            reply = await self._at_desk(lambda: self._desk.ask(text, _now(), admin=self._runs(update), chat=chat.id))
            await self._send(message, reply)

    async def on_press(self, update: Update, context: Context) -> None:
        """A button: its answer takes the message's place or follows it."""
        query = update.callback_query
        assert query is not None  # the handler is for nothing else
        message = query.message
        view = self._people.view(query.data or "", message.chat.id) if message else None
        if view is None or not isinstance(message, Message):
            await query.answer(self._wording.render("stale"))
            return
        try:
            async with self._turns[message.chat.id]:
                if not view.edits:
                    await context.bot.send_chat_action(message.chat.id, ChatAction.TYPING)
                reply = await self._at_desk(lambda: self._desk.ask(view.request, _now(), admin=self._runs(update)))
                await (self._replace if view.edits else self._send)(message, reply)
        finally:
            # Until it is answered, the button shows that it is at work.
            await query.answer()

    async def on_other(self, update: Update, context: Context) -> None:
        """A picture, a voice message, a file: nothing that this bot can read yet."""
        if update.effective_message:
            await update.effective_message.reply_html(self._wording.render("unread"))

    async def on_error(self, update: object, context: Context) -> None:
        """Something broke: the person gets one calm line with an id, and the id stands in the log."""
        id = secrets.token_hex(4)
        log.error("update failed", id=id, exc_info=context.error)
        message = update.effective_message if isinstance(update, Update) else None
        if message and not isinstance(context.error, telegram_error.Forbidden):
            await message.reply_html(self._wording.render("failed", id=id))

    def _runs(self, update: Update) -> bool:
        """Whether the person is one of those who run this bot."""
        return update.effective_user is not None and update.effective_user.id in self._settings.admins

    @property
    def _wording(self) -> Wording:
        return self._desk.wording

    async def _at_desk(self, work: Callable[[], T]) -> T:
        """Run in the desk's own thread, so that the loop stays free and the desk is used by one at a time."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    async def _send(self, message: Message, reply: Reply) -> None:
        for said in reply.messages:
            await message.reply_html(
                said.html, link_preview_options=_NO_PREVIEW, reply_markup=self._keyboard(message.chat.id, said)
            )

        for file in reply.files:
            send = message.reply_photo if file.picture else message.reply_document
            await send(InputFile(file.content, file.name), caption=file.caption, parse_mode=ParseMode.HTML)

    async def _replace(self, message: Message, reply: Reply) -> None:
        said = reply.messages[0]
        keyboard = self._keyboard(message.chat.id, said)
        try:
            await message.edit_text(said.html, ParseMode.HTML, link_preview_options=_NO_PREVIEW, reply_markup=keyboard)
        except telegram_error.BadRequest as error:
            # A button pressed twice asks for what is there already.
            if "not modified" not in error.message:
                raise

    def _keyboard(self, chat: int, said: Said) -> InlineKeyboardMarkup | None:
        buttons = [button for row in said.buttons for button in row]
        tokens = iter(self._people.remember(chat, [View(b.request, b.edits) for b in buttons], _now()))
        rows = [
            [InlineKeyboardButton(button.label, callback_data=next(tokens)) for button in row] for row in said.buttons
        ]
        return InlineKeyboardMarkup(rows) if rows else None


_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


def _language(update: Update) -> str | None:
    return update.effective_user.language_code if update.effective_user else None


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
