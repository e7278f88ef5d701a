"""What the articles contradict each other in: figures that cannot both be true, days for one event, and whether it was so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import combinations, groupby

from bot.model import Claim, Dispute, Event, Quote, Relation, Report, Side
from bot.stories.ledger import Known
from bot.stories.statements import statement_disputes
from bot.stories.timeline import Similar
from bot.stories.witnesses import components

# Sentences this alike that give their event different days contradict each other; less alike ones tell two events.
_ONE_EVENT = 0.7
# Further apart than this, one of the two speaks of another occasion.
_NEAR = dt.timedelta(days=3)


def disputes(
    claims: Sequence[Claim],
    events: Sequence[Event],
    reports: Sequence[Report],
    known: Known,
    similar: Similar,
) -> tuple[Dispute, ...]:
    """Every contradiction, figures first; each with its sides, the one with more witnesses first."""
    told = statement_disputes(reports, known)
    days = [d for d in day_disputes(events, known.witness_of, similar) if not any(_one(d, other) for other in told)]
    ordered = sorted([*days, *told], key=lambda d: (d.kind != "day", d.group))
    return (*figure_disputes(claims), *ordered)


def _one(one: Dispute, other: Dispute) -> bool:
    """Whether two disputes are about one day and have a sentence in common."""
    quotes = {quote for side in one.sides for quote in side.quotes}
    return one.kind == other.kind and any(quote in quotes for side in other.sides for quote in side.quotes)


def figure_disputes(claims: Sequence[Claim]) -> tuple[Dispute, ...]:
    """The groups of a ledger whose claims conflict."""
    found = []
    in_groups = sorted((c for c in claims if c.relation is Relation.CONFLICT), key=lambda c: c.group)
    for group, members in groupby(in_groups, key=lambda c: c.group):
        sides = [Side(claim.figure.counted, claim.quotes, claim.witnesses, claim) for claim in members]
        about = sides[0].claim.figure.counted if sides[0].claim else ""
        found.append(Dispute(group, "figure", about, _ordered(sides)))
    return tuple(found)


def day_disputes(events: Sequence[Event], witness_of: Mapping[str, str], similar: Similar) -> tuple[Dispute, ...]:
    """Events told alike by different witnesses under different days."""
    days = [event for event in events if event.precision == "day"]
    linked = [
        (a, b) for a, b in combinations(range(len(days)), 2) if _contradict(days[a], days[b], witness_of, similar)
    ]
    groups = [sorted(members) for members in components(range(len(days)), linked) if len(members) > 1]
    return tuple(_day_dispute([days[n] for n in group], witness_of) for group in sorted(groups))


def _contradict(a: Event, b: Event, witness_of: Mapping[str, str], similar: Similar) -> bool:
    if a.value == b.value or abs(dt.date.fromisoformat(a.value) - dt.date.fromisoformat(b.value)) > _NEAR:
        return False
    if {witness_of[q.article] for q in a.quotes} & {witness_of[q.article] for q in b.quotes}:
        return False
    return max(similar(x, y) for x in a.quotes for y in b.quotes) >= _ONE_EVENT


def _day_dispute(events: Sequence[Event], witness_of: Mapping[str, str]) -> Dispute:
    by_day: dict[str, list[Quote]] = {}
    for event in events:
        by_day.setdefault(event.value, []).extend(event.quotes)
    sides = [Side(day, tuple(quotes), len({witness_of[q.article] for q in quotes})) for day, quotes in by_day.items()]
    first = events[0].quotes[0]
    return Dispute(f"day-{first.article}-{first.span.start}", "day", "day", _ordered(sides))


def _ordered(sides: Sequence[Side]) -> tuple[Side, ...]:
    return tuple(sorted(sides, key=lambda s: (-s.witnesses, s.value)))
