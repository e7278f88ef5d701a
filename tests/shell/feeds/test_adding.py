"""Feeds in the chat: those who run the bot add them, see how they do, and change how they are read."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.model import Reply
from bot.shell.fetching import Policy
from bot.shell.newsroom import Newsroom
from bot.shell.polling import Polling, add_all
from tests.shell.feeds.kinds import page_of, plain_rss, teasers
from tests.shell.feeds.room import NOW, later, newsroom
from tests.site import Answer, Site, policy_for

OPML = """<?xml version="1.0"?><opml version="2.0"><body><outline text="Quays"><outline type="rss" text="A" xmlUrl="{}"/>
<outline type="rss" text="B" xmlUrl="{}"/></outline><outline text="A again" xmlUrl="{}"/></body></opml>"""


@pytest_asyncio.fixture
async def site() -> AsyncIterator[Site]:
    async with Site({"/robots.txt": b""}) as one:
        yield one


@pytest_asyncio.fixture
async def room(site: Site, tmp_path: Path) -> AsyncIterator[Newsroom]:
    async with newsroom(tmp_path, policy_for(site, seconds=0.5)) as one:
        yield one


def ask(room: Newsroom, text: str, *, admin: bool = True) -> Reply:
    return room.desk.ask(text, NOW, admin=admin, chat=7)


@pytest.mark.parametrize(
    "text", ["/add https://example.org/feed", "/feeds", "/feeds https://example.org/feed as:remove"]
)
def test_only_those_who_run_the_bot_may(room: Newsroom, text: str) -> None:
    assert "Only those who run this bot" in ask(room, text, admin=False).messages[0].html


async def test_a_feed_is_added_read_and_shown(room: Newsroom, site: Site) -> None:
    plain_rss(site, "/feed", ["Alba", "Borea"])
    assert "I look at" in ask(room, f"/add {site.url('/feed')}").messages[0].html
    assert "already" in ask(room, f"/add {site.url('/feed')}").messages[0].html
    assert "not asked yet" in ask(room, "/feeds").messages[0].html
    (found,) = await later(room)
    assert (found.new, found.title) == (2, "Quay Times")
    shown = ask(room, "/feeds").messages[0].html
    assert "1 feed" in shown
    assert "Quay Times" in shown
    assert "2 articles" in shown
    assert "Borea arrives" in ask(room, "/stories").messages[0].html


async def test_a_feed_in_trouble_stands_first_and_says_why(room: Newsroom, site: Site) -> None:
    plain_rss(site, "/a", ["Alba"])
    site.pages["/z"] = Answer(b"", 500)
    await add_all(room, [site.url("/a"), site.url("/z")])
    shown = ask(room, "/feeds").messages[0].html
    assert shown.index("its server answers 500") < shown.index("Quay Times")


async def test_buttons_change_how_a_feed_is_read_and_remove_it(room: Newsroom, site: Site) -> None:
    plain_rss(site, "/feed", ["Alba"])
    site.pages["/feed/Alba"] = page_of("Alba by page")
    await add_all(room, [site.url("/feed")])
    (opened,) = (button for row in ask(room, "/feeds").messages[0].buttons for button in row)
    one = ask(room, opened.request)
    by_label = {button.label: button.request for row in one.messages[0].buttons for button in row}
    assert "on their pages" in ask(room, by_label["Always pages"]).messages[0].html
    assert "do not read it any more" in ask(room, by_label["Remove"]).messages[0].html
    assert "No feeds yet" in ask(room, "/feeds").messages[0].html
    assert room.desk.store.count() == 1


async def test_a_list_of_feeds_adds_each_once(room: Newsroom, site: Site, tmp_path: Path) -> None:
    plain_rss(site, "/a", ["Alba"])
    teasers(site, "/b", ["Borea"])
    file = tmp_path / "feeds.opml"
    file.write_text(OPML.format(site.url("/a"), site.url("/b"), site.url("/a")))
    polled = await add_all(room, [str(file), str(tmp_path / "nothing.opml")])
    assert [getattr(one, "new", None) for one in polled] == [None, 1, 1]
    assert room.desk.store.count() == 2


async def test_what_moved_for_good_is_asked_there_from_now_on(room: Newsroom, site: Site) -> None:
    plain_rss(site, "/new", ["Alba"])
    site.pages["/old"] = Answer(status=301, headers={"Location": "/new"})
    await add_all(room, [site.url("/old")])
    await later(room, days=1)
    assert site.hits["/old"] == 1
    assert site.hits["/new"] == 2
    assert room.desk.store.count() == 1


async def test_robots_that_are_not_wanted_leave_the_page_alone(room: Newsroom, site: Site) -> None:
    teasers(site, "/feed", ["Alba"])
    site.pages["/robots.txt"] = b"User-agent: *\nDisallow: /feed/\n"
    (found,) = await add_all(room, [site.url("/feed")])
    assert site.hits["/feed/Alba"] == 0
    assert getattr(found, "new", 0) == 1, "the teaser is there all the same"


async def test_another_sites_words_are_read_there_or_not_at_all(room: Newsroom, site: Site) -> None:
    """A feed that speaks for another site: its text is nobody's, for the page cannot be had."""
    feed = b"<rss version='2.0'><channel><item><title>Quay closed</title><link>http://paper.example/x</link><description>%s</description></item></channel></rss>"
    site.pages["/feed"] = feed % (b"The quay is closed, said the paper, that never did. " * 30)
    await add_all(room, [site.url("/feed")])
    assert room.desk.store.count() == 0


async def test_polling_ends_though_it_is_woken_at_that_moment(tmp_path: Path) -> None:
    async with newsroom(tmp_path, Policy()) as room:
        polling = Polling(room)
        polling.start()
        await asyncio.sleep(0.1)
        polling.look()
        async with asyncio.timeout(5):
            await polling.stop()
