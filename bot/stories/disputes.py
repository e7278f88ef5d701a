"""What the articles contradict each other in: figures that cannot both be true, and days for one event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from bot.model import Claim, Dispute, Relation, Side
from bot.stories.dated import Dated
from bot.stories.days_apart import day_disputes
from bot.stories.timeline import Similar


def disputes(
    claims: Sequence[Claim], found: Sequence[Dated], witness_of: Mapping[str, str], similar: Similar
) -> tuple[Dispute, ...]:
    """Every contradiction, figures first; each with its sides, the one with more witnesses first."""
    return (*figure_disputes(claims), *day_disputes(found, witness_of, similar))


def figure_disputes(claims: Sequence[Claim]) -> tuple[Dispute, ...]:
    """The groups of a ledger whose claims conflict."""
    found = []
    in_groups = sorted((c for c in claims if c.relation is Relation.CONFLICT), key=lambda c: c.group)
    for group, members in groupby(in_groups, key=lambda c: c.group):
        sides = [Side(claim.figure.counted, claim.quotes, claim.witnesses, claim) for claim in members]
        about = sides[0].claim.figure.counted if sides[0].claim else ""
        found.append(Dispute(group, "figure", about, _ordered(sides)))
    return tuple(found)


def _ordered(sides: Sequence[Side]) -> tuple[Side, ...]:
    return tuple(sorted(sides, key=lambda s: (-s.witnesses, s.value)))
