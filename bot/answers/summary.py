"""Extractive summaries: the most telling sentences, each thing once; what hangs in the air is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from bot.answers.salience import Material, Meaning, Vector, rows, salience
from bot.model import Quote, Report, SentenceKind, Span
from bot.prompts import lexicon
from bot.words import tokens

# LexRank is quadratic: of more sentences than this, those that open their articles are looked at.
_MOST = 200
# Of two sentences this alike (cosine) the second tells nothing new, today or on a later day; this alike they tell the same.
_REPEATS, _KNOWN, _SAME = 0.72, 0.7, 0.8
# What a sentence loses for being as near as can be to one already chosen (maximal marginal relevance, Carbonell & Goldstein
# 1998).
_SPREAD = 0.5
_SHORTEST, _LONGEST = 6, 60
_HANGING = frozenset(lexicon("summary")["hanging_openings"])


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a summary: the quote that is shown, and all quotes that say the same, one an article."""

    quote: Quote
    quotes: tuple[Quote, ...]


def summarise(
    reports: Sequence[Report],
    length: int,
    meaning: Meaning,
    told: Iterable[Quote] = (),
    fits: Callable[[Quote], bool] | None = None,
) -> list[Line]:
    """At most `length` sentences that tell what the articles tell, in the order of their days.

    `meaning` has the sentences' unit vectors; what says the same as a sentence `told` before is not told again; of the others
    only those that `fits` accepts.
    """
    before = rows(list(told), meaning)
    quotes = [q for report in reports for q in tellable(report)]
    fresh = _unknown([q for q in quotes if fits is None or fits(q)], before, meaning)
    material = Material(_opening(fresh), {r.article.id: r for r in reports}, rows(_opening(fresh), meaning), before)
    chosen = [material.quotes[n] for n in _chosen(salience(material), material.rows, length)]
    day = {report.article.id: report.article.published.date for report in reports}
    chosen.sort(key=lambda q: (day[q.article] is None, day[q.article], q.span.start, q.article))
    return [Line(quote, (quote, *_told_alike(quote, quotes, meaning))) for quote in chosen]


def tellable(report: Report) -> list[Quote]:
    """The sentences of an article that can stand alone in a summary."""
    article = report.article
    news = (s for s in article.sentences if s.kind is SentenceKind.NEWS)
    return [Quote(article.id, Span(s.start, s.end)) for s in news if not hangs(s.of(article.text))]


def hangs(sentence: str) -> bool:
    """Whether a sentence needs the one before it: it opens with "He", "But", "The move", or is a mere scrap."""
    words = tokens(sentence)
    opening = {" ".join(words[:n]) for n in (1, 2)}
    return not _SHORTEST <= len(words) <= _LONGEST or bool(opening & _HANGING) or sentence.lstrip()[:1] in "“\"‘'"


def _unknown(quotes: Sequence[Quote], before: Vector, meaning: Meaning) -> list[Quote]:
    """The sentences that say what was not told before."""
    if not len(before) or not quotes:
        return list(quotes)
    nearest = (rows(quotes, meaning) @ before.T).max(axis=1)
    return [quote for quote, near in zip(quotes, nearest, strict=True) if near < _KNOWN]


def _opening(quotes: Sequence[Quote]) -> list[Quote]:
    """Those nearest the top of their articles, where the news is, in the articles' order."""
    if len(quotes) <= _MOST:
        return list(quotes)
    kept = set(sorted(quotes, key=lambda q: (q.span.start, q.article))[:_MOST])
    return [q for q in quotes if q in kept]


def _chosen(worth: np.ndarray[tuple[int], np.dtype[np.float64]], vectors: Vector, length: int) -> list[int]:
    """The places of the sentences to tell, the best first: each the most telling of those unlike the ones before it."""
    chosen: list[int] = []
    nearest = np.zeros(len(vectors))
    free = np.ones(len(vectors), dtype=bool)
    while len(chosen) < length and free.any():
        best = int(np.argmax(np.where(free, worth - _SPREAD * nearest, -np.inf)))
        chosen.append(best)
        nearest = np.maximum(nearest, vectors @ vectors[best])
        free[best] = False
        free &= nearest < _REPEATS
    return chosen


def _told_alike(quote: Quote, quotes: Sequence[Quote], meaning: Meaning) -> list[Quote]:
    """The best telling of the same in each other article."""
    best: dict[str, tuple[float, Quote]] = {}
    nearness = rows(quotes, meaning) @ rows([quote], meaning)[0]
    for other, near in zip(quotes, nearness.tolist(), strict=True):
        if other.article != quote.article and near >= _SAME:
            best[other.article] = max(best.get(other.article, (0.0, other)), (near, other), key=lambda pair: pair[0])
    return [found for _, (_, found) in sorted(best.items())]
