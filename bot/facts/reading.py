"""All that is read in one article: the three readers, side by side, on the text as rules see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from bot.facts.actors import read_actors
from bot.facts.dates import read_dates
from bot.facts.figures import read_figures
from bot.model import ActorMention, Article, DateMention, Facts, FigureMention, Lens, Sentence
from bot.words import Smooth, smooth

Mention = TypeVar("Mention", DateMention, FigureMention, ActorMention)


def read_facts(article: Article, lenses: Mapping[str, Lens]) -> Facts:
    """Dates (resolved against the article's publication date), figures (with the lenses they belong to) and actors.

    Rules see the text smooth (see `bot.words.smooth`); the offsets are the stored text's.
    """
    text = smooth(article.text)
    sentences = _sentences(article, text)
    return Facts(
        dates=dates_in(article),
        figures=_stored(read_figures(text.text, sentences, lenses), text),
        actors=_stored(read_actors(text.text, sentences), text),
    )


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
