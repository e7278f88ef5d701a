"""What grouping sees of an article, and how near that puts two articles to each other.

The nearness of two articles is a function of these two alone: how telling a word is comes from a list of common English
words, not from the other articles. So no article that comes later, and no order of coming, changes it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from bot.model import Article, SentenceKind
from bot.prompts import lexicon
from bot.stories.copies import ONE_TEXT, Numbers, number, shared, shingles
from bot.words import stems

Floats = npt.NDArray[np.float32]

# The words of the headline and the first sentences count twice: they say what is new.
_LEAD, _LEAD_BONUS = 3, 1.0
# log10 of its rank, less 1, is what a common word weighs (the tenth: 0, the thousandth: 2); the others, names and numbers
# among them, weigh this.
_UNCOMMON = 4.0
# An article is looked up by its weightiest words, as many as this. Two of them must be shared, not both common ones: by chance
# two articles share two of those so often that an undated article would be compared with ever more (measured on ECB+: half of
# the pairs looked at, the same stories).
_KEYS, SHARED = 48, 3
# What part meaning has beside words; below _UNRELATED (cosine) it says nothing. Fitted with stories' bounds, see trees.
_MEANING, _UNRELATED = 0.1, 0.4
# Two articles this many days apart are half as near as on one day; beyond REACH_IN_DAYS nothing ties them, not even one
# text: what is printed again a year later (a recipe, a storm warning) is news of another day.
_HALF_LIFE, REACH_IN_DAYS = 30.0, 60
# Nearness below this is none.
_NEAR = 0.08
# No copy shares fewer of its words (cosine): spares the comparison of shingles.
_COPYABLE = 0.4


class Card(NamedTuple):
    """An article as grouping sees it: its day (ordinal), its stems as numbers (sorted) with their weights (unit length),
    the keys it is looked up by (a common word's is negative), its shingles (see copies), and its mean embedding (unit length;
    empty without news)."""

    id: str
    day: int | None
    words: Numbers
    weights: Floats
    keys: Numbers
    shingles: Numbers
    meaning: Floats


class Tie(NamedTuple):
    """How near two articles are, from 0 to 1, and whether they print one text."""

    near: float
    copy: bool


def card(article: Article, vector: Floats) -> Card:
    """The card of an article; `vector` is the mean embedding of its quotable sentences, of any length."""
    weights = profile(article)
    length = math.sqrt(sum(w * w for w in weights.values())) or 1.0
    by_number = sorted((number(word), weight / length) for word, weight in weights.items())
    keys = sorted((w for w in weights if not w[0].isdigit()), key=lambda w: (-weights[w], w))[:_KEYS]
    norm = float(np.linalg.norm(vector))
    return Card(
        id=article.id,
        day=article.published.date.toordinal() if article.published.date else None,
        words=np.array([n for n, _ in by_number], dtype=np.int64),
        weights=np.array([w for _, w in by_number], dtype=np.float32),
        keys=np.array(sorted(map(_key, keys)), dtype=np.int64),
        shingles=shingles(article),
        # as precise as it is stored, so that a tie is the same from either side
        meaning=(vector / norm if norm else vector[:0]).astype(np.float16).astype(np.float32),
    )


def profile(article: Article) -> dict[str, float]:
    """What the article is about: its stems, headline included, and how telling each is."""
    news = [s.of(article.text) for s in article.sentences if s.kind is SentenceKind.NEWS]
    title = article.title or ""
    counts = Counter(dict.fromkeys(stems(" ".join([title, *news])), 1.0))
    counts.update(dict.fromkeys(stems(" ".join([title, *news[:_LEAD]])), _LEAD_BONUS))
    return {word: weight for word, count in counts.items() if (weight := count * telling(word)) > 0}


def telling(stem: str) -> float:
    """How much a word says about what an article is about, from 0 to 4."""
    rank = _ranks().get(stem)
    return _UNCOMMON if rank is None else max(0.0, math.log10(rank) - 1)


def shares(key: int) -> int:
    """What a shared key counts towards `SHARED`."""
    return 2 if key > 0 else 1


def _key(word: str) -> int:
    return number(word) if telling(word) == _UNCOMMON else -number(word)


@cache
def _ranks() -> dict[str, int]:
    return {word: n for n, word in enumerate(lexicon("common_words")["words"].split(), start=1)}


def ties(one: Card, others: Sequence[Card]) -> dict[str, Tie]:
    """The ties of a card to others, by their ids; those without any are left out. The same from either side."""
    if not len(one.words) or not others:
        return {}
    words = _cosines(one, others)
    found = {}
    for other, cosine in zip(others, words, strict=True):
        fade = _fade(one, other)
        near = round(fade * ((1 - _MEANING) * float(cosine) + _MEANING * _meaning(one, other)), 6)
        copy = fade > 0 and bool(cosine >= _COPYABLE) and shared(one.shingles, other.shingles).jaccard >= ONE_TEXT
        if copy or near >= _NEAR:
            found[other.id] = Tie(near, copy)
    return found


def _cosines(one: Card, others: Sequence[Card]) -> npt.NDArray[np.float64]:
    """The cosines of the weighted words, all in one pass."""
    words = np.concatenate([other.words for other in others])
    at = np.minimum(np.searchsorted(one.words, words), len(one.words) - 1)
    weights = np.concatenate([other.weights for other in others]).astype(np.float64)
    products = np.where(one.words[at] == words, weights * one.weights[at], 0.0)
    ends = np.cumsum([len(other.words) for other in others])
    sums = np.concatenate([[0.0], np.cumsum(products)])
    return np.asarray(sums[ends] - sums[np.concatenate([[0], ends[:-1]])])


def _meaning(one: Card, other: Card) -> float:
    if len(one.meaning) != len(other.meaning):
        return 0.0
    return max(0.0, float(one.meaning @ other.meaning) - _UNRELATED)


def _fade(one: Card, other: Card) -> float:
    """What time leaves of a tie. An undated article may be of any day."""
    if one.day is None or other.day is None:
        return 1.0
    days = abs(one.day - other.day)
    return float(0.5 ** (days / _HALF_LIFE)) if days <= REACH_IN_DAYS else 0.0
