"""What one more article costs: `python -m tests.load.grouping [ARTICLES]` stores a made-up stream, grouping after every
hundred, and prints the processor's milliseconds that an article took to store and to group as their number grows, and the
peak memory.

100,000 articles of 600 words take half an hour. `make load` runs it as well.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np

from bot.model import Article, Facts, Report
from bot.shell.embedder import Vectors
from bot.shell.flows.indexing import regroup
from bot.shell.store.articles import ArticleStore
from tests.load.stream import Stream

_ALL = 100_000
_AT_ONCE = 100
_SHOWN = (1_000, 2_000, 3_000, 5_000, 10_000, 20_000, 50_000, 100_000)


class Point(NamedTuple):
    """A point of the curve; the milliseconds are means an article since the point before."""

    articles: int
    stories: int
    ms_to_store: float
    ms_to_group: float
    peak_megabytes: int


def curve(most: int) -> Iterator[Point]:
    """The points up to `most` articles, printed as they are reached."""
    print(f"{'articles':>9} {'stories':>8} {'ms to store':>12} {'ms to group':>12} {'peak MB':>8}")
    stream = Stream().articles(most)
    with TemporaryDirectory() as home:
        store = ArticleStore(Path(home), "planted")
        for number in (n for n in _SHOWN if n <= most):
            point = _measured(store, stream, number)
            print(f"{point.articles:9} {point.stories:8} {point.ms_to_store:12.1f} {point.ms_to_group:12.1f}", end="")
            print(f" {point.peak_megabytes:8}", flush=True)
            yield point
        store.close()


def _measured(store: ArticleStore, stream: Iterator[tuple[Article, Vectors]], until: int) -> Point:
    """Store and group the articles of the stream until there are so many."""
    before, stored, grouped = store.count(), 0.0, 0.0
    while store.count() < until and (several := list(islice(stream, _AT_ONCE))):
        started = time.process_time()
        for article, vector in several:
            store.put(Report(article, Facts()), np.tile(vector, (len(article.sentences), 1)))
        between = time.process_time()
        regroup(store)
        stored, grouped = stored + between - started, grouped + time.process_time() - between
    each = 1000 / max(1, store.count() - before)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return Point(store.count(), store.db.table("stories").count, stored * each, grouped * each, peak)


if __name__ == "__main__":
    list(curve(int(sys.argv[1]) if len(sys.argv) > 1 else _ALL))
