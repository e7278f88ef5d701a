"""The block between two `---` lines over a text that says what the text is: its title, outlet, date and so on (YAML's
simplest form, as Jekyll and Hugo made it common). A line of dashes without known keys below it is no such block."""

from __future__ import annotations

import re

from bot.model import Span

# Longer blocks are no metadata; the bound keeps a text of dashes from costing more than its beginning.
_LONGEST = 20_000
_BLOCK = re.compile(r"\ufeff?---[ \t]*\r?\n(?:.*\n)*?---[ \t]*\r?(?=\n|\Z)")
_FIELD = re.compile(r"^(\w+)[ \t]*:[ \t]*(\S.*?)?[ \t\r]*$", re.MULTILINE)
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*?)[ \t\r]*\n")
_NAMES = {
    "title": ("title", "headline"),
    "outlet": ("outlet", "source", "publication", "publisher", "site"),
    "published": ("date", "published", "published_at", "pubdate", "datepublished"),
    "url": ("url", "link", "canonical", "canonical_url"),
    "author": ("author", "authors", "byline"),
    "language": ("language", "lang"),
    "id": ("id",),
}
_KNOWN = {key for keys in _NAMES.values() for key in keys}


def block(text: str) -> Span | None:
    """Where the front matter of `text` stands, its lines of dashes included; None without one."""
    found = _BLOCK.match(text, 0, _LONGEST) if text.startswith(("---", "\ufeff---")) else None
    if not found or not any(field[1].lower() in _KNOWN for field in _FIELD.finditer(found[0])):
        return None
    return Span(found.start(), found.end())


def fields(matter: str) -> dict[str, str]:
    """What a block says of its article, by the names of `Draft`'s fields."""
    given = {found[1].lower(): _value(found[2], matter[found.end() + 1 :]) for found in _FIELD.finditer(matter)}
    named = {name: next((given[key] for key in keys if given.get(key)), "") for name, keys in _NAMES.items()}
    return {name: value for name, value in named.items() if value}


def _value(printed: str | None, below: str) -> str:
    """One value without its quotation marks; of a list ("[a, b]", or dashed lines below the key) its items, by commas."""
    if printed and not printed.startswith("["):
        return _unquoted(printed)
    items = printed.strip("[]").split(",") if printed else _items(below)
    return ", ".join(item for each in items if (item := _unquoted(each)))


def _items(below: str) -> list[str]:
    items: list[str] = []
    while found := _ITEM.match(below, sum(map(len, items))):
        items.append(found[0])
    return [_ITEM.sub(r"\1", item) for item in items]


def _unquoted(printed: str) -> str:
    bare = printed.strip()
    quoted = len(bare) > 1 and bare[0] == bare[-1] and bare[0] in "\"'"
    return bare[1:-1] if quoted else bare
