"""How much a sentence tells of what its articles tell: sumy's LexRank, and beside it what a desk editor looks at.

Each feature is a short function over the same material; prompts/lexicon/summary.toml says how much each counts. Weighed on
dated updates of six news events written by people (Pratapa et al. 2023), by leaving features out one at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.model import Quote, Report, SentenceKind, Span
from bot.prompts import lexicon
from bot.words import stems

Vector = npt.NDArray[np.float32]
Values = npt.NDArray[np.float64]
Meaning = Mapping[Quote, Vector]

_MANY_NAMES, _MANY_FIGURES = 4, 2
_FULL = 30
_WEIGHTS: Mapping[str, float] = lexicon("summary")["salience"]


@dataclass(frozen=True)
class Material:
    """Sentences to choose from; row n of `rows` is the unit vector of sentence n. `before` has those of what was told of
    the same story before."""

    quotes: Sequence[Quote]
    reports: Mapping[str, Report]
    rows: Vector
    before: Vector

    def text(self, quote: Quote) -> str:
        """The sentence."""
        return quote.span.of(self.reports[quote.article].article.text)


def salience(material: Material) -> Values:
    """One number a sentence; only their order means something."""
    if not material.quotes:
        return np.zeros(0)
    return np.asarray(sum(_WEIGHTS[feature.__name__] * feature(material) for feature in FEATURES))


def rows(quotes: Sequence[Quote], meaning: Meaning) -> Vector:
    """The vectors of these sentences, one a row; a sentence without any has zeros."""
    dimensions = len(next(iter(meaning.values()), np.zeros(1)))
    found = [meaning.get(quote, np.zeros(dimensions, dtype=np.float32)) for quote in quotes]
    return np.array(found, dtype=np.float32).reshape(len(quotes), dimensions)


def lexrank(material: Material) -> Values:
    """The place in LexRank (Erkan & Radev 2004, as sumy computes it), from 1 down to 0."""
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.summarizers.lex_rank import LexRankSummarizer

    ranked: list[Any] = []

    class Ranking(LexRankSummarizer):  # type: ignore[misc]  # sumy has no types
        """sumy gives its choice in text order; what is wanted here is the ranking."""

        def _get_best_sentences(self, sentences: Any, count: Any, rating: Any) -> Any:
            ranked.extend(sorted(sentences, key=lambda sentence: -np.nan_to_num(rating[sentence])))
            return ()

    worded = {n: quote for n, quote in enumerate(material.quotes) if stems(material.text(quote))}
    values = np.zeros(len(material.quotes))
    if worded:
        # sumy compares sentences by their text, so twins are told apart by identity.
        made = {n: Sentence(material.text(quote), _Words()) for n, quote in worded.items()}
        number = {id(sentence): n for n, sentence in made.items()}
        # Sentences without a common word have no centrality: sumy divides by nothing and calls it nan.
        with np.errstate(invalid="ignore", divide="ignore"):
            Ranking()(ObjectDocumentModel([Paragraph(list(made.values()))]), len(made))
        values[[number[id(sentence)] for sentence in ranked]] = 1 - np.arange(len(ranked)) / len(ranked)
    return values


def central(material: Material) -> Values:
    """How near it is to the mean of all (a centroid, Radev et al. 2004)."""
    return _standard(material.rows @ material.rows.mean(axis=0))


def on_topic(material: Material) -> Values:
    """How near it is to what was told of the story before; in a story that begins, to the mean of all."""
    return _standard(material.rows @ (material.before if len(material.before) else material.rows).mean(axis=0))


def named(material: Material) -> Values:
    """It says who."""
    return np.array(
        [min(len({a.name for a in _inside(q, material, "actors")}), _MANY_NAMES) for q in material.quotes]
    ) / (_MANY_NAMES)


def counted(material: Material) -> Values:
    """It says how many."""
    return np.array([min(len(_inside(q, material, "figures")), _MANY_FIGURES) for q in material.quotes]) / _MANY_FIGURES


def full(material: Material) -> Values:
    """It is a whole statement rather than a remark."""
    return np.array([min(len(material.text(q).split()), _FULL) / _FULL for q in material.quotes])


def fresh(material: Material) -> Values:
    """Its article is of the newest day."""
    days = [material.reports[q.article].article.published.date for q in material.quotes]
    newest = max((day for day in days if day), default=None)
    return np.array([float(day is not None and day == newest) for day in days])


def leading(material: Material) -> Values:
    """It stands at the top of its article, where the news is."""
    place: dict[Quote, int] = {}
    for report in material.reports.values():
        news = (s for s in report.article.sentences if s.kind is SentenceKind.NEWS)
        place |= {Quote(report.article.id, Span(s.start, s.end)): n for n, s in enumerate(news)}
    return np.array([1 / (1 + place[quote]) for quote in material.quotes])


FEATURES: list[Callable[[Material], Values]] = [lexrank, central, on_topic, named, counted, full, fresh, leading]


def _inside(quote: Quote, material: Material, kind: str) -> list[Any]:
    facts = getattr(material.reports[quote.article].facts, kind)
    return [fact for fact in facts if quote.span.start <= fact.start < quote.span.end]


def _standard(values: npt.NDArray[Any]) -> Values:
    """In standard deviations from the mean; where all are alike, zeros."""
    spread = float(values.std())
    return np.asarray((values - values.mean()) / spread if spread > 1e-6 else values * 0.0, dtype=np.float64)


class _Words:
    """sumy's tokenizer, without its download: our own words, stemmed."""

    def to_sentences(self, paragraph: str) -> tuple[str, ...]:
        return (paragraph,)

    def to_words(self, sentence: str) -> tuple[str, ...]:
        return tuple(stems(sentence))
