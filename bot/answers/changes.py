"""What changed in a story: a figure that is revised, disputed, or now has a second witness."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.model import Claim, Quote, Relation

# Changes shown of a story.
_MOST = 2
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
    def of_articles(cls, fresh: Collection[str]) -> Days:
        """As if these articles were of today and all others of yesterday."""
        return cls(dt.date.max, dt.date.max, lambda id: dt.date.max if id in fresh else dt.date.min)

    def new(self, claim: Claim) -> list[Quote]:
        """The claim's sentences that were printed on these days."""
        return [q for q in claim.quotes if (day := self.of(q.article)) and self.first <= day <= self.last]

    def old(self, claim: Claim) -> list[Quote]:
        """Those printed before."""
        return [q for q in claim.quotes if (day := self.of(q.article)) and day < self.first]


def changes(claims: Sequence[Claim], days: Days, witnesses: Callable[[Sequence[Quote]], int]) -> list[Change]:
    """What the days changed in the figures of a ledger, those that most witnesses give first; one change a sentence.
    `witnesses` counts who stands behind some sentences."""
    found = [
        change
        for _, group in groupby(sorted(claims, key=lambda c: c.group), key=lambda c: c.group)
        for change in _in_group(list(group), days, witnesses)
    ]
    by_sentence: dict[Quote, Change] = {}
    for change in sorted(found, key=lambda c: (-c.claim.witnesses, c.quote.article, c.quote.span.start)):
        by_sentence.setdefault(change.quote, change)
    return list(by_sentence.values())[:_MOST]


def _in_group(group: Sequence[Claim], days: Days, witnesses: Callable[[Sequence[Quote]], int]) -> Iterator[Change]:
    known = [claim for claim in group if days.old(claim)]
    for claim in group:
        new, old = days.new(claim), days.old(claim)
        if new and old and _telling(claim) and witnesses(old) == 1 < witnesses([*old, *new]):
            yield Change(CORROBORATED, new[0], claim, claim, old[0])
        elif new and not old and known and claim.relation in _KINDS:
            before = max(known, key=lambda c: (_newest(c, days), c.witnesses))
            if _moves(before, claim):
                yield Change(_KINDS[claim.relation], new[0], claim, before, days.old(before)[0])


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
