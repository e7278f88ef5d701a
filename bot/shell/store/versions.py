"""What links to sentences lead to in `articles.db`: the sentence, or what its article said before it changed."""

from __future__ import annotations

from typing import NamedTuple

from sqlite_utils import Database

from bot.model import Article, Quote, Span
from bot.shell.store import rows


class OldSentence(NamedTuple):
    """A sentence of an earlier version of an article."""

    article: str
    text: str


class Versions:
    """The sentences in a database by their keys, and the earlier texts of its articles."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def keep(self, article: Article) -> None:
        """Put aside what is stored of an article that comes with another text. Belongs into the caller's transaction."""
        differs = (article.id, rows.digest(article.text))
        sql = "INSERT INTO versions (article, digest, text) SELECT id, digest, text FROM articles WHERE id = ? AND digest <> ?"
        if self.db.execute(sql, differs).rowcount:
            self.db.execute(
                "INSERT INTO old_sentences (version, key, kind, start, end) "
                "SELECT (SELECT max(id) FROM versions), key, kind, start, end FROM sentences WHERE article = ?",
                (article.id,),
            )

    def forget(self, article: str) -> None:
        """Delete the earlier texts of an article. Belongs into the caller's transaction."""
        self.db.execute(
            "DELETE FROM old_sentences WHERE version IN (SELECT id FROM versions WHERE article = ?)", (article,)
        )
        self.db.execute("DELETE FROM versions WHERE article = ?", (article,))

    def sentence(self, key: str) -> Quote | None:
        """The sentence that a link names."""
        for row in self.db.query("SELECT article, start, end FROM sentences WHERE key = ?", (key,)):
            return Quote(row["article"], Span(row["start"], row["end"]))
        return None

    def old_sentence(self, key: str) -> OldSentence | None:
        """A sentence that a link names and that its article no longer has."""
        sql = (
            "SELECT v.article, substr(v.text, o.start + 1, o.end - o.start) AS text FROM old_sentences o "
            "JOIN versions v ON v.id = o.version WHERE o.key = ? ORDER BY v.id DESC LIMIT 1"
        )
        return next((OldSentence(row["article"], row["text"]) for row in self.db.query(sql, (key,))), None)

    def dropped(self, article: str) -> list[tuple[str, str]]:
        """The quotable sentences of an article's last version that it no longer has: their keys and texts, in order."""
        sql = (
            "SELECT o.key, substr(v.text, o.start + 1, o.end - o.start) FROM old_sentences o JOIN versions v ON v.id = o.version "
            "WHERE v.id = (SELECT max(id) FROM versions WHERE article = ?) AND o.kind IN ('news', 'headline') "
            "AND o.key NOT IN (SELECT key FROM sentences WHERE article = ?) ORDER BY o.start"
        )
        return list(self.db.execute(sql, (article, article)).fetchall())

    def earlier(self, article: str) -> list[list[str]]:
        """The quotable sentences of an article's earlier versions, the first version first."""
        sql = (
            "SELECT v.id, substr(v.text, o.start + 1, o.end - o.start) AS text FROM versions v "
            "JOIN old_sentences o ON o.version = v.id WHERE v.article = ? AND o.kind IN ('news', 'headline') "
            "ORDER BY v.id, o.start"
        )
        found: dict[int, list[str]] = {}
        for row in self.db.query(sql, (article,)):
            found.setdefault(row["id"], []).append(row["text"])
        return list(found.values())
