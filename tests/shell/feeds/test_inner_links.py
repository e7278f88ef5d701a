"""Feeds and what they name lead inside, in every spelling: not one byte reaches a server there, and good items come."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.shell.flows.receiving import Sent, receive
from tests.shell.feeds.kinds import item, rss, words
from tests.shell.feeds.room import add, newsroom, texts
from tests.shell.fetching.spellings import SPELLINGS
from tests.site import Answer, Site, policy_for


async def test_feeds_links_pages_and_lists(tmp_path: Path) -> None:
    received: list[bytes] = []

    async def canary(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        received.append(await reader.read(9999))
        writer.close()

    server = await asyncio.start_server(canary, "0.0.0.0", 0)
    port = server.sockets[0].getsockname()[1]
    async with Site({"/robots.txt": b""}) as site:
        inner = [item(f"Inner{n}", link=f"http://{at}:{port}/{n}", text="short") for n, at in enumerate(SPELLINGS)]
        good = item("Outerq", link=site.url("/x"), text=words("Outerq"))
        site.pages["/feed"] = rss([*inner, good])
        site.pages["/moved"] = Answer(status=301, headers={"Location": f"http://127.0.0.1:{port}/"})
        site.pages["/page"] = (
            f"<html><link rel='alternate' type='application/rss+xml' href='http://[::1]:{port}/'></html>".encode()
        )
        async with newsroom(
            tmp_path, policy_for(site, ports=frozenset({80, 443, port, site.port}), seconds=0.5)
        ) as room:
            await add(room, *(site.url(path) for path in ("/feed", "/moved", "/page")))
            await add(room, *(f"http://{at}:{port}/feed" for at in SPELLINGS[:9]))
            for n in range(0, len(SPELLINGS), 3):
                links = tuple(f"http://{at}:{port}/" for at in SPELLINGS[n : n + 3])
                await receive(room, Sent(5, False, links))
            assert [text for text in texts(room) if "Outerq" in text]
            assert not [text for text in texts(room) if "short" in text]
    server.close()
    assert received == []
