"""Search over the stored sentences: words by FTS5, meaning by one matrix of vectors in memory, the two ranks fused."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from bot.model import Hit, Quote, Span
from bot.shell.embedder import Vectors
from bot.shell.store.articles import ArticleStore
from bot.words import stems, tokens

# Reciprocal rank fusion and its constant: Cormack, Clarke and Büttcher (SIGIR 2009).
_RRF = 60
_DEPTH = 200


class _Matrix(NamedTuple):
    """All vectors of one revision of the store: row n is of sentence `ids[n]` in article `articles[n]`."""

    revision: int
    ids: npt.NDArray[np.int64]
    articles: npt.NDArray[np.object_]
    rows: Vectors


class SentenceIndex:
    """Finds sentences in a store. The matrix is loaded at the first search and again after the store has changed."""

    def __init__(self, store: ArticleStore) -> None:
        self._store = store
        self._loaded: _Matrix | None = None

    def search(self, text: str, vector: Vectors, only: Collection[str] | None, limit: int) -> list[Hit]:
        """The best sentences for `text`, whose embedding is `vector`; `only` restricts them to these articles."""
        words = self._by_words(text, only)
        meaning = self._by_meaning(vector, only)
        score: dict[int, float] = {}
        for ranked in (words, meaning):
            for rank, id in enumerate(ranked):
                score[id] = score.get(id, 0.0) + 1 / (_RRF + rank)
        best = sorted(score, key=lambda id: (-score[id], id))[:limit]
        quotes = self._quotes(best)
        # Both rankings putting a sentence first is the most there can be: that is 1.
        return [Hit(quotes[id], score[id] * _RRF / 2) for id in best]

    def _by_words(self, text: str, only: Collection[str] | None) -> list[int]:
        wanted = stems(text) or tokens(text)
        if not wanted:
            return []
        match = " OR ".join(f'"{word}"' for word in dict.fromkeys(tokens(text)))
        found = self._store.db.query(
            "SELECT s.id FROM sentences_fts JOIN sentences s ON s.id = sentences_fts.rowid "
            "WHERE sentences_fts MATCH :match AND s.kind IN ('news', 'headline') "
            "AND (:only IS NULL OR s.article IN (SELECT value FROM json_each(:only))) "
            "ORDER BY bm25(sentences_fts), s.id LIMIT :depth",
            {"match": match, "only": None if only is None else json.dumps(sorted(only)), "depth": _DEPTH},
        )
        return [row["id"] for row in found]

    def _by_meaning(self, vector: Vectors, only: Collection[str] | None) -> list[int]:
        matrix = self._matrix()
        if not len(matrix.ids):
            return []
        cosines = matrix.rows @ vector
        if only is not None:
            cosines = np.where(np.isin(matrix.articles, list(only)), cosines, -1.0)
        depth = min(_DEPTH, len(cosines))
        top = np.argpartition(-cosines, depth - 1)[:depth]
        ordered = top[np.lexsort((matrix.ids[top], -cosines[top]))]
        return [int(matrix.ids[n]) for n in ordered if cosines[n] > 0.0]

    def _matrix(self) -> _Matrix:
        revision = self._store.revision
        if self._loaded is None or self._loaded.revision != revision:
            sql = "SELECT v.sentence, v.vector, s.article FROM vectors v JOIN sentences s ON s.id = v.sentence"
            found = list(self._store.db.query(f"{sql} ORDER BY v.sentence"))
            rows = np.frombuffer(b"".join(row["vector"] for row in found), dtype=np.float16).astype(np.float32)
            self._loaded = _Matrix(
                revision,
                np.array([row["sentence"] for row in found], dtype=np.int64),
                np.array([row["article"] for row in found], dtype=object),
                rows.reshape(len(found), -1) if found else np.zeros((0, 0), dtype=np.float32),
            )
        return self._loaded

    def _quotes(self, ids: Sequence[int]) -> dict[int, Quote]:
        sql = "SELECT id, article, start, end FROM sentences WHERE id IN (SELECT value FROM json_each(?))"
        found = self._store.db.query(sql, (json.dumps(list(ids)),))
        return {row["id"]: Quote(row["article"], Span(row["start"], row["end"])) for row in found}
