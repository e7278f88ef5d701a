"""Telegram's own TDLib, offline: what it reads in an HTML text, or the words in which it refuses it."""

from __future__ import annotations

import json
from typing import Any

import tdjson

KINDS = {
    "Bold": "bold", "Italic": "italic", "Underline": "underline", "Strikethrough": "strikethrough",
    "Spoiler": "spoiler", "Code": "code", "Pre": "pre", "PreCode": "pre", "TextUrl": "text_link",
    "MentionName": "text_mention", "BlockQuote": "blockquote", "ExpandableBlockQuote": "expandable_blockquote",
    "CustomEmoji": "custom_emoji", "DateTime": "date_time", "Url": "url", "EmailAddress": "email",
    "BotCommand": "bot_command", "Mention": "mention", "Hashtag": "hashtag",
}  # fmt: skip
Read = tuple[str, list[tuple[str, int, int]]]


def _ask(request: dict[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(tdjson.td_execute(json.dumps(request).encode()) or b"{}")
    return answer


_ask({"@type": "setLogVerbosityLevel", "new_verbosity_level": 0})


def reads(html: str) -> Read | str:
    """The text and its entities (kind, offset, length), or the reason of the refusal."""
    answer = _ask({"@type": "parseTextEntities", "text": html, "parse_mode": {"@type": "textParseModeHTML"}})
    if answer["@type"] == "error":
        return str(answer["message"]).removeprefix("Can't parse entities: ")
    return answer["text"], [_entity(entity) for entity in answer["entities"]]


def finds(text: str) -> list[tuple[str, int, int]]:
    """What it makes tappable in plain text."""
    return [_entity(entity) for entity in _ask({"@type": "getTextEntities", "text": text})["entities"]]


def _entity(entity: dict[str, Any]) -> tuple[str, int, int]:
    kind = entity["type"]["@type"].removeprefix("textEntityType")
    return KINDS.get(kind, kind), entity["offset"], entity["length"]
