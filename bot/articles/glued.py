"""Headlines, captions and list items that a page has run into the sentence behind them, without a full stop: "Aid is slow to
arrive The port was closed". A capital alone parts nothing, names have them; one word that only ever opens a sentence does,
behind a word that never ends a phrase. In 4,000 paragraphs of clean news and encyclopedia there are two such places, a
formula and a wire's slug [measured]; of scraped pages every tenth has one."""

from __future__ import annotations

import re

from bot.model import Span
from bot.prompts import lexicon

_WORDS = lexicon("glued")
# A title may hold an article and what follows it ("the film The Two Towers"): such a word must be followed by a small one.
_TITLED, _OPENERS = ("|".join(_WORDS[name]) for name in ("titled_openers", "openers"))
_SEAM = re.compile(
    rf"(?<![\w.'’-])(?!(?:{'|'.join(_WORDS['leaning'])}) )(?:[a-z][a-z'’-]*[a-z]|\d{{4}}) "
    rf"(?=(?:{_TITLED}) [a-z]|(?:{_OPENERS}),? [A-Za-z0-9])"
)


def parts(text: str, sentence: Span) -> list[Span]:
    """The sentence at the end, and before it what was glued to it, in text order; mostly it is the sentence alone."""
    seams = [sentence.start + seam.end() for seam in _SEAM.finditer(sentence.of(text))]
    starts = [sentence.start, *seams]
    ends = [*(seam - 1 for seam in seams), sentence.end]
    return [Span(start, end) for start, end in zip(starts, ends, strict=True)]
