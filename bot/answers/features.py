"""What is looked at when a sentence is taken for an answer: short named functions in an ordered list, each of which gives a
number about one question and one sentence. `choose` weighs them; `sitrep explain` shows them."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.answers.matching import Said, met, said, turned
from bot.answers.question import Question, lens_words
from bot.answers.spans import short_answers
from bot.model import ActorMention, DateMention, FigureMention, Quote, Span
from bot.prompts import lexicon
from bot.words import stem

_CUES = lexicon("questions")
# "X is a …", "X refers to …": how encyclopaedias and newspapers say what something is.
_DEFINES = re.compile(r"\b(?:is|was|are|were|refers? to|means?|stands? for)\b (?:an?|the|one)\b", re.IGNORECASE)
# Two words of a question stand together in a text when at most this many words lie between.
_TOGETHER = 3
# A sentence that opens with one of these goes on about what the sentence before it names, whose words count this much.
_ANAPHORA = frozenset(_CUES["anaphora"])
_BEFORE = 0.8
_OPENING = 4

Rarity = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer: its text, the headline, the sentence before it, all beside it, and what was read in it."""

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


def in_lens(question: Question, candidate: Candidate) -> bool:
    """Whether the sentence has a figure of the sort that the question's verb asks for: "hurt" is met by "no injuries"."""
    return any(question.lenses.intersection(figure.lens) for figure in candidate.figures)


# ------------------------------------------------------------------ the words of the question


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


# ------------------------------------------------------------------ names, numbers, turns


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


# ------------------------------------------------------------------ what is asked for


def _typed(asks: str) -> Feature:
    """A feature for questions of one type: 1 where the sentence has a new thing of the type, -1 where it has none."""

    def has(pair: Pair) -> float:
        return (1.0 if pair.spans else -1.0) if pair.question.asks == asks else 0.0

    has.__name__, has.__doc__ = f"has_{asks}", f"Whether a {asks} is there, for questions that ask for one."
    return has


def has_number(pair: Pair) -> float:
    """Whether a number is there, for questions that ask for one: 1 for an exact one, 0 for "hundreds", -1 for none."""
    if pair.question.asks != "number":
        return 0.0
    exact = {figure.start for figure in pair.candidate.figures if figure.low == figure.high}
    return (1.0 if any(span.start in exact for span in pair.spans) else 0.0) if pair.spans else -1.0


def has_reason(pair: Pair) -> float:
    """Whether the sentence gives a reason, for questions that ask for one."""
    if pair.question.asks != "reason":
        return 0.0
    return 1.0 if any(cue in pair.candidate.text.lower() for cue in _CUES["reason_cues"]) else -1.0


def has_speech(pair: Pair) -> float:
    """Whether the one asked about speaks, for questions about words that were said."""
    if pair.question.asks != "quotation":
        return 0.0
    speaks = any(cue in pair.inside.tokens for cue in _CUES["speech_cues"])
    return 1.0 if speaks and names_here(pair) == 1 else -1.0


def defines(pair: Pair) -> float:
    """The sentence says what the article's subject is, and nothing but the subject is asked about."""
    return float(_only_subject(pair) and _defines(pair))


def defines_otherwise(pair: Pair) -> float:
    """The sentence says what the article's subject is, though more than that is asked."""
    return float(not _only_subject(pair) and _defines(pair))


def opens_for_subject(pair: Pair) -> float:
    """The article's first sentence, where nothing but its subject is asked about."""
    return float(_only_subject(pair) and pair.candidate.position == 0)


def new_name(pair: Pair) -> float:
    """A name that the question has not, for questions that ask who or which."""
    if pair.question.asks not in ("person", "any"):
        return 0.0
    known = set(pair.asked.tokens)
    return float(any(known.isdisjoint(said(actor.name).tokens) for actor in pair.candidate.actors))


def new_digits(pair: Pair) -> float:
    """A number that the question has not, for questions that do not ask for one."""
    if pair.question.asks in ("number", "time"):
        return 0.0
    return float(any(t[0].isdigit() and t not in pair.question.numbers for t in pair.inside.tokens))


def _defines(pair: Pair) -> bool:
    opens = not set(pair.inside.stems[:_OPENING]).isdisjoint(pair.title.stems)
    return opens and bool(_DEFINES.search(pair.candidate.text))


def _only_subject(pair: Pair) -> bool:
    return bool(pair.titled) and all(degree == 1 for degree in pair.titled.values())


# ------------------------------------------------------------------ the sentence itself


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


FEATURES: list[Feature] = [
    cosine, overlap, overlap_much, overlap_resolved, overlap_title,
    overlap_new, overlap_new_much, overlap_either, overlap_near, exact, all_here, all_near, unmet, unmet_share,
    bigrams, phrases, torn, density, names_here, names_missing, numbers_missing, numbers_elsewhere, contrary,
    has_number, _typed("time"), _typed("place"), _typed("person"), has_reason, has_speech, defines, defines_otherwise,
    opens_for_subject, new_name, new_digits, lead, lead_met, first, length, length_met,
    opens_with_pronoun, stub, names_said,
]  # fmt: skip


def features(pairs: Sequence[Pair]) -> list[dict[str, float]]:
    """All features of a question with each of several sentences, by name: of the pair alone, and among the others."""
    rows = [{feature.__name__: feature(pair) for feature in FEATURES} for pair in pairs]
    nearest = sorted((row["cosine"] for row in rows), reverse=True)
    fullest = max((row["overlap"] for row in rows), default=0.0)
    for row in rows:
        row["cosine_behind"] = row["cosine"] - nearest[0]
        row["cosine_place"] = 1 / (1 + nearest.index(row["cosine"]))
        row["overlap_behind"] = row["overlap"] - fullest
    return rows
