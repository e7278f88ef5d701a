"""Which sentence tells a date best: the one nearest to what all say of that date, and of the story, and that stands alone.

The centroid of a date's sentences, as in Ghalandari and Ifrim (2020), "Examining the state of the art in news timeline
summarization"; words are weighed by how few of the dated sentences have them.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from bot.hanging import why_hanging
from bot.prompts import lexicon
from bot.stories.dated import Dated
from bot.words import stems, tokens

_FIRST_PERSON = frozenset(lexicon("telling")["first_person"])
# A line or two on a phone.
_LONGEST = 45
_SHORTEST = 6
# The factors were tried in steps on the twelve Timeline17 timelines at hand, AR1-F: centre of the date alone .131, with
# that of the story .142, with `occasion` .147, with all .155. None is fitted finer than a step of a tenth or two.
_REPORTED, _REPORTING_DAYS = 1.5, 2
_LOOKED_BACK, _BACK_DAYS = 1.5, 7
_IN_PASSING = 0.7
_LEAD = 1.5
# Characters at the top of an article, where the news is; what stands there tells it better.
_TOP, _AT_THE_TOP = 500, 1.2

Vector = Mapping[str, float]


class Topic(NamedTuple):
    """What all dated sentences are about: how telling each stem is, and their centre."""

    rarity: Mapping[str, float]
    centre: Vector


def topic_of(found: Sequence[Dated]) -> Topic:
    """The topic of some dated sentences."""
    words = [stems(text) for text in {dated.quote: dated.text for dated in found}.values()]
    holding = Counter(stem for sentence in words for stem in set(sentence))
    rarity = {stem: math.log1p(len(words) / count) for stem, count in holding.items()}
    return Topic(rarity, _centre((_vector(sentence, rarity), 1.0) for sentence in words))


def closeness(on_date: Iterable[Dated], topic: Topic) -> float:
    """How near the sentence of a date that is nearest to the topic comes to its centre (cosine)."""
    return max(_dot(_vector(stems(dated.text), topic.rarity), topic.centre) for dated in on_date)


def ranked(on_date: Sequence[Dated], topic: Topic) -> list[tuple[float, Dated]]:
    """The sentences of one date with their score, the best telling first."""
    vectors = [_vector(stems(dated.text), topic.rarity) for dated in on_date]
    worth = [_worth(dated) for dated in on_date]
    centre = _centre(zip(vectors, worth, strict=True))
    scores = [round(w * (_dot(v, centre) + _dot(v, topic.centre)), 9) for v, w in zip(vectors, worth, strict=True)]
    return sorted(
        zip(scores, on_date, strict=True), key=lambda pair: (-pair[0], pair[1].quote.span.start, pair[1].quote.article)
    )


def occasion(dated: Dated) -> float:
    """Papers of the same days tell what happened, and those that look back say what it was; between the two, and before
    the day, dates stand beside other news."""
    if dated.printed:
        return _LEAD
    if 0 <= dated.lag <= _REPORTING_DAYS:
        return _REPORTED
    return _LOOKED_BACK if dated.lag > _BACK_DAYS else _IN_PASSING


def at_the_top(dated: Dated) -> float:
    """What an article begins with says what it is about; that a lead without a date does, `occasion` knows."""
    return _AT_THE_TOP if dated.quote.span.start < _TOP and not dated.printed else 1.0


def saying(dated: Dated) -> float:
    """The day of a saying is not the day of what was said."""
    return 0.7 if dated.said else 1.0


def mentioned(dated: Dated) -> float:
    """What a sentence mentions beside what it tells, others may tell."""
    return 0.85 if dated.aside else 1.0


def length(dated: Dated) -> float:
    """Long sentences do not fit, and scraps say nothing."""
    words = len(tokens(dated.text))
    return 0.5 if words < _SHORTEST else min(1.0, _LONGEST / words)


def first_person(dated: Dated) -> float:
    """What somebody says of himself is no event."""
    return 0.6 if not _FIRST_PERSON.isdisjoint(re.findall(r"[A-Za-z]+", dated.text)) else 1.0


def hanging(dated: Dated) -> float:
    """ "He", "The move", "Was it so?": the sentence needs the one before it, or tells nothing."""
    return 0.5 if why_hanging(dated.text) else 1.0


FACTORS: list[Callable[[Dated], float]] = [occasion, at_the_top, saying, mentioned, length, first_person, hanging]


def _worth(dated: Dated) -> float:
    return math.prod(factor(dated) for factor in FACTORS)


def _vector(words: Iterable[str], rarity: Mapping[str, float]) -> Vector:
    return _unit({stem: (1 + math.log(count)) * rarity[stem] for stem, count in Counter(words).items()})


def _centre(weighed: Iterable[tuple[Vector, float]]) -> Vector:
    total: dict[str, float] = defaultdict(float)
    for vector, weight in weighed:
        for stem, value in vector.items():
            total[stem] += value * weight
    return _unit(total)


def _unit(vector: Mapping[str, float]) -> Vector:
    norm = math.sqrt(sum(value * value for value in vector.values())) or 1.0
    return {stem: value / norm for stem, value in vector.items()}


def _dot(one: Vector, other: Vector) -> float:
    return sum(value * other.get(stem, 0.0) for stem, value in one.items())
