"""The replies of the lenses and of /disputed: claims side by side, each with its hedge, its place and who says so."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from bot.answers.citing import Citations
from bot.answers.replies.page import Asked, Scope, cited_reply, plain_reply
from bot.model import Claim, Dispute, FigureMention, Quote, Relation, Reply, Side


def figures_reply(asked: Asked, scope: Scope, claims: Sequence[Claim]) -> Reply:
    """One item a claim; claims about the same thing stand under one head."""
    citations = Citations(scope.reports)
    items: list[dict[str, object]] = []
    groups = []
    for _, members in groupby(claims, key=lambda c: c.group):
        together = list(members)
        items += [claim_item(claim, citations) for claim in together]
        relation = next((c.relation for c in together if c.relation is not Relation.SINGLE), Relation.SINGLE)
        shown = [_shown(claim, scope, citations) for claim in together]
        figure = together[0].figure
        head = {"head": _head(figure), "place": figure.destination, "relation": relation.value}
        groups.append({**head, "claims": shown})
    page = asked.page("figures", command=asked.request.command, groups=groups, **scope.heading)
    return cited_reply("figures", page, items, citations, asked.siblings(scope.story))


def disputed_reply(asked: Asked, scope: Scope, disputes: Sequence[Dispute]) -> Reply:
    """One item a side: a claim where figures conflict, a quote with its day where days do, else with what it says."""
    citations = Citations(scope.reports)
    items = [_side_item(dispute, side, citations) for dispute in disputes for side in dispute.sides]
    shown = [
        {
            "kind": d.kind,
            "about": d.about if d.kind == "figure" else "",
            "sides": [
                {
                    "value": _held(s, scope, citations),
                    "witnesses": s.witnesses,
                    "text": citations.text(_telling(s)),
                    "cites": citations.grouped(s.quotes),
                }
                for s in d.sides
            ],
        }
        for d in disputes
    ]
    page = asked.page("disputed", disputes=shown, **scope.heading)
    return cited_reply("figures", page, items, citations, asked.siblings(scope.story))


def agreed_reply(asked: Asked, scope: Scope) -> Reply:
    """Nothing that contradicts: said so, with what else there is of the story."""
    return plain_reply(asked, "none", "agreed", asked.siblings(scope.story), **scope.heading)


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


def _side_item(dispute: Dispute, side: Side, citations: Citations) -> dict[str, object]:
    if side.claim:
        return claim_item(side.claim, citations)
    empty = dict.fromkeys(("low", "high", "hedge", "counted", "whose", "force", "from", "to", "status", "said_by"))
    return {
        **empty,
        "date": side.value if dispute.kind == "day" else None,
        "about": citations.text(side.said) if side.said else dispute.about,
        "group": dispute.group,
        "relation": Relation.CONFLICT.value,
        "witnesses": side.witnesses,
        "quotes": citations.items(side.quotes),
    }


def _held(side: Side, scope: Scope, citations: Citations) -> str:
    """What a side holds: its figure, its day, or the words that say it was so or was not."""
    if side.claim:
        return printed(side.claim, scope)
    return side.value or (citations.text(side.said) if side.said else "")


def _telling(side: Side) -> Quote:
    return side.quotes[0]


def _head(figure: FigureMention) -> str:
    """What a group is about: whose, who, doing what, where."""
    place = f"→ {figure.destination}" if figure.destination else ""
    status = (figure.status or "").replace("_", " ")
    return ", ".join(part for part in (figure.whose, figure.counted, status) if part) + (f" {place}" if place else "")


def _shown(claim: Claim, scope: Scope, citations: Citations) -> dict[str, Any]:
    return {
        "figure": printed(claim, scope),
        "place": claim.figure.destination,
        "said_by": claim.figure.said_by,
        "cites": citations.grouped(claim.quotes),
        "text": citations.text(claim.quotes[0]),
    }
