"""Dates: seconds for a thousand sentences on one core, as a ratio to splitting them; and no text costs more than its length."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.facts.dates import read_dates
from bot.model import Sentence
from tests.load.test_figures import best_of_three, seeds

WANTED = 0.2
REPEATED = ["had ", "until ", "Dec. ", "5 to ", "two years and ", "the last week of ", "in '92 ", "early ", "Friday, "]
DAY = dt.date(2020, 1, 1)


@pytest.mark.load
def test_a_thousand_sentences() -> None:
    articles = seeds()
    count = sum(len(article.sentences) for article in articles)
    whole = best_of_three(lambda: [read_dates(a.text, a.sentences, a.published.date) for a in articles]) / count * 1000
    bare = best_of_three(lambda: [a.text.split() for a in articles]) / count * 1000
    print(f"\ndates of 1,000 sentences: {whole:.3f} s, {whole / bare:.0f} times splitting them into words")
    assert whole < WANTED


@pytest.mark.load
@pytest.mark.parametrize("unit", REPEATED)
def test_twice_the_text_costs_twice(unit: str) -> None:
    def cost(times: int) -> float:
        text = unit * times
        return best_of_three(lambda: read_dates(text, [Sentence(0, len(text), 0)], DAY))

    assert cost(4000) < 3 * cost(2000)
