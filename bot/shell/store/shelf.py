"""What grouping keeps of the articles in `articles.db`: their cards, who shares what with whom, ties, and trees.

A new article is compared with those within reach of its day that share two of its weightiest words, or a band of shingles:
two look-ups in indexes, each of which keeps together what is of one time. What one more costs depends on its neighbourhood,
not on how many articles there are.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

import numpy as np
from sqlite_utils import Database

from bot.stories.cards import REACH_IN_DAYS, SHARED, Card, Tie, ties
from bot.stories.copies import bands
from bot.stories.trees import Tree, grow

# How each array of a card is stored: vectors as they are stored elsewhere, numbers whole.
_ARRAYS = {"words": np.int64, "weights": np.float32, "keys": np.int64, "shingles": np.int64, "meaning": np.float16}
# The cards and the ties of so many articles, and so many trees, are kept in memory (together under 300 MB): what comes is
# compared with what came lately, and reading the cards anew was a quarter of grouping.
_CARDS_KEPT, _TIES_KEPT, _TREES_KEPT = 16_384, 8192, 2048
# The days that are kept together in the indexes (as m010_months made them); the undated are in the first month.
_MONTH, _LAST_DAY = 64, dt.date.max.toordinal()


class Shelf:
    """The cards in a database. Its writes belong into the caller's transactions."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self._cards: dict[str, Card] = {}
        self._ties: dict[str, dict[str, Tie]] = {}
        self._trees: dict[str, Tree] = {}

    def missing(self) -> list[str]:
        """The ids of the articles that have no card yet: those that no story has, for both are written down together."""
        return [row["id"] for row in self.db.query("SELECT id FROM articles WHERE story IS NULL ORDER BY id")]

    def loose(self) -> list[str]:
        """The ids of the articles that are in no tree: new ones, and those whose tree has lost an article."""
        return [
            row["article"] for row in self.db.query("SELECT article FROM cards WHERE tree IS NULL ORDER BY article")
        ]

    def put(self, card: Card) -> None:
        """Keep a card, and tie it to the cards there are."""
        found = self.kin(card)
        arrays = {name: np.asarray(getattr(card, name), dtype=kind).tobytes() for name, kind in _ARRAYS.items()}
        self.db.table("cards").insert({"article": card.id, "day": card.day, "tree": None, **arrays})
        for table, rows in _places(card).items():
            self.db.conn.executemany(f"INSERT OR IGNORE INTO {table} VALUES (?, ?, ?, ?)", rows)  # noqa: S608  # our words
        both_ways = [(a, b, t.near, t.copy) for id, t in found.items() for a, b in ((card.id, id), (id, card.id))]
        self.db.conn.executemany("INSERT INTO ties (one, other, near, copy) VALUES (?, ?, ?, ?)", both_ways)
        # What is in memory is told, not forgotten: the ties of a story of a thousand articles take seconds to be read again.
        _make_room(self._ties, _TIES_KEPT)
        self._ties[card.id] = dict(found)
        for id, tie in found.items():
            if id in self._ties:
                self._ties[id][card.id] = tie

    def kin(self, card: Card) -> dict[str, Tie]:
        """The ties that a card has, or would have, to the cards there are."""
        return ties(card, self.cards(self._candidates(card)))

    def remove(self, article: str) -> None:
        """Forget an article's card, if it has one; the others of its tree are loose then."""
        for card in self.cards([article]):
            self._loosen(article)
            for table, rows in _places(card).items():
                sql = f"DELETE FROM {table} WHERE month = ? AND number = ? AND day = ? AND article = ?"  # noqa: S608  # our words
                self.db.conn.executemany(sql, rows)
            tied = [(a, b) for other in self.near(article) for a, b in ((article, other), (other, article))]
            self.db.conn.executemany("DELETE FROM ties WHERE one = ? AND other = ?", tied)
            self.db.execute("DELETE FROM cards WHERE article = ?", (article,))
            self._cards.pop(article, None)
            self._forget_ties(*(one for one, _ in tied))

    def cards(self, ids: Iterable[str]) -> list[Card]:
        """The cards of these articles, as far as they have one, in the order of their ids."""
        wanted = sorted(set(ids))
        if unread := [id for id in wanted if id not in self._cards]:
            sql = "SELECT * FROM cards WHERE article IN (SELECT value FROM json_each(?))"
            self._cards |= {row["article"]: _card(row) for row in self.db.query(sql, (json.dumps(unread),))}
        found = [self._cards[id] for id in wanted if id in self._cards]
        if len(self._cards) > _CARDS_KEPT:
            # The older half: those that come are compared with what came lately.
            self._cards = dict(islice(self._cards.items(), _CARDS_KEPT // 2, None))
        return found

    def tree_of(self, article: str) -> Tree | None:
        """The tree an article stands in, None while it is loose."""
        row = next(self.db.query("SELECT tree FROM cards WHERE article = ?", (article,)))
        return self._tree(row["tree"]) if row["tree"] else None

    def near(self, article: str) -> Mapping[str, Tie]:
        """The ties of an article."""
        if article not in self._ties:
            _make_room(self._ties, _TIES_KEPT)
            found = self.db.execute("SELECT other, near, copy FROM ties WHERE one = ?", (article,))
            self._ties[article] = {other: Tie(near, bool(copy)) for other, near, copy in found}
        return self._ties[article]

    def plant(self, trees: Sequence[Tree]) -> None:
        """Write down in which trees the articles of these stand; a tree is named after its first article."""
        rows = [(tree.members[0], id) for tree in trees for id in tree.members]
        self.db.conn.executemany("UPDATE cards SET tree = ? WHERE article = ?", rows)
        for _, id in rows:
            self._trees.pop(id, None)  # no other tree can be named after it any more
        _make_room(self._trees, _TREES_KEPT)
        self._trees.update((tree.members[0], tree) for tree in trees)

    def _candidates(self, card: Card) -> set[str]:
        by_keys = self._found("card_keys", card, card.keys.tolist(), SHARED)
        return (by_keys | self._found("card_bands", card, bands(card.shingles), 1)) - {card.id}

    def _found(self, table: str, card: Card, numbers: Sequence[int], least: int) -> set[str]:
        """The articles within reach of a card that stand in an index under these numbers, which count at least so much."""
        first, last = (0, _LAST_DAY) if card.day is None else (card.day - REACH_IN_DAYS, card.day + REACH_IN_DAYS)
        months = self._months(table) if card.day is None else [0, *range(first // _MONTH, last // _MONTH + 1)]
        sql = (
            f"SELECT article FROM {table} WHERE month IN (SELECT value FROM json_each(?)) "  # noqa: S608  # our words
            "AND number IN (SELECT value FROM json_each(?)) AND (day = 0 OR day BETWEEN ? AND ?) "
            "GROUP BY article HAVING sum(1 + (number > 0)) >= ?"  # as cards.shares counts
        )
        found = self.db.execute(sql, (json.dumps(months), json.dumps(numbers), first, last, least))
        return {article for (article,) in found}

    def _months(self, table: str) -> list[int]:
        """The months that an index has; each is found behind the one before, without a look at their rows."""
        sql = (
            f"WITH RECURSIVE months (month) AS (SELECT min(month) FROM {table} UNION ALL "  # noqa: S608  # our words
            f"SELECT (SELECT min(month) FROM {table} i WHERE i.month > months.month) FROM months WHERE month IS NOT NULL) "
            "SELECT month FROM months WHERE month IS NOT NULL"
        )
        return [month for (month,) in self.db.execute(sql)]

    def _tree(self, name: str) -> Tree:
        if name not in self._trees:
            members = [row["article"] for row in self.db.query("SELECT article FROM cards WHERE tree = ?", (name,))]
            (self._trees[name],) = grow(members, self.near)
        return self._trees[name]

    def _loosen(self, article: str) -> None:
        for row in self.db.query("SELECT tree FROM cards WHERE article = ? AND tree IS NOT NULL", (article,)):
            self.db.execute("UPDATE cards SET tree = NULL WHERE tree = ?", (row["tree"],))
            self._trees.pop(row["tree"], None)

    def _forget_ties(self, *articles: str) -> None:
        for article in articles:
            self._ties.pop(article, None)


def _places(card: Card) -> dict[str, list[tuple[int, int, int, str]]]:
    """Where a card stands in the indexes: month, number, day and article."""
    day = card.day or 0
    numbers = {"card_keys": card.keys.tolist(), "card_bands": bands(card.shingles)}
    return {table: [(day // _MONTH, number, day, card.id) for number in each] for table, each in numbers.items()}


def _make_room(kept: dict[str, Any], most: int) -> None:
    if len(kept) >= most:
        kept.clear()


def _card(row: Mapping[str, Any]) -> Card:
    arrays = {name: np.frombuffer(row[name], dtype=kind) for name, kind in _ARRAYS.items()}
    meaning = arrays.pop("meaning").astype(np.float32)
    return Card(id=row["article"], day=row["day"], meaning=meaning, **arrays)
