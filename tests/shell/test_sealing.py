"""The people's file is used by several stores at once: whoever of them closes last leaves it whole."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from itertools import permutations
from pathlib import Path
from typing import Protocol

import pytest
from sqlite_utils import Database

from bot.model import HomeUnusable, Judgement
from bot.shell.store import schema
from bot.shell.store.feeds import FeedList
from bot.shell.store.judgements import Judgements
from bot.shell.store.offers import Offers
from bot.shell.store.outlets import Outlets
from bot.shell.store.sealing import damage, open_people
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
    for n in range(3):
        judge_and_die(tmp_path, str(n))
    assert judged(tmp_path) == 3


def test_a_home_that_somebody_looks_into_all_the_while_opens_again_after_each_kill(tmp_path: Path) -> None:
    judge_and_die(tmp_path, "first")
    with looking_into(tmp_path / "people.db"):
        for n in range(20):
            judge_and_die(tmp_path, str(n))
    assert judged(tmp_path) == 21


def test_a_program_that_is_killed_while_it_opens_and_closes_leaves_a_home_that_opens(tmp_path: Path) -> None:
    endless = "n = 0\nwhile True:\n    n += 1\n    judge(str(n)).close()\n    print(n, flush=True)"
    for kill in range(12):
        program = subprocess.Popen([sys.executable, "-c", JUDGE + endless, tmp_path], stdout=subprocess.PIPE)
        assert program.stdout
        assert program.stdout.readline() == b"1\n"
        time.sleep(kill * 0.0037)
        program.kill()
        program.wait()
        program.stdout.close()
        assert judged(tmp_path) > 0


JUDGE = """
import os, pathlib, sys
from bot.model import Judgement
from bot.shell.store.judgements import Judgements
def judge(name):
    judgements = Judgements(pathlib.Path(sys.argv[1]))
    judgements.add(Judgement("merge", name, "Orr"))
    return judgements
"""


def judge_and_die(home: Path, name: str) -> None:
    """A program that dies before it can close the file."""
    dying = [sys.executable, "-c", f"{JUDGE}judge(sys.argv[2])\nos._exit(1)", home, name]
    assert subprocess.run(dying, capture_output=True, text=True, check=False).stderr == ""


def judged(home: Path) -> int:
    """How many judgements a home has."""
    judgements = Judgements(home)
    try:
        return len(judgements.all())
    finally:
        judgements.close()


@contextmanager
def looking_into(file: Path) -> Iterator[None]:
    """Somebody opens and closes the file all the while, as the tools of SQLite do that only read."""
    enough = threading.Event()

    def look() -> None:
        while not enough.is_set():
            with suppress(sqlite3.OperationalError), closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as db:
                db.execute("SELECT count(*) FROM marks").fetchone()
            time.sleep(chance.uniform(0, 0.01))

    chance = random.Random(1)
    looking = [threading.Thread(target=look) for _ in range(4)]
    for one in looking:
        one.start()
    try:
        yield
    finally:
        enough.set()
        for one in looking:
            one.join()


def test_a_schema_that_cannot_be_brought_up_to_date_does_no_damage(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "people.db")) as connection:
        old = Database(connection)
        schema.people.apply(old, stop_before="m002_judgements")
        old.execute("CREATE TABLE told (in_the_way)")
    with pytest.raises(sqlite3.OperationalError, match="told"):
        open_people(tmp_path)
    assert damage(tmp_path / "people.db") is None


@pytest.mark.parametrize("store", STORES)
def test_a_changed_letter_is_noticed_whoever_opens_it(tmp_path: Path, store: Callable[[Path], Store]) -> None:
    store(tmp_path).close()
    file = tmp_path / "people.db"
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)
    with pytest.raises(HomeUnusable, match="sitrep restore"):
        store(tmp_path)
