"""A sentence that was found -> a candidate for an answer: with its headline, its neighbours and what was read in it."""

from __future__ import annotations

from bot.answers.pairs import Candidate
from bot.model import Quote, Report, SentenceKind, Span

# A sentence's neighbours, before and after, are what its pronouns speak of.
_BESIDE = 2
_QUOTED = (SentenceKind.NEWS, SentenceKind.HEADLINE)


def candidate(report: Report, quote: Quote, cosine: float) -> Candidate:
    """The candidate for a sentence of an article; `cosine` is its nearness to the question."""
    article, facts = report.article, report.facts
    sentences = [s for s in article.sentences if s.kind in _QUOTED]
    at = next(n for n, s in enumerate(sentences) if s.start == quote.span.start)
    beside = [*sentences[max(0, at - _BESIDE) : at], *sentences[at + 1 : at + 1 + _BESIDE]]
    return Candidate(
        quote,
        quote.span.of(article.text),
        article.title or "",
        sentences[at - 1].of(article.text) if at else "",
        " ".join(s.of(article.text) for s in beside),
        cosine,
        at,
        dates=tuple(d for d in facts.dates if _inside(d, quote.span)),
        figures=tuple(f for f in facts.figures if _inside(f, quote.span)),
        actors=tuple(a for a in facts.actors if _inside(a, quote.span)),
    )


def _inside(found: Span, sentence: Span) -> bool:
    return sentence.start <= found.start < sentence.end
