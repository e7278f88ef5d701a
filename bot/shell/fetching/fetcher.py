"""One address, fetched: redirects followed by hand, so that every hop is checked; size and time bounded as the bytes come."""

from __future__ import annotations

import asyncio
import ssl
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import httpcore
import httpx

from bot.model import Later, Refused
from bot.shell.fetching.hosts import Hosts
from bot.shell.fetching.network import CheckedNetwork
from bot.shell.fetching.policy import Policy
from bot.shell.fetching.retry import seconds_in
from bot.shell.fetching.unpacking import ACCEPTED, TooMuch, unpacked

_LONGEST = 2_000
_REDIRECTS, _LASTING = {301, 302, 303, 307, 308}, {301, 308}
_BUSY = {429, 503}
_CONNECTIONS = 20


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came: `url` is where it came from in the end, `moved` where the address has moved for good (None where it has not).

    Header names are in lower case. A status is the server's, whatever it is: 304, 404 and 410 are answers too.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    moved: str | None = None


class _Hop(NamedTuple):
    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Fetcher:
    """Fetches under one policy, as the `agent` that it says it is. An address under way is not fetched twice at once."""

    agent: str
    policy: Policy = field(default_factory=Policy)

    def __post_init__(self) -> None:
        self._hosts = Hosts(self.policy.gap)
        self._under_way: dict[tuple[str, tuple[tuple[str, str], ...]], asyncio.Task[Fetched]] = {}
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=ssl.create_default_context(),
            max_connections=_CONNECTIONS,
            max_keepalive_connections=0,  # hosts are asked too seldom; idle connections are only memory
            network_backend=CheckedNetwork(self.policy),
        )

    async def get(self, url: str, headers: Mapping[str, str] | None = None, most: int | None = None) -> Fetched:
        """What is at an address, at most `most` bytes. Raises Refused, by the address, with why it cannot be
        had, and Later where that may pass."""
        key = url, tuple(sorted((headers or {}).items()))
        if key not in self._under_way:
            task = asyncio.create_task(self._within_time(url, headers or {}, most or self.policy.most))
            self._under_way[key] = task
            task.add_done_callback(lambda _: self._under_way.pop(key, None))
        return await asyncio.shield(self._under_way[key])

    async def close(self) -> None:
        """End what is under way, and the connections."""
        for task in list(self._under_way.values()):
            task.cancel()
        await asyncio.gather(*self._under_way.values(), return_exceptions=True)
        await self._pool.aclose()

    async def _within_time(self, url: str, headers: Mapping[str, str], most: int) -> Fetched:
        try:
            return await self._followed(url, headers, most)
        except Refused as refusal:
            raise type(refusal)(url, refusal.why) from None

    async def _followed(self, url: str, headers: Mapping[str, str], most: int) -> Fetched:
        at, moved, seen = checked(url, self.policy), None, set[str]()
        lasting = True
        for _ in range(self.policy.redirects + 1):
            if str(at) in seen:
                raise Refused(url, "it leads round in a circle")
            seen.add(str(at))
            hop = await self._hop(at, headers, most)
            target = hop.headers.get("location") if hop.status in _REDIRECTS else None
            if target is None:
                return Fetched(str(at), hop.status, hop.headers, hop.body, moved)
            at = checked(target, self.policy, at)
            lasting = lasting and hop.status in _LASTING
            moved = str(at) if lasting else moved
        raise Refused(url, f"it leads on more than {self.policy.redirects} times")

    async def _hop(self, at: httpx.URL, headers: Mapping[str, str], most: int) -> _Hop:
        """One request, in its host's turn; waiting for the turn is not part of its time."""
        async with self._hosts.turn(at.host):
            try:
                async with asyncio.timeout(self.policy.seconds):
                    hop = await self._asked(at, headers, most)
            except TimeoutError:
                raise Later(str(at), f"{at.host} takes over {self.policy.seconds:.0f} seconds") from None
            except TooMuch:
                raise Refused(str(at), f"what is there is over {most / 1e6:g} MB long") from None
            except (httpcore.NetworkError, httpcore.TimeoutException, OSError):
                raise Later(str(at), f"{at.host} does not answer") from None
            except (httpcore.ProtocolError, ValueError, zlib.error):
                raise Refused(str(at), f"{at.host} answers what no browser would understand") from None
        if hop.status in _BUSY:
            self._hosts.rest(at.host, seconds_in(hop.headers.get("retry-after")) or 0.0)
        return hop

    async def _asked(self, at: httpx.URL, headers: Mapping[str, str], most: int) -> _Hop:
        sent = {"Host": at.netloc.decode(), "User-Agent": self.agent, "Accept-Encoding": ACCEPTED, "Accept": "*/*"}
        url = httpcore.URL(scheme=at.raw_scheme, host=at.raw_host, port=at.port, target=at.raw_path)
        async with self._pool.stream("GET", url, headers=[*sent.items(), *headers.items()]) as answer:
            found = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in answer.headers}
            if answer.status in _REDIRECTS and "location" in found:
                return _Hop(answer.status, found, b"")
            body = await unpacked(answer.aiter_stream(), found.get("content-encoding", ""), most)
            return _Hop(answer.status, found, body)


def checked(url: str, policy: Policy, base: httpx.URL | None = None) -> httpx.URL:
    """An address as it may be asked, read as a link on `base`. Raises Refused for what is none of the web's."""
    if len(url) > _LONGEST:
        raise Refused(url[:80], f"an address of over {_LONGEST:,} characters is none")
    try:
        found = base.join(url.strip()) if base else httpx.URL(url.strip())
    except (httpx.InvalidURL, ValueError, UnicodeError):
        raise Refused(url, "this is no address") from None
    if found.scheme not in ("http", "https") or not found.host:
        raise Refused(url, "only http and https addresses are read")
    if found.userinfo:
        raise Refused(url, "an address with a name or password in it is not read")
    if (found.port or {"http": 80, "https": 443}[found.scheme]) not in policy.ports:
        raise Refused(url, f"port {found.port} is no port of the web")
    return found.copy_with(fragment=None)
