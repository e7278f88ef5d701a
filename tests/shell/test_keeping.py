"""Articles are let go by age and by number, with their part in stories; what is newer stays."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bot.shell.flows.keeping import Keep, let_go
from bot.shell.store.articles import ArticleStore
from tests.fakes import WordEmbedder
from tests.shell.kills import articles, content, index

TODAY = dt.date(2026, 3, 9)


@pytest.mark.parametrize(
    ("keep", "left"),
    [(Keep(), 9), (Keep(0, 0), 9), (Keep(days=3), 4), (Keep(articles=5), 5), (Keep(4, 2), 2), (Keep(days=999), 9)],
)
def test_the_oldest_go_first(tmp_path: Path, keep: Keep, left: int) -> None:
    index(tmp_path, articles(0, 9))
    store = ArticleStore(tmp_path, WordEmbedder.name)
    let_go(store, keep, TODAY)
    assert store.ids() == [f"a{n}" for n in range(9 - left, 9)]
    assert {id for story in store.stories.all() for id in story.articles} == set(store.ids())
    store.close()
    assert len(content(tmp_path)["articles"]) == left
