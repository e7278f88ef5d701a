"""What Telegram refuses to send: texts, keyboards and commands beyond its limits (core.telegram.org/bots/api)."""

from __future__ import annotations

import re
from typing import Any

from bot.shell.preview.call import Call
from bot.shell.preview.links import PATTERNS, checked_link
from bot.shell.preview.markup import ORDER, BadMarkup, Entity, parse
from bot.shell.preview.nouns import Content, File, Json
from bot.shell.preview.refusal import refuse
from bot.shell.preview.units import cut, utf16

MAX_TEXT = 4096  # code points after parsing
MAX_CAPTION = 1024
MAX_SOURCE = 32768  # bytes before parsing (telegram-bot-api, Client.cpp)
MAX_ENTITIES = 100  # more are dropped without a word (td, MessageEntity.cpp)
MAX_CALLBACK_BYTES = 64
MAX_COMMANDS = 100
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_INVISIBLE = re.compile(r"[\s\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]*")


def message_text(call: Call) -> Content:
    """The `text` of a call. Raises Refusal where it is empty, too long or not to be parsed."""
    content = formatted(call.text("text"), call.text("parse_mode"), call.nested("entities", "entities"))
    if _INVISIBLE.fullmatch(content.text):
        raise refuse("message text is empty")
    if len(content.text) > MAX_TEXT:
        raise refuse("message is too long")
    return content


def caption(call: Call, file: File) -> Content:
    """The file with its `caption`, which may be empty. Raises Refusal."""
    given = call.nested("caption_entities", "caption entities")
    content = formatted(call.text("caption"), call.text("parse_mode"), given)
    if len(content.text) > MAX_CAPTION:
        raise refuse("message caption is too long")
    return Content(content.text, content.entities, content.source, file)


def formatted(source: str, parse_mode: str, given: Any = None) -> Content:
    """The text as Telegram keeps it: parsed, cleaned, trimmed. Raises Refusal."""
    if len(source.encode()) > MAX_SOURCE:
        raise refuse("text is too long")
    if parse_mode.lower() not in ("", "html", "none"):
        raise refuse("unsupported parse_mode")  # Telegram takes Markdown too; the preview only what this bot uses
    source = source.replace("\r", "")
    try:
        text, entities = parse(source) if parse_mode.lower() == "html" else (source, _given(given))
    except BadMarkup as wrong:
        raise refuse(f"can't parse entities: {wrong}") from None
    text, entities = _trimmed(_CONTROL.sub(" ", text), entities)
    return Content(text, tuple(entities[:MAX_ENTITIES]), source)


def _given(entities: Any) -> list[Entity]:
    if not isinstance(entities, list):
        return []
    return sorted(filter(_is_entity, entities), key=lambda entity: (entity["offset"], -entity["length"]))


def _is_entity(given: Any) -> bool:
    if not isinstance(given, dict) or given.get("type") not in {*ORDER, *(kind for kind, _ in PATTERNS)}:
        return False
    return all(type(given.get(name)) is int and given[name] >= 0 for name in ("offset", "length"))


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Without blanks at the end, and without those at the start that no entity covers; entities move along."""
    first = entities[0]["offset"] if entities else utf16(text)
    lead = cut(text, 0, first)
    shift = len(lead) - len(lead.lstrip())
    kept = text[shift:].rstrip()
    end = utf16(kept)
    moved = [{**entity, "offset": entity["offset"] - shift} for entity in entities]
    fitted = [{**entity, "length": min(entity["length"], end - entity["offset"])} for entity in moved]
    return kept, [entity for entity in fitted if entity["length"] > 0]


def keyboard(call: Call) -> Json | None:
    """The inline keyboard of a call, None where there is none. Raises Refusal for a button that Telegram refuses."""
    markup = call.nested("reply_markup", "reply markup")
    if markup is None or (isinstance(markup, dict) and "inline_keyboard" not in markup):
        return None
    try:
        rows = [[_button(button) for button in row] for row in markup["inline_keyboard"]]
    except (TypeError, KeyError, AttributeError):
        raise refuse("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard") from None
    kept = [row for row in rows if row]
    return {"inline_keyboard": kept} if kept else None


def _button(button: Json) -> Json:
    if not button["text"].strip():
        raise refuse("BUTTON_TEXT_INVALID")
    if "callback_data" in button:
        if not 1 <= len(button["callback_data"].encode()) <= MAX_CALLBACK_BYTES:
            raise refuse("BUTTON_DATA_INVALID")
    elif "url" in button and checked_link(button["url"]) is None:
        raise refuse(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    elif not set(button) - {"text"}:
        raise TypeError(button)
    return button


def commands(call: Call) -> list[Json]:
    """The `commands` of a call, their names without a slash. Raises Refusal."""
    given = call.nested("commands", "list of bot commands")
    if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
        raise refuse("expected an Array of BotCommand")
    if len(given) > MAX_COMMANDS:
        raise refuse("BOT_COMMANDS_TOO_MUCH")
    return [_command(str(each.get("command", "")), str(each.get("description", ""))) for each in given]


def _command(name: str, description: str) -> Json:
    name = name.removeprefix("/")
    if not _COMMAND.fullmatch(name):
        raise refuse("BOT_COMMAND_INVALID")
    if not 1 <= len(description.strip()) <= 256:
        raise refuse("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description.strip()}
