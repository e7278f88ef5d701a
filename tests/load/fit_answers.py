"""How the weights in `prompts/answers.json` were fitted: `python -m tests.load.fit_answers BENCH HOMES [--write]`.

BENCH holds WikiQA's train file (Yang et al. 2015) and a part of SQuAD 2.0 (Rajpurkar et al. 2018; its unanswerable questions are
near misses); HOMES is a folder for their two indexes, made at the first run. Features are the program's own, of candidates that
its own search finds with `only` the question's article. `rank` is fitted on pairs of a right and a wrong sentence (a logistic
regression of their difference, each question of one weight), `chance` on single sentences, both with a ridge, by Newton's method.
Printed: cross-validated figures, SQuAD's by document. Only coefficients are written.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import pickle
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from bot.answers.features import features
from bot.answers.pairs import compare
from bot.answers.wording import Wording
from bot.model import Draft, Quote
from bot.prompts import lenses, shipped
from bot.shell.embedder import MiniLM
from bot.shell.flows import indexing
from bot.shell.flows.asking import Desk
from bot.shell.flows.finding import gather
from bot.shell.store.articles import ArticleStore

Numbers = npt.NDArray[np.float64]
# A question of SQuAD counts so much of one of WikiQA; the ridge on standardized features; the share of answers worth giving.
_SQUAD, _RIDGE, _FOLDS = 1.5, 30.0, 4
_LEAST_CHANCE = 0.08
# Questions of one or two words that a sentence has are rare in the sets and common in a chat.
_LEAST_OF_ALL_WORDS = 0.015
# "No injuries" shares no word with "was anyone hurt".
_LEAST_COUNTED = 0.005
# How many other articles a question is put to, for near misses of the topic.
_OTHERS = 5
# The chance is told by these and the ranking's score, of the best few of a question: where in its article a sentence stands, and
# how it is like its title, tells much of an encyclopaedia and would say of every newspaper's that it answers nothing.
_CHANCE = [
    "cosine", "overlap", "overlap_much", "overlap_new", "overlap_near", "overlap_either", "exact", "all_near", "unmet",
    "unmet_share", "torn", "names_missing", "numbers_elsewhere", "has_number", "has_time", "has_place", "has_person",
    "has_reason", "phrases", "bigrams",
]  # fmt: skip
_BEST = 2


@dataclass
class Asked:
    """A question with its candidates' features and which of them answer it; `fold` is what is left out together."""

    rows: Numbers
    right: npt.NDArray[np.bool_]
    answerable: bool
    fold: int
    weight: float
    kind: str


@dataclass
class Item:
    """A question of a set: its article, and the slices that answer it (WikiQA: whole sentences)."""

    text: str
    article: str
    gold: list[tuple[int, int]]
    pieces: list[tuple[int, int]]
    fold: int


def main(bench: Path, homes: Path, *, write: bool) -> None:
    """Fit, print, and with `write` store the weights."""
    names, asked = _features(bench, homes)
    told: dict[int, list[Told]] = {}
    for fold in range(_FOLDS):
        rank, chance = fit([a for a in asked if a.fold != fold], names)
        told[fold] = [_told(a, rank, chance, names) for a in asked if a.fold == fold]
    _print([told_of for several in told.values() for told_of in several])
    rank, chance = fit(asked, names)
    fitted = {
        "fitted_by": "tests/load/fit_answers.py on WikiQA train and SQuAD 2.0 dev (4 documents)",
        "least_chance": {"some_words": _LEAST_CHANCE, "all_words": _LEAST_OF_ALL_WORDS, "counted": _LEAST_COUNTED},
        "rank": dict(zip(names, np.round(rank, 4).tolist(), strict=True)),
        "chance": dict(zip(["bias", *_CHANCE, "rank"], np.round(chance, 4).tolist(), strict=True)),
    }
    if write:
        (shipped("prompts") / "answers.json").write_text(json.dumps(fitted, indent=1) + "\n", encoding="utf-8")


def fit(asked: Sequence[Asked], names: Sequence[str]) -> tuple[Numbers, Numbers]:
    """The weights of the ranking, and the bias and weights of the chance."""
    pairs = [(a, (a.rows[a.right][:, None] - a.rows[~a.right][None]).reshape(-1, a.rows.shape[1])) for a in asked]
    differences = np.concatenate([d for _, d in pairs])
    each = np.concatenate([np.full(len(d), a.weight / max(1, len(d))) for a, d in pairs])
    rank = newton(differences, np.ones(len(differences)), each, bias=False)
    best = [np.argsort(-(a.rows @ rank))[:_BEST] for a in asked]
    rows = np.concatenate([_chance_rows(a.rows[b], rank, names) for a, b in zip(asked, best, strict=True)])
    right = np.concatenate([a.right[b] for a, b in zip(asked, best, strict=True)]).astype(float)
    weights = np.concatenate([np.full(len(b), a.weight) for a, b in zip(asked, best, strict=True)])
    return rank, newton(rows, right, weights, bias=True)


def _chance_rows(rows: Numbers, rank: Numbers, names: Sequence[str]) -> Numbers:
    return np.hstack([rows[:, [names.index(name) for name in _CHANCE]], (rows @ rank)[:, None]])


def newton(rows: Numbers, labels: Numbers, each: Numbers, *, bias: bool) -> Numbers:
    """Logistic regression with a ridge, features standardized inside."""
    spread = rows.std(axis=0) + 1e-9
    x = rows / spread
    x = np.hstack([np.ones((len(x), 1)), x]) if bias else x
    ridge = np.full(x.shape[1], _RIDGE)
    ridge[: int(bias)] = 0.0
    weights = np.zeros(x.shape[1])
    for _ in range(25):
        p = 1 / (1 + np.exp(-(x @ weights)))
        slope = x.T @ (each * (labels - p)) - ridge * weights
        bend = (x * (each * p * (1 - p))[:, None]).T @ x + np.diag(ridge + 1e-9)
        weights += np.linalg.solve(bend, slope)
    return np.concatenate([weights[:1], weights[1:] / spread]) if bias else weights / spread


# ------------------------------------------------------------------ the sets


def wikiqa(bench: Path) -> tuple[list[Draft], list[Item]]:
    """WikiQA's train file: each question's sentences are one article."""
    raw = gzip.decompress((bench / "wikiqa" / "WikiQA-train.tsv.gz").read_bytes()).decode()
    groups: dict[str, list[dict[str, str]]] = {}
    for row in csv.DictReader(io.StringIO(raw), delimiter="\t", quoting=csv.QUOTE_NONE):
        groups.setdefault(row["QuestionID"], []).append(row)
    drafts, items = [], []
    for number, (id, rows) in enumerate(groups.items()):
        lines = [" ".join(row["Sentence"].split()) for row in rows]
        ends = np.cumsum([len(line) + 1 for line in lines])
        pieces = [(int(end) - len(line) - 1, int(end) - 1) for end, line in zip(ends, lines, strict=True)]
        drafts.append(Draft(id, "\n".join(lines), id=id, title=rows[0]["DocumentTitle"], language="en"))
        gold = [piece for piece, row in zip(pieces, rows, strict=True) if row["Label"] == "1"]
        items.append(Item(rows[0]["Question"], id, gold, pieces, number % _FOLDS))
    return drafts, items


def squad(bench: Path) -> tuple[list[Draft], list[Item]]:
    """The part of SQuAD 2.0: each paragraph an article."""
    (file,) = (bench / "squad2_dev_cs224n").glob("*.json")
    drafts, items = [], []
    for fold, document in enumerate(json.loads(file.read_text(encoding="utf-8"))["data"]):
        for n, paragraph in enumerate(document["paragraphs"]):
            id = f"{fold}-{n}"
            title = document["title"].replace("_", " ")
            drafts.append(Draft(id, paragraph["context"], id=id, title=title, language="en"))
            for qa in paragraph["qas"]:
                gold = [(a["answer_start"], a["answer_start"] + len(a["text"])) for a in qa["answers"]]
                items.append(Item(qa["question"], id, [] if qa["is_impossible"] else gold, [], fold % _FOLDS))
    return drafts, items


def _features(bench: Path, homes: Path) -> tuple[list[str], list[Asked]]:
    names: list[str] = []
    asked: list[Asked] = []
    for name, load, weight in (("wikiqa", wikiqa, 1.0), ("squad", squad, _SQUAD)):
        drafts, items = load(bench)
        desk = _desk(homes / name, drafts)
        for number, item in enumerate(items):
            for only, kind in _asked_in(desk, item, number):
                close = gather(desk, item.text, only)
                rows = features([compare(close.question, c, close.rarity) for c in close.candidates])
                names = list(rows[0]) if rows else names
                right = [_answers(item, c.quote) for c in close.candidates]
                if rows:
                    numbers = np.array([[row[n] for n in names] for row in rows])
                    have = bool(item.gold) and item.article in only
                    asked.append(Asked(numbers, np.array(right), have, item.fold, weight, f"{name} {kind}"))
    return names, asked


def _asked_in(desk: Desk, item: Item, number: int) -> Iterator[tuple[list[str], str]]:
    """The articles that a question is put to: its own, or, every other time, others like it with its own and without."""
    if number % 2:
        yield [item.article], "own"
        return
    hits = desk.search(item.text, _OTHERS + 1, articles=True)
    others = [hit.quote.article for hit in hits if hit.quote.article != item.article][:_OTHERS]
    yield [item.article], "own"
    yield [item.article, *others], "mixed"
    yield others, "other"


def _answers(item: Item, quote: Quote) -> bool:
    """Whether a sentence is the one that was marked (the piece it covers most), or holds a marked slice whole."""
    start, end = quote.span.start, quote.span.end
    if quote.article != item.article:
        return False
    if not item.pieces:
        return any(start <= a and b <= end for a, b in item.gold)
    return max(item.pieces, key=lambda p: min(p[1], end) - max(p[0], start)) in item.gold


def _desk(home: Path, drafts: Sequence[Draft]) -> Desk:
    model = _Remembering(home / "vectors.pickle")
    desk = Desk(ArticleStore(home, model.name), model, Wording("sitrep_bot"))
    if desk.store.is_empty():
        list(indexing.index(drafts, desk.store, model, lenses()))
    return desk


class _Remembering(MiniLM):
    """The shipped model, which keeps the questions that it has embedded."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file
        self._known: dict[str, npt.NDArray[np.float32]] = pickle.loads(file.read_bytes()) if file.exists() else {}

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """See MiniLM."""
        if len(texts) != 1:
            return super().encode(texts)
        if texts[0] not in self._known:
            self._known[texts[0]] = super().encode(texts)[0]
            if len(self._known) % 200 == 0:
                self._file.write_bytes(pickle.dumps(self._known))
        return self._known[texts[0]][None]


# ------------------------------------------------------------------ figures


class Told(NamedTuple):
    """What the model, fitted without it, said to a question."""

    kind: str
    precision: float | None
    right: bool
    answered: bool
    answerable: bool


def _told(a: Asked, rank: Numbers, chance: Numbers, names: Sequence[str]) -> Told:
    scores = a.rows @ rank
    first = int(np.argmax(scores))
    logit = chance[0] + _chance_rows(a.rows[[first]], rank, names)[0] @ chance[1:]
    ranked = a.right[np.argsort(-scores, kind="stable")]
    precision = float(np.mean(np.cumsum(ranked)[ranked] / (np.flatnonzero(ranked) + 1))) if ranked.any() else None
    return Told(
        a.kind,
        precision,
        bool(a.right[first]),
        bool(logit >= np.log(_LEAST_CHANCE / (1 - _LEAST_CHANCE))),
        a.answerable,
    )


def _print(told: Sequence[Told]) -> None:
    for kind in sorted({t.kind for t in told}):
        part = [t for t in told if t.kind == kind]
        have, given = [t for t in part if t.answerable], [t for t in part if t.answered]
        right = [t for t in given if t.right]
        both = [t for t in have if t.answered]
        precisions = [t.precision for t in part if t.precision is not None]
        others = [t.answered for t in part if not t.answerable]
        print(
            f"{kind:13} MAP {np.mean(precisions or [0]):.3f}  right first {sum(t.right for t in have) / max(1, len(have)):.3f}"
            f"  triggering F1 {2 * len(right) / max(1, len(given) + len(have)):.3f}"
            f"  right of those answered {len(right) / max(1, len(both)):.3f}"
            f"  answered {len(both) / max(1, len(have)):.2f} of answerable, {np.mean(others or [0]):.2f} of others"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), write="--write" in sys.argv)
