"""Articles -> stories: average-link clustering over words and meaning, within reach in time.

Similarity is the mean of a TF-IDF cosine (names and things) and of a sentence-embedding cosine (paraphrase), fading with
the days between two articles. Average link after Sokal & Michener (1958), as scipy computes it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from bot.model import Article, Quote, Report, SentenceKind, Span, Story
from bot.stories.witnesses import components, witnesses
from bot.words import stems

# Mean similarity of two clusters' articles from which they are one story; on news of other years as on seeds/.
_SAME_STORY = 0.35
# Two articles this many days apart are half as near as on one day.
_HALF_LIFE = 30.0
# The opening says what an article is about; the background that follows is shared by unlike stories.
_OPENING = 12
_BLOCK = 2048
# The largest matrix that average link is given at once (0.3 GB).
_MOST = 6000

Matrix = npt.NDArray[np.float32]


class Card(NamedTuple):
    """What grouping sees of an article: its day, the stems of its opening, and its embedding (unit length)."""

    id: str
    date: dt.date | None
    stems: Counter[str]
    vector: Matrix


def card(article: Article, vector: Matrix) -> Card:
    """The card of an article; `vector` is the mean embedding of its news sentences."""
    opening = [s.of(article.text) for s in article.sentences if s.kind is SentenceKind.NEWS][:_OPENING]
    # The headline counts twice: its words were chosen for what the story is.
    words = Counter(stems(" ".join([article.title or "", article.title or "", *opening])))
    norm = float(np.linalg.norm(vector))
    return Card(article.id, article.published.date, words, vector / norm if norm else vector)


def group(cards: Sequence[Card]) -> list[list[str]]:
    """The ids in clusters, each sorted by date; the outcome does not depend on the order of `cards`."""
    ordered = sorted(cards, key=lambda c: (c.date or dt.date.max, c.id))
    if not ordered:
        return []
    features = _Features(ordered)
    near = components(range(len(ordered)), features.near_pairs())
    clusters = [
        cluster for members in near for part in _parts(sorted(members)) for cluster in _average_link(features, part)
    ]
    return [[ordered[n].id for n in cluster] for cluster in sorted(clusters)]


def stories(reports: Mapping[str, Report], groups: Sequence[Sequence[str]]) -> tuple[Story, ...]:
    """The stories of clustered ids, divided into witnesses, with title and days; in the order of their first day."""
    made = [_story([reports[id] for id in ids]) for ids in groups]
    return tuple(sorted(made, key=lambda s: (s.first or dt.date.max, s.id)))


def _story(reports: Sequence[Report]) -> Story:
    days = sorted(r.article.published.date for r in reports if r.article.published.date)
    first = min(reports, key=lambda r: (r.article.published.date or dt.date.max, r.article.id)).article
    return Story(
        id=hashlib.sha256(first.id.encode()).hexdigest()[:8],
        title=title_of(reports),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        witnesses=witnesses(reports),
    )


def title_of(reports: Sequence[Report]) -> str:
    """The headline whose words most of the articles' openings share; where no article has one, the best first sentence."""
    openings = [frozenset(stems(_opening(r.article))) for r in reports]
    shared = Counter(word for opening in openings for word in opening)
    titles = [r.article.title for r in reports if r.article.title] or [_first_sentence(r.article) for r in reports]

    def central(title: str) -> tuple[float, str]:
        words = set(stems(title)) or {title}
        return sum(shared[w] for w in words) / math.sqrt(len(words)), title

    return max(titles, key=central)


def _opening(article: Article) -> str:
    quote = first_news(article)
    return f"{article.title or ''} {quote.span.of(article.text) if quote else ''}"


def _first_sentence(article: Article) -> str:
    quote = first_news(article)
    return quote.span.of(article.text) if quote else article.text[:80]


def first_news(article: Article) -> Quote | None:
    """The lead: the article's first sentence of news."""
    lead = next((s for s in article.sentences if s.kind is SentenceKind.NEWS), None)
    return Quote(article.id, Span(lead.start, lead.end)) if lead else None


class _Features:
    """The articles as rows: a sparse TF-IDF matrix, a dense embedding matrix, and days."""

    def __init__(self, cards: Sequence[Card]) -> None:
        from scipy import sparse  # lazily: only grouping needs it

        self.days = np.array([c.date.toordinal() if c.date else np.nan for c in cards], dtype=np.float64)
        self.dense = np.stack([c.vector for c in cards]).astype(np.float32)
        columns = {word: n for n, word in enumerate(sorted({w for c in cards for w in c.stems}))}
        holders = Counter(w for c in cards for w in c.stems)
        idf = {w: math.log((len(cards) + 1) / (count + 0.5)) for w, count in holders.items()}
        rows, cols, values = [], [], []
        for row, c in enumerate(cards):
            weights = {w: (1 + math.log(count)) * idf[w] for w, count in c.stems.items()}
            norm = math.sqrt(sum(x * x for x in weights.values())) or 1.0
            rows += [row] * len(weights)
            cols += [columns[w] for w in weights]
            values += [x / norm for x in weights.values()]
        self.words = sparse.csr_matrix(
            (values, (rows, cols)), shape=(len(cards), max(1, len(columns))), dtype=np.float32
        )

    def similarity(self, rows: Sequence[int], columns: Sequence[int]) -> Matrix:
        """The similarities of two lists of rows, from 0 to 1."""
        words = np.asarray((self.words[list(rows)] @ self.words[list(columns)].T).todense())
        meaning = self.dense[list(rows)] @ self.dense[list(columns)].T
        days = np.abs(self.days[list(rows)][:, None] - self.days[list(columns)][None, :])
        fade = 0.5 ** (np.nan_to_num(days, nan=0.0) / _HALF_LIFE)
        return np.asarray((words + meaning) / 2 * fade, dtype=np.float32)

    def near_pairs(self) -> Iterator[tuple[int, int]]:
        """Pairs that could be of one story by themselves; what no chain of them connects never is."""
        size = len(self.days)
        for start in range(0, size, _BLOCK):
            rows = range(start, min(size, start + _BLOCK))
            found = np.argwhere(self.similarity(rows, range(start, size)) >= _SAME_STORY)
            yield from ((start + int(a), start + int(b)) for a, b in found if a < b)


def _parts(members: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(members), _MOST):
        yield members[start : start + _MOST]


def _average_link(features: _Features, members: list[int]) -> list[list[int]]:
    if len(members) == 1:
        return [members]
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    distance = np.clip(1.0 - features.similarity(members, members), 0.0, None).astype(np.float64)
    np.fill_diagonal(distance, 0.0)
    labels = fcluster(linkage(squareform(distance, checks=False), "average"), 1.0 - _SAME_STORY, "distance")
    clusters: dict[int, list[int]] = {}
    for label, member in zip(labels, members, strict=True):
        clusters.setdefault(int(label), []).append(member)
    return list(clusters.values())
