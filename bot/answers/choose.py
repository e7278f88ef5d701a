"""Which sentence answers, or none: candidates are scored by a few explainable features, and those that miss a name,
a counted thing or the better part of the question are out. What is left below the threshold is no answer."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from bot.answers.question import Question, lens_words
from bot.model import ActorKind, ActorMention, DateMention, FigureMention, Hit, Quote, Span, TimexType
from bot.prompts import lexicon
from bot.senses import classes_of, state_of
from bot.words import stem, stems, tokens

# Chosen by hand on the questions of seeds/; issue 7 of the project fits them.
WEIGHTS = {"cosine": 0.55, "overlap": 0.45, "type": 0.22, "lead": 0.03}
THRESHOLD = 0.52
# A sentence with less than this of the question's words speaks of something else, however near it is.
_LEAST_OVERLAP = 0.45
# A spelling this near (0 to 100) is the same name: Hizbollah and Hezbollah, not Iran and Iraq.
_SAME_NAME = 82
_SHORTEST_FUZZY = 6
# Words of the question found beside the sentence (its paragraph, the headline) count half.
_BESIDE = 0.5
_CUES = lexicon("questions")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer: its text, what stands around it, and what was read in it."""

    quote: Quote
    text: str
    context: str
    cosine: float
    position: int
    dates: tuple[DateMention, ...] = ()
    figures: tuple[FigureMention, ...] = ()
    actors: tuple[ActorMention, ...] = ()


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its features and its score; `span` is the shorter answer inside it, if one was found."""

    candidate: Candidate
    features: Mapping[str, float]
    score: float
    span: Span | None

    @property
    def hit(self) -> Hit:
        """The candidate as a search hit."""
        return Hit(self.candidate.quote, round(self.score, 4))


Rarity = Callable[[str], float]
Veto = Callable[[Question, Candidate], bool]


def choose(question: Question, candidates: Sequence[Candidate], rarity: Rarity) -> list[Scored]:
    """The sentences that answer, best first; empty when none does. `rarity` gives a stem's weight (its idf)."""
    scored = rank(question, [c for c in candidates if not any(veto(question, c) for veto in VETOES)], rarity)
    return [s for s in scored if s.score >= THRESHOLD and s.features["overlap"] >= _LEAST_OVERLAP]


def rank(question: Question, candidates: Sequence[Candidate], rarity: Rarity) -> list[Scored]:
    """All candidates with their scores, best first; ties in the order of article and place."""
    scored = [_score(question, candidate, rarity) for candidate in candidates]
    return sorted(scored, key=lambda s: (-s.score, s.candidate.quote.article, s.candidate.quote.span.start))


def misses_a_name(question: Question, candidate: Candidate) -> bool:
    """The question names somebody or something that neither the sentence nor what stands around it speaks of."""
    spoken = set(tokens(f"{candidate.text} {candidate.context}"))
    return not all(any(same_word(name, word) for word in spoken) for name in question.names)


def counts_something_else(question: Question, candidate: Candidate) -> bool:
    """ "How many soldiers" is not answered by a number of anything but soldiers."""
    if question.counted is None:
        return False
    return not any(_asked_for(question, figure) for figure in candidate.figures)


VETOES: list[Veto] = [misses_a_name, counts_something_else]


def _score(question: Question, candidate: Candidate, rarity: Rarity) -> Scored:
    span = _short_answer(question, candidate)
    features = {
        "cosine": candidate.cosine,
        "overlap": _overlap(question, candidate, rarity),
        "type": float(span is not None or _has_cue(question, candidate)),
        "lead": 1.0 / (1 + candidate.position),
    }
    # A question of no known type asks nothing more of the sentence than the others do on average.
    if question.asks in ("any", "yesno"):
        features["type"] = 1.0 if _in_lens(question, candidate) else 0.5
    return Scored(candidate, features, sum(WEIGHTS[name] * value for name, value in features.items()), span)


def _overlap(question: Question, candidate: Candidate, rarity: Rarity) -> float:
    """The share of the question's words, by weight, that the sentence has (half for those that stand beside it)."""
    inside, beside = set(stems(candidate.text)), set(stems(candidate.context))
    weights = {word: rarity(word) for word in question.stems}
    total = sum(weights.values())
    if not total:
        return 0.0
    seen = lens_words(question.lenses) if _in_lens(question, candidate) else frozenset()
    met = sum(weight * (1.0 if word in seen else _met(word, inside, beside)) for word, weight in weights.items())
    return met / total


def _in_lens(question: Question, candidate: Candidate) -> bool:
    """Whether the sentence has a figure of the sort that the question's verb asks for: "hurt" is met by "no injuries"."""
    return any(question.lenses.intersection(figure.lens) for figure in candidate.figures)


def _met(word: str, inside: set[str], beside: set[str]) -> float:
    if any(same_word(word, other) for other in inside):
        return 1.0
    return _BESIDE if any(same_word(word, other) for other in beside) else 0.0


@cache
def same_word(one: str, other: str) -> bool:
    """Two words for one thing: equal, a state's name and its adjective, or two spellings of a long name."""
    if one == other:
        return True
    states = state_of(one), state_of(other)
    if any(states):
        return states[0] == states[1]
    long = min(len(one), len(other)) >= _SHORTEST_FUZZY
    return long and one[0] == other[0] and fuzz.ratio(one, other) >= _SAME_NAME


def _asked_for(question: Question, figure: FigureMention) -> bool:
    """Whether the figure counts what was asked for, of the side and in the state that were asked for."""
    owned = question.whose is None or figure.whose is None or figure.whose == question.whose
    seen = not question.lenses or not figure.lens or bool(question.lenses.intersection(figure.lens))
    return owned and seen and (question.counted is None or _counts(question.counted, figure))


def _counts(counted: str, figure: FigureMention) -> bool:
    """Whether the figure counts this, in this word or one of its class."""
    return counted in map(stem, tokens(figure.counted)) or bool(classes_of(counted) & classes_of(figure.counted))


def _short_answer(question: Question, candidate: Candidate) -> Span | None:
    """The span of the type that is asked for, not one that the question itself has already."""
    finder = _SHORT.get(question.asks)
    known = set(question.names)
    spans = finder(question, candidate) if finder else []
    fresh = (s for s in spans if not set(_said(candidate, s)) <= known)
    return next(fresh, None)


def _said(candidate: Candidate, span: Span) -> list[str]:
    start = candidate.quote.span.start
    return tokens(candidate.text[span.start - start : span.end - start])


def _number(question: Question, candidate: Candidate) -> list[Span]:
    fitting = [f for f in candidate.figures if _asked_for(question, f)]
    asked = set(question.stems)

    def nearness(figure: FigureMention) -> int:
        said = {stem(w) for part in (figure.status, figure.whose, figure.destination) if part for w in tokens(part)}
        return -len(said & asked)

    return [Span(f.start, f.end) for f in sorted(fitting, key=nearness)]


def _time(question: Question, candidate: Candidate) -> list[Span]:
    return [
        Span(d.start, d.end)
        for d in candidate.dates
        if d.type in (TimexType.DATE, TimexType.TIME) and "REF" not in d.value
    ]


def _place(question: Question, candidate: Candidate) -> list[Span]:
    return [Span(a.start, a.end) for a in candidate.actors if a.kind in (ActorKind.PLACE, ActorKind.STATE)]


def _someone(question: Question, candidate: Candidate) -> list[Span]:
    """Names, people first."""
    names = [a for a in candidate.actors if a.kind is not ActorKind.PLACE]
    return [Span(a.start, a.end) for a in sorted(names, key=lambda a: a.kind is not ActorKind.PERSON)]


_SHORT: Mapping[str, Callable[[Question, Candidate], list[Span]]] = {
    "number": _number, "time": _time, "place": _place, "person": _someone,
}  # fmt: skip


def _has_cue(question: Question, candidate: Candidate) -> bool:
    """What a sentence of the kind asked for tends to have: "said", "because", the name that is to be explained."""
    text = candidate.text.lower()
    if question.asks == "quotation":
        return any(cue in text for cue in _CUES["speech_cues"]) and _speaks(question, candidate)
    if question.asks == "reason":
        return any(cue in text for cue in _CUES["reason_cues"])
    if question.asks == "definition":
        return all(any(same_word(n, w) for w in tokens(candidate.text)) for n in question.names) and bool(
            question.names
        )
    return False


def _speaks(question: Question, candidate: Candidate) -> bool:
    """The one whose words are asked for is named in the sentence itself."""
    said = tokens(candidate.text)
    return any(any(same_word(name, word) for word in said) for name in question.names)


def idf(count: int, total: int) -> float:
    """A stem's weight: inverse document frequency over sentences (Spärck Jones 1972), smoothed."""
    return math.log((total + 1) / (count + 0.5))
