"""Fetching from a site on this machine that does what sites do."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.model import Refused
from bot.shell.fetching import Fetcher
from bot.shell.fetching.retry import seconds_in
from bot.shell.fetching.robots import Robots
from tests.shell.fetching.bombs import BOMBS
from tests.site import Answer, Asked, Site, policy_for, resolve_here


@pytest_asyncio.fixture
async def site() -> AsyncIterator[Site]:
    async with Site() as one:
        yield one


@pytest_asyncio.fixture
async def fetcher(site: Site) -> AsyncIterator[Fetcher]:
    one = Fetcher("Sitrep tests", policy_for(site, resolve=resolve_here, seconds=1.0, most=2_000_000))
    yield one
    await one.close()


async def test_a_page_comes_with_an_honest_name(site: Site, fetcher: Fetcher) -> None:
    site.pages["/"] = Answer(b"body", headers={"ETag": '"1"'})
    found = await fetcher.get(site.url("/#part"), {"If-None-Match": '"0"'})
    assert (found.status, found.body, found.headers["etag"], found.moved) == (200, b"body", '"1"', None)
    assert found.url == site.url("/")
    assert site.asked[0].headers["user-agent"] == "Sitrep tests"
    assert site.asked[0].headers["if-none-match"] == '"0"'
    assert site.asked[0].headers["host"] == f"127.0.0.2:{site.port}"


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress, lambda b: zlib.compress(b)[2:-4],
                                  lambda b: gzip.compress(b[:9]) + gzip.compress(b[9:])])  # fmt: skip
async def test_packed_bodies_are_unpacked(site: Site, fetcher: Fetcher, pack: object) -> None:
    assert callable(pack)
    coding = "gzip" if pack(b"x").startswith(b"\x1f\x8b") else "deflate"
    site.pages["/"] = Answer(pack(b"ferry " * 9000), headers={"Content-Encoding": coding})
    assert (await fetcher.get(site.url())).body == b"ferry " * 9000


@pytest.mark.parametrize("name", BOMBS)
async def test_a_bomb_is_refused(site: Site, fetcher: Fetcher, name: str) -> None:
    body, coding = BOMBS[name]()
    site.pages["/"] = Answer(body, headers={"Content-Encoding": coding} if coding else {})
    with pytest.raises(Refused) as refusal:
        await fetcher.get(site.url())
    assert "MB long" in refusal.value.why or "no browser" in refusal.value.why


async def test_lasting_and_passing_moves_are_told_apart(site: Site, fetcher: Fetcher) -> None:
    site.pages |= {
        "/old": Answer(status=301, headers={"Location": "/newer"}),
        "/newer": Answer(status=308, headers={"Location": f"http://other.example:{site.port}/new"}),
        "/new": b"here",
        "/today": Answer(status=302, headers={"Location": "/old"}),
        "/mixed": Answer(status=301, headers={"Location": "/today"}),
    }
    new = site.url("/new", "other.example")
    assert (await fetcher.get(site.url("/old"))).moved == new
    assert (await fetcher.get(site.url("/today"))).moved is None
    mixed = await fetcher.get(site.url("/mixed"))
    assert (mixed.url, mixed.moved) == (new, site.url("/today"))


async def test_circles_and_chains_end(site: Site, fetcher: Fetcher) -> None:
    site.pages["/a"] = Answer(status=302, headers={"Location": "/b"})
    site.pages["/b"] = Answer(status=302, headers={"Location": "/a"})
    with pytest.raises(Refused, match="circle"):
        await fetcher.get(site.url("/a"))
    site.pages |= {f"/{n}": Answer(status=302, headers={"Location": f"/{n + 1}"}) for n in range(99)}
    with pytest.raises(Refused, match="more than 5 times"):
        await fetcher.get(site.url("/0"))
    assert sum(site.hits.values()) == 2 + 6


async def slow_head(asked: Asked, writer: asyncio.StreamWriter) -> None:
    for byte in b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 100_000:
        writer.write(bytes([byte]))
        await writer.drain()
        await asyncio.sleep(0.02)


async def slow_body(asked: Asked, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    for _ in range(1000):
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.02)


async def endless(asked: Asked, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        writer.write(b"10000\r\n" + b"x" * 65536 + b"\r\n")
        await writer.drain()


async def endless_head(asked: Asked, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        writer.write(b"X-More: " + b"y" * 1000 + b"\r\n")
        await writer.drain()


async def silent(asked: Asked, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(60)


async def torn(asked: Asked, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf")


async def garbage(asked: Asked, writer: asyncio.StreamWriter) -> None:
    writer.write(bytes(range(256)) * 4)


async def always_continue(asked: Asked, writer: asyncio.StreamWriter) -> None:
    while True:
        writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        await writer.drain()
        await asyncio.sleep(0.001)


@pytest.mark.parametrize("page", [slow_head, slow_body, endless, endless_head, silent, torn, garbage, always_continue],
                         ids=lambda page: page.__name__)  # fmt: skip
async def test_a_server_that_misbehaves_is_left(site: Site, fetcher: Fetcher, page: object) -> None:
    site.pages["/"] = page  # type: ignore[assignment]
    site.pages["/good"] = b"good"
    with pytest.raises(Refused):
        await fetcher.get(site.url())
    assert (await fetcher.get(site.url("/good"))).body == b"good"


async def test_a_host_gets_one_request_at_a_time(site: Site, fetcher: Fetcher) -> None:
    site.pages |= {f"/{n}": b"x" for n in range(20)}
    await asyncio.gather(*(fetcher.get(site.url(f"/{n}")) for n in range(20)))
    assert site.most_at_once == 1


async def test_an_address_under_way_is_not_fetched_twice(site: Site, fetcher: Fetcher) -> None:
    site.pages["/"] = b"x"
    found = await asyncio.gather(*(fetcher.get(site.url()) for _ in range(9)))
    assert {one.body for one in found} == {b"x"}
    assert site.hits["/"] == 1


async def test_who_stops_waiting_stops_nobody_else(site: Site, fetcher: Fetcher) -> None:
    async def late(asked: Asked, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.1)
        writer.write(Answer(b"x").encode())

    site.pages["/"] = late
    one, other = (asyncio.create_task(fetcher.get(site.url())) for _ in range(2))
    await asyncio.sleep(0.02)
    one.cancel()
    assert (await other).body == b"x"


async def test_a_busy_host_is_left_alone_as_long_as_it_asks(site: Site, fetcher: Fetcher) -> None:
    site.pages["/"] = Answer(b"", 429, {"Retry-After": "120"})
    assert (await fetcher.get(site.url())).status == 429
    with pytest.raises(Refused, match="left alone"):
        await fetcher.get(site.url("/other"))
    assert sum(site.hits.values()) == 1


def test_the_wait_that_is_asked_for() -> None:
    assert seconds_in("120") == 120
    assert seconds_in("99999999999") == 7 * 86_400
    assert seconds_in("Wed, 21 Oct 2015 07:28:00 GMT") == 0
    assert seconds_in("soon") is None
    assert seconds_in(None) is None


async def test_robots_are_asked_once_and_a_broken_site_is_closed(site: Site, fetcher: Fetcher) -> None:
    async def verdict(rules: bytes, url: str) -> bool:
        return b"open" in rules

    robots = Robots(fetcher, verdict)
    site.pages["/robots.txt"] = b"open"
    assert await robots.allow(site.url("/a"))
    assert await robots.allow(site.url("/b"))
    assert site.hits["/robots.txt"] == 1
    other = Robots(fetcher, verdict)
    site.pages["/robots.txt"] = Answer(b"", 404)
    assert await other.allow(site.url("/a"))
    broken = Robots(fetcher, verdict)
    site.pages["/robots.txt"] = Answer(b"open", 500)
    assert not await broken.allow(site.url("/a"))
