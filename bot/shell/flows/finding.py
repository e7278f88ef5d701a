"""Finding: the sentences that a text may be about, gathered from the store for the stages that choose among them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice
from typing import TYPE_CHECKING

from bot.answers.candidates import candidate, counting
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
# And how many more because they count what is asked for.
_COUNTING = 20
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
    question = read_question(text)
    vector = desk.embedder.encode([text or " "])[0]
    found = _found(desk, text, vector, only, most)
    reports = desk.store.reports(one.quote.article for one in found)
    near = {one.quote: one.cosine for one in found}
    near |= _counting(desk, question, vector, reports, near)
    candidates = [candidate(reports[quote.article], quote, cosine) for quote, cosine in near.items()]
    total = desk.store.sentences()
    rarity = cache(lambda word: idf(desk.store.holders(word, _COMMON), total))
    return Gathered(question, candidates, rarity, reports, desk)


def _counting(
    desk: Desk, question: Question, vector: Vectors, reports: Mapping[str, Report], known: Collection[Quote]
) -> dict[Quote, float]:
    """Sentences of the articles found that count what is asked for and were not found themselves, with their nearness."""
    several = (quote for report in reports.values() for quote in counting(question, report) if quote not in known)
    return {quote: float(one @ vector) for quote, one in desk.index.vectors(islice(several, _COUNTING)).items()}


def find(desk: Desk, text: str, limit: int, only: Collection[str] | None, *, articles: bool) -> list[Hit]:
    """The best sentences for a text: those that were found, with the nearest of them in the order in which they would answer."""
    if articles:
        return as_hits(_found(desk, text, desk.embedder.encode([text or " "])[0], only, limit, of_article=1))
    close = gather(desk, text, only, max(limit, _CANDIDATES))
    ranked = rank(close.question, close.candidates, close.rarity)
    return [scored.hit for scored in ranked][:limit]


def explain(desk: Desk, text: str, only: Collection[str] | None) -> list[tuple[Scored, list[str]]]:
    """What was looked at for an answer, best first, each with the names of the rules by which it is out."""
    close = gather(desk, text, only)
    ranked = rank(close.question, close.candidates, close.rarity)
    return [(s, [veto.__name__ for veto in VETOES if veto(close.question, s.candidate)]) for s in ranked]


def _found(
    desk: Desk, text: str, vector: Vectors, only: Collection[str] | None, limit: int, of_article: int | None = None
) -> list[Found]:
    if not text.strip() or desk.store.is_empty():
        return []
    return desk.index.search(text, vector, only, limit, of_article)
