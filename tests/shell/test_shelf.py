"""The shelf: grouping in the database, article by article, comes to the same as all articles at once."""

from __future__ import annotations

from pathlib import Path
from random import Random

import numpy as np
import pytest

from bot.model import Facts, Report, Story
from bot.shell.flows.indexing import regroup
from bot.shell.store.articles import ArticleStore
from bot.stories.cards import card
from bot.stories.group import group, story_id, threaded
from tests.load.stream import Stream

MADE = list(Stream(seed=2, affairs=6, words=240).articles(80))


def put(store: ArticleStore, numbers: list[int]) -> None:
    """Store these articles of the stream, and group."""
    for n in numbers:
        article, vector = MADE[n]
        store.put(Report(article, Facts()), np.tile(vector, (len(article.sentences), 1)).astype(np.float16))
    regroup(store)


def members(stories: list[Story]) -> list[list[str]]:
    """Who stands with whom."""
    return sorted(sorted(story.articles) for story in stories)


def rows(store: ArticleStore) -> dict[str, list[str]]:
    """All that is kept for grouping."""
    tables = ("cards", "card_keys", "card_bands", "ties", "stories")
    return {table: sorted(repr(row) for row in store.db.table(table).rows) for table in tables}


@pytest.fixture
def store(tmp_path: Path) -> ArticleStore:
    """An empty store."""
    return ArticleStore(tmp_path / "one", "planted")


@pytest.mark.parametrize(("seed", "at_once"), [(1, 1), (2, 7), (3, 80)])
def test_any_order_comes_to_the_same(store: ArticleStore, tmp_path: Path, seed: int, at_once: int) -> None:
    order = Random(seed).sample(range(len(MADE)), len(MADE))
    for start in range(0, len(order), at_once):
        put(store, order[start : start + at_once])
    other = ArticleStore(tmp_path / "other", "planted")
    put(other, list(range(len(MADE))))
    assert store.stories.all() == other.stories.all()
    assert members(store.stories.all()) == sorted(map(sorted, group(store.shelf.cards(store.ids()))))
    assert any(len(story.articles) > 4 for story in store.stories.all())


def test_a_card_comes_back_as_it_was_put(store: ArticleStore) -> None:
    put(store, [0])
    (found,) = store.shelf.cards(store.ids())
    article, _ = MADE[0]
    made = card(article, store.mean_vectors([article.id])[article.id])
    assert all(np.array_equal(a, b) if isinstance(a, np.ndarray) else a == b for a, b in zip(found, made, strict=True))


def test_putting_an_article_again_leaves_nothing_of_the_old(store: ArticleStore) -> None:
    put(store, list(range(40)))
    before, stories = rows(store), store.stories.all()
    put(store, [5, 17])
    assert store.stories.all() == stories
    assert rows(store) == before


def test_an_older_home_is_grouped_anew(store: ArticleStore, tmp_path: Path) -> None:
    put(store, list(range(40)))
    kept, stories = rows(store), store.stories.all()
    store.db.execute("DELETE FROM card_keys")
    store.db.execute("DELETE FROM _sqlite_migrations WHERE name = 'm010_months'")
    store.db.conn.commit()
    store.close()
    again = ArticleStore(tmp_path / "one", "planted")
    regroup(again)
    assert again.stories.all() == stories
    assert rows(again) == kept
    again.close()


def test_a_story_keeps_its_id_as_it_grows_and_old_ids_find_it(store: ArticleStore) -> None:
    put(store, list(range(30)))
    before = {id: story.id for story in store.stories.all() if story.first for id in story.articles}
    put(store, list(range(30, 80)))
    for article, id in before.items():
        now = store.stories.named(id)
        assert now is not None
        if now.id == id:
            continue
        founder = next(a for a in before if story_id(a) == id)
        assert founder in now.articles, f"the link to the story of {article} leads elsewhere"


def test_an_id_that_names_nothing_finds_nothing(store: ArticleStore) -> None:
    put(store, [0])
    assert store.stories.named("00000000") is None


def test_a_thread_comes_back_as_it_was_put(store: ArticleStore) -> None:
    put(store, list(range(12)))
    linked = threaded(store.stories.all()[:2])
    articles = [id for story in linked for id in story.articles]
    store.stories.put(linked, articles)
    assert store.stories.all()[:2] == list(linked)
    assert {story.thread for story in store.stories.holding(articles)} == {linked[0].id}
