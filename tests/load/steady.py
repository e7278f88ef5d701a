"""Five hundred feeds, polled steadily: what that takes of memory and processor, beyond the bot without feeds.

`python -m tests.load.steady site` serves the feeds and prints its port; `… bot PORT HOME` polls them and prints the figures.
Time goes faster here: what the polls of an hour take is measured in six minutes, and counted as an hour's.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from string import ascii_lowercase
from typing import TypeVar

from bot.answers.wording import Wording
from bot.articles.feeds import Outline
from bot.model import Draft
from bot.prompts import lenses
from bot.shell.embedder import MiniLM
from bot.shell.flows.asking import Desk
from bot.shell.flows.indexing import index, regroup
from bot.shell.newsroom import Newsroom
from bot.shell.polling import Polling
from bot.shell.store.articles import ArticleStore
from bot.shell.store.feeds import FeedList
from tests.load.trial import _resident
from tests.shell.feeds.kinds import item, rss
from tests.site import HERE, Answer, Asked, Site, policy_for

T = TypeVar("T")
FEEDS, ENTRIES = 500, 20
FASTER, HOURS = 10, 1.0
# A feed has a new entry every so many of these hours: papers every half hour, most others now and then.
_EVERY = (0.5, 1, 2, 4, 8, 12, 24, 48, 96, 168)
_FIRST_ENTRIES = 0
# Articles that the bot without feeds was given.
_GIVEN = 100


def _text(name: str) -> str:
    """An article in words of its own: what shares words or sense with all others, as made-up news does, is one endless story."""
    chance = Random(name)
    own = ["".join(chance.choices(ascii_lowercase, k=7)) for _ in range(60)]
    return " ".join(f"{' '.join(chance.choices(own, k=9))}.".capitalize() for _ in range(20))


async def serve() -> None:
    """Serve the feeds: two of three know whether something is new, a tenth are slow, a tenth fail."""
    began = time.monotonic()

    def feed(n: int) -> Callable[[Asked], Answer]:
        def answer(asked: Asked) -> Answer:
            hours = (time.monotonic() - began) * FASTER / 3600
            newest = _FIRST_ENTRIES + int(hours / _EVERY[n % len(_EVERY)])
            if n % 10 == 9:
                return Answer(b"", 500)
            if n % 3 and asked.headers.get("if-none-match") == f'"{newest}"':
                return Answer(status=304)
            names = [f"{n} {i}" for i in range(max(0, newest - ENTRIES), newest)]
            body = rss([item("", guid=name, text=_text(name)).replace(" arrives", _text(name)[:40]) for name in names])
            return Answer(body, headers={"ETag": f'"{newest}"', "Content-Type": "application/rss+xml"})

        return answer

    async with Site({f"/{n}": feed(n) for n in range(FEEDS)}) as site:
        print(site.port, flush=True)
        await asyncio.sleep(3600)


async def poll(port: int, home: Path) -> None:
    """Poll them for `HOURS`, and print the figures of the time behind the first round."""
    site = Site()
    site.port = port
    began = time.monotonic()
    start = dt.datetime.now(dt.UTC)

    async def here(work: Callable[[], T]) -> T:
        return work()

    embedder = MiniLM()
    desk = Desk(ArticleStore(home, embedder.name), embedder, Wording("sitrep_bot"), None, FeedList(home))
    _work_without_feeds(desk, start)
    bare = _resident(Path("/proc/self"))
    room = Newsroom(
        desk, here, policy=policy_for(site), now=lambda: start + FASTER * dt.timedelta(seconds=time.monotonic() - began)
    )
    assert desk.feeds
    desk.feeds.add([Outline(f"http://{HERE}:{port}/{n}", None) for n in range(FEEDS)], room.now())
    polling = Polling(room)
    polling.start()
    await _first_round(desk, polling)
    took, first, until, most = _processor(room), desk.store.count(), time.monotonic() + HOURS * 3600 / FASTER, 0.0
    while time.monotonic() < until:
        await asyncio.sleep(0.5)
        polling.look()
        most = max(most, _memory(room))
    share = (_processor(room) - took) / (HOURS * 3600)
    await polling.stop()
    print(
        json.dumps({"megabytes": most - bare, "bare": bare, "share": share, "articles": desk.store.count() - first}),
        flush=True,
    )
    await room.close()


def _work_without_feeds(desk: Desk, now: dt.datetime) -> None:
    """What a bot without feeds has in memory: it has read, grouped and embedded the articles it was given, and answered."""
    given = [Draft(f"given{n}.txt", _text(f"given {n}")) for n in range(_GIVEN)]
    assert all(outcome.state == "new" for outcome in index(given, desk.store, desk.embedder, lenses()))
    regroup(desk.store)
    for asked in ("who was on pier 7?", "/timeline", "/summary"):
        desk.ask(asked, now)


async def _first_round(desk: Desk, polling: Polling) -> None:
    """Until every feed was asked once."""
    while True:
        await asyncio.sleep(0.5)
        polling.look()
        asked = next(desk.store.db.query("SELECT count(*) AS n FROM polls"))["n"]
        if asked == FEEDS:
            return


def _processes(room: Newsroom) -> list[int]:
    worker = room.parser._quarantine.worker_id
    return [os.getpid(), *([worker] if worker else [])]


def _memory(room: Newsroom) -> float:
    return sum(_resident(Path(f"/proc/{process}")) for process in _processes(room))


def _processor(room: Newsroom) -> float:
    """Seconds of processor time of the bot and its worker."""
    ticks = 0
    for process in _processes(room):
        fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
        ticks += int(fields[11]) + int(fields[12]) + int(fields[13]) + int(fields[14])
    return ticks / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    asyncio.run(serve() if sys.argv[1] == "site" else poll(int(sys.argv[2]), Path(sys.argv[3])))
