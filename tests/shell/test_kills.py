"""Indexing that is killed at any moment, and begun again: nothing lost, nothing doubled, words and vectors agree.

A thousand kills are `make load`'s; here are a few.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.shell.kills import articles, content, index, killed


def differences(home: Path, first: int, count: int, kills: int) -> list[str]:
    """The parts of a home that kills have left otherwise than no kill does."""
    drafts = articles(first, count)
    killed(home / "killed", drafts, kills, random.Random(first))
    index(home / "whole", drafts)
    one, other = content(home / "killed"), content(home / "whole")
    assert len(other["articles"]) == count
    return [name for name in other if one[name] != other[name]]


def test_a_few_kills(tmp_path: Path) -> None:
    assert differences(tmp_path, 0, 12, 8) == []


@pytest.mark.load
def test_a_thousand_kills_over_a_thousand_articles(tmp_path: Path) -> None:
    homes, each = 20, 50
    off = {n: found for n in range(homes) if (found := differences(tmp_path / str(n), n * each, each, each))}
    print(
        f"\n{homes * each} kills over {homes * each} articles in {homes} homes: {len(off)} homes differ from unkilled ones"
    )
    assert off == {}
