"""Telegram's messages -> what was sent to be read; a message that brings nothing to read is a question or a command."""

from __future__ import annotations

import datetime as dt
import re
from functools import partial

from telegram import Bot, Document, Message, MessageEntity, MessageOriginChannel
from telegram.constants import ChatType

from bot.articles.addresses import is_web
from bot.articles.pasted import is_article, is_post
from bot.model import Draft
from bot.shell.sent import File, Sent

_MOST_LINKS = 3


def is_meant(message: Message, bot: Bot) -> bool:
    """Whether a message is for the bot: in a group, only one that mentions it or answers it."""
    if message.chat.type == ChatType.PRIVATE:
        return True
    answers = message.reply_to_message is not None and message.reply_to_message.from_user == bot.bot
    words = (message.text or message.caption or "").lower()
    return answers or f"@{bot.username}".lower() in words


def without_mention(words: str, bot: Bot) -> str:
    """What is said to the bot, without its name."""
    return re.sub(rf"\s*@{re.escape(bot.username)}\b", "", words, flags=re.IGNORECASE).strip()


def sent_in(message: Message, bot: Bot, *, admin: bool) -> Sent | None:
    """What a message brings to read; None for a command, a question, and what cannot be read at all."""
    words = message.text or message.caption or ""
    if words.startswith("/") or not is_meant(message, bot):
        return None
    sent = Sent(
        chat=message.chat.id,
        admin=admin,
        links=tuple(_links(message))[:_MOST_LINKS],
        text=_post(message, words) or _pasted(words),
        file=_file(message.document, bot) if message.document else None,
    )
    return sent if sent.links or sent.text or sent.file else None


def _links(message: Message) -> list[str]:
    """The links in a message, also those under words; not those that lead to Telegram itself."""
    kinds: list[str | None] = [MessageEntity.URL, MessageEntity.TEXT_LINK]
    entities = message.parse_entities(kinds) | message.parse_caption_entities(kinds)
    found = [entity.url or text for entity, text in entities.items()]
    whole = [link if "://" in link else f"https://{link}" for link in found]
    return list(dict.fromkeys(link for link in whole if is_web(link) and not _is_telegrams(link)))


def _is_telegrams(link: str) -> bool:
    return link.split("://", 1)[1].lower().startswith(("t.me/", "telegram.me/"))


def _post(message: Message, words: str) -> Draft | None:
    """A channel's post: its outlet is the channel, its day the one that Telegram knows."""
    origin = message.forward_origin
    if not isinstance(origin, MessageOriginChannel) or not is_post(words):
        return None
    name = origin.chat.username
    return Draft(
        input=f"t.me/{name or origin.chat.id}/{origin.message_id}",
        text=words,
        outlet=f"t.me/{name}" if name else origin.chat.title,
        url=f"https://t.me/{name}/{origin.message_id}" if name else None,
        published=origin.date.astimezone(dt.UTC).isoformat(),
    )


def _pasted(words: str) -> Draft | None:
    return Draft(input="chat", text=words) if is_article(words) else None


def _file(document: Document, bot: Bot) -> File:
    return File(document.file_name or "file.txt", document.file_size or 0, partial(_content, document, bot))


async def _content(document: Document, bot: Bot) -> bytes:
    return bytes(await (await bot.get_file(document.file_id)).download_as_bytearray())
