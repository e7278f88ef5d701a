"""A claim of the ledger: as programs read it, and in the words of its articles."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers.citing import Citations
from bot.answers.replies.page import Scope
from bot.model import Claim, FigureMention, Relation


def claim_item(claim: Claim, citations: Citations) -> dict[str, object]:
    """A claim as programs read it."""
    names = ("low", "high", "hedge", "counted", "whose", "force", "status", "said_by")
    return {
        **{name: getattr(claim.figure, name) for name in names},
        "from": claim.figure.origin,
        "to": claim.figure.destination,
        "date": claim.date,
        "group": claim.group,
        "relation": claim.relation.value,
        "witnesses": claim.witnesses,
        "quotes": citations.items(claim.quotes),
    }


def printed(claim: Claim, scope: Scope) -> str:
    """A claim's figure as its first quote prints it: hedge, number, what is counted."""
    return claim.figure.of(scope.reports[claim.quotes[0].article].article.text)


def head_of(figure: FigureMention) -> str:
    """What a group is about: whose, who, doing what, where."""
    place = f"→ {figure.destination}" if figure.destination else ""
    status = (figure.status or "").replace("_", " ")
    return ", ".join(part for part in (figure.whose, figure.counted, status) if part) + (f" {place}" if place else "")


def relation_of(claims: Sequence[Claim]) -> Relation:
    """How the claims of one group stand to each other."""
    return next((claim.relation for claim in claims if claim.relation is not Relation.SINGLE), Relation.SINGLE)
