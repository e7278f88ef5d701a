"""Whether `people.db` is as it was left: SQLite notices broken structure, but not a changed letter in somebody's settings.

Beside the file lies its seal: its digest, and "open" before it while the file is in use. Whoever uses it writes into a log
beside it (-wal, whose parts have check sums of their own); the file itself changes only when `fold` takes the log into it, and
is sealed anew. So an open file without a log has lost what was written last, and one with another digest is not what it was.

Whatever opens the file does so by `open_people`, or the last to close it is not known and does not seal it.

A program that has the file open must not open and close it by any other way than SQLite: that would take away the locks which
it holds (sqlite.org/howtocorrupt.html, 2.2), and the next one to close the file would delete the log under it.
"""

from __future__ import annotations

import hashlib
import sqlite3
import threading
import weakref
from collections import Counter
from contextlib import closing
from pathlib import Path

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
    with _GUARD:
        first = not _IN_USE[path]
        wrong = damage(path) if first else None
        if first and wrong is None and path.exists() and not _log(path).exists():
            # The check was the last to close the file of a program that was killed, and took its log into it.
            seal(path)
        if wrong is None:
            try:
                db = schema.open_file(path, schema.people, "FULL", busy_seconds)
            except sqlite3.OperationalError:
                raise
            except sqlite3.DatabaseError as error:
                wrong = str(error)
        if wrong is not None:
            raise HomeUnusable(f"{path} is damaged ({wrong}): `sitrep restore` brings back the latest backup")
        db.execute("PRAGMA wal_autocheckpoint=0")
        if first:
            _write(path, f"{_OPEN} {_read(path).rpartition(' ')[2]}")
        _IN_USE[path] += 1
        # Also at the end of a program that closes nothing itself.
        _CLOSERS[db] = weakref.finalize(db, _close, db.conn, path)
    return db


def close_people(db: Database) -> None:
    """Close the file; the last to close it seals it."""
    _CLOSERS[db]()


def damage(path: Path) -> str | None:
    """What is wrong with a file that nothing here has open; None where nothing is, or where there is none."""
    seal = _read(path)
    open_, _, noted = seal.rpartition(" ")
    if not path.exists():
        return "it is missing, but was here" if seal else None
    if open_ and not _log(path).exists():
        return "its log people.db-wal is missing"
    if noted and noted != digest(path) and (open_ or not _log(path).exists()):
        return "it is not as it was left"
    return _broken(path)


def fold(db: Database, home: Path) -> None:
    """Take the log into the file, and seal it as it is now. A program that dies in between leaves a file without a digest."""
    path = (home / "people.db").absolute()
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


def _broken(path: Path) -> str | None:
    """What SQLite finds wrong, constraints included."""
    try:
        with closing(sqlite3.connect(path, timeout=5)) as db:
            found = db.execute("PRAGMA quick_check(1)").fetchone()[0]
            orphans = db.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.OperationalError as error:
        return None if "locked" in str(error) else str(error)
    except sqlite3.DatabaseError as error:
        return str(error)
    return "rows that belong to nothing" if orphans else None if found == "ok" else str(found)


def _close(connection: sqlite3.Connection, path: Path) -> None:
    with _GUARD:
        connection.close()
        _IN_USE[path] -= 1
        # A log that is still there belongs to another program, which seals the file when it closes it.
        if not _IN_USE[path] and path.exists() and not _log(path).exists():
            seal(path)


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
