"""`articles.db`: articles, sentences, facts, vectors, stories. One writer; every write is one transaction."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from bot.model import (
    Article,
    DateMention,
    Facts,
    Published,
    Quote,
    Report,
    Sentence,
    SentenceKind,
    Span,
    StoreMismatch,
    Story,
)
from bot.shell.embedder import Vectors
from bot.shell.store import rows, schema
from bot.shell.store.names import Names
from bot.shell.store.polls import Polls
from bot.shell.store.selection import Selection
from bot.shell.store.shelf import Shelf
from bot.shell.store.versions import Versions
from bot.shell.store.vocabulary import Vocabulary

_QUOTABLE = (SentenceKind.NEWS, SentenceKind.HEADLINE)
_FACTS = {
    "dates": rows.date_of,
    "figures": rows.figure_of,
    "actors": rows.actor_of,
    "speeches": rows.speech_of,
    "descriptions": rows.description_of,
}


class Known(NamedTuple):
    """What the store has of an input already: an article's id and the digest of its text."""

    id: str
    digest: str


class ArticleStore:
    """The store of articles in the folder `home`; `model` is the name of the embedder whose vectors it holds.

    Raises StoreMismatch where the vectors stored are another model's: they cannot be compared.
    """

    def __init__(self, home: Path, model: str) -> None:
        self.db = schema.open_file(home / "articles.db", schema.articles, "NORMAL")
        self.shelf = Shelf(self.db)
        self.versions = Versions(self.db)
        self.names = Names(self.db)
        self.polls = Polls(self.db)
        self.selection = Selection(self.db)
        self.vocabulary = Vocabulary(self.db)
        self._engine = f"{model} float16"
        stored = self._setting("model")
        if stored not in (None, self._engine):
            self.db.close()
            raise StoreMismatch(
                f"this index was made with {stored}, not {self._engine}: use that model, or another home"
            )

    def close(self) -> None:
        """Close the file."""
        self.db.close()

    # ------------------------------------------------------------------ writing

    def put(self, report: Report, vectors: Vectors) -> None:
        """Store an article (in place of one with its id) with its facts, and a vector for each quotable sentence in order."""
        article = report.article
        with self.db.atomic():
            self._set("model", self._engine)
            self.versions.keep(article)
            self._remove(article.id)
            mean = vectors.mean(axis=0) if len(vectors) else np.zeros(0, dtype=np.float32)
            self.db.table("articles").insert(rows.article_row(article) | {"vector": _blob(mean)})
            first = self._next_sentence()
            numbered = list(enumerate(article.sentences, start=first))
            self.db.table("sentences").insert_all({"id": n, **rows.sentence_row(article, s)} for n, s in numbered)
            quotable = [n for n, s in numbered if s.kind in _QUOTABLE]
            self.db.table("vectors").insert_all(
                {"sentence": n, "vector": _blob(v)} for n, v in zip(quotable, vectors, strict=True)
            )
            self._put_facts(article.id, report.facts)
            self._touch()

    def remove(self, article: str) -> None:
        """Delete an article with all that was read in it, now and earlier."""
        with self.db.atomic():
            self.versions.forget(article)
            self._remove(article)
            self._touch()

    def put_dates(self, dated: Mapping[str, tuple[Published, Sequence[DateMention]]]) -> None:
        """Give articles another publication date, and the dates that were read again from there."""
        with self.db.atomic():
            for id, (published, dates) in dated.items():
                self.db.table("articles").update(id, rows.published_row(published))
                self.db.execute("DELETE FROM dates WHERE article = ?", (id,))
                self.db.table("dates").insert_all(rows.fact_row(id, date) for date in dates)

    def put_facts(self, read: Mapping[str, Facts]) -> None:
        """Put other facts in place of those that were read before."""
        with self.db.atomic():
            for id, facts in read.items():
                self._remove_facts(id)
                self._put_facts(id, facts)

    def reread(self) -> None:
        """All articles have been read by the present rules."""
        self.db.table("settings").delete_where("name = 'reread'")

    @property
    def needs_reading(self) -> bool:
        """Whether the articles come from an older home whose facts lack something that is read now."""
        return self._setting("reread") is not None

    def put_stories(self, stories: Sequence[Story], articles: Sequence[str]) -> None:
        """Keep the stories of these articles, in place of those that they were in."""
        with self.db.atomic():
            before = {story.id for story in self.stories_with(articles)}
            for story in stories:
                days = {"first": _iso(story.first), "last": _iso(story.last)}
                row = {"id": story.id, "title": story.title, "thread": story.thread, **days}
                self.db.table("stories").upsert(row, pk="id")
                for group in story.witnesses:
                    for id in group:
                        self.db.execute(
                            "UPDATE articles SET story = ?, witness = ? WHERE id = ?", (story.id, group[0], id)
                        )
            for id in before:
                self.db.execute(
                    "DELETE FROM stories WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM articles WHERE story = ?1)", (id,)
                )

    def grouped(self) -> None:
        """All articles that there are stand in their stories now."""
        self._set("grouped", str(self.revision))

    @property
    def needs_grouping(self) -> bool:
        """Whether articles have come since stories were last worked out."""
        return self._setting("grouped") != str(self.revision)

    # ------------------------------------------------------------------ reading

    @property
    def alerted(self) -> int | None:
        """Up to which article alerts were given; None before the first look."""
        found = self._setting("alerted")
        return int(found) if found is not None else None

    @alerted.setter
    def alerted(self, row: int) -> None:
        self._set("alerted", str(row))

    def last_row(self) -> int:
        """The number of the article that came last."""
        return int(next(self._rows("SELECT coalesce(max(rowid), 0) AS n FROM articles"))["n"])

    def ids_after(self, row: int) -> list[str]:
        """The articles that came after the one of this number, in the order in which they came."""
        return [r["id"] for r in self._rows("SELECT id FROM articles WHERE rowid > ? ORDER BY rowid", (row,))]

    @property
    def revision(self) -> int:
        """A number that grows with every change; what was computed at another one is stale."""
        return int(self._setting("revision") or 0)

    def state(self, until: dt.date) -> str:
        """A short name of what was printed up to a day: two homes with the same articles have the same."""
        sql = "SELECT id, digest, date FROM articles WHERE date IS NULL OR date <= ? ORDER BY id"
        found = [(row["id"], row["digest"], row["date"]) for row in self._rows(sql, (until.isoformat(),))]
        return hashlib.sha256(json.dumps(found).encode()).hexdigest()[:12]

    def known(self, *, id: str | None, url: str | None, input: str, digest: str) -> Known | None:
        """The stored article that an input is (again), by its id, its address, its place, or its text."""
        for column, value in (
            ("id", id),
            ("url", url),
            ("input", None if id or url else input),
            ("digest", None if id or url else digest),
        ):
            if value is not None:
                found = self._rows(f"SELECT id, digest FROM articles WHERE {column} = ? LIMIT 1", (value,))  # noqa: S608  # column is ours
                for row in found:
                    return Known(row["id"], row["digest"])
        return None

    def ids(self) -> list[str]:
        """The ids of all articles."""
        return [row["id"] for row in self._rows("SELECT id FROM articles ORDER BY id")]

    def is_empty(self) -> bool:
        """Whether there is no article yet."""
        return not next(self._rows("SELECT EXISTS (SELECT 1 FROM articles) AS n"))["n"]

    def count(self) -> int:
        """How many articles there are."""
        return int(self.db.table("articles").count)

    def newest_day(self, until: dt.date | None = None) -> dt.date | None:
        """The latest publication day of all articles, or of those up to a day."""
        sql = "SELECT max(date) AS day FROM articles WHERE date <= ?"
        day = next(self._rows(sql, (until.isoformat() if until else "9999",)))["day"]
        return dt.date.fromisoformat(day) if day else None

    def outlets(self, most: int = -1) -> dict[str, int]:
        """How many articles each outlet has, the most first."""
        return self._counted("outlet", most)

    def agencies(self) -> dict[str, int]:
        """How many articles carry the copy of each agency."""
        return self._counted("agency", -1)

    def rename_outlet(self, old: str, new: str) -> None:
        """An outlet is called otherwise from now on."""
        self.db.execute("UPDATE articles SET outlet = ? WHERE outlet = ?", (new, old))

    def _counted(self, column: str, most: int) -> dict[str, int]:
        counted = f"SELECT {column} AS name, count(*) AS n FROM articles WHERE {column} IS NOT NULL"  # noqa: S608  # ours
        sql = f"{counted} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?"
        return {row["name"]: row["n"] for row in self._rows(sql, (most,))}

    def oldest(self, most: int, before: dt.date | None) -> list[str]:
        """The oldest articles: so many, and all that are older than a day; the oldest first."""
        sql = "SELECT id FROM articles WHERE date < ?2 UNION SELECT id FROM (SELECT id FROM articles ORDER BY {} LIMIT ?1)"
        by_age = "coalesce(date, '9999'), rowid"
        found = {row["id"] for row in self._rows(sql.format(by_age), (most, before.isoformat() if before else ""))}
        ordered = self._rows(f"SELECT id FROM articles ORDER BY {by_age}")  # noqa: S608  # our words
        return [row["id"] for row in ordered if row["id"] in found] if found else []

    def reports(self, ids: Iterable[str]) -> dict[str, Report]:
        """The articles of these ids with their facts, in the order given; unknown ids are left out."""
        articles = self.articles(ids)
        facts: dict[str, dict[str, list[Any]]] = {id: {name: [] for name in _FACTS} for id in articles}
        for name, read in _FACTS.items():
            for row in self._of(name, list(articles), "article"):
                facts[row["article"]][name].append(read(row))
        return {
            id: Report(article, Facts(**{name: tuple(several) for name, several in facts[id].items()}))
            for id, article in articles.items()
        }

    def articles(self, ids: Iterable[str]) -> dict[str, Article]:
        """The articles of these ids, in the order given; unknown ids are left out."""
        wanted = list(dict.fromkeys(ids))
        sentences: dict[str, list[Sentence]] = {id: [] for id in wanted}
        for row in self._of("sentences", wanted, "article"):
            sentences[row["article"]].append(rows.sentence_of(row))
        found = {
            row["id"]: rows.article_of(row, tuple(sentences[row["id"]])) for row in self._of("articles", wanted, "id")
        }
        return {id: found[id] for id in wanted if id in found}

    def mean_vectors(self, ids: Iterable[str]) -> dict[str, Vectors]:
        """The mean sentence vector of each of these articles."""
        sql = "SELECT id, vector FROM articles WHERE id IN (SELECT value FROM json_each(?))"
        return {row["id"]: _vector(row["vector"]) for row in self._rows(sql, (json.dumps(list(ids)),))}

    def stories(self) -> list[Story]:
        """All stories, in the order of their first day."""
        return self._stories("SELECT id FROM stories", ())

    def latest_stories(self, most: int) -> list[Story]:
        """The stories that moved last, at most so many, the last to move first."""
        found = self._stories("SELECT id FROM stories ORDER BY last DESC, id DESC LIMIT ?", (most,))
        return sorted(found, key=lambda s: (s.last or dt.date.min, len(s.witnesses), s.id), reverse=True)

    def stories_with(self, articles: Iterable[str]) -> list[Story]:
        """The stories that any of these articles stands in, in the order of their first day."""
        sql = "SELECT story FROM articles WHERE id IN (SELECT value FROM json_each(?))"
        return self._stories(sql, (json.dumps(list(articles)),))

    def story_named(self, id: str) -> Story | None:
        """The story of this id; once it has grown into another, the one that holds the article which founded it."""
        founded = (row["id"] for row in self._rows("SELECT id FROM articles WHERE founds = ?", (id,)))
        return next(iter(self._stories("SELECT ?", (id,))), None) or next(iter(self.stories_with(founded)), None)

    def _stories(self, ids: str, parameters: Sequence[Any]) -> list[Story]:
        """The stories whose ids the query `ids` finds."""
        groups: dict[str, dict[str, list[str]]] = {}
        members = f"SELECT id, story, witness FROM articles WHERE story IN ({ids}) ORDER BY id"  # noqa: S608  # our query
        for row in self._rows(members, parameters):
            groups.setdefault(row["story"], {}).setdefault(row["witness"], []).append(row["id"])
        found = f'SELECT * FROM stories WHERE id IN ({ids}) ORDER BY coalesce(first, "9"), id'  # noqa: S608  # our query
        return [
            Story(
                id=row["id"],
                title=row["title"],
                first=_day(row["first"]),
                last=_day(row["last"]),
                witnesses=tuple(map(tuple, groups[row["id"]].values())),
                thread=row["thread"],
            )
            for row in self._rows(found, parameters)
            if row["id"] in groups
        ]

    def newest_articles(self) -> dict[str, str]:
        """The newest article of each story, by the story's id."""
        sql = "SELECT story, id, max(coalesce(date, '')) FROM articles WHERE story IS NOT NULL GROUP BY story"
        return {row["story"]: row["id"] for row in self._rows(sql)}

    def story_of(self, article: str) -> Story | None:
        """The story an article belongs to."""
        return next(iter(self.stories_with([article])), None)

    def vectors(self, ids: Iterable[str]) -> dict[Quote, Vectors]:
        """The vectors of all quotable sentences of these articles."""
        wanted = json.dumps(list(ids))
        found = self._rows(
            "SELECT s.article, s.start, s.end, v.vector FROM sentences s JOIN vectors v ON v.sentence = s.id "
            "WHERE s.article IN (SELECT value FROM json_each(?))",
            (wanted,),
        )
        return {Quote(row["article"], Span(row["start"], row["end"])): _vector(row["vector"]) for row in found}

    def vectors_of(self, quotes: Iterable[Quote]) -> dict[Quote, Vectors]:
        """The vectors of some quotable sentences."""
        sql = "SELECT v.vector FROM sentences s JOIN vectors v ON v.sentence = s.id WHERE s.article = ? AND s.start = ?"
        return {
            quote: _vector(row["vector"])
            for quote in quotes
            for row in self._rows(sql, (quote.article, quote.span.start))
        }

    def holders(self, word: str, most: int) -> int:
        """In how many sentences a word stands in any form, counted up to `most`."""
        sql = "SELECT count(*) AS n FROM (SELECT 1 FROM sentences_fts WHERE sentences_fts MATCH ? LIMIT ?)"
        return int(next(self._rows(sql, (f'"{word}"', most)))["n"])

    def sentences(self) -> int:
        """How many sentences there are."""
        return int(next(self._rows("SELECT coalesce(max(id), 0) AS n FROM sentences"))["n"])

    def printed_between(self, first: dt.date, last: dt.date) -> list[str]:
        """The ids of the articles that were published on these days."""
        sql = "SELECT id FROM articles WHERE date BETWEEN ? AND ? ORDER BY id"
        return [row["id"] for row in self._rows(sql, (first.isoformat(), last.isoformat()))]

    def undated(self) -> int:
        """How many articles have no publication date."""
        return int(next(self._rows("SELECT count(*) AS n FROM articles WHERE date IS NULL"))["n"])

    # ------------------------------------------------------------------ inside

    def _rows(self, sql: str, parameters: Sequence[Any] = ()) -> Iterator[dict[str, Any]]:
        return self.db.query(sql, parameters)

    def _of(self, table: str, ids: Sequence[str], column: str) -> Iterator[dict[str, Any]]:
        """The rows of some articles, in text order where the table has one."""
        order = "" if table == "articles" else "ORDER BY article, start, id"
        sql = f"SELECT * FROM {table} WHERE {column} IN (SELECT value FROM json_each(?)) {order}"  # noqa: S608  # names of ours
        return self._rows(sql, (json.dumps(list(ids)),))

    def _put_facts(self, article: str, facts: Facts) -> None:
        for name in _FACTS:
            self.db.table(name).insert_all(rows.fact_row(article, fact) for fact in getattr(facts, name))

    def _remove(self, article: str) -> None:
        self.shelf.remove(article)
        self.db.execute(
            "DELETE FROM vectors WHERE sentence IN (SELECT id FROM sentences WHERE article = ?)", (article,)
        )
        self._remove_facts(article)
        self.db.execute("DELETE FROM sentences WHERE article = ?", (article,))
        self.db.execute("DELETE FROM articles WHERE id = ?", (article,))

    def _remove_facts(self, article: str) -> None:
        for name in _FACTS:
            self.db.execute(f"DELETE FROM {name} WHERE article = ?", (article,))  # noqa: S608  # the name is ours

    def _next_sentence(self) -> int:
        return int(next(self._rows("SELECT coalesce(max(id), 0) + 1 AS n FROM sentences"))["n"])

    def _touch(self) -> None:
        self._set("revision", str(self.revision + 1))

    def _setting(self, name: str) -> str | None:
        return next((row["value"] for row in self._rows("SELECT value FROM settings WHERE name = ?", (name,))), None)

    def _set(self, name: str, value: str) -> None:
        self.db.table("settings").upsert({"name": name, "value": value}, pk="name")


def _blob(vector: Vectors) -> bytes:
    return np.asarray(vector, dtype=np.float16).tobytes()


def _vector(blob: bytes) -> Vectors:
    return np.frombuffer(blob, dtype=np.float16).astype(np.float32)


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _day(value: str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None
