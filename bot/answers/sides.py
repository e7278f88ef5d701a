"""Several sentences that answer -> answers side by side: those that say the same are one answer with several sources, those
that say the same but for a name, a number or a date are sides that differ. Reports are never merged over a difference."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TypeVar

from bot.answers.choose import Scored
from bot.answers.matching import same_word
from bot.answers.pairs import Candidate
from bot.model import DateMention, FigureMention, Quote, Span
from bot.senses import seat_of, state_of
from bot.words import stopwords, tokens

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\w+(?:[.,’'-]\w+)*")
# Two sentences this alike (cosine) say the same; this share of words in common makes one a version of the other.
_ALIKE, _VERSION = 0.8, 0.6
# A difference longer than this is not one thing in place of another.
_LONGEST = 8

# What is answered by a number.
_COUNTS = ("number", "money")

T = TypeVar("T", bound=Span)
Likeness = Callable[[Quote, Quote], float]
# Which dispute a figure stands in, by its article and where it begins, and on which of its sides.
Standing = Mapping[tuple[str, int], tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Answer:
    """A sentence that answers, the quotes of others that say the same, and where reports differ: the side it takes (a slice
    of the sentence) and the number that it shares with the other sides."""

    scored: Scored
    alike: tuple[Quote, ...] = ()
    side: Span | None = None
    dispute: int | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """What one sentence has where another has something else."""

    one: Span
    other: Span


def side_by_side(
    chosen: Sequence[Scored], likeness: Likeness, most: int, asks: str = "any", standing: Standing | None = None
) -> list[Answer]:
    """At most `most` answers, each followed by the sides that differ from it in a thing of the sort that is asked for; `standing`
    is what is known of figures that differ in sentences unlike each other."""
    found: list[Answer] = []
    for answer in _together(chosen, likeness):
        differing = ((n, _between(other, answer, asks, standing or {})) for n, other in enumerate(found))
        place, between = next(((n, between) for n, between in differing if between), (0, None))
        if between:
            _oppose(found, place, answer, between)
        elif sum(a.dispute is None or a.dispute == n for n, a in enumerate(found)) < most:
            found.append(answer)
    return found


def difference(one: Candidate, other: Candidate, asks: str = "any") -> Difference | None:
    """Where a sentence names, counts or dates something otherwise than a version of it in another article does. To a question
    that `asks` for a number only another number is another answer, to one for a time another date."""
    if one.quote.article == other.quote.article:
        return None
    ours, theirs = list(_WORD.finditer(one.text)), list(_WORD.finditer(other.text))
    matcher = SequenceMatcher(None, [m[0] for m in ours], [m[0] for m in theirs], autojunk=False)
    if matcher.quick_ratio() < _VERSION or matcher.ratio() < _VERSION:
        return None
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "replace" and max(b - a, d - c) <= _LONGEST:
            found = Difference(_slice(one, ours[a:b]), _slice(other, theirs[c:d]))
            if _contradict(one, found.one, other, found.other, asks):
                return found
    return None


def _together(chosen: Sequence[Scored], likeness: Likeness) -> list[Answer]:
    """Sentences of different articles that say the same, under the best of them."""
    found: list[Answer] = []
    for scored in chosen:
        quote = scored.candidate.quote
        home = next((n for n, answer in enumerate(found) if _same(answer, scored, likeness)), None)
        if home is None:
            found.append(Answer(scored))
        else:
            found[home] = replace(found[home], alike=(*found[home].alike, quote))
    return found


def _same(answer: Answer, scored: Scored, likeness: Likeness) -> bool:
    first, other = answer.scored.candidate, scored.candidate
    articles = {first.quote.article, *(quote.article for quote in answer.alike)}
    if other.quote.article in articles or likeness(first.quote, other.quote) < _ALIKE:
        return False
    return difference(first, other) is None


def _between(answer: Answer, other: Answer, asks: str, standing: Standing) -> Difference | None:
    """Where two answers differ: in the figures that answer, where these are known to, or in what one puts for the other's."""
    one, another = answer.scored, other.scored
    if standing and one.span and another.span:
        group, side = standing.get((one.candidate.quote.article, one.span.start), ("", 0))
        other_group, other_side = standing.get((another.candidate.quote.article, another.span.start), ("", 0))
        if group and group == other_group and side != other_side:
            return Difference(one.span, another.span)
    return difference(one.candidate, another.candidate, asks)


def _oppose(found: list[Answer], place: int, answer: Answer, between: Difference) -> None:
    """Put an answer behind the one that it differs from, both with the side that they take."""
    first = found[place]
    number = first.dispute if first.dispute is not None else place
    found[place] = replace(first, side=first.side or between.one, dispute=number)
    found.insert(place + 1, replace(answer, side=between.other, dispute=number))


def _contradict(one: Candidate, ours: Span, other: Candidate, theirs: Span, asks: str) -> bool:
    """Whether the two slices are two dates, two numbers or two names, and not two forms of one."""
    dates = _within(one.dates, ours), _within(other.dates, theirs)
    if all(dates):
        return asks not in _COUNTS and not any(_one_day(a, b) for a in dates[0] for b in dates[1])
    figures = _within(one.figures, ours), _within(other.figures, theirs)
    if all(figures):
        return asks != "time" and not any(_compatible(a, b) for a in figures[0] for b in figures[1])
    names = _telling(one, ours, other), _telling(other, theirs, one)
    if asks in _COUNTS or asks == "time":
        names = [word for word in names[0] if word[0].isdigit()], [word for word in names[1] if word[0].isdigit()]
    return _names_another(*names)


def _within(found: Sequence[T], span: Span) -> list[T]:
    return [one for one in found if one.start < span.end and span.start < one.end]


def _one_day(one: DateMention, other: DateMention) -> bool:
    return one.value.startswith(other.value) or other.value.startswith(one.value)


def _compatible(one: FigureMention, other: FigureMention) -> bool:
    """Whether two figures can both be right: their intervals meet."""
    low = max(f.low if f.low is not None else float("-inf") for f in (one, other))
    high = min(f.high if f.high is not None else float("inf") for f in (one, other))
    return low <= high


def _names_another(ours: list[str], theirs: list[str]) -> bool:
    """Whether none of one side is of the other, nor stands for it, as Washington does for the US."""
    seats = {seat_of(word) or state_of(word) or word for word in ours}
    return bool(ours and theirs) and not any(
        same_word(a, b) or (seat_of(b) or state_of(b)) in seats for a in ours for b in theirs
    )


def _telling(candidate: Candidate, span: Span, other: Candidate) -> list[str]:
    """The names and numbers of a slice that the other sentence has nowhere."""
    start, there = candidate.quote.span.start, set(tokens(other.text)) | stopwords()
    words = _WORD.findall(candidate.text[span.start - start : span.end - start])
    named = [token for word in words if word[0].isupper() or word[0].isdigit() for token in tokens(word)]
    return [token for token in named if token not in there]


def _slice(candidate: Candidate, words: Sequence[re.Match[str]]) -> Span:
    start = candidate.quote.span.start
    return Span(start + words[0].start(), start + words[-1].end())
