"""Addresses inside, in every spelling, by link, redirect, feed and rebinding: not one byte reaches a server there."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from ipaddress import ip_address

import pytest
import pytest_asyncio

from bot.model import Refused
from bot.shell.fetching import Fetcher, Policy
from bot.shell.fetching.addresses import Address
from bot.shell.fetching.policy import resolve
from tests.shell.fetching.spellings import SPELLINGS
from tests.site import HERE, Answer, Site, policy_for


class Canary:
    """A server on every inner address of this machine that counts what reaches it."""

    def __init__(self) -> None:
        self.connections = self.received = 0

    async def on_connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self.received += len(await reader.read(10_000))
        writer.close()


@pytest_asyncio.fixture
async def canary() -> AsyncIterator[tuple[Canary, int]]:
    """The canary and its port."""
    one = Canary()
    server = await asyncio.start_server(one.on_connection, "0.0.0.0", 0)
    yield one, server.sockets[0].getsockname()[1]
    server.close()


def test_there_are_sixty() -> None:
    assert len(set(SPELLINGS)) >= 60


async def test_the_canary_sings_when_it_is_reached(canary: tuple[Canary, int]) -> None:
    one, port = canary
    fetcher = Fetcher("Tests", Policy(allows=lambda _: True, ports=frozenset({port}), gap=0))
    with pytest.raises(Refused):
        await fetcher.get(f"http://127.0.0.1:{port}/")
    assert one.connections == 1
    assert one.received > 0
    await fetcher.close()


async def test_by_link(canary: tuple[Canary, int]) -> None:
    one, port = canary
    fetcher = Fetcher("Tests", Policy(ports=frozenset({80, 443, port}), gap=0))
    for spelling in SPELLINGS:
        for address in (f"http://{spelling}:{port}/", f"https://{spelling}:{port}/x?y"):
            with pytest.raises(Refused) as refusal:
                await fetcher.get(address)
            assert refusal.value.why
    assert (one.connections, one.received) == (0, 0)
    await fetcher.close()


async def test_by_redirect(canary: tuple[Canary, int]) -> None:
    one, port = canary
    async with Site() as site:
        fetcher = Fetcher("Tests", policy_for(site, ports=frozenset({80, 443, port, site.port})))
        for n, spelling in enumerate(SPELLINGS):
            site.pages[f"/{n}"] = Answer(
                status=302, headers={"Location": f"http://{spelling}:{port}/".encode().decode("latin-1")}
            )
            with pytest.raises(Refused):
                await fetcher.get(site.url(f"/{n}"))
        assert sum(site.hits.values()) == len(SPELLINGS)
        await fetcher.close()
    assert (one.connections, one.received) == (0, 0)


async def test_by_a_name_that_is_rebound(canary: tuple[Canary, int]) -> None:
    """The name leads outside at first and inside ever after; no look-up is trusted for a connection that it was not made for."""
    one, port = canary
    inner = {at for spelling in SPELLINGS for at in await _addresses(spelling)}
    assert len(inner) >= 35
    async with Site({"/": b"outside"}) as site:
        for address in inner:
            looked_up: list[Address] = []

            async def rebound(
                host: str, _: int, address: Address = address, seen: list[Address] = looked_up
            ) -> list[Address]:
                seen.append(HERE if not seen else address)
                return seen[-1:]

            policy = policy_for(site, ports=frozenset({80, 443, port, site.port}), resolve=rebound)
            fetcher = Fetcher("Tests", policy)
            assert (await fetcher.get(site.url(host="rebound.example"))).body == b"outside"
            for where in (f"http://rebound.example:{port}/", site.url("/again", "rebound.example")):
                with pytest.raises(Refused):
                    await fetcher.get(where)
            await fetcher.close()
        assert sum(site.hits.values()) == len(inner)
    assert (one.connections, one.received) == (0, 0)


async def test_one_inner_address_among_outer_ones_is_enough() -> None:
    async def both(host: str, port: int) -> list[Address]:
        return [ip_address("93.184.216.34"), ip_address("10.0.0.1")]

    fetcher = Fetcher("Tests", Policy(resolve=both))
    with pytest.raises(Refused, match="inside"):
        await fetcher.get("http://both.example/")
    await fetcher.close()


@pytest.mark.parametrize("url", ["ftp://example.org/", "file:///etc/passwd", "gopher://example.org/", "//example.org", "example",
                                 "http://", "http://example.org:22/", "https://example.org:8080/", "http://a:b@example.org/",
                                 "javascript:alert(1)", "http://exa mple.org/", "http://[::1", "unix:///run/x.sock", "data:,x",
                                 "http://example.org/" + "x" * 3000])  # fmt: skip
async def test_what_is_no_address_of_the_web_is_refused(url: str) -> None:
    fetcher = Fetcher("Tests")
    with pytest.raises(Refused):
        await fetcher.get(url)
    await fetcher.close()


async def _addresses(spelling: str) -> list[Address]:
    try:
        return list(await resolve(spelling.strip("[]"), 80))
    except (OSError, UnicodeError, ValueError):
        return []
