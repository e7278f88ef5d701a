"""How the bounds of `bot.stories.trees` were fitted: `python -m tests.load.fit_stories FILE` prints B-cubed F1 (Bagga &
Baldwin 1998) over a grid of them, for the odd topics, the even ones, and all.

FILE has JSON Lines {"id", "text", "topic": number, "story": name}; ECB+ was taken, a subtopic for a story. One pair of
stories that is taken for one costs a hundredth, so prefer a bound amid good ones to the best one.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from itertools import product
from pathlib import Path

import numpy as np

from bot.articles.reading import read
from bot.model import Draft, SentenceKind
from bot.shell.embedder import MiniLM
from bot.stories import trees
from bot.stories.cards import Card, Tie, card
from bot.stories.group import all_ties

_LEAST, _COHESION = (0.08, 0.1, 0.12), (0.65, 0.7, 0.75, 0.8)


def main(file: Path) -> None:
    """Print the grid."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    ties = all_ties(list(_cards(rows)))
    for trees.LEAST, trees._COHESION in product(_LEAST, _COHESION):
        parts = ([r for r in rows if r["topic"] % 2 in kept] for kept in ((1,), (0,), (0, 1)))
        scores = [f"{_score(ties, {r['id']: r['story'] for r in part}):.3f}" for part in parts]
        print(f"least {trees.LEAST:.2f}  cohesion {trees._COHESION:.2f}  odd, even, all:", *scores)


def bcubed(gold: Mapping[str, str], found: Iterable[Iterable[str]]) -> float:
    """B-cubed F1 of clusters `found`, where `gold` names each item's cluster."""
    cluster_of = {id: frozenset(ids) for ids in map(tuple, found) for id in ids}
    members: dict[str, set[str]] = {}
    for id, name in gold.items():
        members.setdefault(name, set()).add(id)
    both = [(len(cluster_of[id] & members[gold[id]]), len(cluster_of[id]), len(members[gold[id]])) for id in gold]
    precision, recall = (sum(shared / sizes[n] for shared, *sizes in both) / len(both) for n in (0, 1))
    return 2 * precision * recall / (precision + recall)


def _score(ties: Mapping[str, Mapping[str, Tie]], gold: Mapping[str, str]) -> float:
    return bcubed(gold, (story for tree in trees.grow(gold, ties.__getitem__) for story in tree.stories))


def _cards(rows: Iterable[Mapping[str, str]]) -> Iterable[Card]:
    model = MiniLM()
    for row in rows:
        article = read(Draft("-", row["text"], id=row["id"], language="en"))
        quotable = (SentenceKind.NEWS, SentenceKind.HEADLINE)
        vectors = model.encode([s.of(article.text) for s in article.sentences if s.kind in quotable])
        yield card(article, vectors.mean(axis=0) if len(vectors) else np.zeros(0, dtype=np.float32))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
