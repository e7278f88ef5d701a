"""What changed in a story: a figure that is revised, disputed, or now has a second witness."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.model import Claim, Quote, Relation, Report

# Changes shown of a story.
SHOWN = 2
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# That two witnesses count fewer than this alike happens by itself.
_FEW = 3
REVISED, DISPUTED, CORROBORATED = "revised", "disputed", "corroborated"


@dataclass(frozen=True, slots=True)
class Change:
    """A change: its kind, the sentence that makes it, the figure it gives, and the figure that stood before, with where."""

    kind: str
    quote: Quote
    claim: Claim
    before: Claim
    was: Quote


@dataclass(frozen=True, slots=True)
class Days:
    """The days that are told, and when an article was published."""

    first: dt.date
    last: dt.date
    of: Callable[[str], dt.date | None]

    @classmethod
    def of_articles(cls, fresh: Collection[str], of: Callable[[str], dt.date | None]) -> Days:
        """As if these articles were of the last day of all, and all others of their own, or of the first."""
        return cls(dt.date.max, dt.date.max, lambda id: dt.date.max if id in fresh else of(id) or dt.date.min)

    def new(self, claim: Claim) -> list[Quote]:
        """The claim's sentences that were printed on these days."""
        return [q for q in claim.quotes if (day := self.of(q.article)) and self.first <= day <= self.last]

    def old(self, claim: Claim) -> list[Quote]:
        """Those printed before."""
        return [q for q in claim.quotes if (day := self.of(q.article)) and day < self.first]


@dataclass(frozen=True, slots=True)
class Weighed:
    """The claims of all lenses in some reports, and what counts the independent sources behind sentences."""

    claims: Sequence[Claim]
    sources: Callable[[Sequence[Quote]], int]


def source_of(report: Report) -> str:
    """Who tells it: the agency, else the outlet; an article that names neither speaks for itself."""
    return report.article.agency or report.article.outlet or report.article.id


def changes(weighed: Weighed, days: Days) -> list[Change]:
    """What the days changed in figures, those that most witnesses give first; one change a sentence."""
    claims = weighed.claims
    found = [
        change
        for _, group in groupby(sorted(claims, key=lambda c: c.group), key=lambda c: c.group)
        for change in _in_group(list(group), days, weighed.sources)
    ]
    by_sentence: dict[Quote, Change] = {}
    for change in sorted(found, key=lambda c: (-c.claim.witnesses, c.quote.article, c.quote.span.start)):
        by_sentence.setdefault(change.quote, change)
    return list(by_sentence.values())


def _in_group(group: Sequence[Claim], days: Days, sources: Callable[[Sequence[Quote]], int]) -> Iterator[Change]:
    known = [claim for claim in group if days.old(claim)]
    # Who repeats a figure beside which another has come does not confirm it.
    settled = not any(claim.relation in _KINDS and days.new(claim) and not days.old(claim) for claim in group)
    for claim in group:
        new, old = days.new(claim), days.old(claim)
        if new and old and settled and _telling(claim) and sources(old) == 1 < sources([*old, *new]):
            yield Change(CORROBORATED, new[0], claim, claim, old[0])
        elif new and not old and known and claim.relation in _KINDS:
            before = max(known, key=lambda c: (_newest(c, days), c.witnesses))
            if _moves(before, claim):
                kind = REVISED if _follows(claim, before) else _KINDS[claim.relation]
                yield Change(kind, new[0], claim, before, days.old(before)[0])


def _follows(claim: Claim, before: Claim) -> bool:
    """Whether a figure is of a later day than the one before, or told together with it: "3,000, up from 1,200"."""
    day, day_before = (date if date and _DAY.fullmatch(date) else "" for date in (claim.date, before.date))
    return bool(day_before and day > day_before) or not set(claim.quotes).isdisjoint(before.quotes)


def _telling(claim: Claim) -> bool:
    """Whether it says much that two give the same figure: "two", "thousands" is easily said twice."""
    low, high = claim.figure.low, claim.figure.high
    return (low or 0) >= _FEW and high in (None, low)


def _moves(before: Claim, claim: Claim) -> bool:
    """Whether one figure can have become the other: what falls to less than half is of another occasion."""
    old, new = _value(before), _value(claim)
    return old != new and 2 * new >= old


def _value(claim: Claim) -> float:
    return claim.figure.low if claim.figure.low is not None else claim.figure.high or 0.0


def _newest(claim: Claim, days: Days) -> dt.date:
    return max(day for quote in days.old(claim) if (day := days.of(quote.article)))


_KINDS = {Relation.OTHER_TIME: REVISED, Relation.CONFLICT: DISPUTED}
