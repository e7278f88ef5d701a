"""The people's file is used by several stores at once: whoever of them closes last leaves it whole."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from itertools import permutations
from pathlib import Path
from typing import Protocol

import pytest

from bot.model import HomeUnusable, Judgement
from bot.shell.store.feeds import FeedList
from bot.shell.store.judgements import Judgements
from bot.shell.store.offers import Offers
from bot.shell.store.outlets import Outlets
from bot.shell.store.sealing import damage
from bot.shell.store.told import Told


class Store(Protocol):
    """What opens the file."""

    def close(self) -> None: ...


STORES: list[Callable[[Path], Store]] = [Judgements, FeedList, Offers, Outlets, Told]


@pytest.mark.parametrize("order", list(permutations(range(len(STORES)), 2)))
def test_whoever_closes_last_seals_it(tmp_path: Path, order: Sequence[int]) -> None:
    first, last = (STORES[n](tmp_path) for n in order)
    judgements = Judgements(tmp_path)
    judgements.add(Judgement("merge", "Orr", "A. Orr"))
    for store in (judgements, first, last):
        store.close()
    assert damage(tmp_path / "people.db") is None


def test_a_home_whose_program_is_killed_again_and_again_opens_again(tmp_path: Path) -> None:
    killed = (
        "import os, sys, pathlib; from bot.shell.store.judgements import Judgements; from bot.model import Judgement; "
    )
    killed += "Judgements(pathlib.Path(sys.argv[1])).add(Judgement('merge', sys.argv[2], 'Orr')); os._exit(1)"
    for n in range(3):
        done = subprocess.run(
            [sys.executable, "-c", killed, tmp_path, str(n)], capture_output=True, text=True, check=False
        )
        assert done.stderr == ""
    judgements = Judgements(tmp_path)
    assert len(judgements.all()) == 3
    judgements.close()


@pytest.mark.parametrize("store", STORES)
def test_a_changed_letter_is_noticed_whoever_opens_it(tmp_path: Path, store: Callable[[Path], Store]) -> None:
    store(tmp_path).close()
    file = tmp_path / "people.db"
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)
    with pytest.raises(HomeUnusable, match="sitrep restore"):
        store(tmp_path)
