"""Turns: at most one request at a time to a host, with a gap between two, and none before the time that it asked for."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.model import Later

# What is remembered of so many hosts; of the others nobody has heard for longest.
_HOSTS = 2000


@dataclass
class _Host:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0
    rests_until: float = 0.0


class Hosts:
    """The hosts that were asked lately. Times are the event loop's."""

    def __init__(self, gap: float) -> None:
        self._gap = gap
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, name: str) -> AsyncIterator[None]:
        """Waits for the host's turn and holds it. Raises Later while the host wants to be left alone."""
        host, loop = self._host(name), asyncio.get_running_loop()
        async with host.lock:
            if host.rests_until > loop.time():
                raise Later(name, f"{name} asks to be left alone for a while")
            await asyncio.sleep(max(0.0, host.free_at - loop.time()))
            try:
                yield
            finally:
                host.free_at = loop.time() + self._gap

    def rest(self, name: str, seconds: float) -> None:
        """The host asked for this much rest."""
        self._host(name).rests_until = asyncio.get_running_loop().time() + seconds

    def _host(self, name: str) -> _Host:
        host = self._hosts.pop(name, None) or _Host()
        self._hosts[name] = host  # the last that was asked stands last
        if len(self._hosts) > _HOSTS:
            idle = next((other for other, known in self._hosts.items() if not known.lock.locked()), None)
            if idle is not None:
                del self._hosts[idle]
        return host
