"""A summary once a story is indexed: under a second of processor time for 500 articles, under a tenth of one for 20."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path
from random import Random

import numpy as np
import pytest

from bot.answers.wording import Wording
from bot.articles.reading import read
from bot.facts.reading import read_facts
from bot.model import Draft, Reply, Report
from bot.prompts import lenses
from bot.shell.embedder import MiniLM
from bot.shell.flows import indexing
from bot.shell.flows.asking import Desk
from bot.shell.store.articles import ArticleStore
from tests.corpus import SEEDS

NOON = dt.datetime(2020, 1, 31, 12, tzinfo=dt.UTC)
SENTENCES = 20


def story(home: Path, model: MiniLM, articles: int) -> Desk:
    """A desk over one story of articles that share a lead and are otherwise made of the seeds' paragraphs."""
    random = Random(articles)
    lines = [
        line.strip()
        for file in sorted(SEEDS.glob("*.txt"))
        for line in file.read_text(encoding="utf-8").split("\n\n")
        if len(line.split()) > 15
    ]
    store = ArticleStore(home, model.name)
    for number in range(articles):
        body = random.sample(lines, SENTENCES // 3)
        text = "\n\n".join([f"The ferry Ondine ran aground off Ostrand with {number} people on board.", *body])
        day = f"2020-01-{1 + number * 28 // articles:02}"
        article = read(
            Draft(f"{number}.txt", text, id=f"a{number:04}", title="The ferry Ondine off Ostrand", published=day)
        )
        count = sum(s.kind in indexing.QUOTABLE for s in article.sentences)
        made = np.random.default_rng(number).standard_normal((count, 384)).astype(np.float32)
        store.put(Report(article, read_facts(article, lenses())), made / np.linalg.norm(made, axis=1, keepdims=True))
    indexing.regroup(store)
    return Desk(store, model, Wording("sitrep_bot"))


def seconds(desk: Desk, only: list[str]) -> tuple[float, Reply]:
    """The processor time, at its best of three, and the reply."""
    best, reply = float("inf"), desk.ask("/summary", NOON, only)
    for _ in range(3):
        start = time.process_time()
        reply = desk.ask("/summary", NOON, only)
        best = min(best, time.process_time() - start)
    return best, reply


@pytest.mark.load
@pytest.mark.parametrize(("articles", "allowed"), [(20, 0.1), (500, 1.0)])
def test_a_summary_is_soon_there(tmp_path: Path, model: MiniLM, articles: int, allowed: float) -> None:
    desk = story(tmp_path, model, articles)
    took, reply = seconds(desk, desk.store.ids())
    print(f"\nsummary of {articles} articles of about {SENTENCES} sentences: {1000 * took:.0f} ms of processor time")
    assert len(reply.items) == 6
    assert took < allowed
