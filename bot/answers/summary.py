"""Extractive summaries: sumy chooses, on our own sentences; what repeats or hangs in the air is left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from bot.model import Quote, Report, SentenceKind, Span
from bot.prompts import lexicon
from bot.words import stems, tokens

# LexRank is quadratic: more sentences than this are cut to those that open their articles.
_MOST = 300
# Of two sentences this alike (cosine) the second tells nothing new; this alike they tell the same.
_REPEATS = 0.72
_SAME = 0.8
_SHORTEST, _LONGEST = 6, 60
_HANGING = frozenset(lexicon("summary")["hanging_openings"])

Similar = Callable[[Quote, Quote], float]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a summary: the quote that is shown, and all quotes that say the same, one an article."""

    quote: Quote
    quotes: tuple[Quote, ...]


def summarise(
    reports: Sequence[Report], length: int, similar: Similar, skip: Callable[[Quote], bool] | None = None
) -> list[Line]:
    """At most `length` sentences that tell what the articles tell, in the order of their days.

    `similar` compares two sentences; `skip` says which must not be told (they were told before).
    """
    texts = {report.article.id: report.article for report in reports}
    quotes = [q for report in reports for q in tellable(report)]
    ranked = _lexrank(_preselected(quotes), lambda q: q.span.of(texts[q.article].text))
    chosen: list[Quote] = []
    for quote in ranked:
        if len(chosen) == length:
            break
        if not (skip and skip(quote)) and all(similar(quote, other) < _REPEATS for other in chosen):
            chosen.append(quote)
    day = {id: article.published.date for id, article in texts.items()}
    chosen.sort(key=lambda q: (day[q.article] is None, day[q.article], q.span.start, q.article))
    return [Line(quote, (quote, *_told_alike(quote, quotes, similar))) for quote in chosen]


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


def _preselected(quotes: Sequence[Quote]) -> list[Quote]:
    """Those nearest the top of their articles, where the news is, in the articles' order."""
    if len(quotes) <= _MOST:
        return list(quotes)
    kept = set(sorted(quotes, key=lambda q: (q.span.start, q.article))[:_MOST])
    return [q for q in quotes if q in kept]


def _told_alike(quote: Quote, quotes: Sequence[Quote], similar: Similar) -> list[Quote]:
    """The best telling of the same in each other article."""
    best: dict[str, tuple[float, Quote]] = {}
    for other in quotes:
        if other.article != quote.article and (near := similar(quote, other)) >= _SAME:
            best[other.article] = max(best.get(other.article, (0.0, other)), (near, other), key=lambda pair: pair[0])
    return [found for _, (_, found) in sorted(best.items())]


def _lexrank(quotes: Sequence[Quote], text_of: Callable[[Quote], str]) -> list[Quote]:
    """The quotes, most central first (Erkan & Radev 2004, as sumy computes it)."""
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.summarizers.lex_rank import LexRankSummarizer

    class Ranking(LexRankSummarizer):  # type: ignore[misc]  # sumy has no types
        """sumy gives its choice in text order; what is wanted here is the ranking."""

        def _get_best_sentences(self, sentences: Any, count: Any, rating: Any) -> list[Any]:
            return sorted(sentences, key=lambda sentence: -np.nan_to_num(rating[sentence]))

    worded = [q for q in quotes if stems(text_of(q))]
    if not worded:
        return []
    made = [Sentence(text_of(q), _Words()) for q in worded]
    # sumy compares sentences by their text, so twins are told apart by identity.
    quote_of = {id(sentence): quote for sentence, quote in zip(made, worded, strict=True)}
    # Sentences without a common word have no centrality: sumy divides by nothing and calls it nan.
    with np.errstate(invalid="ignore", divide="ignore"):
        return [quote_of[id(s)] for s in Ranking()(ObjectDocumentModel([Paragraph(made)]), len(made))]


class _Words:
    """sumy's tokenizer, without its download: our own words, stemmed."""

    def to_sentences(self, paragraph: str) -> tuple[str, ...]:
        return (paragraph,)

    def to_words(self, sentence: str) -> tuple[str, ...]:
        return tuple(stems(sentence))
