"""Search over the stored sentences: words by FTS5 (of the sentence, and of its whole article with the headline) and meaning by
one matrix of vectors in memory. Their scores are fused, not their ranks: how far the first is ahead of the others counts."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from bot.answers.question import names_in
from bot.model import Hit, Quote, Span
from bot.shell.embedder import Vectors
from bot.shell.store.articles import ArticleStore
from bot.words import stopwords, tokens

Rows = npt.NDArray[np.intp]

# What the words of a sentence and of its article count beside meaning (a cosine). On 1,083 of SciFact's
# articles: nDCG@10 .80 by meaning alone, .76 by BM25 alone, .82 to .84 with .35 to .6 for the article's words; the sentence's
# own add little.
_SENTENCE_WORDS, _ARTICLE_WORDS = 0.05, 0.35
# How many are taken from each way of finding before they are put together.
_DEPTH, _ARTICLE_DEPTH = 200, 100
# A word in more sentences than this finds nothing by itself, and ranking all its holders is what takes time.
_COMMON = 3000
_MOST_WORDS = 40
# From here on the nearest are sought among a shortlist by sign bits, which are a 32nd of float32's size.
_EXACT, _SHORTLIST = 40_000, 2000
# Sentences that some vectors are compared with in one go.
_AT_ONCE = 20_000
# Of this many articles all sentences are looked at.
_FEW = 30


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence that was found: its nearness in meaning (a cosine), and its fused score."""

    quote: Quote
    cosine: float
    score: float


class _Matrix(NamedTuple):
    """All vectors of one revision of the store, in the order of the sentences' ids; `places` has each article's slice of them,
    `names` and `starts` the same by place."""

    revision: int
    ids: npt.NDArray[np.int64]
    rows: npt.NDArray[np.float16]
    exact: Vectors | None
    signs: npt.NDArray[np.uint64]
    places: Mapping[str, slice]
    names: Sequence[str]
    starts: Rows


class SentenceIndex:
    """Finds sentences in a store. The matrix is loaded at the first search and again after the store has changed."""

    def __init__(self, store: ArticleStore) -> None:
        self._store = store
        self._loaded: _Matrix | None = None

    def search(
        self, text: str, vector: Vectors, only: Collection[str] | None, limit: int, of_article: int | None = None
    ) -> list[Found]:
        """The best sentences for `text`, whose embedding is `vector`, best first; `only` restricts them to these articles,
        `of_article` is how many may come of one article."""
        matrix = self._matrix()
        if not len(matrix.ids):
            return []
        match = self._match(text)
        sentences, articles = self._sentences(match, only), self._articles(match, only)
        rows = self._pool(matrix, sentences, articles, vector, only)
        cosines = (matrix.rows[rows].astype(np.float32) @ vector).tolist()
        names = [matrix.names[n] for n in np.searchsorted(matrix.starts, rows, side="right") - 1]
        scores = [
            cosine + _SENTENCE_WORDS * sentences.get(int(id), 0.0) + _ARTICLE_WORDS * articles.get(name, 0.0)
            for cosine, id, name in zip(cosines, matrix.ids[rows], names, strict=True)
        ]
        best = sorted(range(len(rows)), key=lambda n: (-scores[n], rows[n]))
        kept = _thinned(best, names, of_article)[:limit]
        quotes = self._quotes(matrix.ids[rows[kept]])
        return [Found(quotes[int(matrix.ids[rows[n]])], cosines[n], scores[n]) for n in kept]

    def vectors(self, quotes: Iterable[Quote]) -> dict[Quote, Vectors]:
        """The vectors of some quotable sentences."""
        return self._store.vectors_of(quotes)

    def familiar(self, vectors: Vectors, articles: Iterable[str]) -> npt.NDArray[np.float64]:
        """How near (a cosine) each of some vectors comes to any sentence of these articles."""
        matrix = self._matrix()
        rows = _rows_of(matrix, articles)
        near = np.zeros(len(vectors))
        for start in range(0, len(rows), _AT_ONCE):
            some = matrix.rows[rows[start : start + _AT_ONCE]].astype(np.float32)
            near = np.maximum(near, (vectors @ some.T).max(axis=1))
        return near

    # ------------------------------------------------------------------ by words

    def _match(self, text: str) -> str:
        """The words of a text that can find something, as FTS5 reads them."""
        words = list(dict.fromkeys(w for w in tokens(text) if w not in stopwords())) or list(
            dict.fromkeys(tokens(text))
        )
        vocabulary = self._store.vocabulary
        held = {word: vocabulary.holders(word, _COMMON) for word in words[:_MOST_WORDS]}
        for name in [word for word in names_in(f"x {text}") if word in held]:
            held |= {other: vocabulary.holders(other, _COMMON) for other in vocabulary.spellings(name)}
        telling = [word for word, count in held.items() if 0 < count < _COMMON]
        return " OR ".join(f'"{word}"' for word in telling or list(held)[:2])

    def _sentences(self, match: str, only: Collection[str] | None) -> dict[int, float]:
        """The sentences with these words and how well they fit, from 1 for the best downwards."""
        ranked = "SELECT rowid AS id, bm25(sentences_fts) AS fit FROM sentences_fts WHERE sentences_fts MATCH :match"
        if only is not None:
            ranked += " AND rowid IN (SELECT id FROM sentences WHERE article IN (SELECT value FROM json_each(:only)))"
        return self._fits(ranked, match, only, _DEPTH)

    def _articles(self, match: str, only: Collection[str] | None) -> dict[str, float]:
        """The articles with these words, in their text or headline, and how well they fit, from 1 for the best downwards."""
        ranked = (
            "SELECT a.id AS id, f.fit AS fit FROM (SELECT rowid, bm25(articles_fts) AS fit FROM articles_fts "
            "WHERE articles_fts MATCH :match ORDER BY rank LIMIT :depth) f JOIN articles a ON a.rowid = f.rowid"
        )
        if only is not None:
            ranked = (
                "SELECT a.id AS id, bm25(articles_fts) AS fit FROM articles_fts JOIN articles a ON a.rowid = articles_fts.rowid "
                "WHERE articles_fts MATCH :match AND a.id IN (SELECT value FROM json_each(:only))"
            )
        return self._fits(ranked, match, only, _ARTICLE_DEPTH)

    def _fits(self, sql: str, match: str, only: Collection[str] | None, depth: int) -> dict[Any, float]:
        if not match:
            return {}
        given = {"match": match, "only": None if only is None else json.dumps(sorted(only)), "depth": depth}
        found = [(row["id"], -row["fit"]) for row in self._store.db.query(f"{sql} ORDER BY fit LIMIT :depth", given)]
        best = max((fit for _, fit in found), default=0.0)
        return {id: fit / best for id, fit in found} if best > 0 else {}

    # ------------------------------------------------------------------ by meaning

    def _pool(
        self,
        matrix: _Matrix,
        sentences: Iterable[int],
        articles: Iterable[str],
        vector: Vectors,
        only: Collection[str] | None,
    ) -> Rows:
        """The rows that are scored: those found by words, and those that are near in meaning."""
        if only is not None and len(only) <= _FEW:
            return _rows_of(matrix, sorted(only))
        worded = np.searchsorted(matrix.ids, np.fromiter(sentences, dtype=np.int64))
        known = worded[worded < len(matrix.ids)]
        near = _nearest(matrix, vector, None if only is None else _rows_of(matrix, sorted(only)))
        beside = _rows_of(matrix, articles)
        best = beside[np.argsort(-(matrix.rows[beside].astype(np.float32) @ vector), kind="stable")[:_DEPTH]]
        return np.unique(np.concatenate([known, near, best]))

    def _matrix(self) -> _Matrix:
        revision = self._store.revision
        if self._loaded is None or self._loaded.revision != revision:
            self._loaded = _loaded(revision, self._store)
        return self._loaded

    def _quotes(self, ids: npt.NDArray[np.int64]) -> dict[int, Quote]:
        sql = "SELECT id, article, start, end FROM sentences WHERE id IN (SELECT value FROM json_each(?))"
        found = self._store.db.query(sql, (json.dumps(ids.tolist()),))
        return {row["id"]: Quote(row["article"], Span(row["start"], row["end"])) for row in found}


def _loaded(revision: int, store: ArticleStore) -> _Matrix:
    """The matrix as the store has it now."""
    ids: list[int] = []
    places: dict[str, slice] = {}
    blobs = bytearray()
    sql = "SELECT v.sentence, v.vector, s.article FROM vectors v JOIN sentences s ON s.id = v.sentence ORDER BY v.sentence"
    for article, several in groupby(store.db.execute(sql), key=lambda row: str(row[2])):
        first = len(ids)
        for id, blob, _ in several:
            ids.append(id)
            blobs += blob
        places[article] = slice(first, len(ids))
    rows = np.frombuffer(blobs, dtype=np.float16).reshape(len(ids), -1) if ids else np.zeros((0, 0), np.float16)
    exact = rows.astype(np.float32) if len(ids) <= _EXACT else None
    signs = np.zeros((0, 0), np.uint64) if exact is not None else _signs(rows)
    starts = np.array([place.start for place in places.values()], dtype=np.intp)
    return _Matrix(revision, np.array(ids, dtype=np.int64), rows, exact, signs, places, list(places), starts)


def _signs(rows: npt.NDArray[np.float16] | Vectors) -> npt.NDArray[np.uint64]:
    """The signs of each vector as bits: near vectors differ in few (Charikar 2002)."""
    packed = np.packbits(rows > 0, axis=1)
    padded = np.pad(packed, ((0, 0), (0, -packed.shape[1] % 8)))
    return np.ascontiguousarray(padded).view(np.uint64)


def _nearest(matrix: _Matrix, vector: Vectors, among: Rows | None) -> Rows:
    """The rows nearest to a vector, in any order."""
    if matrix.exact is not None:
        cosines = matrix.exact @ vector if among is None else matrix.exact[among] @ vector
        return _top(cosines, among, _DEPTH)
    signs = matrix.signs if among is None else matrix.signs[among]
    apart = np.zeros(len(signs), dtype=np.uint16)
    for word, asked in enumerate(_signs(vector[None])[0]):
        apart += np.bitwise_count(signs[:, word] ^ asked)
    short = _top(-apart.astype(np.int32), among, _SHORTLIST)
    return _top(matrix.rows[short].astype(np.float32) @ vector, short, _DEPTH)


def _top(scores: Vectors | npt.NDArray[np.int32], rows: Rows | None, most: int) -> Rows:
    """The `most` rows with the highest scores."""
    if len(scores) <= most:
        return np.arange(len(scores)) if rows is None else rows
    best = np.argpartition(-scores, most)[:most]
    return best if rows is None else rows[best]


def _rows_of(matrix: _Matrix, articles: Iterable[str]) -> Rows:
    """The rows of some articles' sentences; unknown articles have none."""
    slices = [matrix.places[id] for id in articles if id in matrix.places]
    return np.concatenate([np.arange(s.start, s.stop) for s in slices]) if slices else np.zeros(0, dtype=np.intp)


def _thinned(found: Sequence[int], names: Sequence[str], of_article: int | None) -> list[int]:
    """Those found, with no more than `of_article` of any article."""
    if of_article is None:
        return list(found)
    seen: dict[str, int] = {}
    kept = []
    for one in found:
        seen[names[one]] = seen.get(names[one], 0) + 1
        if seen[names[one]] <= of_article:
            kept.append(one)
    return kept


def as_hits(found: Iterable[Found], best_possible: float = 1 + _SENTENCE_WORDS + _ARTICLE_WORDS) -> list[Hit]:
    """What was found as hits, whose scores lie between 0 and 1."""
    return [Hit(one.quote, max(0.0, one.score) / best_possible) for one in found]
