"""A question and a sentence that may answer it, compared word by word: what features are read from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.answers.matching import Said, met, said
from bot.answers.question import Question, lens_words
from bot.answers.spans import short_answers
from bot.model import ActorMention, DateMention, Description, FigureMention, Quote, Span
from bot.prompts import lexicon
from bot.senses import classes_of
from bot.words import stem

# A sentence that opens with one of these goes on about what the sentence before it names.
_ANAPHORA = frozenset(lexicon("questions")["anaphora"])

Rarity = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Spoken:
    """What somebody says in a sentence, as far as the words stand in it, and how whoever says it is called."""

    who: str
    words: Span | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer: its text, the headline, the sentence before it, all beside it, what was read in it, the
    year in which it was printed, where that is known, and who says what in it."""

    quote: Quote
    text: str
    title: str
    before: str
    beside: str
    cosine: float
    position: int
    dates: tuple[DateMention, ...] = ()
    figures: tuple[FigureMention, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    year: int | None = None
    spoken: tuple[Spoken, ...] = ()
    descriptions: tuple[Description, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and a sentence, compared: how far each word of the question is met, by its weight."""

    question: Question
    candidate: Candidate
    asked: Said
    inside: Said
    title: Said
    beside: Said
    weights: Mapping[str, float]
    here: Mapping[str, float]
    titled: Mapping[str, float]
    before: Mapping[str, float]
    near: Mapping[str, float]
    anaphoric: float
    spans: Sequence[Span]

    def share(self, *degrees: Mapping[str, float], words: Sequence[str] | None = None) -> float:
        """The share of the question's words, by weight, that is met in the best of several places."""
        counted = self.weights if words is None else {word: self.weights[word] for word in words}
        total = sum(counted.values())
        return sum(w * max(d[word] for d in degrees) for word, w in counted.items()) / total if total else 0.0


Feature = Callable[[Pair], float]


def compare(question: Question, candidate: Candidate, rarity: Rarity) -> Pair:
    """A question and a sentence, compared word by word."""
    inside, title, beside = said(candidate.text), said(candidate.title), said(candidate.beside)
    seen = lens_words(question.lenses) if in_lens(question, candidate) else frozenset()
    seen |= counted_alike(question, candidate)
    return Pair(
        question,
        candidate,
        said(question.text),
        inside,
        title,
        beside,
        {word: rarity(stem(word)) for word in question.words},
        {word: 1.0 if stem(word) in seen else met(word, inside) for word in question.words},
        {word: met(word, title) for word in question.words},
        {word: met(word, said(candidate.before)) for word in question.words},
        {word: met(word, beside) for word in question.words},
        float(bool(candidate.before) and not _ANAPHORA.isdisjoint(inside.tokens[:1])),
        short_answers(question, candidate),
    )


def counted_alike(question: Question, candidate: Candidate) -> frozenset[str]:
    """The stems of the question's words for what a number of its own counts: "the 750 soldiers" are the 750 troops."""
    classes = [
        classes_of(figure.counted)
        for figure in candidate.figures
        if figure.low is not None and f"{figure.low:.0f}" in {number.replace(",", "") for number in question.numbers}
    ]
    return frozenset(stem(word) for word in question.words if any(classes_of(word) & several for several in classes))


def in_lens(question: Question, candidate: Candidate) -> bool:
    """Whether the sentence has a figure of the sort that the question's verb asks for: "hurt" is met by "no injuries"."""
    return any(question.lenses.intersection(figure.lens) for figure in candidate.figures)
