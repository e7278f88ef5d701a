"""Which sentence answers, or none. Candidates are ranked by one weighing of their features and taken for an answer by another,
a calibrated chance (logistic regression; the weights and how they were fitted: prompts/answers.json). Those that miss a name
or count something else are out, whatever their chance."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from bot.answers.features import Candidate, Rarity, compare, features
from bot.answers.matching import same_word
from bot.answers.question import Question
from bot.answers.spans import asked_for
from bot.model import Hit, Span
from bot.prompts import weights
from bot.words import tokens


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its features, its place in the ranking and its chance to answer; `span` is the shorter answer inside it."""

    candidate: Candidate
    features: Mapping[str, float]
    score: float
    chance: float
    span: Span | None

    @property
    def hit(self) -> Hit:
        """The candidate as a search hit: all scores lie between 0 and 1."""
        return Hit(self.candidate.quote, _sigmoid(self.score))

    def reasons(self) -> list[tuple[str, float, float]]:
        """What speaks for it and against it: each feature's name, its value, and what it adds to the chance (in logits)."""
        shares = [(name, value, _head("chance")[name] * value) for name, value in self.features.items()]
        return sorted(shares, key=lambda share: -abs(share[2]))


Veto = Callable[[Question, Candidate], bool]


def choose(question: Question, candidates: Sequence[Candidate], rarity: Rarity) -> list[Scored]:
    """The sentences that answer, best first; empty when none does. `rarity` gives a stem's weight (its idf)."""
    fitting = [c for c in candidates if not any(veto(question, c) for veto in VETOES)]
    return [scored for scored in rank(question, fitting, rarity) if scored.chance >= weights("answers")["least_chance"]]


def rank(question: Question, candidates: Sequence[Candidate], rarity: Rarity) -> list[Scored]:
    """All candidates with their scores, best first; ties in the order of article and place."""
    pairs = [compare(question, candidate, rarity) for candidate in candidates]
    scored = [
        Scored(
            pair.candidate,
            row,
            _weigh("rank", row),
            _sigmoid(_weigh("chance", row)),
            pair.spans[0] if pair.spans else None,
        )
        for pair, row in zip(pairs, features(pairs), strict=True)
    ]
    return sorted(scored, key=lambda s: (-s.score, s.candidate.quote.article, s.candidate.quote.span.start))


def misses_a_name(question: Question, candidate: Candidate) -> bool:
    """The question names somebody or something that neither the sentence nor what stands around it speaks of."""
    spoken = set(tokens(f"{candidate.text} {candidate.title} {candidate.beside}"))
    return not all(any(same_word(name, word) for word in spoken) for name in question.names)


def counts_something_else(question: Question, candidate: Candidate) -> bool:
    """ "How many soldiers" is not answered by a number of anything but soldiers."""
    if question.counted is None:
        return False
    return not any(asked_for(question, figure) for figure in candidate.figures)


VETOES: list[Veto] = [misses_a_name, counts_something_else]


def idf(count: int, total: int) -> float:
    """A stem's weight: inverse document frequency over sentences (Spärck Jones 1972), smoothed."""
    return math.log((total + 1) / (count + 0.5))


@cache
def _head(name: str) -> Mapping[str, float]:
    head: Mapping[str, float] = weights("answers")[name]
    return head


def _weigh(head: str, row: Mapping[str, float]) -> float:
    by = _head(head)
    return by.get("bias", 0.0) + sum(by[name] * value for name, value in row.items())


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, x))))
