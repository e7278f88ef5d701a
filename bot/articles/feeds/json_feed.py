"""JSON Feed (jsonfeed.org, versions 1 and 1.1) -> Feed."""

from __future__ import annotations

import json
from typing import Any

from bot.articles.feeds.nouns import Entry, Feed, digest_of
from bot.articles.formats.pages import words_of
from bot.model import Refused


def from_json_feed(name: str, data: bytes, most: int) -> Feed | None:
    """The feed, with at most so many entries; None where this is none."""
    try:
        found = json.loads(data.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or not isinstance(found.get("items"), list):
        return None
    items = [item for item in found["items"] if isinstance(item, dict)]
    return Feed(
        title=_string(found, "title"),
        home=_string(found, "home_page_url"),
        language=_string(found, "language"),
        minutes=None,
        entries=tuple(_entry(name, item) for item in items[:most]),
    )


def _entry(name: str, item: dict[str, Any]) -> Entry:
    url = _string(item, "url") or _string(item, "external_url")
    title, text = _string(item, "title"), _text(name, item)
    digest = digest_of(url, title, text)
    published = _string(item, "date_published") or _string(item, "date_modified")
    key = item.get("id")
    return Entry(
        str(key) if key not in (None, "") else url or digest, digest, url, title, text, published, _author(item)
    )


def _text(name: str, item: dict[str, Any]) -> str:
    html = _string(item, "content_html")
    try:
        words = words_of(name, f"<html><body>{html}</body></html>").strip() if html else ""
    except Refused:
        words = ""
    return words or _string(item, "content_text") or _string(item, "summary") or ""


def _author(item: dict[str, Any]) -> str | None:
    """Version 1 has one author, 1.1 a list."""
    several = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    names = [_string(one, "name") for one in several if isinstance(one, dict)]  # type: ignore[union-attr]  # a list by now
    return "; ".join(name for name in names if name) or None


def _string(given: dict[str, Any], key: str) -> str | None:
    value = given.get(key)
    return value.strip() or None if isinstance(value, str) else None
