"""A sentence that was found -> a candidate for an answer: with its headline, its neighbours and what was read in it."""

from __future__ import annotations

from bot.answers.pairs import Candidate, Spoken
from bot.answers.question import Question, suffered_by_any
from bot.answers.spans import asked_for
from bot.model import FigureMention, Quote, Report, SentenceKind, Span, Speech

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
        " ".join(filter(None, [article.title, _dateline(report)])),
        sentences[at - 1].of(article.text) if at else "",
        " ".join(s.of(article.text) for s in beside),
        cosine,
        at,
        dates=tuple(d for d in facts.dates if _inside(d, quote.span)),
        figures=tuple(f for f in facts.figures if _inside(f, quote.span)),
        actors=tuple(a for a in facts.actors if _inside(a, quote.span)),
        year=article.published.date.year if article.published.date else None,
        spoken=tuple(
            Spoken(_called(report, s), _within(s, quote.span))
            for s in facts.speeches
            if _inside(s, quote.span) or _inside(s.who, quote.span)
        ),
        descriptions=tuple(d for d in facts.descriptions if _inside(d, quote.span)),
    )


def _dateline(report: Report) -> str:
    """The places of the dateline, of which the article tells: "QUILL, Orrland (AP) —"."""
    lines = [s for s in report.article.sentences if s.rule == "dateline"]
    return " ".join(a.name for a in report.facts.actors if any(line.start <= a.start < line.end for line in lines))


def counting(question: Question, report: Report) -> list[Quote]:
    """The sentences of an article that count what is asked for, in whatever words: "anyone hurt" finds "no injuries"."""
    states = suffered_by_any(question)
    text = report.article.text
    figures = [f for f in report.facts.figures if f.status in states or _counted(question, f, f.of(text))]
    holding = (s for s in report.article.sentences if s.kind in _QUOTED and any(_inside(f, s) for f in figures))
    return [Quote(report.article.id, Span(s.start, s.end)) for s in holding]


def _counted(question: Question, figure: FigureMention, text: str) -> bool:
    of_its_lens = question.asks == "number" and bool(question.lenses.intersection(figure.lens))
    return of_its_lens and asked_for(question, figure, text)


def _called(report: Report, speech: Speech) -> str:
    """How a speaker is called: in print, by name, and by what the article says that he is."""
    is_called = (d.of(report.article.text) for d in report.facts.descriptions if d.name == speech.name)
    kinds = {actor.kind for actor in report.facts.actors if actor.name == speech.name}
    return " ".join([speech.who.of(report.article.text), speech.name, *is_called, *sorted(kinds)])


def _inside(found: Span, sentence: Span) -> bool:
    return sentence.start <= found.start < sentence.end


def _within(found: Span, sentence: Span) -> Span | None:
    """The part of a slice that stands in a sentence."""
    start, end = max(found.start, sentence.start), min(found.end, sentence.end)
    return Span(start, end) if start < end else None
