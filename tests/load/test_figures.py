"""Figures: seconds for a thousand sentences on one core, as a ratio to splitting them; and no text costs more than its length."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from bot.articles.formats import drafts
from bot.articles.reading import read
from bot.facts.figures import read_figures
from bot.model import Article, Draft, Sentence
from bot.prompts import lenses
from tests.corpus import SEEDS

WANTED = 0.3
REPEATED = ["5, ", "and 5 soldiers ", "two ", "killed a man and ", "the 5 troops. ", "$5 million to ", "no one "]


def best_of_three(step: Callable[[], object]) -> float:
    """Seconds of processor time, at the best."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        step()
        best = min(best, time.process_time() - start)
    return best


def seeds() -> list[Article]:
    """The articles of the starter corpus' text files."""
    found = (draft for file in sorted(SEEDS.glob("*.txt")) for draft in drafts(file.name, file.read_bytes()))
    return [read(draft) for draft in found if isinstance(draft, Draft)]


@pytest.mark.load
def test_a_thousand_sentences() -> None:
    articles = seeds()
    count = sum(len(article.sentences) for article in articles)
    whole = best_of_three(lambda: [read_figures(a.text, a.sentences, lenses()) for a in articles]) / count * 1000
    bare = best_of_three(lambda: [a.text.split() for a in articles]) / count * 1000
    print(f"\nfigures of 1,000 sentences: {whole:.3f} s, {whole / bare:.0f} times splitting them into words")
    assert whole < WANTED


@pytest.mark.load
@pytest.mark.parametrize("unit", REPEATED)
def test_twice_the_text_costs_twice(unit: str) -> None:
    def cost(times: int) -> float:
        text = unit * times
        return best_of_three(lambda: read_figures(text, [Sentence(0, len(text), 0)], lenses()))

    assert cost(4000) < 3 * cost(2000)
