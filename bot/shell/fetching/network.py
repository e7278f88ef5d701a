"""Connections to checked addresses only: a name is looked up once, and the address that was checked is the one connected to.

A name that leads outside when it is checked and inside when it is used (DNS rebinding) so has no second look-up to answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import httpcore

from bot.model import Later, Refused
from bot.shell.fetching.addresses import Address
from bot.shell.fetching.policy import Policy


class CheckedNetwork(httpcore.AsyncNetworkBackend):
    """The network under httpcore's pool: each connection is checked where it is made, so each hop of a redirect is."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._below = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to the first of the host's addresses that answers. Raises Refused where any of them is an inner one."""
        if port not in self._policy.ports:
            raise Refused(host, f"port {port} is no port of the web")
        failed: Exception = OSError(f"{host} has no address")
        for address in await self._checked(host, port):
            try:
                return await self._below.connect_tcp(str(address), port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed

    async def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.AsyncNetworkStream:
        """Never: no address of the web is a socket on this machine."""
        raise Refused(path, "this is no address of the web")

    async def _checked(self, host: str, port: int) -> Sequence[Address]:
        try:
            found = await self._policy.resolve(host, port)
        except (OSError, UnicodeError, ValueError):
            raise Later(host, f"there is no host called {host}") from None
        if not all(self._policy.allows(address) for address in found):
            raise Refused(host, "this address leads inside, not into the web")
        return found
