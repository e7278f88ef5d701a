"""Extractive summaries: sentences that tell what the witnesses tell, each thing once; what hangs in the air is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
import numpy.typing as npt

from bot.answers.lengths import Length
from bot.answers.salience import Centrality, Values, lexrank
from bot.consensus import Consensus, Opening, choose, opening
from bot.hanging import why_hanging
from bot.model import Quote, Report, SentenceKind, Span, TimexType
from bot.prompts import lexicon
from bot.words import tokens

Vector = npt.NDArray[np.float32]
Meaning = Mapping[Quote, Vector]
Numbers = Callable[[Quote], frozenset[str]]

# Of more sentences than this, those that open their articles are looked at.
_MOST = 200
# Sentences at the top of an article that say what is in it.
_LEADS = 3
# Of two sentences this alike (cosine) the second tells nothing new; this alike they tell the same.
_REPEATS, _SAME = 0.72, 0.8
_AHEAD = frozenset(lexicon("summary")["looking_ahead"])
# The fewest sentences that an opening has, of the reports to be told and of those before them; how many witnesses are heard
# of either; and what those before weigh, all together: they have the words in which the story is told. Tried in steps on 154
# dates of six events: without the earlier ones a point of ROUGE-1 is lost, of the steps beside these a quarter.
_OPENS, _OPENED = 4, 3
_HEARD, _HEARD_BEFORE = 60, 40
_EARLIER = 1.5
# What being central adds to a sentence's worth at most, and what looking ahead takes from it: what may come is no news.
_CENTRAL, _DOUBT = 0.05, 0.1


# How many sentences a summary has.
LINES = {Length.SHORT: 3, Length.MEDIUM: 6, Length.LONG: 12}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a summary: the quote that is shown, and all quotes that say the same, one an article."""

    quote: Quote
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """What is to be told: reports, their witnesses, earlier reports of the same story, and the sentences' unit vectors.

    An article that `witness_of` does not name is its own witness; `centrality` is one of sumy's methods. With `leads` only
    what stands at the top of its article is told, as far as that is enough.
    """

    reports: Sequence[Report]
    meaning: Meaning
    witness_of: Mapping[str, str]
    earlier: Sequence[Report] = ()
    centrality: Centrality = lexrank
    leads: bool = False


def summarise(telling: Telling, length: int, fits: Callable[[Quote], bool] | None = None) -> list[Line]:
    """At most `length` sentences that tell what the reports tell, the most telling first; only those that `fits` accepts."""
    quotes = [quote for report in telling.reports for quote in tellable(report)]
    fitting = [quote for quote in quotes if fits is None or fits(quote)]
    candidates = _nearest_the_top(_leading(fitting, length) if telling.leads else fitting)
    report_of = {report.article.id: report for report in telling.reports}
    sentences = [quote.span.of(report_of[quote.article].article.text) for quote in candidates]
    consensus = Consensus(sentences, _openings(telling, length))
    worth = 1 + _CENTRAL * telling.centrality(sentences) - _DOUBT * _looking_ahead(sentences)
    unit = rows(candidates, telling.meaning)
    chosen = choose(consensus, worth, length, lambda one: np.asarray(unit @ unit[one] < _REPEATS))
    vectors = rows(quotes, telling.meaning) if chosen else rows([], telling.meaning)
    return [
        _line(candidates[n], quotes, vectors, lambda quote: _numbers(report_of[quote.article], quote.span))
        for n in chosen
    ]


def in_order(lines: Iterable[Line], reports: Iterable[Report]) -> list[Line]:
    """The lines in the order of their days; the undated come last."""
    day = {report.article.id: report.article.published.date for report in reports}
    place = {q: (day[q.article] is None, day[q.article], q.span.start, q.article) for q in (x.quote for x in lines)}
    return sorted(lines, key=lambda line: place[line.quote])


def rows(quotes: Sequence[Quote], meaning: Meaning) -> Vector:
    """The vectors of these sentences, one a row; a sentence without any has zeros."""
    dimensions = len(next(iter(meaning.values()), np.zeros(1)))
    found = [meaning.get(quote, np.zeros(dimensions, dtype=np.float32)) for quote in quotes]
    return np.array(found, dtype=np.float32).reshape(len(quotes), dimensions)


def tellable(report: Report) -> list[Quote]:
    """The sentences of an article that can stand alone in a summary."""
    return [quote for quote in _news(report) if not why_hanging(quote.span.of(report.article.text))]


def _news(report: Report) -> list[Quote]:
    news = (s for s in report.article.sentences if s.kind is SentenceKind.NEWS)
    return [Quote(report.article.id, Span(s.start, s.end)) for s in news]


def _nearest_the_top(quotes: Sequence[Quote]) -> list[Quote]:
    """Those nearest the top of their articles, where the news is, in the articles' order."""
    if len(quotes) <= _MOST:
        return list(quotes)
    kept = set(sorted(quotes, key=lambda q: (q.span.start, q.article))[:_MOST])
    return [q for q in quotes if q in kept]


def _leading(quotes: Sequence[Quote], length: int) -> list[Quote]:
    """The first one of each article, or the first two or three, as soon as these are enough to choose from; else all."""
    place = {quote: n for _, mine in groupby(quotes, key=lambda q: q.article) for n, quote in enumerate(mine)}
    tops = ([quote for quote in quotes if place[quote] < top] for top in range(1, _LEADS + 1))
    return next((top for top in tops if len(top) >= 2 * length), list(quotes))


def _looking_ahead(sentences: Sequence[str]) -> Values:
    """1 for each that says what will, may or should be."""
    return np.array([float(not _AHEAD.isdisjoint(tokens(sentence))) for sentence in sentences])


def _openings(telling: Telling, length: int) -> list[Opening]:
    """What the witnesses to be told open with, as long as the summary, and what those before them opened with."""
    now, before = _heard(telling, telling.reports, max(length, _OPENS)), _heard(telling, telling.earlier, _OPENED)
    return _weighed(_spread(now, _HEARD), 1) + _weighed(before[-_HEARD_BEFORE:], _EARLIER)


def _heard(telling: Telling, reports: Sequence[Report], length: int) -> list[list[str]]:
    """The opening of each witness, in the order of days."""
    first: dict[str, Report] = {}
    for report in sorted(reports, key=lambda r: (str(r.article.published.date or ""), r.article.id)):
        first.setdefault(telling.witness_of.get(report.article.id, report.article.id), report)
    return [
        [q.span.of(report.article.text) for q in (tellable(report) or _news(report))[:length]]
        for report in first.values()
    ]


def _weighed(openings: Sequence[Sequence[str]], weight: float) -> list[Opening]:
    return [opening(texts, weight / len(openings)) for texts in openings]


def _spread(openings: Sequence[list[str]], most: int) -> Sequence[list[str]]:
    """At most so many, evenly over their order."""
    return openings if len(openings) <= most else [openings[n * len(openings) // most] for n in range(most)]


def _numbers(report: Report, span: Span) -> frozenset[str]:
    """The numbers that a sentence tells; those of days and years aside."""
    dates = [d for d in report.facts.dates if d.type is not TimexType.DURATION and span.start <= d.start < span.end]
    bounds = [span.start, *(at for date in dates for at in (date.start, date.end)), span.end]
    told = " ".join(report.article.text[start:end] for start, end in zip(bounds[::2], bounds[1::2], strict=True))
    return frozenset(word for word in tokens(told) if word[0].isdigit())


def _line(quote: Quote, quotes: Sequence[Quote], vectors: Vector, numbers: Numbers) -> Line:
    """The line of a sentence, with the best telling of the same, of the same numbers too, in each other article."""
    best: dict[str, tuple[float, Quote]] = {}
    nearness = vectors @ vectors[quotes.index(quote)]
    for n in np.flatnonzero(nearness >= _SAME).tolist():
        near, other = float(nearness[n]), quotes[n]
        if other.article != quote.article and numbers(other) == numbers(quote):
            best[other.article] = max(best.get(other.article, (0.0, other)), (near, other), key=lambda pair: pair[0])
    return Line(quote, (quote, *(found for _, (_, found) in sorted(best.items()))))
