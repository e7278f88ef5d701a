"""The schema of both files as the ordered history of how it came to be. A change is a new function, never an edited one."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlite_utils import Database, Migrations

from bot.stories.group import story_id

articles = Migrations("articles")
people = Migrations("people")

_BUSY_SECONDS = 30
# SQLite's own 2 MB hold the inner pages of no index of 100,000 articles: every look-up would read them anew.
_CACHE_KIBIBYTES = 65_536


def open_file(path: Path, history: Migrations, synchronous: str, busy_seconds: float = _BUSY_SECONDS) -> Database:
    """A database with its schema brought up to date; `synchronous` is SQLite's setting (NORMAL or FULL)."""
    db = connect(path, synchronous, busy_seconds)
    history.apply(db)
    return db


def connect(path: Path, synchronous: str, busy_seconds: float = _BUSY_SECONDS) -> Database:
    """A database as it is, or an empty one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # Flows run one at a time in a thread of their own, not always the one that opened the file.
    db = Database(sqlite3.connect(path, timeout=busy_seconds, check_same_thread=False))
    db.enable_wal()
    db.execute(f"PRAGMA synchronous={synchronous}")
    db.execute(f"PRAGMA cache_size=-{_CACHE_KIBIBYTES}")
    db.execute("PRAGMA foreign_keys=ON")
    return db


@articles()
def m001_articles(db: Database) -> None:
    """Articles, their sentences (with full-text search) and the sentences' vectors."""
    db.table("stories").create(_text("id", "title", "first", "last"), pk="id", not_null={"title"}, strict=True)
    named = _text("id", "input", "digest", "text", "title", "outlet", "agency", "url", "author", "language")
    dated = _text("date", "how", "rule", "moment")
    db.table("articles").create(
        named | dated | _text("story", "witness") | {"vector": bytes},
        pk="id",
        not_null={"input", "digest", "text", "language", "how", "rule"},
        foreign_keys=[("story", "stories", "id")],
        strict=True,
    )
    for column in ("input", "digest", "url", "date", "story"):
        db.table("articles").create_index([column])
    place = {"id": int, "key": str, "article": str, "start": int, "end": int, "paragraph": int}
    db.table("sentences").create(
        place | _text("kind", "rule", "text"),
        pk="id",
        not_null={"key", "article", "start", "end", "kind", "text"},
        foreign_keys=[("article", "articles", "id")],
        strict=True,
    )
    db.table("sentences").create_index(["article", "start"], unique=True)
    db.table("sentences").create_index(["key"], unique=True)
    tokenizer = "porter unicode61 remove_diacritics 2"
    db.table("sentences").enable_fts(["text"], create_triggers=True, tokenize=tokenizer)
    vectors = {"sentence": int, "vector": bytes}
    db.table("vectors").create(
        vectors, pk="sentence", not_null={"vector"}, foreign_keys=[("sentence", "sentences", "id")], strict=True
    )
    db.table("settings").create(_text("name", "value"), pk="name", strict=True)


@articles()
def m002_facts(db: Database) -> None:
    """What was read in the sentences: dates, figures, actors."""
    span = {"id": int, "article": str, "start": int, "end": int, "rule": str}
    clause = _text("whose", "force", "origin", "destination", "status", "said_by", "lens")
    figure = {"low": float, "high": float} | _text("hedge", "change", "counted", "unit") | clause
    for name, columns in {
        "dates": span | {"type": str, "value": str},
        "figures": span | figure,
        "actors": span | {"kind": str, "name": str},
    }.items():
        db.table(name).create(columns, pk="id", foreign_keys=[("article", "articles", "id")], strict=True)
        db.table(name).create_index(["article", "start"])


@articles()
def m003_versions(db: Database) -> None:
    """What articles said before they changed, and where their sentences stood: links to these go on working."""
    versions = {"id": int, "article": str, "digest": str, "text": str}
    db.table("versions").create(versions, pk="id", not_null={"article", "text"}, strict=True)
    db.table("versions").create_index(["article"])
    places = {"version": int, "key": str, "kind": str, "start": int, "end": int}
    db.table("old_sentences").create(
        places, pk=("version", "key"), foreign_keys=[("version", "versions", "id")], strict=True
    )
    db.table("old_sentences").create_index(["key"])


@articles()
def m004_cards(db: Database) -> None:
    """What grouping keeps (see shelf): cards, the indexes that find neighbours, ties; and which stories are one thread."""
    arrays = dict.fromkeys(("words", "weights", "keys", "shingles", "meaning"), bytes)
    db.table("cards").create(
        {"article": str, "day": int, "tree": str} | arrays,
        pk="article",
        foreign_keys=[("article", "articles", "id")],
        strict=True,
    )
    db.table("cards").create_index(["tree"])
    # The tables below are read by the front of their key only: without a rowid they are their own index.
    for table, columns, key in (
        ("card_keys", "key INTEGER NOT NULL, day INTEGER NOT NULL, article TEXT NOT NULL", "key, day, article"),
        ("card_bands", "band INTEGER NOT NULL, article TEXT NOT NULL", "band, article"),
        ("ties", "one TEXT NOT NULL, other TEXT NOT NULL, near REAL NOT NULL, copy INTEGER NOT NULL", "one, other"),
    ):
        db.execute(f"CREATE TABLE {table} ({columns}, PRIMARY KEY ({key})) STRICT, WITHOUT ROWID")
    db.table("stories").add_column("thread", str)
    # Stories of homes that are older are worked out anew.
    db.execute("DELETE FROM settings WHERE name = 'grouped'")


@articles()
def m005_founders(db: Database) -> None:
    """The id of the story that each article would found: how a story that has grown into another is found by its old id."""
    db.table("articles").add_column("founds", str)
    for row in list(db.query("SELECT id FROM articles")):
        db.table("articles").update(row["id"], {"founds": story_id(row["id"])})
    db.table("articles").create_index(["founds"])


@articles()
def m006_article_words(db: Database) -> None:
    """Full-text search over whole articles with their headlines: what a sentence is about stands around it."""
    tokenizer = "porter unicode61 remove_diacritics 2"
    db.execute(
        f"CREATE VIRTUAL TABLE articles_fts USING fts5(title, text, content=articles, tokenize='{tokenizer}', columnsize=1)"
    )
    # Grouping updates articles again and again, but neither of these.
    new = "INSERT INTO articles_fts (rowid, title, text) VALUES (new.rowid, new.title, new.text);"
    old = (
        "INSERT INTO articles_fts (articles_fts, rowid, title, text) VALUES ('delete', old.rowid, old.title, old.text);"
    )
    for name, when, steps in (
        ("insert", "INSERT", new), ("delete", "DELETE", old), ("update", "UPDATE OF title, text", old + new)
    ):  # fmt: skip
        db.execute(f"CREATE TRIGGER articles_fts_{name} AFTER {when} ON articles BEGIN {steps} END")
    db.execute("INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')")


@articles()
def m007_speeches(db: Database) -> None:
    """What is said and by whom, and what texts call the people they name."""
    span = {"id": int, "article": str, "start": int, "end": int, "name": str, "rule": str}
    for name, columns in {
        "speeches": span | {"who_start": int, "who_end": int, "direct": int},
        "descriptions": span,
    }.items():
        db.table(name).create(columns, pk="id", foreign_keys=[("article", "articles", "id")], strict=True)
        db.table(name).create_index(["article", "start"])
        db.table(name).create_index(["name"])
    db.table("actors").create_index(["name"])
    # What older homes have read lacks them: it is read once more.
    if db.table("articles").count:
        db.execute("INSERT OR REPLACE INTO settings (name, value) VALUES ('reread', 'speeches')")


@articles()
def m008_stories_without_cards(db: Database) -> None:
    """Stories that are older than cards are let go: what has no story is what has no card, and is grouped anew."""
    no_card = "id NOT IN (SELECT article FROM cards)"
    db.execute(f"UPDATE articles SET story = NULL, witness = NULL WHERE {no_card}")  # noqa: S608  # our words
    db.execute("DELETE FROM stories WHERE id NOT IN (SELECT story FROM articles WHERE story IS NOT NULL)")


@articles()
def m009_why_names_stand_for_names(db: Database) -> None:
    """The rule by which a mention's words stand for its name; articles of older homes are read once more for it."""
    db.execute("ALTER TABLE actors ADD COLUMN why TEXT NOT NULL DEFAULT ''")
    if db.table("articles").count:
        db.execute("INSERT OR REPLACE INTO settings (name, value) VALUES ('reread', 'why')")


@articles()
def m010_months(db: Database) -> None:
    """What cards are looked up by lies together by its time: a new article's keys are written beside those of its days, not all
    over an index of all years. Older homes are grouped anew, for their cards have other keys."""
    columns = "month INTEGER NOT NULL, number INTEGER NOT NULL, day INTEGER NOT NULL, article TEXT NOT NULL"
    for table in ("card_keys", "card_bands"):
        db.execute(f"DROP TABLE {table}")
        db.execute(f"CREATE TABLE {table} ({columns}, PRIMARY KEY (month, number, day, article)) STRICT, WITHOUT ROWID")
    db.execute("UPDATE articles SET story = NULL, witness = NULL")
    for table in ("ties", "cards", "stories"):
        db.execute(f"DELETE FROM {table}")  # noqa: S608  # our words
    db.execute("DELETE FROM settings WHERE name = 'grouped'")


@articles()
def m110_polls(db: Database) -> None:
    """How the feeds do, and which of their entries have been dealt with."""
    db.table("polls").create(
        _text("feed", "due", "checked", "last", "etag", "modified", "error") | {"interval": float, "failures": int},
        pk="feed",
        not_null={"interval", "failures"},
        strict=True,
    )
    db.table("entries").create(
        _text("feed", "key", "digest", "article", "present"),
        pk=("feed", "key"),
        not_null={"digest", "present"},
        strict=True,
    )


@people()
def m001_chats_and_views(db: Database) -> None:
    """The chats, and what the buttons under their messages ask for (a callback carries 64 bytes, a question more)."""
    db.table("chats").create({"id": int, "language": str, "since": str}, pk="id", strict=True)
    db.table("views").create(
        {"token": str, "chat": int, "request": str, "edits": int, "made": str},
        pk="token", not_null={"chat", "request", "edits", "made"}, strict=True,
    )  # fmt: skip
    db.table("views").create_index(["made"])


@people()
def m002_judgements(db: Database) -> None:
    """An editor's word on who is who: two names are one actor, or a name stands alone."""
    columns = {"id": int} | _text("verdict", "one", "other")
    db.table("judgements").create(columns, pk="id", not_null={"verdict", "one", "other"}, strict=True)


@people()
def m108_told(db: Database) -> None:
    """What a reader was shown in the briefing of a day, made from which state of the index, and what was known before."""
    columns = _text("reader", "day", "topic", "state", "known", "shown")
    db.table("told").create(columns, pk=("reader", "day", "topic"), not_null=set(columns), strict=True)


@people()
def m108_tastes(db: Database) -> None:
    """How a chat likes its answers: what it last chose where there is a choice."""
    columns = {"chat": int} | _text("name", "value")
    db.table("tastes").create(columns, pk=("chat", "name"), not_null=set(columns), strict=True)


@people()
def m109_delivery(db: Database) -> None:
    """Subscriptions; editions and their deliveries (the outbox); updates on their way (the intake); what was asked until when.

    A text is stored once for all who get it, under its digest. An edition is unique by subscription, local day and minute.
    """
    db.executescript("""
        CREATE TABLE subscriptions (
            id INTEGER PRIMARY KEY, chat INTEGER NOT NULL, thread INTEGER NOT NULL, zone TEXT, days INTEGER NOT NULL,
            topics TEXT NOT NULL, length TEXT NOT NULL CHECK (length IN ('short', 'full')), quiet_from INTEGER, quiet_to INTEGER,
            silent INTEGER NOT NULL CHECK (silent IN (0, 1)), late INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('on', 'stopped', 'gone')), since TEXT NOT NULL, paused TEXT,
            UNIQUE (chat, thread)
        ) STRICT;
        CREATE TABLE slots (
            subscription INTEGER NOT NULL REFERENCES subscriptions (id) ON DELETE CASCADE,
            zone TEXT, minute INTEGER NOT NULL CHECK (minute BETWEEN 0 AND 1439), PRIMARY KEY (subscription, minute)
        ) STRICT;
        CREATE INDEX slots_by_time ON slots (zone, minute);
        CREATE TABLE editions (
            id INTEGER PRIMARY KEY, subscription INTEGER NOT NULL, chat INTEGER NOT NULL, day TEXT NOT NULL,
            minute INTEGER NOT NULL, fate TEXT NOT NULL CHECK (fate IN ('sent', 'needless', 'missed')), made TEXT NOT NULL,
            UNIQUE (subscription, day, minute)
        ) STRICT;
        CREATE INDEX editions_by_time ON editions (made);
        CREATE TABLE texts (id TEXT PRIMARY KEY, html TEXT NOT NULL, buttons TEXT NOT NULL, made TEXT NOT NULL) STRICT;
        CREATE TABLE deliveries (
            id INTEGER PRIMARY KEY, edition INTEGER NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
            part INTEGER NOT NULL, chat INTEGER NOT NULL, thread INTEGER NOT NULL, text TEXT NOT NULL REFERENCES texts (id),
            silent INTEGER NOT NULL, state TEXT NOT NULL
                CHECK (state IN ('due', 'sending', 'sent', 'refused', 'uncertain', 'cancelled')),
            not_before TEXT NOT NULL, message INTEGER, tries INTEGER NOT NULL DEFAULT 0, doubts INTEGER NOT NULL DEFAULT 0,
            why TEXT, changed TEXT NOT NULL, UNIQUE (edition, part)
        ) STRICT;
        CREATE INDEX deliveries_to_do ON deliveries (state, id) WHERE state IN ('due', 'sending', 'uncertain');
        CREATE INDEX deliveries_by_chat ON deliveries (chat) WHERE state = 'due';
        CREATE TABLE intake (
            number INTEGER PRIMARY KEY, id INTEGER NOT NULL, digest TEXT NOT NULL, chat INTEGER NOT NULL, raw TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('new', 'working', 'done', 'given up')),
            tries INTEGER NOT NULL DEFAULT 0, taken TEXT NOT NULL, UNIQUE (id, digest)
        ) STRICT;
        CREATE INDEX intake_to_do ON intake (number) WHERE state IN ('new', 'working');
        CREATE TABLE marks (name TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT;
    """)


@people()
def m110_feeds(db: Database) -> None:
    """The feeds that the editors chose."""
    columns = _text("url", "title", "mode", "added") | {"chat": int}
    db.table("feeds").create(columns, pk="url", not_null={"mode", "added"}, strict=True)


@people()
def m110_offers(db: Database) -> None:
    """What chats offered to everybody of what they keep for themselves."""
    columns = {"chat": int} | _text("article", "made")
    db.table("offers").create(columns, pk=("chat", "article"), not_null={"made"}, strict=True)


@people()
def m110_outlets(db: Database) -> None:
    """Who publishes under which domain, by the editors' word, and whom a chat does not want to see."""
    columns = _text("domain", "name", "country", "language", "agency")
    db.table("outlets").create(columns, pk="domain", not_null={"name"}, strict=True)
    db.table("mutes").create({"chat": int, "name": str}, pk=("chat", "name"), strict=True)


@people()
def m111_shown(db: Database) -> None:
    """Which sentences chats were shown, and who does not want to hear when they change."""
    db.execute(
        "CREATE TABLE shown (key TEXT NOT NULL, chat INTEGER NOT NULL, at TEXT NOT NULL, PRIMARY KEY (key, chat)) "
        "STRICT, WITHOUT ROWID"
    )
    db.execute("CREATE TABLE uncorrected (chat INTEGER PRIMARY KEY) STRICT")


@people()
def m108_alerts(db: Database) -> None:
    """Whether a quiet day is told, how many alerts a day may come, and which have come: none comes twice.

    An alert is an edition, too, at a minute beyond the day's last: the first of a day at 1440, so that a day has no more than
    it may have, whatever happens in between.
    """
    db.executescript("""
        ALTER TABLE subscriptions ADD COLUMN skips INTEGER NOT NULL DEFAULT 0 CHECK (skips IN (0, 1));
        ALTER TABLE subscriptions ADD COLUMN alerts INTEGER NOT NULL DEFAULT 0 CHECK (alerts >= 0);
        CREATE TABLE alerted (
            subscription INTEGER NOT NULL REFERENCES subscriptions (id) ON DELETE CASCADE,
            key TEXT NOT NULL, made TEXT NOT NULL, PRIMARY KEY (subscription, key)
        ) STRICT;
    """)


def _text(*columns: str) -> dict[str, type]:
    return dict.fromkeys(columns, str)
