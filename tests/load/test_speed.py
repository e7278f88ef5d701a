"""Reading, marking, dating and shingling: articles a second on one core, and beside it something bare to compare with."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import cycle, islice

import pytest

from bot.articles.formats import drafts
from bot.articles.reading import read
from bot.model import Draft
from bot.stories.witnesses import shingles
from tests.conftest import SEEDS

ARTICLES, WORDS, WANTED = 300, 600, 300


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Articles of 600 words, made of the starter corpus' paragraphs, no two alike."""
    paragraphs = cycle(
        [part for file in sorted(SEEDS.glob("*.txt")) for part in file.read_text(encoding="utf-8").split("\n\n")]
    )
    return [_article(number, paragraphs.__next__) for number in range(ARTICLES)]


def _article(number: int, more: Callable[[], str]) -> str:
    parts, words = [f"Report {number} from the harbour"], 0
    while words < WORDS:
        parts.append(more())
        words += len(parts[-1].split())
    return "\n\n".join(parts)


def per_second(step: Callable[[str], object], texts: list[str]) -> float:
    """How many texts a step takes in a second of processor time, at its best of three."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        for text in texts:
            step(text)
        best = min(best, time.process_time() - start)
    return len(texts) / best


def everything(text: str) -> None:
    """What indexing does with a text, apart from its facts and vectors."""
    for draft in islice(drafts("article.txt", text.encode()), 1):
        assert isinstance(draft, Draft)
        shingles(read(draft))


@pytest.mark.load
def test_three_hundred_articles_a_second(texts: list[str]) -> None:
    whole, bare = per_second(everything, texts), per_second(str.split, texts)
    print(f"\nread, marked, dated, shingled: {whole:.0f} articles of {WORDS} words/s; bare str.split: {bare:.0f}/s")
    print(f"one article costs as much as splitting it {bare / whole:.0f} times")
    assert whole >= WANTED
