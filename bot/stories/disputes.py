"""What the articles contradict each other in: figures that cannot both be true, days for one event, and whether it was so."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from bot.model import Claim, Dispute, FigureMention, Relation, Report, Side
from bot.stories.dated import Dated
from bot.stories.days_apart import day_disputes
from bot.stories.ledger import Known
from bot.stories.statements import statement_disputes
from bot.stories.timeline import Similar


def disputes(
    claims: Sequence[Claim], found: Sequence[Dated], reports: Sequence[Report], known: Known, similar: Similar
) -> tuple[Dispute, ...]:
    """Every contradiction, figures first; each with its sides, the one with more witnesses first."""
    told = statement_disputes(reports, known)
    days = [d for d in day_disputes(found, known.witness_of, similar) if not any(_one(d, other) for other in told)]
    ordered = sorted([*days, *told], key=lambda d: (d.kind != "day", d.group))
    return (*figure_disputes(claims), *ordered)


def _one(one: Dispute, other: Dispute) -> bool:
    """Whether two disputes are about one day and have a sentence in common."""
    quotes = {quote for side in one.sides for quote in side.quotes}
    return one.kind == other.kind and any(quote in quotes for side in other.sides for quote in side.quotes)


def figure_disputes(claims: Sequence[Claim]) -> tuple[Dispute, ...]:
    """The groups of the ledgers whose claims conflict; what two lenses count is one dispute."""
    found, known = [], set[frozenset[tuple[str, int]]]()
    in_groups = sorted((c for c in claims if c.relation is Relation.CONFLICT), key=lambda c: c.group)
    for group, several in groupby(in_groups, key=lambda c: c.group):
        members = list(several)
        figures = frozenset((claim.quotes[0].article, claim.figure.start) for claim in members)
        if figures in known:
            continue
        known.add(figures)
        sides = [Side(claim.figure.counted, claim.quotes, claim.witnesses, claim) for claim in members]
        found.append(
            Dispute(group, "figure", _counted([side.claim.figure for side in sides if side.claim]), _ordered(sides))
        )
    return tuple(found)


def _counted(figures: Sequence[FigureMention]) -> str:
    """What is counted: "nobody" does not say it, the number that stands against it does."""
    return next((f.counted or f.status or "" for f in figures if f.high != 0), figures[0].counted)


def _ordered(sides: Sequence[Side]) -> tuple[Side, ...]:
    return tuple(sorted(sides, key=lambda s: (-s.witnesses, s.value)))
