"""Finding: the sentences that a text may be about, gathered from the store for the stages that choose among them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from itertools import islice
from typing import TYPE_CHECKING

from bot.answers import choose
from bot.answers.candidates import candidate, counting
from bot.answers.choose import Explained, Preference, Scored, idf
from bot.answers.pairs import Candidate, Rarity
from bot.answers.question import Question, read_question
from bot.model import Hit, Quote, Report
from bot.shell.embedder import Vectors
from bot.shell.index import Found, as_hits

if TYPE_CHECKING:
    from bot.shell.flows.asking import Desk
    from bot.shell.store.private import Shelf

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
    own: Shelf | None = None

    @cached_property
    def vectors(self) -> Mapping[Quote, Vectors]:
        """The embeddings of the candidates."""
        quotes = [c.quote for c in self.candidates]
        return self.desk.index.vectors(quotes) | (self.own.index.vectors(quotes) if self.own else {})

    def ranked(self) -> list[Scored]:
        """All candidates, best first."""
        return choose.rank(self.question, self.candidates, self.rarity, self.prefer)

    def chosen(self) -> list[Scored]:
        """Those that answer, best first."""
        return choose.choose(self.question, self.candidates, self.rarity, self.prefer)

    @property
    def prefer(self) -> Preference | None:
        """What a cross-encoder of the user's own says of the best few, where there is one."""
        reranker = self.desk.reranker
        return partial(reranker.scores, self.question.text) if reranker else None


def gather(
    desk: Desk, text: str, only: Collection[str] | None, most: int = _CANDIDATES, own: Shelf | None = None
) -> Gathered:
    """What may answer a text; `own` is what its chat keeps for itself."""
    question = read_question(text)
    vector = desk.embedder.encode([text])[0]
    found = _found(desk, text, vector, only, most, own=own) if text.strip() else []
    reports = reports_of(desk, [one.quote.article for one in found], own)
    near = {one.quote: one.cosine for one in found}
    more = desk.index.vectors(_counting(question, reports, near))
    near |= {quote: float(one @ vector) for quote, one in more.items()}
    candidates = [candidate(reports[quote.article], quote, cosine) for quote, cosine in near.items()]
    total = desk.store.sentences()
    rarity = cache(lambda word: idf(desk.store.vocabulary.holders(word, _COMMON), total))
    return Gathered(question, candidates, rarity, reports, desk, own)


def _counting(question: Question, reports: Mapping[str, Report], known: Collection[Quote]) -> list[Quote]:
    """Sentences of the articles found that count what is asked for and were not found themselves."""
    several = (quote for report in reports.values() for quote in counting(question, report) if quote not in known)
    return list(islice(several, _COUNTING))


def find(  # noqa: PLR0913  # the last two are for one caller each
    desk: Desk, text: str, limit: int, only: Collection[str] | None, *, articles: bool, own: Shelf | None = None
) -> list[Hit]:
    """The best sentences for a text: those that were found, with the nearest of them in the order in which they would answer."""
    if articles:
        return as_hits(_found(desk, text, desk.embedder.encode([text])[0], only, limit, of_article=1))
    close = gather(desk, text, only, max(limit, _CANDIDATES), own)
    return [scored.hit for scored in close.ranked()][:limit]


def reports_of(desk: Desk, ids: Sequence[str], own: Shelf | None) -> dict[str, Report]:
    """Articles of everybody's, and of the chat's own."""
    found = desk.store.reports(ids)
    return found | (own.store.reports(id for id in ids if id not in found) if own else {})


def explain(desk: Desk, text: str, only: Collection[str] | None) -> list[Explained]:
    """What was looked at for an answer, best first, each with the names of the rules by which it is out."""
    return explained(gather(desk, text, only))


def explained(close: Gathered) -> list[Explained]:
    """The same of sentences that were gathered."""
    return choose.explain(close.question, close.candidates, close.rarity, close.prefer)


def _found(  # noqa: PLR0913  # the last two are for one caller each
    desk: Desk,
    text: str,
    vector: Vectors,
    only: Collection[str] | None,
    limit: int,
    of_article: int | None = None,
    own: Shelf | None = None,
) -> list[Found]:
    found = desk.index.search(text, vector, only, limit, of_article)
    if own is None or only is not None:
        return found
    theirs = own.index.search(text, vector, None, limit, of_article)
    return sorted([*found, *theirs], key=lambda one: -one.score)[:limit]
