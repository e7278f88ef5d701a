"""Features of what a question names, counts and turns round."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers.matching import met, turned
from bot.answers.pairs import Pair


def names_here(pair: Pair) -> float:
    """The share of the names asked about that are in the sentence; half where none is named."""
    names = pair.question.names
    return sum(met(name, pair.inside) == 1 for name in names) / len(names) if names else 0.5


def names_missing(pair: Pair) -> float:
    """The share of the names asked about that are nowhere near."""
    return _share_missing(pair, pair.question.names)


def numbers_missing(pair: Pair) -> float:
    """The share of the numbers and years asked about that are nowhere near."""
    return _share_missing(pair, pair.question.numbers)


def numbers_elsewhere(pair: Pair) -> float:
    """The share of the numbers and years asked about that are not in the sentence itself."""
    numbers = pair.question.numbers
    return sum(n not in pair.inside.tokens for n in numbers) / len(numbers) if numbers else 0.0


def contrary(pair: Pair) -> float:
    """The question says the contrary of what the sentence says."""
    return float(turned(pair.asked, pair.inside))


def _share_missing(pair: Pair, words: Sequence[str]) -> float:
    places = (pair.inside, pair.title, pair.beside)
    return sum(all(met(w, p) < 1 for p in places) for w in words) / len(words) if words else 0.0
