"""`articles.db`: articles with their sentences, facts and vectors. One writer; every write is one transaction."""

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
)
from bot.shell.embedder import Vectors
from bot.shell.store import rows, schema
from bot.shell.store.arrivals import Arrivals
from bot.shell.store.names import Names
from bot.shell.store.notes import Notes
from bot.shell.store.polls import Polls
from bot.shell.store.selection import Selection
from bot.shell.store.shelf import Shelf
from bot.shell.store.stories import Stories
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
        self._notes = Notes(self.db)
        self.shelf = Shelf(self.db)
        self.stories = Stories(self.db)
        self.arrivals = Arrivals(self.db, self._notes)
        self.versions = Versions(self.db)
        self.names = Names(self.db)
        self.polls = Polls(self.db)
        self.selection = Selection(self.db)
        self.vocabulary = Vocabulary(self.db)
        self._engine = f"{model} float16"
        stored = self._notes.get("model")
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
            self._notes.put("model", self._engine)
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
        self._notes.drop("reread")

    @property
    def needs_reading(self) -> bool:
        """Whether the articles come from an older home whose facts lack something that is read now."""
        return self._notes.get("reread") is not None

    def grouped(self) -> None:
        """All articles that there are stand in their stories now."""
        self._notes.put("grouped", str(self.revision))

    @property
    def needs_grouping(self) -> bool:
        """Whether articles have come since stories were last worked out."""
        return self._notes.get("grouped") != str(self.revision)

    # ------------------------------------------------------------------ reading

    @property
    def revision(self) -> int:
        """A number that grows with every change; what was computed at another one is stale."""
        return int(self._notes.get("revision") or 0)

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
        self._notes.put("revision", str(self.revision + 1))


def _blob(vector: Vectors) -> bytes:
    return np.asarray(vector, dtype=np.float16).tobytes()


def _vector(blob: bytes) -> Vectors:
    return np.frombuffer(blob, dtype=np.float16).astype(np.float32)
