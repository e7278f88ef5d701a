"""Which articles tell one story: average link over the ties between articles, kept up to date article by article.

Average link (Sokal & Michener 1958) joins the two nearest clusters first, down to LEAST: the clusters that remain are
trees. Within a tree, two branches are one story when they are nearly as near to each other as each is in itself; else
they are stories of one sort, such as two earthquakes, or chapters of one affair.

Why the order of arrival does not matter: ties do not change (see cards), and average link has the reducibility property
(Bruynooghe 1977), so two clusters that are each other's nearest may be joined at any time. A tree therefore stands as it
is unless some branch of it is nearer to a branch outside than one of the two is to its own sibling: `disturbed` tests just
that, and `settle` grows anew what is disturbed and nothing else. What comes out is what all articles at once give.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
import numpy.typing as npt

from bot.stories.cards import Tie
from bot.stories.witnesses import components

# Mean nearness below which two clusters have nothing to do with each other, and the part of their own cohesion that two
# branches of one story must have between them. Fitted on the odd topics of ECB+ (Cybulska & Vossen 2014), checked on the
# even ones and on seeds/: tests/load/fit_stories.py.
LEAST = 0.1
_COHESION = 0.75
# A branch's cohesion is a mean over pairs; one of few pairs is drawn towards LEAST by as many more.
_PRIOR = 6.0

Near = Callable[[str], Mapping[str, Tie]]
# An article, another one, and their tie.
Between = tuple[str, str, Tie]
Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Tree:
    """Related articles. `joins` has for each branch the nearness at which it joins its sibling (for the whole tree, LEAST),
    `shares` the part that each member has in it (rows sum to 1)."""

    members: tuple[str, ...]
    stories: tuple[tuple[str, ...], ...]
    joins: Matrix = field(repr=False, compare=False)
    shares: Matrix = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class _Branch:
    """A cluster on the way: its texts, the sum of ties and number of pairs within, and its stories."""

    texts: tuple[int, ...]
    ties: float
    pairs: int
    stories: tuple[tuple[int, ...], ...]

    @property
    def cohesion(self) -> float:
        return (self.ties + _PRIOR * LEAST) / (self.pairs + _PRIOR)


def settle(loose: Collection[str], near: Near, tree_of: Callable[[str], Tree | None]) -> list[Tree]:
    """The trees that take in the loose articles, in place of those that `tree_of` gave for any of their members.

    `near` has the ties of an article; `tree_of` the tree of an article that is not loose.
    """
    region, standing = set(loose), cache(tree_of)
    while True:
        grown = grow(region, near)
        moved = [
            tree
            for new in grown
            for tree, between in _around(new, region, near, standing)
            if disturbed(tree, new, between)
        ]
        if not moved:
            return grown
        region.update(*(tree.members for tree in moved))


def _around(
    new: Tree, region: set[str], near: Near, tree_of: Callable[[str], Tree | None]
) -> list[tuple[Tree, list[Between]]]:
    """The trees outside the region that have an article with a tie to this one, with all their ties to it: looked through once,
    since in a field where everything has to do with everything an article has hundreds."""
    found: dict[str, tuple[Tree, list[Between]]] = {}
    for id in new.members:
        for other, tie in near(id).items():
            if other not in region and (tree := tree_of(other)):
                found.setdefault(tree.members[0], (tree, []))[1].append((id, other, tie))
    return list(found.values())


def disturbed(tree: Tree, new: Tree, ties: Sequence[Between]) -> bool:
    """Whether a branch of one tree would rather join one of the other than its own sibling, or they share a text; `ties` are
    all from the new tree's articles to the other's."""
    if any(tie.copy for _, _, tie in ties):
        return True
    if max((tie.near for _, _, tie in ties), default=0.0) < LEAST:
        return False
    row, column = ({id: n for n, id in enumerate(one.members)} for one in (new, tree))
    between = np.zeros((len(row), len(column)))
    for id, other, tie in ties:
        between[row[id], column[other]] = tie.near
    return bool((new.shares @ between @ tree.shares.T >= np.maximum.outer(new.joins, tree.joins)).any())


def grow(members: Collection[str], near: Near) -> list[Tree]:
    """The trees of these articles, as if there were no others."""
    texts, nearness = _texts(sorted(members), near)
    branches = [_Branch((n,), 0.0, 0, ((n,),)) for n in range(len(texts))]
    joins = [LEAST] * len(texts)
    inside: dict[int, tuple[int, int]] = {}
    for one, other, between in _merges(nearness):
        inside[len(branches)] = (one, other)
        joins[one] = joins[other] = between
        branches.append(_joined(branches[one], branches[other], between))
        joins.append(LEAST)
    children = {child for pair in inside.values() for child in pair}
    roots = [n for n in range(len(branches)) if n not in children]
    return [_tree(root, texts, branches, joins, inside) for root in roots]


def _texts(members: Sequence[str], near: Near) -> tuple[list[list[str]], Matrix]:
    """The articles, copies of one text together, and the mean nearness of each two texts: a copy has no weight of its own."""
    place = {id: n for n, id in enumerate(members)}
    ties = np.zeros((len(members), len(members)))
    copies = []
    for id, row in place.items():
        for other, tie in near(id).items():
            if other in place:
                ties[row, place[other]] = tie.near
                copies += [(id, other)] if tie.copy else []
    texts = sorted(sorted(group) for group in components(members, copies))
    shares = np.zeros((len(texts), len(members)))
    for row, text in enumerate(texts):
        shares[row, [place[id] for id in text]] = 1 / len(text)
    return texts, shares @ ties @ shares.T


def _merges(nearness: Matrix) -> Iterator[tuple[int, int, float]]:
    """Average link: which two branches join, and their mean nearness, from the nearest down to LEAST."""
    if len(nearness) < 2:
        return
    from scipy.cluster.hierarchy import linkage  # lazily: only grouping needs it
    from scipy.spatial.distance import squareform

    distance = 1.0 - nearness
    np.fill_diagonal(distance, 0.0)
    for one, other, apart, _ in linkage(squareform(distance, checks=False), "average"):
        if 1.0 - apart < LEAST:
            return
        yield int(one), int(other), 1.0 - apart


def _joined(one: _Branch, other: _Branch, between: float) -> _Branch:
    pairs = len(one.texts) * len(other.texts)
    whole = len(one.stories) == 1 and len(other.stories) == 1
    together = whole and between >= _COHESION * math.sqrt(one.cohesion * other.cohesion)
    texts = one.texts + other.texts
    return _Branch(
        texts,
        one.ties + other.ties + between * pairs,
        one.pairs + other.pairs + pairs,
        (texts,) if together else one.stories + other.stories,
    )


def _tree(
    root: int,
    texts: list[list[str]],
    branches: list[_Branch],
    joins: list[float],
    inside: dict[int, tuple[int, int]],
) -> Tree:
    members = sorted(id for text in branches[root].texts for id in texts[text])
    place = {id: n for n, id in enumerate(members)}
    below = list(_below(root, inside))
    row_of = {branch: row for row, branch in enumerate(below)}
    shares = np.zeros((len(below), len(members)))
    for branch in reversed(below):  # those inside before those around them
        if branch in inside:
            halves = [(row_of[half], len(branches[half].texts)) for half in inside[branch]]
            shares[row_of[branch]] = sum(shares[row] * weight for row, weight in halves) / len(branches[branch].texts)
        else:
            text = texts[branches[branch].texts[0]]
            shares[row_of[branch], [place[id] for id in text]] = 1 / len(text)
    stories = sorted(tuple(sorted(id for text in story for id in texts[text])) for story in branches[root].stories)
    return Tree(tuple(members), tuple(stories), np.array([joins[branch] for branch in below]), shares)


def _below(root: int, inside: dict[int, tuple[int, int]]) -> Iterator[int]:
    waiting = [root]
    while waiting:
        branch = waiting.pop()
        yield branch
        waiting += inside.get(branch, ())
