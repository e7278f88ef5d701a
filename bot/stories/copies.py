"""How much text two articles share, by their shingles: runs of five words of news, each as a number.

Shingles after Broder (1997); candidates by MinHash in bands (Leskovec, Rajaraman & Ullman, Mining of Massive Datasets,
chapter 3), always verified exactly.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from bot.model import Article, SentenceKind
from bot.words import tokens

Numbers = npt.NDArray[np.int64]

WIDTH = 5
# From this Jaccard on two articles print one text.
ONE_TEXT = 0.5
# 24 bands of 3 find 99.7 % of the pairs with a Jaccard of 0.6, and 2 % of those with 0.1.
_BANDS, _ROWS = 24, 3
# Odd multipliers make permutations of the 64-bit numbers; fixed, so that bands can be stored.
_MULTIPLIERS = np.random.default_rng(20200101).integers(1, 2**62, _BANDS * _ROWS, dtype=np.uint64) * np.uint64(2) + 1
_MIX = np.uint64(0x9E3779B97F4A7C15)  # Fibonacci hashing (Knuth, The Art of Computer Programming, vol. 3, 6.4)
_KEPT = np.uint64(1)  # SQLite's integers have a sign: one bit less


class Shared(NamedTuple):
    """What two sets of shingles share: their Jaccard index, and the part of the smaller set that the larger has."""

    jaccard: float
    contained: float


def shingles(article: Article) -> Numbers:
    """The five-word runs of the article's news sentences, sorted, each once."""
    return shingled([w for s in article.sentences if s.kind is SentenceKind.NEWS for w in tokens(s.of(article.text))])


def shingled(words: Sequence[str]) -> Numbers:
    """The five-word runs of these words, sorted, each once; of fewer than five words, none."""
    numbers = np.array([number(word) for word in words], dtype=np.uint64)
    length = max(0, len(numbers) - WIDTH + 1)
    runs = np.zeros(length, dtype=np.uint64)
    for n in range(WIDTH):
        runs = (runs ^ numbers[n : n + length]) * _MIX
        runs ^= runs >> np.uint64(29)
    return np.unique((runs >> _KEPT).astype(np.int64))


def shared(one: Numbers, other: Numbers) -> Shared:
    """How much of two articles' shingles is the same; of an empty set, nothing."""
    if not len(one) or not len(other):
        return Shared(0.0, 0.0)
    both = len(np.intersect1d(one, other, assume_unique=True))
    return Shared(both / (len(one) + len(other) - both), both / min(len(one), len(other)))


def bands(of: Numbers) -> list[int]:
    """The keys under which a text is found by its near-duplicates: two texts that share one are candidates."""
    if not len(of):
        return []
    least = (of.astype(np.uint64)[None, :] * _MULTIPLIERS[:, None]).min(axis=1).reshape(_BANDS, _ROWS)
    keys = np.arange(1, _BANDS + 1, dtype=np.uint64) * _MIX
    for row in range(_ROWS):
        keys = (keys ^ least[:, row]) * _MIX
        keys ^= keys >> np.uint64(29)
    return [int(key) for key in keys >> _KEPT]


@lru_cache(maxsize=1 << 17)
def number(word: str) -> int:
    """A word as a number of 63 bits, the same in every run."""
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "big") >> 1
