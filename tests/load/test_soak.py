"""Twenty minutes at five updates a second: memory, descriptors and the log of people.db stay flat, and everybody is answered."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.load.delivering import Bot, serving, standing_in, until

A_SECOND, PEOPLE = 5, 40
FORMS = [pytest.param(1200, marks=pytest.mark.load, id="full"), pytest.param(10, id="short")]
# A log is folded into the file at 8 MB, every ten seconds.
MOST_LOG = 64.0


class Held(NamedTuple):
    """What the bot holds: megabytes of memory, descriptors, megabytes of log."""

    memory: float
    descriptors: int
    log: float


def held(bot: Bot, home: Path) -> Held:
    """What it holds now."""
    process = Path(f"/proc/{bot.process.pid}")
    pages = int((process / "statm").read_text().split()[1])
    log = home / "people.db-wal"
    size = log.stat().st_size / 1e6 if log.exists() else 0.0
    return Held(pages * os.sysconf("SC_PAGE_SIZE") / 1e6, len(list((process / "fd").iterdir())), size)


@pytest.mark.parametrize("seconds", FORMS)
def test_a_soak(seconds: int, tmp_path: Path) -> None:
    asked, seen = 0, []
    with standing_in() as standin, serving(tmp_path, standin) as bot:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            standin.say(10 + asked % PEOPLE, f"question {asked}")
            asked += 1
            if asked % (A_SECOND * max(1, seconds // 40)) == 0:
                seen.append(held(bot, tmp_path))
            time.sleep(1 / A_SECOND)
        until(lambda: sum(map(len, standin.texts().values())) >= asked, 120, every=1)
        answered = sum(map(len, standin.texts().values()))
        said = bot.said()
    # The first quarter warms up.
    warm = seen[len(seen) // 4 :]
    rise = (warm[-1].memory - warm[0].memory) / (seconds * 0.75 / 3600)
    print(
        f"\nsoak of {seconds} s: {asked} asked, {answered} answered, memory {warm[0].memory:.0f} to {warm[-1].memory:.0f} MB "
        f"({rise:+.1f} MB an hour), descriptors {warm[0].descriptors} to {warm[-1].descriptors}, "
        f"log at most {max(one.log for one in seen):.1f} MB"
    )
    assert answered == asked
    assert b"locked" not in said
    assert max(one.log for one in seen) <= MOST_LOG
    assert max(one.descriptors for one in warm) <= warm[0].descriptors + 10
    if seconds > 60:
        assert warm[-1].memory - warm[0].memory <= 5
