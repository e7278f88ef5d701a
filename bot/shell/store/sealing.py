"""Whether `people.db` is as it was left: SQLite notices broken structure, but not a changed letter in somebody's settings.

Beside the file lies its seal: its digest, and "open" before it while the file is in use. Whoever uses it writes into a log
beside it (-wal, whose parts have check sums of their own); the file itself changes only when `fold` takes the log into it, and
is sealed anew. So an open file without a log has lost what was written last, and one with another digest is not what it was.

A program may be killed at any moment, and anybody may look into the file at any moment. So the seal is taken off before SQLite
changes the file and noted again afterwards (without a seal, SQLite's own check remains), no more than one of our programs does
so at a time, and a file that is only to be checked is not closed, for the last to close it takes the log into it.

Whatever opens the file to write does so by `open_people`, or the last to close it is not known and does not seal it.

A program that has the file open must not open and close it by any other way than SQLite: that would take away the locks which
it holds (sqlite.org/howtocorrupt.html, 2.2), and the next one to close the file would delete the log under it.
"""

from __future__ import annotations

import hashlib
import sqlite3
import threading
import weakref
from collections import Counter
from contextlib import closing, nullcontext
from pathlib import Path

from filelock import FileLock
from sqlite_utils import Database

from bot.model import HomeUnusable
from bot.shell.store import schema

_OPEN = "open"
_BUSY_SECONDS = 30.0
# How often this program has which file open, and what closes each.
_IN_USE: Counter[Path] = Counter()
_CLOSERS: weakref.WeakKeyDictionary[Database, weakref.finalize[..., Database]] = weakref.WeakKeyDictionary()
_GUARD = threading.RLock()


def open_people(home: Path, busy_seconds: float = _BUSY_SECONDS) -> Database:
    """The people's file of a home, its schema up to date. Raises HomeUnusable where it is damaged."""
    path = (home / "people.db").absolute()
    path.parent.mkdir(parents=True, exist_ok=True)
    with _GUARD, _alone(path):
        first = not _IN_USE[path]
        wrong = _unlike_its_seal(path) if first else None
        if wrong is None:
            try:
                db = schema.connect(path, "FULL", busy_seconds)
                db.execute("PRAGMA wal_autocheckpoint=0")
                wrong = _broken(db.conn) if first else None
            except sqlite3.OperationalError:
                raise
            except sqlite3.DatabaseError as error:
                wrong = str(error)
        if wrong is not None:
            raise HomeUnusable(f"{path} is damaged ({wrong}): `sitrep restore` brings back the latest backup")
        if first:
            _write(path, f"{_OPEN} {_read(path).rpartition(' ')[2]}")
        _IN_USE[path] += 1
        # Also at the end of a program that closes nothing itself.
        _CLOSERS[db] = weakref.finalize(db, _close, db.conn, path)
        try:
            schema.people.apply(db)
        except sqlite3.Error:
            close_people(db)
            raise
    return db


def close_people(db: Database) -> None:
    """Close the file; the last to close it seals it."""
    _CLOSERS[db]()


def damage(path: Path) -> str | None:
    """What is wrong with a file that nothing has open; None where nothing is, or where there is none."""
    wrong = _unlike_its_seal(path)
    if wrong or not path.exists():
        return wrong
    with closing(sqlite3.connect(path, timeout=5)) as db:
        return _broken(db)


def fold(db: Database, home: Path) -> None:
    """Take the log into the file, and seal it as it is now."""
    path = (home / "people.db").absolute()
    with _GUARD, _alone(path):
        _write(path, f"{_OPEN} ")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        db.begin()
        try:
            # Nobody writes now; and where nobody has written since, what SQLite sees is the file.
            db.execute("UPDATE marks SET at = at WHERE 0")
            if not log_size(home):
                _write(path, f"{_OPEN} {hashlib.sha256(db.conn.serialize()).hexdigest()}")
        finally:
            db.rollback()


def log_size(home: Path) -> int:
    """How many bytes the log has."""
    log = _log(home / "people.db")
    return log.stat().st_size if log.exists() else 0


def digest(path: Path) -> str:
    """The digest of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def seal(path: Path) -> None:
    """Note what a file at rest is like."""
    _write(path, digest(path))


def _alone(path: Path) -> FileLock:
    """While it is held, none of our programs opens, closes or folds the file; a closing that the garbage collector brings in
    between is let through."""
    return FileLock(path.with_name("people.lock"), is_singleton=True)


def _unlike_its_seal(path: Path) -> str | None:
    seal = _read(path)
    open_, _, noted = seal.rpartition(" ")
    if not path.exists():
        return "it is missing, but was here" if seal else None
    if open_ and not _log(path).exists():
        return "its log people.db-wal is missing"
    return "it is not as it was left" if noted and noted != digest(path) else None


def _broken(db: sqlite3.Connection) -> str | None:
    """What SQLite finds wrong, constraints included."""
    try:
        found = db.execute("PRAGMA quick_check(1)").fetchone()[0]
        orphans = db.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.OperationalError as error:
        return None if "locked" in str(error) else str(error)
    except sqlite3.DatabaseError as error:
        return str(error)
    return "rows that belong to nothing" if orphans else None if found == "ok" else str(found)


def _close(connection: sqlite3.Connection, path: Path) -> None:
    with _GUARD, _alone(path) if path.exists() else nullcontext():
        _IN_USE[path] -= 1
        before = _read(path)
        _seal(path).unlink(missing_ok=True)
        connection.close()
        if not path.exists():
            return
        # A log in which something stands belongs to another program, which seals the file when it closes it; an empty one is
        # left by whoever looks into the file just now.
        if _IN_USE[path] or log_size(path.parent):
            _write(path, before)
        else:
            _write(path, f"{_OPEN} {digest(path)}" if _log(path).exists() else digest(path))


def _write(path: Path, text: str) -> None:
    """Whole or not at all."""
    new = _seal(path).with_suffix(".new")
    try:
        new.write_text(text, encoding="utf-8")
        new.replace(_seal(path))
    except OSError:
        # A disk that is full must not keep anything from closing: without a seal, SQLite's own check remains.
        new.unlink(missing_ok=True)
        _seal(path).unlink(missing_ok=True)


def _read(path: Path) -> str:
    return _seal(path).read_text(encoding="utf-8") if _seal(path).exists() else ""


def _seal(path: Path) -> Path:
    return path.with_name(f"{path.name}.seal")


def _log(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")
