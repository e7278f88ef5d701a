"""Feeds and links in the chat itself: the real front over HTTP, a site on this machine, a desk with an embedder of words."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from telegram.ext import ApplicationBuilder

from bot.answers.wording import Wording
from bot.config import Settings
from bot.shell.flows.asking import Desk
from bot.shell.preview import Preview
from bot.shell.store.articles import ArticleStore
from bot.shell.store.feeds import FeedList
from bot.shell.store.offers import Offers
from bot.shell.store.outlets import Outlets
from bot.shell.store.private import PrivateShelves
from bot.shell.telegram import running
from tests.chat import Chat
from tests.fakes import WordEmbedder
from tests.shell.feeds.kinds import page_of, plain_rss
from tests.site import Answer, Site, policy_for

ADMIN, BEN, CARLA = 1001, 1002, 1003


def open_desk(settings: Settings, name: str) -> Desk:
    """A desk that needs no model."""
    home, embedder = settings.home, WordEmbedder()
    store = ArticleStore(home, embedder.name)
    private = PrivateShelves(home, embedder.name)
    return Desk(store, embedder, Wording(name), None, FeedList(home), private, Offers(home), None, Outlets(home))


@asynccontextmanager
async def serving(home: Path, site: Site) -> AsyncIterator[Preview]:
    """The bot at work, run by Anna, allowed to fetch from one site."""
    preview = Preview()
    await preview.start()
    builder = ApplicationBuilder().token(preview.token).base_url(preview.base_url).base_file_url(preview.base_file_url)
    settings = Settings(home=home, admins=frozenset({ADMIN}))
    async with running(builder, settings, open_desk, policy=policy_for(site)):
        yield preview
    await preview.stop()


async def said(chat: Chat, words: str) -> None:
    """Waits until the bot has said something with these words."""
    async with asyncio.timeout(60):
        while not any(words in message.text for message in chat.messages if message.from_bot):
            await asyncio.sleep(0.05)


async def test_a_feed_is_added_polled_and_its_news_answered(tmp_path: Path) -> None:
    async with Site({"/robots.txt": b""}) as site, serving(tmp_path, site) as preview:
        plain_rss(site, "/feed", ["Alba", "Borea"])
        anna, ben = Chat(preview, ADMIN), Chat(preview, BEN)
        (refused,) = await ben.say(f"/add {site.url('/feed')}")
        assert "Only those who run this bot" in refused.text
        await anna.say(f"/add {site.url('/feed')}")
        await said(anna, "I read Quay Times from now on: 2 new articles")
        (found,) = await ben.say("/search crates behind the quay")
        assert "Alba" in found.text or "Borea" in found.text
        (feeds,) = await anna.say("/feeds")
        assert "Quay Times 2 articles" in feeds.text


async def test_a_link_is_read_for_its_sender_and_forgotten_with_them(tmp_path: Path) -> None:
    async with (
        Site({"/robots.txt": b"", "/alba": page_of("Alba", "Alba arrives")}) as site,
        serving(tmp_path, site) as preview,
    ):
        ben = Chat(preview, BEN)
        (told,) = await ben.say(f"Have you seen this? {site.url('/alba')}")
        assert "Alba arrives" in told.text
        assert "Only this chat sees it" in told.text
        (mine,) = await ben.say("/mine")
        assert "Yours alone: 1 article" in mine.text
        (sure,) = await ben.say("/forget")
        await ben.press(sure, "Yes")
        (nothing,) = await ben.say("/mine")
        assert "nothing that is your own" in nothing.text
        assert list((tmp_path / "private").glob("*")) == []


CHANGED = "A sentence that I showed you has changed"


def corrected(chat: Chat) -> list[str]:
    """What the chat was told of changes."""
    return [message.text for message in chat.messages if message.from_bot and CHANGED in message.text]


async def test_who_was_shown_a_sentence_hears_that_it_has_changed(tmp_path: Path) -> None:
    page = page_of("Alba", "Alba arrives")
    async with Site({"/robots.txt": b"", "/alba": page}) as site, serving(tmp_path, site) as preview:
        anna, ben, carla = Chat(preview, ADMIN), Chat(preview, BEN), Chat(preview, CARLA)
        await anna.say(site.url("/alba"))
        for chat in (ben, carla):
            (found,) = await chat.say("/search pilots of Alba behind the quay")
            assert "828 maps" in found.text
        (kept,) = await carla.say("/corrections off")
        assert "no longer say" in kept.text
        site.pages["/alba"] = page.replace(b"828 maps", b"3 charts")
        await anna.say(site.url("/alba"))
        await said(ben, CHANGED)
        told = corrected(ben)[0]
        assert told.index("828 maps") < told.index("Now it says:") < told.index("3 charts")
        assert len(corrected(ben)) == 1
        site.pages["/alba"] = page.replace(b"828 maps", b"3 charts,")
        await anna.say(site.url("/alba"))
        await ben.say("/stop")
        assert len(corrected(ben)) == 1, "a comma is no correction"
        assert not corrected(carla)


async def test_those_who_run_the_bot_hear_of_feeds_that_fail_once(tmp_path: Path) -> None:
    async with Site({"/robots.txt": b""}) as site, serving(tmp_path, site) as preview:
        anna = Chat(preview, ADMIN)
        for feed in ("/gone", "/lost"):
            site.pages[feed] = Answer(b"", 410)
            await anna.say(f"/add {site.url(feed)}")
        await said(anna, "Not every feed can be read")
        await said(anna, f"{site.url('/lost')} cannot be read: the feed is gone for good")
        assert sum("Not every feed" in message.text for message in anna.messages) == 1
