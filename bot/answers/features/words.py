"""Features of the words of a question: how many of them a sentence and what stands around it have, and how near together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.answers.pairs import Pair
from bot.words import stem

# Two words of a question stand together in a text when at most this many words lie between.
_TOGETHER = 3
# What the sentence before names counts this much in one that goes on about it.
_BEFORE = 0.8


def cosine(pair: Pair) -> float:
    """Nearness of meaning, by the embedder."""
    return pair.candidate.cosine


def overlap(pair: Pair) -> float:
    """The share of the question's words that the sentence has."""
    return pair.share(pair.here)


def overlap_title(pair: Pair) -> float:
    """The share that the headline has."""
    return pair.share(pair.titled)


def overlap_much(pair: Pair) -> float:
    """That share, squared: the last words met count more than the first."""
    return overlap(pair) ** 2


def overlap_resolved(pair: Pair) -> float:
    """The share that the sentence has, or, where it opens with "he" or "this", mostly also the sentence before it."""
    before = {word: _BEFORE * degree * pair.anaphoric for word, degree in pair.before.items()}
    return pair.share(pair.here, before)


def overlap_new(pair: Pair) -> float:
    """The share of those words that the headline has not: what is asked about the article's subject."""
    new = [word for word, degree in pair.titled.items() if degree < 1]
    return pair.share(pair.here, words=new) if new else 0.5


def overlap_new_much(pair: Pair) -> float:
    """That share, squared."""
    return overlap_new(pair) ** 2


def overlap_either(pair: Pair) -> float:
    """The share that the sentence or the headline has."""
    return pair.share(pair.here, pair.titled)


def overlap_near(pair: Pair) -> float:
    """The share that the sentence, the headline or a neighbour has."""
    return pair.share(pair.here, pair.titled, pair.near)


def exact(pair: Pair) -> float:
    """The share of the question's words that the sentence has in one of their own forms."""
    return pair.share({word: float(degree == 1) for word, degree in pair.here.items()})


def all_here(pair: Pair) -> float:
    """Every word of the question is in the sentence."""
    return float(all(pair.here.values()))


def all_near(pair: Pair) -> float:
    """Every word of the question is in the sentence, the headline or a neighbour."""
    return float(all(map(max, pair.here.values(), pair.titled.values(), pair.near.values())))


def unmet(pair: Pair) -> float:
    """The weight of the rarest word that is nowhere near."""
    return max((pair.weights[word] for word in _missing(pair)), default=0.0) / 10


def unmet_share(pair: Pair) -> float:
    """The share of words that are nowhere near."""
    return len(_missing(pair)) / len(pair.weights) if pair.weights else 0.0


def bigrams(pair: Pair) -> float:
    """The share of the question's neighbouring words that are neighbours in the sentence."""
    asked = list(pairwise(pair.asked.stems))
    there = set(pairwise(pair.inside.stems))
    return sum(two in there for two in asked) / len(asked) if asked else 0.0


def phrases(pair: Pair) -> float:
    """The share of the question's neighbouring words of meaning that stand close together in the sentence."""
    asked = list(pairwise(map(stem, pair.question.words)))
    there = set(_close(pair.inside.stems))
    return sum(two in there for two in asked) / len(asked) if asked else 0.0


def torn(pair: Pair) -> float:
    """The share of neighbouring words that are both about but nowhere together: "solar engine" of solar heat, steam engine."""
    asked = list(pairwise(map(stem, pair.question.words)))
    parts = (pair.inside.stems, pair.title.stems, pair.beside.stems)
    there, together = {word for part in parts for word in part}, {two for part in parts for two in _close(part)}
    apart = [(a, b) for a, b in asked if a in there and b in there and not {(a, b), (b, a)} & together]
    return len(apart) / len(asked) if asked else 0.0


def density(pair: Pair) -> float:
    """How closely the words of the question stand in the sentence."""
    asked = set(map(stem, pair.question.words))
    places = [n for n, word in enumerate(pair.inside.stems) if word in asked]
    found = len({pair.inside.stems[n] for n in places})
    return found / (places[-1] - places[0] + 1) if len(places) > 1 else 0.0


def _missing(pair: Pair) -> list[str]:
    return [w for w in pair.weights if not max(pair.here[w], pair.titled[w], pair.near[w])]


def _close(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The pairs of words with few between them."""
    for n, word in enumerate(words):
        yield from ((word, other) for other in words[n + 1 : n + 1 + _TOGETHER])
