"""What Anna sends is built to harm: it is refused within ten seconds and 300 MB, and Ben's questions are answered meanwhile."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from telegram.ext import ApplicationBuilder

from bot.config import Settings
from bot.shell.preview import Preview
from bot.shell.telegram import running
from tests.chat import Chat
from tests.load.hostile import HOSTILE
from tests.load.trial import _forget_peak, _peak, _resident
from tests.shell.fetching.bombs import BOMBS
from tests.site import Answer, Site, policy_for

PAPERS = [(name, make) for name, make in HOSTILE if name.endswith(".pdf")][:40]
PAGES = [(name, make) for name, make in HOSTILE if " nested " in name]


@asynccontextmanager
async def serving(home: Path, site: Site) -> AsyncIterator[Preview]:
    """The bot of a home in a preview, allowed to fetch from one site on this machine."""
    preview = Preview()
    await preview.start()
    builder = ApplicationBuilder().token(preview.token).base_url(preview.base_url).base_file_url(preview.base_file_url)
    async with running(builder, Settings(home=home), policy=policy_for(site)):
        yield preview
    await preview.stop()


async def asked_all_the_while(ben: Chat, until: asyncio.Event) -> list[float]:
    """How long Ben waits for each of his answers."""
    waits = []
    while not until.is_set():
        start = time.perf_counter()
        await ben.say("How many soldiers were sent?")
        waits.append(time.perf_counter() - start - ben.quiet)
    return waits


@pytest.mark.load
async def test_hostile_files_and_links(indexed: Path, tmp_path: Path) -> None:
    async with Site({"/robots.txt": b""}) as site, serving(indexed, site) as preview:
        anna, ben = Chat(preview, 1001, quiet=0.05), Chat(preview, 1002, quiet=0.05)
        await ben.say("How many soldiers were sent?")
        done, took, most = asyncio.Event(), [], 0.0
        ben_asks = asyncio.create_task(asked_all_the_while(ben, done))
        before = _resident(Path("/proc/self"))
        for name, make in [*PAPERS, *PAGES, *BOMBS.items()]:
            body = make()
            _forget_peak(Path("/proc/self"))
            start = time.perf_counter()
            if isinstance(body, tuple):
                site.pages[f"/{len(took)}"] = Answer(body[0], headers={"Content-Encoding": body[1]} if body[1] else {})
                (answer,) = await anna.say(site.url(f"/{len(took)}"))
            elif len(body) > 20_000_000:
                continue
            else:
                (answer,) = await anna.send_file(name, body)
            took.append(time.perf_counter() - start)
            most = max(most, _peak(Path("/proc/self")) - before)
            assert "not read" in answer.text or "sentence" in answer.text, name
        done.set()
        waits = sorted(await ben_asks)
        print(f"\n{len(took)} hostile inputs: at most {max(took):.1f} s and {most:.0f} MB in the bot")
        print(f"Ben's {len(waits)} questions: median {waits[len(waits) // 2]:.2f} s, worst {waits[-1]:.2f} s")
        assert max(took) < 10
        assert most < 300
        assert waits[-1] < 2
