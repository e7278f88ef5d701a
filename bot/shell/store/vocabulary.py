"""The words of all articles, as full-text search keeps them: what a word that they have not was meant to be, and the other
spellings of a name."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import fuzz, process
from sqlite_utils import Database

from bot.spelling import folded, sounds_alike
from bot.words import stem, tokens

# A name of fewer letters is like too many others.
_SHORTEST_NAME = 5
# Letters that begin one name in two transliterations: Qaddafi, Kadafi, Gaddafi.
_INITIALS = ("ckqg", "sz", "fp", "jd", "vw", "iey", "ao")
_MOST_SPELLINGS = 5
# What two stems can have less in common than the words: "minster" and minister, stem "minist".
_ENDING = 8


class Vocabulary:
    """The vocabulary of `articles.db`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def holders(self, word: str, most: int) -> int:
        """In how many sentences a word stands in any form, counted up to `most`."""
        sql = "SELECT count(*) AS n FROM (SELECT 1 FROM sentences_fts WHERE sentences_fts MATCH ? LIMIT ?)"
        return int(next(self._db.query(sql, (f'"{word}"', most)))["n"])

    def spellings(self, name: str) -> list[str]:
        """The other spellings of a lower-case name that stand in the articles."""
        if len(name) < _SHORTEST_NAME:
            return []
        initials = next((group for group in _INITIALS if name[0] in group), name[0])
        terms = (term for initial in initials for term in self._terms(initial))
        near = (term for term in terms if abs(len(term) - len(name)) <= 2 and term not in (name, stem(name)))
        return [term for term in near if sounds_alike(folded(name), folded(term))][:_MOST_SPELLINGS]

    def nearest(self, word: str, least: float) -> str | None:
        """The word of the articles, as it is printed, that is nearest in spelling to a lower-case word, with at least so many of
        their letters, or of their stems', in common (0 to 100)."""
        terms = list(self._terms(word[0]))
        found = process.extract(stem(word), terms, scorer=fuzz.ratio, score_cutoff=least - _ENDING, limit=5)
        printed = [(near, term, score) for term, score, _ in found if (near := self._printed(term, word))]
        alike = ((max(fuzz.ratio(word, near), score), self._held(term), near) for near, term, score in printed)
        best = max(alike, default=None)
        return best[2] if best and best[0] >= least else None

    def _terms(self, initial: str) -> Iterator[str]:
        # A temporary table of this connection: it only looks at the index.
        self._db.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.terms USING fts5vocab(main, sentences_fts, row)")
        sql = "SELECT term FROM temp.terms WHERE term >= ? AND term < ?"
        return (row["term"] for row in self._db.query(sql, (initial, chr(ord(initial) + 1))))

    def _held(self, term: str) -> int:
        return int(next(self._db.query("SELECT doc FROM temp.terms WHERE term = ?", (term,)))["doc"])

    def _printed(self, term: str, word: str) -> str | None:
        """The word of a sentence that has the term, nearest to the word typed."""
        sql = "SELECT text FROM sentences_fts WHERE sentences_fts MATCH ? LIMIT 1"
        words = [w for row in self._db.query(sql, (f'"{term}"',)) for w in tokens(row["text"])]
        near = process.extractOne(word, [w for w in words if stem(w) == term] or words, scorer=fuzz.ratio)
        return str(near[0]) if near else None
