"""Bytes -> Feed: RSS and Atom in every dialect by feedparser, JSON Feed here. Call it in a process with limits."""

from __future__ import annotations

import datetime as dt
import io
import time
from calendar import timegm
from collections.abc import Iterator
from typing import Any

from bot.articles.dating import parse
from bot.articles.feeds.json_feed import from_json_feed
from bot.articles.feeds.nouns import Entry, Feed, digest_of
from bot.articles.formats.pages import words_of
from bot.model import Refused

# A feed has ten to a hundred; what has more is an archive, and its newest stand first.
MOST_ENTRIES = 300
# Longer entries are no articles (see formats.MAX_CHARACTERS); what is behind is left.
_LONGEST = 400_000


def read_feed(name: str, data: bytes, content_type: str = "") -> Feed | None:
    """The feed in some bytes that came from the address `name`; None where they are none."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return from_json_feed(name, data, MOST_ENTRIES)
    import feedparser

    found = feedparser.parse(
        io.BytesIO(data), response_headers={"content-type": content_type, "content-location": name}
    )
    if not found.version and not found.entries:
        return None
    about = found.feed
    return Feed(
        title=_line(name, about.get("title")),
        home=about.get("link"),
        language=about.get("language"),
        minutes=_minutes(about.get("ttl")),
        entries=tuple(_entry(name, entry) for entry in found.entries[:MOST_ENTRIES]),
    )


def _entry(name: str, given: Any) -> Entry:
    url, title = given.get("link"), _line(name, given.get("title"))
    text = max((_words(name, value) for value in _values(given)), key=len, default="")[:_LONGEST]
    digest = digest_of(url, title, text)
    return Entry(
        key=given.get("id") or url or digest,
        digest=digest,
        url=url,
        title=title,
        text=text,
        published=_date(given),
        author=given.get("author"),
    )


def _values(given: Any) -> Iterator[str]:
    """The texts that an entry has: whole and in short."""
    yield from (part.get("value") or "" for part in given.get("content", ()))
    yield given.get("summary") or ""


def _words(name: str, value: str) -> str:
    """The words of a piece of HTML; of what cannot be read none, so that the page is asked."""
    if "<" not in value and "&" not in value:
        return value.strip()
    try:
        return words_of(name, f"<html><body>{value}</body></html>").strip()
    except Refused:
        return ""


def _line(name: str, value: str | None) -> str | None:
    return " ".join(_words(name, value).split()) or None if value else None


def _date(given: Any) -> str | None:
    """As printed where that is a full date, for the day is the paper's own; else as feedparser reads it."""
    for key in ("published", "updated"):
        printed, read = given.get(key), given.get(f"{key}_parsed")
        if printed and parse(printed):
            return str(printed)
        if isinstance(read, time.struct_time):
            return dt.datetime.fromtimestamp(timegm(read), dt.UTC).isoformat()
    return None


def _minutes(ttl: str | None) -> float | None:
    return float(ttl) if ttl and ttl.strip().isdecimal() and len(ttl) < 9 else None
