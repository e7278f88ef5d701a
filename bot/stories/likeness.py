"""How alike two articles are, by meaning where vectors are at hand, else by words.

0 is as alike as two reports of different things come, 1 is one text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt

from bot.model import Report, SentenceKind
from bot.words import stems

# Reports of one affair that tell different things reach this cosine of their mean sentence vectors.
_UNRELATED_MEANING = 0.6
# Reports of different affairs share up to this part of the shorter one's stems (measured on seeds/).
_UNRELATED_WORDS = 0.34

Alike = Callable[[str, str], float]


def by_meaning(vectors: Mapping[str, npt.NDArray[np.float32]]) -> Alike:
    """Compares articles, given by their ids, by the cosine of their mean sentence vectors; one without news has none."""

    def alike(one: str, other: str) -> float:
        a, b = vectors[one], vectors[other]
        if len(a) != len(b):
            return 0.0
        lengths = float(np.linalg.norm(a) * np.linalg.norm(b))
        cosine = float(a @ b) / lengths if lengths else 0.0
        return max(0.0, cosine - _UNRELATED_MEANING) / (1 - _UNRELATED_MEANING)

    return alike


def by_words(reports: Mapping[str, Report]) -> Alike:
    """Compares articles, given by their ids, by the stems that they share."""
    words = {id: _stems(report) for id, report in reports.items()}

    def alike(one: str, other: str) -> float:
        shorter = min(len(words[one]), len(words[other])) or 1
        shared = len(words[one] & words[other]) / shorter
        return max(0.0, shared - _UNRELATED_WORDS) / (1 - _UNRELATED_WORDS)

    return alike


def _stems(report: Report) -> frozenset[str]:
    article = report.article
    news = (s.of(article.text) for s in article.sentences if s.kind in (SentenceKind.NEWS, SentenceKind.HEADLINE))
    return frozenset(stems(" ".join(news)))
