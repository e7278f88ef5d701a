"""All that is read in one article: the readers, side by side, on the text as rules see it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from bot.facts.actors import Recogniser, read_actors
from bot.facts.dates import read_dates
from bot.facts.figures import read_figures
from bot.facts.speakers import read_speeches
from bot.model import (
    ActorMention,
    Article,
    DateMention,
    Description,
    Facts,
    FigureMention,
    Lens,
    Sentence,
    Span,
    Speech,
)
from bot.prompts import lexicon
from bot.words import Smooth, smooth

# "And the ministry | 56": another who counts, in the same words of counting.
_COUNTER = re.compile(rf"\b(?:and|but|while) the ({'|'.join(lexicon('speech')['counters'].split())}),? $")
_BEFORE = 40

Mention = TypeVar("Mention", DateMention, FigureMention, ActorMention, Description)


def read_facts(article: Article, lenses: Mapping[str, Lens], recognise: Recogniser | None = None) -> Facts:
    """Dates (resolved against the article's publication date), figures (with the lenses they belong to), actors and speech.

    Rules see the text smooth (see `bot.words.smooth`); the offsets are the stored text's.
    """
    text = smooth(article.text)
    sentences = _sentences(article, text)
    outlets = frozenset(name for name in (article.outlet, article.agency) if name)
    actors = read_actors(text.text, sentences, outlets, recognise)
    speeches, descriptions = read_speeches(text.text, sentences, actors, outlets)
    return Facts(
        dates=dates_in(article),
        figures=_stored(_attributed(read_figures(text.text, sentences, lenses), speeches, text.text), text),
        actors=_stored(actors, text),
        speeches=tuple(
            replace(s, start=a, end=b, who=_back(s.who, text)) for s in speeches for a, b in [text.back(s.start, s.end)]
        ),
        descriptions=_stored(descriptions, text),
    )


def _attributed(figures: Iterable[FigureMention], speeches: Sequence[Speech], text: str) -> tuple[FigureMention, ...]:
    """The figures with those who state them: each has the speaker of the innermost speech around it, or who is put for them
    right before it ("the union claimed 370 marchers and the ministry 56")."""
    ordered = sorted(speeches, key=lambda s: s.start)
    starts = [s.start for s in ordered]
    longest = max((s.end - s.start for s in ordered), default=0)

    def attributed(figure: FigureMention) -> FigureMention:
        near = ordered[bisect_left(starts, figure.end - longest) : bisect_right(starts, figure.start)]
        around = [s for s in near if figure.end <= s.end]
        if not around:
            return figure
        another = _COUNTER.search(text, max(0, figure.start - _BEFORE), figure.start)
        return replace(figure, said_by=another[1] if another else min(around, key=lambda s: s.end - s.start).name)

    return tuple(map(attributed, figures))


def dates_in(article: Article) -> tuple[DateMention, ...]:
    """The dates alone, as `read_facts` has them."""
    text = smooth(article.text)
    return _stored(read_dates(text.text, _sentences(article, text), article.published.date), text)


def _sentences(article: Article, text: Smooth) -> list[Sentence]:
    """The article's sentences where they stand in the smooth text."""
    return [replace(s, start=a, end=b) for s in article.sentences for a, b in [text.forth(s.start, s.end)]]


def _stored(found: tuple[Mention, ...], text: Smooth) -> tuple[Mention, ...]:
    """The mentions where they stand in the text as stored."""
    if not text.places:
        return found
    return tuple(replace(m, start=a, end=b) for m in found for a, b in [text.back(m.start, m.end)])


def _back(span: Span, text: Smooth) -> Span:
    return Span(*text.back(span.start, span.end))
