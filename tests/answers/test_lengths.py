"""Lengths: each has its neighbours, and whatever is longer has room for more."""

from __future__ import annotations

from itertools import pairwise

from bot.answers.brief import ROOM
from bot.answers.lengths import Length, length_named
from bot.answers.summary import LINES


def test_the_way_up_is_the_way_down() -> None:
    assert [one.longer for one in Length] == [Length.MEDIUM, Length.LONG, None]
    assert [one.shorter for one in Length] == [None, Length.SHORT, Length.MEDIUM]


def test_only_names_of_lengths_are_lengths() -> None:
    assert length_named("long") is Length.LONG
    assert length_named("picture") is length_named(None) is None


def test_longer_holds_more() -> None:
    for less, more in pairwise(Length):
        assert LINES[less] < LINES[more]
        assert ROOM[less].stories < ROOM[more].stories
        assert ROOM[less].lines < ROOM[more].lines
        assert all(ROOM[less].of_few[n] < ROOM[more].of_few[n] for n in (1, 2))
