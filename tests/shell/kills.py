"""Indexing, killed again and again (SIGKILL, at random moments), and what is on the disk afterwards."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.model import Draft
from bot.prompts import lenses
from bot.shell.flows import indexing
from bot.shell.store.articles import ArticleStore
from tests.fakes import WordEmbedder
from tests.shell.feeds.kinds import words

_AT_ONCE = 10
_LONGEST = 0.4


def articles(first: int, count: int) -> list[Draft]:
    """Made-up articles, every fifth of them a copy of the one before it."""
    names = [f"Vessel{n - 1 if n % 5 == 4 else n}q" for n in range(first, first + count)]
    return [
        Draft(f"{n}.txt", words(name, 6), id=f"a{n}", title=f"{name} arrives", published=f"2026-03-{n % 9 + 1:02}")
        for n, name in enumerate(names, start=first)
    ]


def index(home: Path, drafts: Sequence[Draft]) -> None:
    """Index and group, some articles at a time."""
    embedder = WordEmbedder()
    store = ArticleStore(home, embedder.name)
    for start in range(0, len(drafts), _AT_ONCE):
        list(indexing.index(drafts[start : start + _AT_ONCE], store, embedder, lenses()))
        indexing.regroup(store)
    store.close()


def killed(home: Path, drafts: Sequence[Draft], kills: int, chance: random.Random) -> None:
    """Index in processes that are killed, `kills` times, and then in one that is not."""
    for _ in range(kills):
        child = os.fork()
        if child == 0:
            index(home, drafts)
            os._exit(0)
        time.sleep(chance.uniform(0, _LONGEST))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    index(home, drafts)


def content(home: Path) -> dict[str, Any]:
    """All that a home holds, by what it says and not by its numbers; raises where its parts do not agree."""
    store = ArticleStore(home, WordEmbedder.name)
    db = store.db
    assert [row["quick_check"] for row in db.query("PRAGMA quick_check")] == ["ok"]
    for table in ("sentences_fts", "articles_fts"):
        db.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")  # noqa: S608  # ours
    found: dict[str, Any] = {}
    for name, sql in {
        "articles": "SELECT id, digest, date, story, witness FROM articles ORDER BY id",
        "sentences": "SELECT article, start, end, text FROM sentences ORDER BY article, start",
        "vectors": "SELECT s.article, s.start, v.vector FROM vectors v JOIN sentences s ON s.id = v.sentence ORDER BY 1, 2",
        "stories": "SELECT id, title, first, last, thread FROM stories ORDER BY id",
        "cards": "SELECT article, tree FROM cards ORDER BY article",
        "ties": "SELECT one, other, near, copy FROM ties ORDER BY one, other",
        "actors": "SELECT article, start, end, name FROM actors ORDER BY 1, 2, 3",
        "figures": "SELECT article, start, end, low FROM figures ORDER BY 1, 2, 3",
    }.items():
        found[name] = [tuple(_short(value) for value in row.values()) for row in db.query(sql)]
    quotable = sum(1 for _ in db.query("SELECT 1 FROM sentences WHERE kind IN ('news', 'headline')"))
    assert len(found["vectors"]) == quotable
    assert len({row[0] for row in found["articles"]}) == len(found["articles"]) == len(found["cards"])
    store.close()
    return found


def _short(value: Any) -> Any:
    return hashlib.sha256(value).hexdigest()[:8] if isinstance(value, bytes) else value
