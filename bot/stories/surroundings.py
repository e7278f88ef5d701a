"""What stands around a sentence: the words of its paragraph, or of its neighbours, and how much of it two sentences share."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from bot.model import Quote, Report, Sentence, SentenceKind
from bot.senses import classes_of
from bot.words import stems, tokens

# In a story of fewer sentences no word can show that it is rare.
_FEW = 100


class Surroundings:
    """The surroundings of every news sentence of some articles."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self._units: dict[tuple[str, int], frozenset[str]] = {}
        held = Counter[str]()
        for report in reports:
            news = [s for s in report.article.sentences if s.kind is SentenceKind.NEWS]
            own = [_units(s.of(report.article.text)) for s in news]
            held.update(unit for units in own for unit in units)
            for n, sentence in enumerate(news):
                near = [own[m] for m in range(max(n - 2, 0), min(n + 2, len(news))) if _beside(news, n, m)]
                self._units[report.article.id, sentence.start] = frozenset().union(*near)
        total = max(len(self._units), _FEW)
        self._weight = {unit: math.log(total / count) / math.log(total) for unit, count in held.items()}

    def shared(self, one: Quote, other: Quote) -> float:
        """The weight of what both stand among: a word of one sentence only weighs 1, one of every sentence 0."""
        a = self._units.get((one.article, one.span.start), frozenset())
        b = self._units.get((other.article, other.span.start), frozenset())
        return sum(self._weight[unit] for unit in a & b)


def _beside(news: Sequence[Sentence], n: int, m: int) -> bool:
    """A sentence itself, those of its paragraph, and the one before it where a paragraph is one sentence."""
    return m == n or news[m].paragraph == news[n].paragraph or m == n - 1


def _units(text: str) -> frozenset[str]:
    classes = {f"class:{name}" for word in tokens(text) for name in classes_of(word)}
    return frozenset(stems(text)) | classes
