"""A small bot on the real python-telegram-bot, for the preview's own tests: an echo, and a button for each kind."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import InlineKeyboardButton as Button
from telegram import InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from bot.shell.preview import Preview
from tests.shell.preview.pictures import png

Context = ContextTypes.DEFAULT_TYPE
KEYS = InlineKeyboardMarkup(
    [
        [Button("Notice", callback_data="notice"), Button("Alert", callback_data="alert")],
        [Button("Edit", callback_data="edit"), Button("Site", url="https://example.org/")],
    ]
)
QUOTE = "A harbour is a place where ships may shelter. " * 12


@asynccontextmanager
async def echo_bot(preview: Preview) -> AsyncIterator[Application]:
    """The bot, polling until the end of the block."""
    builder = ApplicationBuilder().token(preview.token).base_url(preview.base_url)
    app = builder.base_file_url(preview.base_file_url).build()
    app.add_handler(CommandHandler("start", start))
    app.add_handler(CommandHandler("rich", rich))
    app.add_handler(CommandHandler("photo", photo))
    app.add_handler(CommandHandler("type", act))
    app.add_handler(CallbackQueryHandler(pressed))
    app.add_handler(MessageHandler(filters.Document.ALL, copy))
    app.add_handler(MessageHandler(filters.ALL, echo))
    async with app:
        await app.bot.set_my_commands([("start", "Begin"), ("rich", "Show formatting"), ("photo", "Show a picture")])
        await app.start()
        await app.updater.start_polling(poll_interval=0)
        yield app
        await app.updater.stop()
        await app.stop()


async def start(update: Update, context: Context) -> None:
    who, what = update.effective_user.first_name, " ".join(context.args or [])
    await update.message.reply_html(f"Hello, <b>{who}</b>. {what}", reply_markup=KEYS)


async def rich(update: Update, context: Context) -> None:
    link = (
        '<a href="https://t.me/sitrep_preview_bot?start=s_7">context</a> <a href="https://example.org/">elsewhere</a>'
    )
    text = f"<b>bold</b> <tg-spoiler>hidden</tg-spoiler> {link}\n<blockquote expandable>{QUOTE}</blockquote>\n/start"
    await update.message.reply_html(text)


async def photo(update: Update, context: Context) -> None:
    await update.message.reply_photo(png(300, 200), caption="a <i>picture</i>", parse_mode="HTML")


async def act(update: Update, context: Context) -> None:
    await update.message.chat.send_action("typing")


async def pressed(update: Update, context: Context) -> None:
    query = update.callback_query
    await query.answer({"notice": "Noted", "alert": "Look out"}.get(query.data), show_alert=query.data == "alert")
    if query.data == "edit":
        await query.edit_message_text("<i>edited</i>", parse_mode="HTML", reply_markup=KEYS)


async def copy(update: Update, context: Context) -> None:
    document = update.message.document
    data = await (await document.get_file()).download_as_bytearray()
    await update.message.reply_document(
        bytes(data), filename=f"copy of {document.file_name}", caption=update.message.caption
    )


async def echo(update: Update, context: Context) -> None:
    await update.message.reply_text(update.message.text or "a photo")
