"""Entries -> drafts: which are new, which need their page, and whose words they are.

A text is whose server gave it. An entry that links elsewhere must be read there, or anybody's feed could speak for anybody.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from urllib.parse import urljoin

from bot.articles.addresses import domain, is_web, plain, same_site
from bot.articles.dating import parse
from bot.articles.feeds.nouns import Entry, Feed
from bot.model import Draft

# Shorter texts are teasers, or news in brief, whose page says no more; asking costs one request.
_WHOLE = 900
_CUT = ("…", "...", "[…]", "[...]", "read more", "continue reading")
# Clocks differ; what is further in the future than that is a mistake.
_AHEAD = dt.timedelta(days=1)


def fresh(entries: Iterable[Entry], seen: Mapping[str, str]) -> list[Entry]:
    """The entries that are new or changed; `seen` has the digests of those dealt with, by their keys.

    A feed that calls an entry something else each time gives the same digest, and is known by that.
    """
    digests, found = set(seen.values()), []
    for entry in entries:
        if entry.digest not in digests and (entry.title or entry.text):
            digests.add(entry.digest)
            found.append(entry)
    return found


def settled(feed: Feed, where: str) -> list[Entry]:
    """The feed's entries with whole addresses and names of their own: an address that several share, or that is the site's, is
    made theirs by its fragment, else they would be versions of one article."""
    named = Counter(key for key, _ in {(entry.key, entry.digest) for entry in feed.entries})
    whole = [
        replace(entry, url=_address(entry.url, where), key=entry.key if named[entry.key] == 1 else entry.digest)
        for entry in feed.entries
    ]
    shared = Counter(url for url, _ in {(entry.url, entry.title or entry.text) for entry in whole})
    home = plain(urljoin(where, feed.home)) if feed.home and is_web(urljoin(where, feed.home)) else None
    return [_own(entry) if entry.url and (shared[entry.url] > 1 or entry.url == home) else entry for entry in whole]


def wants_page(entry: Entry, where: str, mode: str) -> bool:
    """Whether the article is read on its page: where the feed at `where` has a teaser, or another site's article.

    `mode` is the editor's choice for the feed: `auto`, `feed` or `page`.
    """
    if entry.url is None or "#" in entry.url:
        return False
    if not same_site(entry.url, where) or mode == "page":
        return True
    short = len(entry.text) < _WHOLE or entry.text.rstrip().lower().endswith(_CUT)
    return mode == "auto" and short


def from_feed(entry: Entry, feed: Feed, where: str, now: dt.datetime) -> Draft | None:
    """The article as the feed gives it; None where these would be another site's words, or none."""
    words = entry.text or entry.title
    if not words or (entry.url is not None and not same_site(entry.url, where)):
        return None
    return Draft(
        input=where,
        text=words,
        id=None if entry.url else hashlib.sha256(f"{where}\n{entry.key}".encode()).hexdigest()[:12],
        title=entry.title,
        outlet=domain(entry.url or where),
        url=entry.url,
        author=entry.author,
        language=feed.language,
        published=dated(entry.published, now),
    )


def from_page(entry: Entry, page: Draft, at: str, now: dt.datetime) -> Draft:
    """The article as its page at `at` gives it, with what the feed knows besides."""
    url = entry.url if entry.url and same_site(entry.url, at) else at
    return replace(
        as_fetched(page, at, now),
        url=url,
        title=page.title or entry.title,
        author=page.author or entry.author,
        published=dated(page.published, now) or dated(entry.published, now),
    )


def as_fetched(page: Draft, at: str, now: dt.datetime) -> Draft:
    """A page's article under its own address and its domain's name: what a page calls itself, it could call itself anything."""
    said = plain(page.url) if page.url and is_web(page.url) and same_site(page.url, at) else None
    return replace(page, id=None, url=said or plain(at), outlet=domain(at), published=dated(page.published, now))


def dated(printed: str | None, now: dt.datetime) -> str | None:
    """A publication date as it was given, unless it is none or in the future."""
    moment = parse(printed) if printed else None
    if moment is None:
        return None
    return printed if moment.date() <= (now + _AHEAD).date() else None


def _address(url: str | None, where: str) -> str | None:
    whole = urljoin(where, url.strip()) if url and url.strip() else None
    return plain(whole) if is_web(whole) and whole else None


def _own(entry: Entry) -> Entry:
    return replace(entry, url=f"{entry.url}#{hashlib.sha256(entry.key.encode()).hexdigest()[:8]}")
