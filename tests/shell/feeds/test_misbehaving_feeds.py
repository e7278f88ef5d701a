"""A site whose feeds misbehave in over forty ways: every good item is indexed once, none is lost, and none holds another up.

`make load` polls 200 feeds; here each kind stands once.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bot.shell.newsroom import Newsroom
from tests.shell.feeds.kinds import KINDS
from tests.shell.feeds.room import add, later, newsroom, texts
from tests.site import Site, policy_for


async def polled(
    home: Path, each: int, items: int, rounds: int, seconds: float = 0.4
) -> tuple[dict[str, str], Counter[str], Counter[str]]:
    """All kinds, `each` times, polled for some days: each good item's kind, how often it is indexed, what the polls brought."""
    async with Site({"/robots.txt": b"User-agent: *\nAllow: /\n"}) as site:
        kind_of, urls = {}, []
        for number, (name, kind) in enumerate(KINDS.items()):
            for n in range(each):
                at = f"/f{number}-{n}"
                kind_of |= dict.fromkeys(kind(site, at, [f"Vessel{number}x{n}x{i}q" for i in range(items)]), name)
                urls.append(site.url(at))
        async with newsroom(home, policy_for(site, seconds=seconds, most=3_000_000)) as room:
            brought = Counter(str(one.brought) for one in await add(room, *urls))
            for _ in range(rounds):
                room.fetcher._hosts._hosts.clear()  # the host rested, were it for real
                brought.update(str(one.brought) for one in await later(room, days=1.2))
            return kind_of, indexed(room, list(kind_of)), brought


def indexed(room: Newsroom, items: list[str]) -> Counter[str]:
    """In how many articles each item stands."""
    found = Counter(dict.fromkeys(items, 0))
    for text in texts(room):
        found.update(item for item in items if item in text)
    return found


def wrong(kind_of: dict[str, str], found: Counter[str]) -> dict[str, dict[int, int]]:
    """By kind, how many good items are indexed how often, where that is not once."""
    off: dict[str, Counter[int]] = {}
    for item, times in found.items():
        if times != 1:
            off.setdefault(kind_of[item], Counter())[times] += 1
    return {kind: dict(times) for kind, times in off.items()}


async def test_every_good_item_is_indexed_once(tmp_path: Path) -> None:
    kind_of, found, brought = await polled(tmp_path, 1, 2, 3)
    assert len(KINDS) >= 40
    assert wrong(kind_of, found) == {}
    assert brought["gone"] == 1


@pytest.mark.load
async def test_of_200_feeds_every_good_item_is_indexed_once(tmp_path: Path) -> None:
    each = -(-200 // len(KINDS))
    kind_of, found, brought = await polled(tmp_path, each, 2, 9, seconds=4.0)
    lost, twice = (sum(1 for n in found.values() if test(n)) for test in (lambda n: n == 0, lambda n: n > 1))
    print(f"\n{len(KINDS)} kinds, {each * len(KINDS)} feeds; polls: {dict(brought)}")
    print(f"{len(found)} good items, {lost} lost, {twice} twice")
    assert wrong(kind_of, found) == {}
