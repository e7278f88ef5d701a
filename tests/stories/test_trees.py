"""Trees: whatever comes in whatever order, one by one or together, the stories are those of all articles at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.stories.cards import Card, Tie
from bot.stories.group import all_ties, card
from bot.stories.trees import Tree, grow, settle
from tests.fakes import article
from tests.load.stream import Stream

Ties = Mapping[str, Mapping[str, Tie]]


def desk(n: int, seed: int) -> list[Card]:
    """Cards of a made-up stream: affairs of several stories each, some articles undated, some copies."""
    return list(Stream(seed=seed, affairs=6, words=60).cards(n))


def stories_of(trees: Iterable[Tree]) -> list[tuple[str, ...]]:
    return sorted(story for tree in trees for story in tree.stories)


class Grove:
    """Trees that take in articles a few at a time, and can lose them."""

    def __init__(self, ties: Ties) -> None:
        self.ties, self.there, self.trees = ties, set[str](), dict[str, Tree]()

    def near(self, id: str) -> dict[str, Tie]:
        return {other: tie for other, tie in self.ties[id].items() if other in self.there}

    def add(self, ids: Iterable[str]) -> None:
        self.there.update(ids)
        loose = self.there - set(self.trees)
        self.trees |= {id: tree for tree in settle(loose, self.near, self.trees.get) for id in tree.members}

    def lose(self, id: str) -> None:
        mates = self.trees[id].members
        self.there.remove(id)
        for mate in mates:
            del self.trees[mate]
        self.add([])

    @property
    def stories(self) -> list[tuple[str, ...]]:
        return stories_of({tree.members: tree for tree in self.trees.values()}.values())


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 5), st.integers(1, 30), st.randoms(use_true_random=False))
def test_one_by_one_in_any_order_is_all_at_once(seed: int, at_once: int, random: Random) -> None:
    cards = desk(90, seed)
    ties, order = all_ties(cards), [c.id for c in cards]
    random.shuffle(order)
    grove = Grove(ties)
    for start in range(0, len(order), at_once):
        grove.add(order[start : start + at_once])
    assert grove.stories == stories_of(grow(order, ties.__getitem__))
    assert 6 < len(grove.stories) < 80, "the example is too easy"


@settings(max_examples=10, deadline=None)
@given(st.randoms(use_true_random=False))
def test_an_article_taken_away_leaves_what_would_be_without_it(random: Random) -> None:
    cards = desk(60, 3)
    ties, grove = all_ties(cards), Grove(all_ties(cards))
    grove.add(ties)
    for id in random.sample(sorted(ties), 10):
        grove.lose(id)
    assert grove.stories == stories_of(grow(grove.there, grove.near))


def pairs(near: Mapping[str, float], copies: str = "") -> Ties:
    """Ties written as `{"ab": 0.5}`."""
    found: dict[str, dict[str, Tie]] = {id: {} for key in near for id in key}
    for (one, other), value in near.items():
        found[one][other] = found[other][one] = Tie(value, one in copies and other in copies)
    return found


LOOSE_PAIRS = {"ab": 0.5, "cd": 0.5, "ac": 0.25, "ad": 0.25, "bc": 0.25, "bd": 0.25}


@pytest.mark.parametrize(
    ("near", "stories"),
    [
        pytest.param({"ab": 0.12}, ["ab"], id="two of a weak tie"),
        pytest.param({"ab": 0.09}, ["a", "b"], id="too weak"),
        pytest.param({"ab": 0.5, "bc": 0.5, "ac": 0.4}, ["abc"], id="three of a kind"),
        pytest.param(LOOSE_PAIRS, ["abcd"], id="few articles are not told apart"),
    ],
)
def test_ties_make_stories(near: Mapping[str, float], stories: list[str]) -> None:
    assert ["".join(story) for story in stories_of(grow(pairs(near), pairs(near).__getitem__))] == stories


def test_two_events_of_one_sort_are_two_stories_of_one_tree() -> None:
    quakes = {a + b: 0.5 if a.islower() == b.islower() else 0.2 for a in "abcdeVWXYZ" for b in "abcdeVWXYZ" if a < b}
    (tree,) = grow(pairs(quakes), pairs(quakes).__getitem__)
    assert ["".join(story) for story in tree.stories] == ["VWXYZ", "abcde"]


def test_copies_weigh_as_one_text() -> None:
    near = {a + b: 0.95 for a in "abcdef" for b in "abcdef" if a < b}
    near |= {a + "x": 0.35 for a in "abcdef"} | {a + "y": 0.35 for a in "abcdef"} | {"xy": 0.35}
    found = pairs(near, copies="abcdef")
    assert stories_of(grow(found, found.__getitem__)) == [tuple("abcdefxy")]


def test_an_article_without_ties_is_alone() -> None:
    lonely = card(article("a", "Fog."), np.zeros(0, dtype=np.float32))
    assert [tree.stories for tree in grow(["a"], all_ties([lonely]).__getitem__)] == [(("a",),)]


def test_ties_are_the_same_from_either_side() -> None:
    cards = desk(40, 1)
    forth, back = all_ties(cards), all_ties(cards[::-1])
    assert forth == back
    assert all(forth[b][a] == tie for a, ties in forth.items() for b, tie in ties.items())
