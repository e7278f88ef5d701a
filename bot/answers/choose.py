"""Which sentence answers, or none. Candidates are ranked by one weighing of their features and taken for an answer by another,
a calibrated chance (logistic regression; the weights and how they were fitted: prompts/answers.json). Those that miss a name
or count something else are out, whatever their chance."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from bot.answers.features import features
from bot.answers.matching import met, said, same_word, suffered, turned
from bot.answers.pairs import Candidate, Pair, Rarity, compare
from bot.answers.question import Question, done_to, suffered_by_any
from bot.answers.spans import asked_for
from bot.model import Hit, Span
from bot.prompts import lexicon, weights
from bot.words import stem, tokens


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


# What is shown beside an answer has at least this part of the best one's chance: else it is mostly of another affair.
_BESIDE = 0.33

Veto = Callable[[Question, Candidate], bool]


def choose(question: Question, candidates: Sequence[Candidate], rarity: Rarity) -> list[Scored]:
    """The sentences that answer, best first; empty when none does. `rarity` gives a stem's weight (its idf)."""
    fitting = [c for c in candidates if not any(veto(question, c) for veto in VETOES)]
    found = [scored for scored in rank(question, fitting, rarity) if answers(question, scored)]
    least = _BESIDE * max((scored.chance for scored in found), default=0.0)
    return [scored for n, scored in enumerate(found) if n == 0 or scored.chance >= least]


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


def rank(question: Question, candidates: Sequence[Candidate], rarity: Rarity) -> list[Scored]:
    """All candidates with their scores, best first; ties in the order of article and place."""
    pairs = [compare(question, candidate, rarity) for candidate in candidates]
    scored = [_scored(pair, row) for pair, row in zip(pairs, features(pairs), strict=True)]
    return sorted(scored, key=lambda s: (-s.score, s.candidate.quote.article, s.candidate.quote.span.start))


def misses_a_name(question: Question, candidate: Candidate) -> bool:
    """The question names somebody or something that neither the sentence nor what stands around it speaks of: by its last word,
    as newspapers do of people, or by half of a long name."""
    spoken = set(tokens(f"{candidate.text} {candidate.title} {candidate.beside}"))
    return not all(_spoken_of(name, spoken) for name in question.called)


def _spoken_of(name: Sequence[str], spoken: Collection[str]) -> bool:
    there = [any(same_word(word, other) for other in spoken) for word in name]
    return there[-1] or (len(name) > 2 and 2 * sum(there) >= len(name))


def counts_something_else(question: Question, candidate: Candidate) -> bool:
    """ "How many soldiers" is not answered by a number of anything but soldiers."""
    if question.counted is None:
        return False
    return not any(asked_for(question, figure) for figure in candidate.figures)


def misses_a_number(question: Question, candidate: Candidate) -> bool:
    """A year or a number of the question is nowhere about: of such sentences one in eight answered [SQuAD, WikiQA]."""
    spoken = set(tokens(f"{candidate.text} {candidate.title} {candidate.beside}"))
    return not spoken.issuperset(number for number in question.numbers if len(number) > 1)


def says_the_contrary(question: Question, candidate: Candidate) -> bool:
    """The question turns round what the sentence says: of such sentences one in nine answered [SQuAD, WikiQA]."""
    return turned(said(question.text), said(candidate.text))


def is_done_to_another(question: Question, candidate: Candidate) -> bool:
    """ "Who killed Orr?" is not answered by what was killed at Orr's funeral: Orr stands after the deed, or before "was
    killed". A sentence that has not both is about something else."""
    deed, whom = done_to(question)
    if not deed or not whom:
        return False
    words = tokens(candidate.text)
    places = [n for n, word in enumerate(words) if same_word(word, whom)]
    deeds = [n for n, word in enumerate(words) if stem(word) == deed]
    if not deeds or not places:
        return not places or not met(deed, said(candidate.text))
    return not any((place < at) == suffered(words, at) for at in deeds for place in places)


def tells_of_other_harm(question: Question, candidate: Candidate) -> bool:
    """ "Was anyone hurt?" is answered by whom it counts among the hurt, or by "nobody": not by the dead of another attack."""
    states = suffered_by_any(question)
    return bool(states) and not any(figure.status in states for figure in candidate.figures)


def gives_no_order(question: Question, candidate: Candidate) -> bool:
    """ "Who told them to leave?" is not answered by who left."""
    deed, _ = done_to(question)
    return deed in _ordering() and not met(deed, said(candidate.text))


VETOES: list[Veto] = [
    is_done_to_another, gives_no_order, misses_a_name, misses_a_number, counts_something_else, tells_of_other_harm,
    says_the_contrary,
]  # fmt: skip


@cache
def _ordering() -> frozenset[str]:
    return frozenset(map(stem, lexicon("questions")["ordering"]))


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
