"""The disk is full, the file is locked, damaged or restored; two bots are started on one home; the bot is told to end."""

from __future__ import annotations

import datetime as dt
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.model import HomeUnusable
from bot.shell.store.backups import back_up, restore
from bot.shell.store.people import PeopleStore
from tests.corpus import ROOT
from tests.load.delivering import Bot, outbox, rows, serving, standing_in, subscribed, until

NOW = dt.datetime(2026, 6, 10, 12, tzinfo=dt.UTC)
POINTS = [pytest.param(50, marks=pytest.mark.load, id="full"), pytest.param(4, id="short")]
COPIES = [pytest.param(100, marks=pytest.mark.load, id="full"), pytest.param(24, id="short")]
ADMIN = 7


@pytest.mark.parametrize("points", POINTS)
def test_the_disk_is_full_and_freed_again(points: int, tmp_path: Path) -> None:
    """The bot's files may not grow beyond a size that is near, and then they may: writes fail as on a full disk."""
    chance, chats = random.Random(points), range(1001, 1001 + points * 25)
    home = subscribed(tmp_path, chats)
    with standing_in(second=0.5) as standin, serving(home, standin, scale=0.5, admins=str(ADMIN)) as bot:
        for point in range(points):
            log = (home / "people.db-wal").stat().st_size
            limit = log + chance.randrange(0, 20_000)
            resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
            standin.say(20 + point, f"question {point}")
            time.sleep(chance.uniform(0.2, 0.6))
            resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            time.sleep(0.2)
        until(lambda: rows(home, "SELECT count(*) FROM editions") == [(len(chats),)], 60)
        until(lambda: not {"due", "sending"} & outbox(home).keys(), 120, every=1)
        until(lambda: all(standin.texts(20 + point)[20 + point] for point in range(points)), 60, every=1)
        assert bot.process.poll() is None, "it did not survive"
        texts, failed = standin.texts(), bot.said().count(b"trouble")
    lost = [chat for chat in chats if not texts.get(chat)]
    twice = [chat for chat in (*chats, *range(20, 20 + points)) if len(texts.get(chat, [])) > 1]
    notices = len(texts.get(ADMIN, []))
    print(
        f"\ndisk full at {points} points: lost {len(lost)}, twice {len(twice)}, {notices} notices, {failed} in the log"
    )
    assert (lost, twice) == ([], [])
    assert all(texts[20 + point][0][1] == f"You said: question {point}" for point in range(points))
    assert notices <= 2


def test_another_program_locks_the_file(tmp_path: Path) -> None:
    chats = range(1001, 1101)
    home = subscribed(tmp_path, chats)
    with standing_in() as standin, serving(home, standin, admins=str(ADMIN)):
        until(lambda: standin.control("count")["requests"] > 0, 60, every=0.05)
        with closing(sqlite3.connect(home / "people.db", timeout=20, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            standin.say(20, "question 1")
            time.sleep(6)
            other.execute("ROLLBACK")
        until(lambda: not {"due", "sending"} & outbox(home).keys() and bool(standin.texts(20)[20]), 60, every=0.5)
        texts = standin.texts()
    assert {chat: len(texts[chat]) for chat in (*chats, 20)} == dict.fromkeys((*chats, 20), 1)
    assert "people.db" in texts[ADMIN][0][1]


# ------------------------------------------------------------------ damage


def flipped(path: Path, chance: random.Random) -> None:
    """Some bits somewhere."""
    data = bytearray(path.read_bytes())
    for _ in range(chance.randint(1, 8)):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def cut(path: Path, chance: random.Random) -> None:
    """The end is gone."""
    path.write_bytes(path.read_bytes()[: chance.randrange(path.stat().st_size)])


def zeroed(path: Path, chance: random.Random) -> None:
    """A page of nothing."""
    data = bytearray(path.read_bytes())
    at = 4096 * chance.randrange(len(data) // 4096)
    data[at : at + 4096] = bytes(4096)
    path.write_bytes(data)


def removed(path: Path, chance: random.Random) -> None:
    """All of it is gone."""
    path.unlink()


DAMAGE: list[Callable[[Path, random.Random], None]] = [flipped, cut, zeroed, removed]


def content(home: Path) -> list[str]:
    """All that a people's file says."""
    store = PeopleStore(home)
    try:
        return list(store.db.conn.iterdump())
    finally:
        store.close()


@pytest.mark.parametrize("copies", COPIES)
def test_damaged_copies_are_noticed_and_restored(copies: int, tmp_path: Path) -> None:
    """A home that was closed: whatever is changed in its file is noticed, and the latest backup is put in its place."""
    chance, whole = random.Random(copies), subscribed(tmp_path / "whole", range(1001, 1101))
    back_up(whole, NOW)
    said = content(whole)
    noticed = 0
    for number in range(copies):
        home = shutil.copytree(whole, tmp_path / f"copy {number}")
        DAMAGE[number % len(DAMAGE)](home / "people.db", chance)
        with pytest.raises(HomeUnusable, match="sitrep restore"):
            PeopleStore(home)
        noticed += 1
        restore(home, NOW)
        assert content(home) == said
        assert list(home.glob("damaged-*")), "what was there is not kept"
        shutil.rmtree(home)
    print(f"\n{copies} damaged copies: {noticed} noticed, all restored")


@pytest.mark.parametrize("copies", COPIES)
def test_damaged_copies_of_a_killed_bots_file(copies: int, tmp_path: Path) -> None:
    """After a kill: a lost log, lost pages and a broken structure are noticed."""
    chance, whole = random.Random(copies), subscribed(tmp_path / "whole", range(1001, 1101))
    back_up(whole, NOW)
    with standing_in() as standin:
        bot = Bot(whole, standin)
        until(lambda: standin.control("count")["requests"] > 20, 60)
        bot.kill()
    said = content(shutil.copytree(whole, tmp_path / "sound"))
    unnoticed = 0
    for number in range(copies):
        home = shutil.copytree(whole, tmp_path / f"copy {number}")
        DAMAGE[number % 4](home / ("people.db-wal" if number % 4 == 3 else "people.db"), chance)
        try:
            unnoticed += content(home) != said
        except HomeUnusable:
            restore(home, NOW)
            assert content(home)
        shutil.rmtree(home)
    print(f"\n{copies} damaged copies after a kill: {unnoticed} changed something unnoticed")
    assert unnoticed == 0


def test_a_damaged_backup_is_passed_over(tmp_path: Path) -> None:
    home = subscribed(tmp_path, range(1001, 1011))
    sound = back_up(home, NOW)
    flipped(back_up(home, NOW + dt.timedelta(hours=1)), random.Random(1))
    assert restore(home, NOW) == sound


def test_without_a_sound_backup_nothing_is_touched(tmp_path: Path) -> None:
    home = subscribed(tmp_path, range(1001, 1011))
    with pytest.raises(HomeUnusable, match="no sound backup"):
        restore(home, NOW)
    assert content(home)


# ------------------------------------------------------------------ one at a time, and the end


def sitrep(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The command line."""
    command = [sys.executable, "-m", "bot", "--home", str(home), *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)


def test_a_second_bot_on_one_home_stands_aside(tmp_path: Path) -> None:
    with standing_in() as standin, serving(tmp_path, standin):
        second = sitrep(tmp_path, "serve")
        put_back = sitrep(tmp_path, "restore")
        standin.say(20, "still there?")
        until(lambda: bool(standin.texts(20)[20]), 20)
    for refused in (second, put_back):
        assert refused.returncode == 1
        assert refused.stderr.strip().count("\n") == 0
        assert "another Sitrep is at work" in refused.stderr


def test_backed_up_damaged_and_restored_by_the_command_line(tmp_path: Path) -> None:
    home = subscribed(tmp_path, range(1001, 1011))
    said = content(home)
    assert sitrep(home, "backup").returncode == 0
    flipped(home / "people.db", random.Random(2))
    refused = sitrep(home, "serve")
    assert refused.returncode == 1
    assert "sitrep restore" in refused.stderr
    assert sitrep(home, "restore").returncode == 0
    assert content(home) == said


def test_sigterm_ends_cleanly_in_the_middle_of_a_broadcast(tmp_path: Path) -> None:
    chats = range(1001, 1301)
    home = subscribed(tmp_path, chats)
    with standing_in() as standin:
        with serving(home, standin) as bot:
            until(lambda: standin.control("count")["requests"] > 30, 60)
            seconds = bot.stop()
        assert bot.process.returncode == 0
        assert not {"sending", "uncertain"} & outbox(home).keys(), "something was left in doubt"
        with serving(home, standin):
            until(lambda: not {"due", "sending"} & outbox(home).keys(), 60)
        texts = standin.texts()
    print(f"\nended after {seconds:.1f} s")
    assert seconds < 10
    assert [len(texts[chat]) for chat in chats] == [1] * len(chats)
