"""Which sentence answers, or none. Candidates are ranked by one weighing of their features and taken for an answer by another,
a calibrated chance (logistic regression; the weights and how they were fitted: prompts/answers.json). Those that miss a name
or count something else are out, whatever their chance."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from bot.answers.features import features
from bot.answers.pairs import Candidate, Pair, Rarity, compare
from bot.answers.question import Question, suffered_by_any
from bot.answers.stretches import stretch
from bot.answers.vetoes import VETOES
from bot.model import Hit, Span
from bot.prompts import weights


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its features, its score in the ranking and its chance to answer; `span` is the shorter answer in it."""

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
        by = _head("chance")
        shares = [(name, value, by[name] * value) for name, value in self.features.items() if name in by]
        return sorted(shares, key=lambda share: -abs(share[2]))


@dataclass(frozen=True, slots=True)
class Explained:
    """A candidate that was looked at, with the names of the vetoes that rule it out, how it compares, and whether it answers."""

    scored: Scored
    vetoes: Sequence[str]
    pair: Pair
    answers: bool


# One number a sentence, the greater the better: what a user's own model says of the best few.
Preference = Callable[[Sequence[str]], Sequence[float]]
# A cross-encoder of six layers reads so many in about a tenth of a second.
_PREFERRED = 6

# What is shown has at least this part of the chance of what is likeliest: else it is mostly of another affair, though it may
# rank first ("banned in response to the decision", before "banned after a string of accidents"). .2 to .5 are the same.
_BESIDE = 0.33


def choose(
    question: Question, candidates: Sequence[Candidate], rarity: Rarity, prefer: Preference | None = None
) -> list[Scored]:
    """The sentences that answer, best first; empty when none does. `rarity` gives a stem's weight (its idf)."""
    fitting = [c for c in candidates if not any(veto(question, c) for veto in VETOES)]
    found = [scored for scored in rank(question, fitting, rarity, prefer) if answers(question, scored)]
    least = _BESIDE * max((scored.chance for scored in found), default=0.0)
    exact = _exact_first([scored for scored in found if scored.chance >= least])
    return [scored if scored.span else replace(scored, span=stretch(question, scored.candidate)) for scored in exact]


def explain(
    question: Question, candidates: Sequence[Candidate], rarity: Rarity, prefer: Preference | None = None
) -> list[Explained]:
    """All candidates: those that answer as `choose` has them, then the others, best first. What is ruled out is not compared with
    what is not, nor is it in `choose`."""
    vetoes = [[veto.__name__ for veto in VETOES if veto(question, c)] for c in candidates]
    fitting = [c for c, out in zip(candidates, vetoes, strict=True) if not out]
    ruled_out = {c.quote: out for c, out in zip(candidates, vetoes, strict=True) if out}
    chosen = choose(question, fitting, rarity, prefer)
    shown = {scored.candidate.quote for scored in chosen}
    left = [scored for scored in rank(question, fitting, rarity, prefer) if scored.candidate.quote not in shown]
    left += rank(question, [c for c in candidates if c.quote in ruled_out], rarity, prefer)
    return [
        Explained(one, ruled_out.get(quote, ()), compare(question, one.candidate, rarity), quote in shown)
        for one in (*chosen, *sorted(left, key=lambda scored: -scored.score))
        for quote in [one.candidate.quote]
    ]


def _exact_first(found: list[Scored]) -> list[Scored]:
    """The same, where the best one says only vaguely where ("the Middle East"), with the best exact one before it."""
    if not found or found[0].features.get("has_place") != 0 or found[0].span is None:
        return found
    exact = next((n for n, scored in enumerate(found) if scored.features["has_place"] == 1), 0)
    return [found[exact], *found[:exact], *found[exact + 1 :]]


def answers(question: Question, scored: Scored) -> bool:
    """Whether a sentence is good enough."""
    least: float = weights("answers")["least_chance"][_bound(question, scored)]
    return scored.chance >= least


def _bound(question: Question, scored: Scored) -> str:
    """Less will do where a sentence has every word of the question, few as they are, or where it counts the hurt of whom the
    question asks in whatever words, and the rest of the question stands about it."""
    if scored.features["exact"] == 1:
        return "all_words"
    return "counted" if suffered_by_any(question) and scored.features["all_near"] else "some_words"


def rank(
    question: Question, candidates: Sequence[Candidate], rarity: Rarity, prefer: Preference | None = None
) -> list[Scored]:
    """All candidates with their scores, best first; ties in the order of article and place. The best few stand as `prefer` says,
    where it is given."""
    pairs = [compare(question, candidate, rarity) for candidate in candidates]
    scored = [_scored(pair, row) for pair, row in zip(pairs, features(pairs), strict=True)]
    ranked = sorted(scored, key=lambda s: (-s.score, s.candidate.quote.article, s.candidate.quote.span.start))
    return [*_preferred(ranked[:_PREFERRED], prefer), *ranked[_PREFERRED:]] if prefer else ranked


def _preferred(best: Sequence[Scored], prefer: Preference) -> list[Scored]:
    """The same sentences in the order that is preferred, each with the score of the place that it takes."""
    preference = prefer([scored.candidate.text for scored in best])
    order = sorted(range(len(best)), key=lambda n: -preference[n])
    return [replace(best[n], score=place.score) for n, place in zip(order, best, strict=True)]


def _scored(pair: Pair, row: Mapping[str, float]) -> Scored:
    score = _weigh("rank", row)
    known = {**row, "rank": score}
    return Scored(pair.candidate, known, score, _sigmoid(_weigh("chance", known)), next(iter(pair.spans), None))


def idf(count: int, total: int) -> float:
    """A stem's weight: inverse document frequency over sentences (Spärck Jones 1972), smoothed."""
    return math.log((total + 1) / (count + 0.5))


@cache
def _head(name: str) -> Mapping[str, float]:
    head: Mapping[str, float] = weights("answers")[name]
    return head


def _weigh(head: str, row: Mapping[str, float]) -> float:
    return sum(weight * row.get(name, 1.0) for name, weight in _head(head).items())


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, x))))
