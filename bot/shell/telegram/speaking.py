"""Replies as calls: a message with its keyboard, its files after it, or in the place of the message whose button was pressed."""

from __future__ import annotations

from collections.abc import Mapping

import structlog
from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, InputFile, LinkPreviewOptions, Message
from telegram import error as telegram_error
from telegram.constants import ParseMode
from telegram.ext import ExtBot

from bot.model import Message as Said
from bot.model import Reply
from bot.shell.store.people import PeopleStore, PeopleThread
from bot.shell.store.shown import cited
from bot.shell.store.views import View

log = structlog.get_logger()

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
# An article that is written anew has changed as a whole: its first changes say so.
_CORRECTIONS = 3


async def answered(query: CallbackQuery, notice: str | None = None) -> None:
    """End a button's loading; one pressed long ago, before a restart perhaps, has ended by itself."""
    try:
        await query.answer(notice)
    except telegram_error.BadRequest as error:
        if "too old" not in error.message:
            raise


class Speaker:
    """Says replies; what their buttons ask for is kept in the store of people."""

    def __init__(self, people: PeopleThread, bot: ExtBot[str]) -> None:
        self._people = people
        self._bot = bot

    async def send(self, message: Message, reply: Reply) -> None:
        """Answer a message, where it was said: in its topic, in a forum."""
        for said in reply.messages:
            keyboard = await self._keyboard(message.chat.id, said)
            await message.reply_html(said.html, link_preview_options=NO_PREVIEW, reply_markup=keyboard)
        for file in reply.files:
            send = message.reply_photo if file.picture else message.reply_document
            await send(InputFile(file.content, file.name), caption=file.caption, parse_mode=ParseMode.HTML)

    async def tell(self, chat: int, reply: Reply) -> None:
        """Tell a chat something that it did not ask for just now."""
        for said in reply.messages:
            keyboard = await self._keyboard(chat, said)
            await self._bot.send_message(
                chat, said.html, ParseMode.HTML, link_preview_options=NO_PREVIEW, reply_markup=keyboard
            )

    async def correct(self, corrections: Mapping[str, Reply]) -> None:
        """Tell the chats that were shown sentences, by whose keys the replies are, a few of them at most; a chat that cannot be
        reached misses them."""
        for chat, keys in (await self._people.patiently(lambda store: store.shown.to(corrections))).items():
            try:
                for key in keys[:_CORRECTIONS]:
                    await self.tell(chat, corrections[key])
            except telegram_error.TelegramError as error:
                log.warning("a chat could not be told of a change", why=error.message)

    async def replace(self, message: Message, reply: Reply) -> None:
        """Put the reply in the place of a message of the bot's own."""
        said = reply.messages[0]
        keyboard = await self._keyboard(message.chat.id, said)
        try:
            await message.edit_text(said.html, ParseMode.HTML, link_preview_options=NO_PREVIEW, reply_markup=keyboard)
        except telegram_error.BadRequest as error:
            # A button pressed twice asks for what is there already.
            if "not modified" not in error.message:
                raise

    async def _keyboard(self, chat: int, said: Said) -> InlineKeyboardMarkup | None:
        """The buttons of a message. What they ask for is remembered, and which sentences the chat is shown."""
        views = [View(button.request, button.edits) for row in said.buttons for button in row]
        if not views and not cited(said.html):
            return None
        now = self._people.now()

        def remember(store: PeopleStore) -> list[str]:
            with store.db.atomic():
                store.shown.keep(chat, said.html, now)
                return store.views.remember(chat, views, now)

        tokens = iter(await self._people.patiently(remember))
        if not views:
            return None
        return InlineKeyboardMarkup(
            [[InlineKeyboardButton(button.label, callback_data=next(tokens)) for button in row] for row in said.buttons]
        )
