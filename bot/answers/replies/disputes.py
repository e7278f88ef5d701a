"""The replies of /disputed: both sides of every contradiction, each with its witnesses."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers.citing import Citations
from bot.answers.replies.claims import claim_item, printed
from bot.answers.replies.page import Asked, Scope, cited_reply, plain_reply
from bot.model import Dispute, Quote, Relation, Reply, Side


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
