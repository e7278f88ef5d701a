"""Sentences -> the figures in them, as a pipe:

tokens | numerals | amounts (currency, unit, range) | rejected | hedges | nouns | clause | states | lenses | sides
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.facts.figures.lenses import views
from bot.facts.figures.mentions import carried, mentions
from bot.facts.figures.tokens import tokenise
from bot.model import FigureMention, Lens, Sentence, SentenceKind

__all__ = ["read_figures"]

_SILENT = frozenset({SentenceKind.CREDIT, SentenceKind.BOILERPLATE})


def read_figures(text: str, sentences: Sequence[Sentence], lenses: Mapping[str, Lens]) -> tuple[FigureMention, ...]:
    """The figures in an article's sentences, sorted by start; credits and boilerplate have none.

    Each is a slice of `text` (hedge, number, what is counted), an interval, and for those that a lens counts what their
    clause says: whose, which unit, from where, to where, and one of the lens's states. Never raises on any text.
    """
    ready = views(lenses)
    found: list[FigureMention] = []
    for sentence in sentences:
        if sentence.kind in _SILENT:
            continue
        tokens = tokenise(text, sentence)
        for mention in carried(tokens, list(mentions(text, tokens, ready)), found):
            found.append(mention)
    return tuple(sorted(found, key=lambda mention: mention.start))
