"""Telegram's HTML to plain text and entities, or the same refusal as Telegram's.

The verdicts and their wording follow TDLib's `parseTextEntities`, which the tests hold beside this module.
Entity offsets and lengths are UTF-16 code units, as everywhere in the Bot API.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.shell.preview.links import checked_link, mentioned_user
from bot.shell.preview.tags import BadMarkup, Entity, Tag, TagReader

__all__ = ["BadMarkup", "Entity", "parse"]

SIMPLE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
}
# Where two entities cover the same text, Telegram lists them in this order.
ORDER = (
    "blockquote", "expandable_blockquote", "text_link", "text_mention", "pre", "code", "bold", "italic",
    "underline", "strikethrough", "spoiler", "custom_emoji", "date_time",
)  # fmt: skip
_TIME_FORMAT = re.compile(r"r|w?[dD]?[tT]?")


def parse(html: str) -> tuple[str, list[Entity]]:
    """The text without tags and its entities. Raises BadMarkup in TDLib's words."""
    reader = TagReader(html, _entity)
    reader.read()
    return reader.text, _join_code(sorted(reader.entities, key=_place))


def _place(entity: Entity) -> tuple[int, int, int]:
    return entity["offset"], -entity["length"], ORDER.index(entity["type"])


def _entity(tag: Tag, text: str) -> Entity | None:
    """What the tag makes of its text, None where Telegram drops it."""
    return MAKERS[tag.name](tag, text) if tag.name in MAKERS else {"type": SIMPLE[tag.name]}


def _link(tag: Tag, text: str) -> Entity | None:
    target = tag.said("href") or text
    if (user := mentioned_user(target)) is not None:
        return {"type": "text_mention", "user": {"id": user, "is_bot": False, "first_name": text}}
    url = checked_link(target)
    return {"type": "text_link", "url": url} if url else None


def _quote(tag: Tag, text: str) -> Entity:
    return {"type": "blockquote" if tag.said("expandable") is None else "expandable_blockquote"}


def _code(tag: Tag, text: str) -> Entity:
    language = tag.said("class", "language-")
    return {"type": "code", "language": language} if language else {"type": "code"}


def _pre(tag: Tag, text: str) -> Entity:
    return {"type": "pre"}


def _emoji(tag: Tag, text: str) -> Entity:
    number = tag.said("emoji-id") or ""
    if not re.fullmatch(r"-?[1-9][0-9]{0,18}", number):
        raise BadMarkup("Invalid custom emoji identifier specified")
    return {"type": "custom_emoji", "custom_emoji_id": number}


def _time(tag: Tag, text: str) -> Entity | None:
    form = tag.said("format") or ""
    if not _TIME_FORMAT.fullmatch(form):
        raise BadMarkup("Invalid date format used")
    unix = tag.said("unix") or ""
    if not re.fullmatch(r"[0-9]{1,10}", unix) or int(unix) == 0:
        return None
    return {"type": "date_time", "unix_time": int(unix), **({"date_time_format": form} if form else {})}


MAKERS: dict[str, Callable[[Tag, str], Entity | None]] = {
    "a": _link,
    "blockquote": _quote,
    "code": _code,
    "pre": _pre,
    "tg-emoji": _emoji,
    "tg-time": _time,
}


def _join_code(entities: list[Entity]) -> list[Entity]:
    """`<pre><code class="language-x">` over the same text is one entity that knows its language."""
    named = {_range(entity): entity["language"] for entity in entities if "language" in entity}
    both = {_range(entity) for entity in entities if entity["type"] == "pre"} & set(named)
    joined = []
    for entity in entities:
        if _range(entity) in both and entity["type"] == "pre":
            joined.append({**entity, "language": named[_range(entity)]})
        elif not (_range(entity) in both and entity["type"] == "code"):
            joined.append({key: value for key, value in entity.items() if key != "language"})
    return joined


def _range(entity: Entity) -> tuple[int, int]:
    return entity["offset"], entity["length"]
