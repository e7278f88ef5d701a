"""Parsing for those who must not wait: a quarantine in a thread of its own, and its answers as nouns."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TypeVar

from bot.articles.feeds import Entry, Feed, Outline
from bot.model import Draft, Refused
from bot.shell.quarantine import Quarantine

T = TypeVar("T")

# What a server says it sends, as the ending of a file: the formats go by that where the bytes do not tell.
_ENDINGS = {
    "text/html": "html", "application/xhtml+xml": "xhtml", "application/pdf": "pdf", "text/markdown": "md",
    "application/json": "json", "application/x-ndjson": "jsonl", "message/rfc822": "eml",
}  # fmt: skip


class Parser:
    """Reads what may be hostile, one input after the other, while the loop goes on. `agent` is who we are to robots.txt."""

    def __init__(self, agent: str) -> None:
        self._agent = agent
        self._quarantine = Quarantine()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="parser")

    async def drafts(self, name: str, data: bytes) -> list[Draft | Refused]:
        """The articles of a file."""
        return await self._apart(lambda: list(self._quarantine.drafts(name, data)))

    async def page(self, url: str, content_type: str, data: bytes) -> Draft | Refused:
        """The article at an address: what its server says it is, it is read as."""
        ending = _ENDINGS.get(content_type.partition(";")[0].strip().lower(), "html")
        found = await self.drafts(f"page.{ending}", data)
        one = found[0] if found else Refused(url, "there is no article in it")
        return replace(one, input=url) if isinstance(one, Draft) else Refused(url, one.why)

    async def feed(self, url: str, content_type: str, data: bytes) -> Feed | list[str]:
        """The feed at an address; of a page, the addresses of its feeds. Raises Refused for what cannot be read."""
        (found,) = await self._apart(lambda: list(self._quarantine.ask("feed", url, data, content_type=content_type)))
        if "why" in found:
            raise Refused(url, found["why"])
        if "feeds" in found:
            return list(found["feeds"])
        return Feed(**found | {"entries": tuple(Entry(**entry) for entry in found["entries"])})

    async def outlines(self, name: str, data: bytes) -> list[Outline]:
        """The feeds in a list of feeds. Raises Refused for what is none."""
        found = await self._apart(lambda: list(self._quarantine.ask("outlines", name, data)))
        if found and "why" in found[-1]:
            raise Refused(name, found[-1]["why"])
        return [Outline(**one) for one in found]

    async def may_read(self, rules: bytes, url: str) -> bool:
        """Whether a robots.txt lets us read an address; one that cannot be read forbids."""
        found = await self._apart(lambda: list(self._quarantine.ask("robots", url, rules, agent=self._agent)))
        return bool(found[-1].get("allowed"))

    async def close(self) -> None:
        """End the worker."""
        await self._apart(self._quarantine.close)
        self._thread.shutdown()

    async def _apart(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)
