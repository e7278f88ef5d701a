"""The nouns of feeds."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from bot.articles.addresses import plain


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: `key` is what the feed calls it, `digest` tells its versions apart, `text` is all the words it has."""

    key: str
    digest: str
    url: str | None
    title: str | None
    text: str
    published: str | None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """One document of a feed: `home` is the site it says it belongs to, `minutes` how long it wants not to be asked again."""

    title: str | None
    home: str | None
    language: str | None
    minutes: float | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A feed that a list of feeds names."""

    url: str
    title: str | None


def digest_of(url: str | None, title: str | None, text: str) -> str:
    """What tells an entry's versions apart; a link that only counts its readers makes no other version."""
    words = "\n".join((plain(url) if url else "", title or "", text))
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()
