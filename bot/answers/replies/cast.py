"""The reply of /actors: who is involved, by kind, every spelling under the name."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers.citing import Citations
from bot.answers.replies.page import Asked, Scope, cited_reply
from bot.model import Actor, ActorKind, Reply

_OTHERS_SHOWN = 4


def actors_reply(asked: Asked, scope: Scope, actors: Sequence[Actor]) -> Reply:
    """The cast, in the order of kinds, most involved first within each."""
    citations = Citations(scope.reports)
    ordered = [(kind, [a for a in actors if a.kind is kind]) for kind in ActorKind]
    groups = [
        {
            "kind": kind.value,
            "actors": [
                {
                    "actor": actor,
                    "others": _others(actor),
                    "text": citations.text(actor.quotes[0]),
                    "cites": citations.grouped(actor.quotes),
                }
                for actor in members
            ],
        }
        for kind, members in ordered
        if members
    ]
    items = [_item(actor, citations) for _, members in ordered for actor in members]
    page = asked.page("actors", groups=groups, **scope.heading)
    return cited_reply("actors", page, items, citations, asked.siblings(scope.story))


def _others(actor: Actor) -> list[str]:
    """The other spellings, the most frequent ones."""
    return [alias.text for alias in actor.aliases if alias.text != actor.name][:_OTHERS_SHOWN]


def _item(actor: Actor, citations: Citations) -> dict[str, object]:
    return {
        "name": actor.name,
        "kind": actor.kind.value,
        "aliases": [{"text": alias.text, "count": alias.count} for alias in actor.aliases],
        "articles": len(actor.articles),
        "witnesses": actor.witnesses,
        "quotes": citations.items(actor.quotes),
    }
