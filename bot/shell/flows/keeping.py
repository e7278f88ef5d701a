"""What is let go: articles over an age, and the oldest beyond a number. Those without a date count as of the newest day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from bot.shell.flows.indexing import regroup
from bot.shell.store.articles import ArticleStore

# Let go in one go: the desk has other things to do, and the next look goes on.
_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Keep:
    """How long articles are kept, in days, and how many; None is for ever and all."""

    days: int | None = None
    articles: int | None = None


def outdated(store: ArticleStore, keep: Keep, today: dt.date) -> list[str]:
    """The articles that are kept no longer, the oldest first."""
    beyond = max(0, store.count() - keep.articles) if keep.articles else 0
    before = today - dt.timedelta(days=keep.days) if keep.days else None
    return store.oldest(beyond, before)


def let_go(store: ArticleStore, keep: Keep, today: dt.date) -> int:
    """Let some of them go, with their part in stories; how many."""
    gone = outdated(store, keep, today)[:_AT_ONCE]
    for article in gone:
        store.remove(article)
    if gone:
        regroup(store)
    return len(gone)
