"""Finding: the sentences that a text may be about, gathered from the store for the stages that choose among them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from bot.answers.candidates import candidate
from bot.answers.choose import VETOES, Scored, idf, rank
from bot.answers.pairs import Candidate, Rarity
from bot.answers.question import Question, read_question
from bot.model import Hit, Quote, Report
from bot.shell.embedder import Vectors
from bot.shell.index import Found, as_hits

if TYPE_CHECKING:
    from bot.shell.flows.asking import Desk

# How many sentences are looked at closely.
_CANDIDATES = 40
# Beyond this many sentences a word is common, however many more there are.
_COMMON = 2000


@dataclass
class Gathered:
    """A question with the sentences that may answer it."""

    question: Question
    candidates: Sequence[Candidate]
    rarity: Rarity
    reports: Mapping[str, Report]
    desk: Desk

    @cached_property
    def vectors(self) -> Mapping[Quote, Vectors]:
        """The embeddings of the candidates."""
        return self.desk.index.vectors(c.quote for c in self.candidates)


def gather(desk: Desk, text: str, only: Collection[str] | None, most: int = _CANDIDATES) -> Gathered:
    """What may answer a text."""
    found = _found(desk, text, only, most)
    reports = desk.store.reports(one.quote.article for one in found)
    candidates = [candidate(reports[one.quote.article], one.quote, one.cosine) for one in found]
    total = desk.store.sentences()
    rarity = cache(lambda word: idf(desk.store.holders(word, _COMMON), total))
    return Gathered(read_question(text), candidates, rarity, reports, desk)


def find(desk: Desk, text: str, limit: int, only: Collection[str] | None, *, articles: bool) -> list[Hit]:
    """The best sentences for a text: those that were found, with the nearest of them in the order in which they would answer."""
    if articles:
        return as_hits(_found(desk, text, only, limit, of_article=1))
    close = gather(desk, text, only, max(limit, _CANDIDATES))
    ranked = rank(close.question, close.candidates, close.rarity)
    return [scored.hit for scored in ranked][:limit]


def explain(desk: Desk, text: str, only: Collection[str] | None) -> list[tuple[Scored, list[str]]]:
    """What was looked at for an answer, best first, each with the names of the rules by which it is out."""
    close = gather(desk, text, only)
    ranked = rank(close.question, close.candidates, close.rarity)
    return [(s, [veto.__name__ for veto in VETOES if veto(close.question, s.candidate)]) for s in ranked]


def _found(
    desk: Desk, text: str, only: Collection[str] | None, limit: int, of_article: int | None = None
) -> list[Found]:
    if not text.strip() or desk.store.is_empty():
        return []
    return desk.index.search(text, desk.embedder.encode([text])[0], only, limit, of_article)
