"""A site on this machine, spoken in raw HTTP/1.1, so that it can misbehave as real ones do.

`Site.pages` says what is at a path: bytes of a body, an `Answer`, or a function that writes what it likes.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Address
from typing import Self

from bot.shell.fetching import Policy
from bot.shell.fetching.addresses import Address, is_outer

# The friendly sites stand here; 127.0.0.1 stays an inner address to the policy of the tests.
HERE = IPv4Address("127.0.0.2")


@dataclass(frozen=True)
class Asked:
    """One request: its path, its headers by names in lower case."""

    path: str
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Answer:
    """An answer as it should be."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    def encode(self) -> bytes:
        """The answer on the wire."""
        given = {"Content-Length": str(len(self.body)), "Connection": "close", **self.headers}
        head = "".join(f"{name}: {value}\r\n" for name, value in given.items())
        return f"HTTP/1.1 {self.status} X\r\n{head}\r\n".encode("latin-1") + self.body


Writer = Callable[[Asked, asyncio.StreamWriter], Awaitable[None]]
Page = bytes | Answer | Callable[[Asked], Answer] | Writer


class Site:
    """`async with Site() as site`: its pages at `site.url(path)`; `hits` counts the requests by path."""

    def __init__(self, pages: dict[str, Page] | None = None, host: str = str(HERE)) -> None:
        self.pages: dict[str, Page] = pages or {}
        self.hits: Counter[str] = Counter()
        self.asked: list[Asked] = []
        self.at_once = self.most_at_once = 0
        self._host = host

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, self._host, 0)
        self.port: int = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *error: object) -> None:
        self._server.close()

    def url(self, path: str = "/", host: str | None = None) -> str:
        """The address of a path."""
        return f"http://{host or self._host}:{self.port}{path}"

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.at_once += 1
        self.most_at_once = max(self.at_once, self.most_at_once)
        with contextlib.suppress(
            OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError
        ):
            asked = _request(await reader.readuntil(b"\r\n\r\n"))
            self.hits[asked.path] += 1
            self.asked.append(asked)
            await self._answer(asked, writer)
        self.at_once -= 1
        writer.close()

    async def _answer(self, asked: Asked, writer: asyncio.StreamWriter) -> None:
        page = self.pages.get(asked.path) or self.pages.get(asked.path.partition("?")[0]) or Answer(b"none", 404)
        if callable(page):
            found = page(asked, writer) if asyncio.iscoroutinefunction(page) else page(asked)  # type: ignore[call-arg]
            page = (await found or b"") if asyncio.iscoroutine(found) else found  # type: ignore[assignment]
        if page:
            writer.write(page if isinstance(page, bytes) and page.startswith(b"HTTP/") else _whole(page).encode())
            await writer.drain()


def _whole(page: object) -> Answer:
    return page if isinstance(page, Answer) else Answer(bytes(page))  # type: ignore[call-overload]


def _request(head: bytes) -> Asked:
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines if ": " in line)
    return Asked(first.split(" ")[1], {name.lower(): value for name, value in headers.items()})


async def resolve_here(host: str, port: int) -> list[Address]:
    """Every name leads to the friendly sites."""
    return [HERE]


def policy_for(*sites: Site, **other: object) -> Policy:
    """The real limits, but for the ports of these sites, their address, and the gap between two requests."""
    ports = frozenset({80, 443, *(site.port for site in sites)})
    given = {"allows": lambda at: at == HERE or is_outer(at), "ports": ports, "gap": 0.0, **other}
    return Policy(**given)  # type: ignore[arg-type]
