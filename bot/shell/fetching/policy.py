"""What may be fetched, and how much of it: one value, made in code. The settings know nothing of it."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from ipaddress import ip_address

from bot.shell.fetching.addresses import Address, is_outer

Resolver = Callable[[str, int], Awaitable[Sequence[Address]]]


async def resolve(host: str, port: int) -> Sequence[Address]:
    """The addresses of a host, as the system finds them. Raises OSError where it has none."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(ip_address(where[0]) for *_, where in found))


@dataclass(frozen=True, slots=True)
class Policy:
    """The limits of one fetch, in seconds, bytes and steps; the tests, which serve on this machine, make another.

    `gap` is what lies between two requests to one host.
    """

    allows: Callable[[Address], bool] = is_outer
    ports: frozenset[int] = frozenset({80, 443})
    resolve: Resolver = resolve
    seconds: float = 25.0
    most: int = 10_000_000
    redirects: int = 5
    gap: float = 1.0
