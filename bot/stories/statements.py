"""Deeds of several articles -> what they contradict each other in: done or not done, on this day or on that one.

A contradiction needs two witnesses and one thing: the same deed, done to the same, by the same where both say by whom.
An article that tells both sides knows of two things, and so does one that dates the deed on both days.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, product
from typing import NamedTuple

from bot.model import Dispute, Quote, Report, Side
from bot.prompts import lexicon
from bot.stories.deeds import Deed, deeds
from bot.stories.ledger import Known
from bot.stories.participants import meet
from bot.stories.witnesses import components

_DEEDS = lexicon("deeds")["deeds"]
# Further apart than this, one of the two speaks of another occasion; the next day's paper may correct the day before's.
_NEAR, _ONE_DAY = dt.timedelta(days=3), dt.timedelta(days=1)


class Told(NamedTuple):
    """A deed as an article tells it, with the witness and the day of the paper."""

    deed: Deed
    witness: str
    printed: dt.date | None

    @property
    def day(self) -> dt.date | None:
        """The day that is given for the deed."""
        return dt.date.fromisoformat(self.deed.day) if self.deed.day else None


Contradiction = Callable[[Told, Told], bool]


def statement_disputes(reports: Sequence[Report], known: Known) -> tuple[Dispute, ...]:
    """The days and the statements in which these articles contradict each other; independent of their order."""
    denied = frozenset(deed.name for report in reports for deed in deeds(report) if not deed.done) - set(_DEEDS)
    told = [
        Told(deed, known.witness_of[report.article.id], report.article.published.date)
        for report in sorted(reports, key=lambda r: r.article.id)
        for deed in deeds(report, denied)
    ]
    by_name: dict[str, list[Told]] = {}
    for one in told:
        by_name.setdefault(one.deed.name, []).append(one)
    found = [
        dispute
        for name in sorted(by_name)
        for kind, rule in KINDS.items()
        for dispute in _disputes(by_name[name], kind, rule, known)
    ]
    return tuple(found)


def other_day(one: Told, other: Told) -> bool:
    """ "on Tuesday" against "on Sunday", for what happens once"""
    a, b = one.deed, other.deed
    once = _DEEDS.get(a.name, {}).get("once", False)
    if not (once and a.done and b.done and one.day and other.day) or a.again or b.again:
        return False
    return one.day != other.day and abs(one.day - other.day) <= _NEAR


def not_done(one: Told, other: Told) -> bool:
    """ "broke in" against "did not get in"; what has "not yet" been done may be done the day after"""
    if one.deed.done is other.deed.done or one.deed.tried or other.deed.tried:
        return False
    yes, no = (one, other) if one.deed.done else (other, one)
    if not no.deed.definite:
        return False
    if one.printed and other.printed and abs(one.printed - other.printed) > _NEAR:
        return False
    if no.deed.open and not (yes.printed and no.printed and yes.printed <= no.printed):
        return False
    known = [told.day for told in (yes, no) if told.day]
    late = bool(yes.day and no.printed and yes.day > no.printed)
    return not late and (len(known) < 2 or abs(known[0] - known[1]) <= _ONE_DAY)


KINDS: dict[str, Contradiction] = {"day": other_day, "statement": not_done}


def one_thing(one: Told, other: Told, known: Known) -> bool:
    """Whether two tellings of a deed can be of one: what it was done to, by whom, and what stands around them."""
    a, b = one.deed, other.deed
    if not meet(a.patients, b.patients) or (a.agents and b.agents and not meet(a.agents, b.agents)):
        return False
    return bool(_DEEDS.get(a.name, {}).get("named")) or known.one_setting(a.quote, b.quote)


def _disputes(told: Sequence[Told], kind: str, rule: Contradiction, known: Known) -> list[Dispute]:
    pairs = [
        (a, b)
        for a, b in _candidates(told, kind)
        if told[a].witness != told[b].witness and rule(told[a], told[b]) and one_thing(told[a], told[b], known)
    ]
    kept = [(a, b) for a, b in pairs if not _knows_both(told[a], told[b], told, kind)]
    groups = [sorted(members) for members in components(range(len(told)), kept) if len(members) > 1]
    return [_dispute([told[n] for n in group], told, kind, known) for group in sorted(groups)]


def _candidates(told: Sequence[Told], kind: str) -> Iterator[tuple[int, int]]:
    """Pairs that can stand on two sides: denials are few, and so are deeds with a day."""
    if kind == "day":
        yield from combinations([n for n, one in enumerate(told) if one.deed.day], 2)
        return
    sides = [[n for n, one in enumerate(told) if one.deed.done is done] for done in (True, False)]
    yield from product(*sides)


def _side(told: Told, kind: str) -> str:
    """The side of a dispute on which a telling stands."""
    return (told.deed.day or "") if kind == "day" else str(told.deed.done)


def _knows_both(a: Told, b: Told, told: Sequence[Told], kind: str) -> bool:
    """Whether some article has both sides, of the same thing: then there are two of it."""
    sides: dict[str, set[str]] = {}
    for other in told:
        if meet(other.deed.patients, a.deed.patients) and meet(other.deed.patients, b.deed.patients):
            sides.setdefault(other.deed.quote.article, set()).add(_side(other, kind))
    return any({_side(a, kind), _side(b, kind)} <= found for found in sides.values())


def _dispute(group: Sequence[Told], told: Sequence[Told], kind: str, known: Known) -> Dispute:
    """The dispute with all who are on one of its sides, copies of the contradicting articles among them."""
    wanted = {_side(one, kind) for one in group}
    members = [
        t for t in told if _side(t, kind) in wanted and (t in group or any(one_thing(t, g, known) for g in group))
    ]
    by_side: dict[str, list[Told]] = {}
    for one in members:
        by_side.setdefault(_side(one, kind), []).append(one)
    sides = [_as_side(by_side[side], kind, known) for side in by_side]
    first = group[0].deed.quote
    name = f"{kind}-{first.article}-{first.span.start}"
    return Dispute(name, kind, group[0].deed.name, tuple(sorted(sides, key=lambda s: (-s.witnesses, s.value))))


def _as_side(told: Sequence[Told], kind: str, known: Known) -> Side:
    quotes: tuple[Quote, ...] = tuple(dict.fromkeys(one.deed.quote for one in told))
    value = told[0].deed.day or ""
    return Side(value if kind == "day" else "", quotes, known.witnesses(quotes), said=told[0].deed.said)
