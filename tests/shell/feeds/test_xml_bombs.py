"""XML built to harm, as a feed and as a list of feeds: refused or read small, within ten seconds and 300 MB, no file opened."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.shell.quarantine import Quarantine
from tests.load.trial import _forget_peak, _peak, _resident
from tests.shell.feeds.xml_bombs import XML_BOMBS

SHORT = [
    "a billion laughs",
    "a file",
    "a file in a list",
    "a file by parameter",
    "laughs in a list",
    "in itself",
    "many namespaces",
]


@pytest.fixture(scope="module")
def quarantine() -> Iterator[Quarantine]:
    with Quarantine() as one:
        list(one.ask("feed", "http://a.example/", b"<rss version='2.0'><channel/></rss>", content_type=""))
        yield one


def tried(quarantine: Quarantine, work: str, data: bytes) -> tuple[str, float, float]:
    """What the worker answered, and the seconds and megabytes that it took."""
    if quarantine.worker_id is None:
        list(quarantine.ask("feed", "http://a.example/", b"<rss version='2.0'><channel/></rss>", content_type=""))
    worker = Path(f"/proc/{quarantine.worker_id}")
    before, start = _resident(worker), time.perf_counter()
    _forget_peak(worker)
    answers = list(quarantine.ask(work, "http://a.example/feed", data, content_type="application/xml"))
    peak = _peak(worker) - before if _peak(worker) else quarantine.memory / 1e6
    return json.dumps(answers), time.perf_counter() - start, peak


@pytest.mark.parametrize("work", ["feed", "outlines"])
@pytest.mark.parametrize("name", SHORT)
def test_no_file_is_opened_and_nothing_swells(quarantine: Quarantine, name: str, work: str) -> None:
    answer, _, megabytes = tried(quarantine, work, XML_BOMBS[name]())
    assert "root:" not in answer
    assert len(answer) < 1_500_000
    assert megabytes < 300


@pytest.mark.load
@pytest.mark.parametrize("work", ["feed", "outlines"])
@pytest.mark.parametrize("name", XML_BOMBS)
def test_within_ten_seconds_and_300_megabytes(quarantine: Quarantine, name: str, work: str) -> None:
    make: Callable[[], bytes] = XML_BOMBS[name]
    answer, seconds, megabytes = tried(quarantine, work, make())
    print(f"{seconds:6.2f} s {megabytes:5.0f} MB  {name} as {work}: {answer[:100]}")
    assert "root:" not in answer
    assert len(answer) < 1_500_000
    assert seconds < 10
    assert megabytes < 300
