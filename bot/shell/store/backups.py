"""Backups of `people.db` in the folder `backups` of a home: made while the bot runs, sealed; restored by one command."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from filelock import FileLock, Timeout

from bot.model import HomeUnusable
from bot.shell.store.sealing import close_people, damage, open_people, seal

EVERY = dt.timedelta(minutes=15)
# A day of them, and one a day for a month: what somebody had deleted is gone from here after that, too.
_KEPT, _DAYS = 96, 30
_FORM = "people-%Y%m%dT%H%M%S.db"


class Alone:
    """Whoever holds it is the only bot at work on a home; the lock goes with the process, however that ends."""

    def __init__(self, home: Path) -> None:
        home.mkdir(parents=True, exist_ok=True)
        self._home = home
        self._lock = FileLock(home / "serving.lock")

    def __enter__(self) -> None:
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise HomeUnusable(f"another Sitrep is at work on {self._home}: this one stands aside") from None

    def __exit__(self, *_: object) -> None:
        self._lock.release()


def back_up(home: Path, now: dt.datetime) -> Path:
    """A new backup, checked; old ones are thinned out. Raises HomeUnusable where the file is damaged."""
    folder = home / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    made, new = folder / now.astimezone(dt.UTC).strftime(_FORM), folder / "people.db.new"
    new.unlink(missing_ok=True)
    db = open_people(home, busy_seconds=30)
    try:
        with closing(sqlite3.connect(new)) as copy:
            db.conn.backup(copy)
            # A single file, complete in itself.
            copy.execute("PRAGMA journal_mode=DELETE")
    finally:
        close_people(db)
    if wrong := damage(new):
        raise HomeUnusable(f"the backup is damaged ({wrong})")
    new.replace(made)
    seal(made)
    _thin_out(folder, now)
    return made


def restore(home: Path, now: dt.datetime, backup: Path | None = None) -> Path:
    """The latest sound backup (or the given one) takes the place of the file, which is kept aside. Returns what was taken.

    Raises HomeUnusable where a bot is at work, or where there is no sound backup.
    """
    with Alone(home):
        candidates = [backup] if backup else sorted((home / "backups").glob("people-*.db"), reverse=True)
        sound = next((one for one in candidates if one.exists() and damage(one) is None), None)
        if sound is None:
            raise HomeUnusable(f"there is no sound backup in {home / 'backups'}")
        aside = home / f"damaged-{now.astimezone(dt.UTC):%Y%m%dT%H%M%S}"
        aside.mkdir(mode=0o700)
        for file in home.glob("people.db*"):
            file.replace(aside / file.name)
        shutil.copyfile(sound, home / "people.db")
        seal(home / "people.db")
    return sound


def _thin_out(folder: Path, now: dt.datetime) -> None:
    """Keep the newest, and the last of each day."""
    files = sorted(folder.glob("people-*.db"), reverse=True)
    oldest = (now - dt.timedelta(days=_DAYS)).strftime(_FORM)
    last_of_day = {file.name[:15]: file for file in sorted(files) if file.name >= oldest}
    for file in files[_KEPT:]:
        if file not in last_of_day.values():
            file.unlink()
            file.with_name(f"{file.name}.seal").unlink(missing_ok=True)
