"""Names and speakers in a thousand news sentences, on one core."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import cycle

import pytest

from bot.articles.reading import read
from bot.facts.actors import read_actors
from bot.facts.speakers import read_speeches
from bot.model import Article, Draft, SentenceKind
from bot.shell.sources import drafts_in
from tests.conftest import SEEDS

SENTENCES, WANTED = 1000, 0.5


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    """Articles with at least a thousand news sentences in all."""
    found, sentences = [], 0
    for draft in cycle([draft for draft in drafts_in([SEEDS]) if isinstance(draft, Draft)]):
        found.append(read(draft))
        sentences += sum(s.kind is SentenceKind.NEWS for s in found[-1].sentences)
        if sentences >= SENTENCES:
            return found
    return found


def seconds(work: Callable[[Article], object], articles: list[Article]) -> float:
    """The processor time it takes, at its best of three."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        for article in articles:
            work(article)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.load
def test_a_thousand_sentences_in_half_a_second(articles: list[Article]) -> None:
    names = {article.id: read_actors(article.text, article.sentences) for article in articles}
    alone = seconds(lambda a: read_actors(a.text, a.sentences), articles)
    speakers = seconds(lambda a: read_speeches(a.text, a.sentences, names[a.id]), articles)
    print(f"\n{SENTENCES} news sentences: names {alone:.3f} s, speakers {speakers:.3f} s more")
    assert alone + speakers < WANTED
