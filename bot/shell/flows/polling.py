"""Polling one feed: what came is gathered, the stages of `articles.feeds` decide, and the store is told.

An entry is written down as dealt with only behind its article, and what the server wants to hear next time only behind all
entries: whatever a kill cuts off is asked for again, and is known then.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.answers import replies
from bot.articles.feeds import Entry, Feed
from bot.articles.feeds.entries import fresh, from_feed, from_page, settled, wants_page
from bot.articles.feeds.schedule import Brought, after
from bot.model import Draft, Later, Refused, Reply, Request
from bot.shell.fetching import Fetched
from bot.shell.fetching.retry import seconds_in
from bot.shell.store.feeds import Chosen, FeedList
from bot.shell.store.polls import Poll

if TYPE_CHECKING:
    from bot.shell.newsroom import Newsroom

_A_DAY = 86_400.0
# A feed that fails less often in a row is only late.
_STUBBORN = 3


@dataclass(frozen=True, slots=True)
class Polled:
    """What became of a poll: `url` is the feed's address now; entries by what became of them; `error` is why it failed, and
    `failures` how often in a row."""

    url: str
    title: str | None
    brought: Brought
    new: int = 0
    changed: int = 0
    known: int = 0
    refused: int = 0
    waiting: int = 0
    error: str | None = None
    failures: int = 0

    @property
    def trouble(self) -> str | None:
        """Why those who run the bot should know of it: the feed fails again and again, or is gone."""
        return self.error if self.gone or self.failures >= _STUBBORN else None

    @property
    def gone(self) -> bool:
        """Whether there is nothing to ask for any more."""
        return self.brought is Brought.GONE


async def poll(room: Newsroom, chosen: Chosen) -> Polled:
    """Ask a feed, take what is new, and settle when it is asked again. Never raises for what a feed or its server does."""
    before = await room.at_desk(lambda: room.desk.store.polls.get(chosen.url, room.now()))
    try:
        came = await room.fetcher.get(chosen.url, _conditions(before))
        return await _answered(room, chosen, before, came)
    except Refused as refusal:
        return await _settle(room, before, Polled(chosen.url, chosen.title, Brought.FAILURE, error=refusal.why))


async def broken(room: Newsroom, chosen: Chosen) -> Polled:
    """A poll that nobody foresaw to fail so counts as a failure, else it would be tried again at once."""
    before = await room.at_desk(lambda: room.desk.store.polls.get(chosen.url, room.now()))
    return await _settle(room, before, Polled(chosen.url, chosen.title, Brought.FAILURE, error="it cannot be read"))


async def _answered(room: Newsroom, chosen: Chosen, before: Poll, came: Fetched) -> Polled:
    """What the server's answer means."""
    found = Polled(chosen.url, chosen.title, Brought.NOTHING)
    if came.status == 304:
        return await _settle(room, before, found, came)
    if came.status == 410:
        return await _settle(
            room, before, replace(found, brought=Brought.GONE, error="the feed is gone for good"), came
        )
    if came.status != 200:
        why = f"its server answers {came.status}"
        return await _settle(room, before, replace(found, brought=Brought.FAILURE, error=why), came)
    feed = await room.parser.feed(came.url, came.headers.get("content-type", ""), came.body)
    if isinstance(feed, Feed):
        return await _read(room, chosen, before, came, feed)
    if not feed or before.checked is not None:
        raise Refused(chosen.url, "there is no feed at this address, and the page names none")
    return await poll(room, await _moved(room, chosen, feed[0], asked=True))


async def _read(room: Newsroom, chosen: Chosen, before: Poll, came: Fetched, feed: Feed) -> Polled:
    """Take what is new in a feed's document."""
    if came.moved:
        chosen = await _moved(room, chosen, came.moved)
        before = replace(before, feed=chosen.url)
    polls = room.desk.store.polls
    entries = settled(feed, came.url)
    seen = await room.at_desk(lambda: polls.seen(chosen.url))
    found = Polled(chosen.url, feed.title or chosen.title, Brought.NOTHING)
    for entry in reversed(fresh(entries, seen)):
        state = await _take(room, chosen, entry, feed, came.url)
        found = replace(found, **{state: getattr(found, state) + 1})
    await room.at_desk(lambda: polls.present(chosen.url, [entry.key for entry in entries], room.now()))
    brought = Brought.NEWS if found.new or found.changed else Brought.NOTHING
    if brought is Brought.NEWS:
        await room.group()
    return await _settle(room, before, replace(found, brought=brought), came, feed)


async def _take(room: Newsroom, chosen: Chosen, entry: Entry, feed: Feed, where: str) -> str:
    """Take one entry; what became of it. One whose page cannot be had just now comes as the feed has it, and again later."""
    draft, waits = await _draft(room, chosen, entry, feed, where)
    outcome = (await room.take([draft]))[0] if draft else None
    if not waits:
        article = outcome.article if outcome else None
        await room.at_desk(lambda: room.desk.store.polls.done(chosen.url, entry, article, room.now()))
    return "waiting" if waits else outcome.state if outcome else "refused"


async def _draft(room: Newsroom, chosen: Chosen, entry: Entry, feed: Feed, where: str) -> tuple[Draft | None, bool]:
    """The article of an entry, and whether more of it may be had later."""
    told = from_feed(entry, feed, where, room.now())
    if entry.url is None or not wants_page(entry, where, chosen.mode):
        return told, False
    try:
        page = await room.page(entry.url)
    except Later:
        return told, True
    except Refused:
        return told, False
    longer = told is not None and len(told.text) > len(page.text)
    return (told if longer else from_page(entry, page, page.url or entry.url, room.now())), False


async def _moved(room: Newsroom, chosen: Chosen, to: str, *, asked: bool = False) -> Chosen:
    """The feed under its other address; `asked` says that there was only a page that named it."""

    def move(feeds: FeedList) -> None:
        feeds.move(chosen.url, to)
        room.desk.store.polls.move(chosen.url, to)
        if asked:
            room.desk.store.polls.remove(to)

    assert room.desk.feeds is not None  # there is no poll without a list
    feeds = room.desk.feeds
    await room.at_desk(lambda: move(feeds))
    return replace(chosen, url=to)


async def _settle(
    room: Newsroom, before: Poll, found: Polled, came: Fetched | None = None, feed: Feed | None = None
) -> Polled:
    """Write down how the poll went, and when the next one is due."""
    now = room.now()
    rhythm = after(before.rhythm, found.brought, now, room.chance.random(), _wish(came, feed))
    poll = replace(before, feed=found.url, rhythm=rhythm, checked=now, error=found.error)
    if found.brought is Brought.NEWS:
        poll = replace(poll, last=now)
    if feed is not None and came is not None:
        # Entries that wait must come again, so the server is asked for everything then.
        header = {} if found.waiting else came.headers
        poll = replace(poll, etag=header.get("etag"), modified=header.get("last-modified"))

    def keep(feeds: FeedList) -> None:
        room.desk.store.polls.put(poll)
        feeds.call(found.url, found.title)

    assert room.desk.feeds is not None
    feeds = room.desk.feeds
    await room.at_desk(lambda: keep(feeds))
    return replace(found, failures=rhythm.failures)


def first_poll(room: Newsroom, found: Polled) -> Reply:
    """What the one who put a feed on the list is told of its first poll."""
    asked = replies.Asked(Request("feeds", found.url), room.desk.wording)
    about = {name: getattr(found, name) for name in ("url", "title", "new", "known", "refused", "error", "gone")}
    button = asked.wording.button("feed", asked.request, title=(found.title or found.url)[:30])
    return replies.plain_reply(asked, "help", "first_poll", [button], **about)


def _conditions(before: Poll) -> dict[str, str]:
    """What the server needs to know to say that nothing has changed."""
    given = {"If-None-Match": before.etag, "If-Modified-Since": before.modified}
    return {name: value for name, value in given.items() if value}


def _wish(came: Fetched | None, feed: Feed | None) -> float | None:
    """The seconds for which the server, or the feed itself, wants not to be asked; a day of the latter is enough."""
    if came is None:
        return None
    asked = seconds_in(came.headers.get("retry-after"))
    return asked if asked is not None else min(feed.minutes * 60, _A_DAY) if feed and feed.minutes else None
