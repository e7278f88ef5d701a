"""Features of the sentence itself: where it stands, how long it is."""

from __future__ import annotations

import math

from bot.answers.features.words import overlap
from bot.answers.pairs import Pair


def lead(pair: Pair) -> float:
    """How near the sentence stands to the article's beginning."""
    return 1.0 / (1 + pair.candidate.position)


def lead_met(pair: Pair) -> float:
    """That, by the share of the question's words that the sentence has."""
    return lead(pair) * overlap(pair)


def length_met(pair: Pair) -> float:
    """The sentence's length, by the share of the question's words that it has."""
    return length(pair) * overlap(pair)


def opens_with_pronoun(pair: Pair) -> float:
    """The sentence speaks of somebody or something named before it."""
    return pair.anaphoric


def first(pair: Pair) -> float:
    """The article's first sentence."""
    return float(pair.candidate.position == 0)


def length(pair: Pair) -> float:
    """The logarithm of its words."""
    return math.log1p(len(pair.inside.tokens)) / 4


def stub(pair: Pair) -> float:
    """Hardly a sentence: fewer than six words."""
    return float(len(pair.inside.tokens) < 6)


def names_said(pair: Pair) -> float:
    """How many names the sentence has, up to five."""
    return min(1.0, len(pair.candidate.actors) / 5)
