"""Whether a site lets robots read a page (RFC 9309). Its robots.txt is kept for a day, and read in quarantine like all else."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from bot.model import Later
from bot.shell.fetching.fetcher import Fetcher

# What is read of one (RFC 9309, 2.5), and what is kept of all together.
_MOST, _KEPT, _SITES = 512_000, 4_000_000, 2_000
_A_DAY, _A_WHILE = 86_400.0, 600.0
# The body of a site that could not say: it is to be left alone until it can.
_CLOSED = b"User-agent: *\nDisallow: /\n"

Verdict = Callable[[bytes, str], Awaitable[bool]]


class Robots:
    """The rules of sites. `verdict` says whether the rules in some bytes let us read an address."""

    def __init__(self, fetcher: Fetcher, verdict: Verdict) -> None:
        self._fetcher = fetcher
        self._verdict = verdict
        self._kept: dict[str, tuple[float, bytes]] = {}

    async def allow(self, url: str) -> bool:
        """Whether a page may be read. Raises Refused where the site cannot be asked at all."""
        parts = urlsplit(url)
        rules = await self._rules(f"{parts.scheme}://{parts.netloc}")
        return not rules.strip() or await self._verdict(rules, url)

    async def _rules(self, site: str) -> bytes:
        now = asyncio.get_running_loop().time()
        until, rules = self._kept.get(site, (0.0, b""))
        if until < now:
            rules = await self._fetched(site)
            self._kept.pop(site, None)
            self._kept[site] = now + (_A_WHILE if rules is _CLOSED else _A_DAY), rules
            self._make_room()
        return rules

    def _make_room(self) -> None:
        """Forget the oldest, beyond what is kept."""
        while sum(len(kept) for _, kept in self._kept.values()) > _KEPT or len(self._kept) > _SITES:
            del self._kept[next(iter(self._kept))]

    async def _fetched(self, site: str) -> bytes:
        """A site without the file lets everybody read; one whose file cannot be had just now, nobody (RFC 9309, 2.3.1)."""
        try:
            found = await self._fetcher.get(f"{site}/robots.txt", most=_MOST)
        except Later:
            return _CLOSED
        if found.status >= 500 or found.status == 429:
            return _CLOSED
        return found.body if found.status == 200 else b""
