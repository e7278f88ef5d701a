"""The replies of the lenses: claims side by side, each with its hedge, its place, its day and who says so.

A lens has other views: every quote, by source, by day, as a chart, as a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from bot.answers.citing import Citations
from bot.answers.replies.claims import claim_item, head_of, printed, relation_of
from bot.answers.replies.figure_files import FILES, file_of
from bot.answers.replies.page import Asked, Scope, cited_reply
from bot.model import Button, Claim, Quote, Reply
from bot.periods import first_day, precision_of

# The other forms of a lens, as "as:source" asks for them; "dark" is the chart for a dark screen.
VIEWS = {
    "quotes": "figures_quotes",
    "source": "figures_source",
    "day": "figures_day",
    "picture": "figures_picture",
    "csv": "figures_csv",
}
# Beside five views there is room for so many other commands.
_BESIDE = ("timeline", "actors", "disputed", "sources")


def figures_reply(asked: Asked, scope: Scope, claims: Sequence[Claim]) -> Reply:
    """One item a claim, in the view that was asked for; claims about the same thing stand under one head."""
    citations = Citations(scope.reports)
    groups = [list(members) for _, members in groupby(claims, key=lambda c: c.group)]
    items = [claim_item(claim, citations) for claim in claims]
    values = {"command": asked.request.command, **scope.heading}
    view = asked.request.view
    if view in ("source", "day"):
        parts = (_by_source if view == "source" else _by_day)(groups, scope, citations)
        page = asked.page("figures_by", parts=parts, by=view, **values)
    else:
        every = view == "quotes"
        page = asked.page("figures", groups=[_group(g, scope, citations, every=every) for g in groups], **values)
    reply = cited_reply("figures", page, items, citations, _buttons(asked, scope))
    return file_of(asked, scope, reply, groups) if view in FILES else reply


def _group(claims: Sequence[Claim], scope: Scope, citations: Citations, *, every: bool) -> dict[str, Any]:
    figure = claims[0].figure
    shown = [_shown(claim, scope, citations, every=every) for claim in claims]
    return {
        "head": head_of(figure),
        "place": figure.destination,
        "relation": relation_of(claims).value,
        "claims": shown,
    }


def _shown(claim: Claim, scope: Scope, citations: Citations, *, every: bool) -> dict[str, Any]:
    """A claim with the sentence that tells it first, or every sentence that tells it in other words."""
    told: dict[str, list[Quote]] = {}
    for quote in claim.quotes:
        told.setdefault(citations.text(quote), []).append(quote)
    texts = [{"text": text, "cites": citations.grouped(quotes)} for text, quotes in told.items()]
    return {
        "figure": printed(claim, scope),
        "place": claim.figure.destination,
        "said_by": claim.figure.said_by,
        "cites": citations.grouped(claim.quotes),
        "told": texts if every else texts[:1],
    }


def _by_source(groups: Sequence[Sequence[Claim]], scope: Scope, citations: Citations) -> list[dict[str, Any]]:
    """What each source counts, those with most to tell first."""
    lines: dict[str, list[dict[str, Any]]] = {}
    for claim in (claim for group in groups for claim in group):
        for named in citations.grouped(claim.quotes):
            lines.setdefault(named[0].label, []).append(_line(claim, scope) | {"cites": [named]})
    return [{"name": name, "lines": lines[name]} for name in sorted(lines, key=lambda name: (-len(lines[name]), name))]


def _by_day(groups: Sequence[Sequence[Claim]], scope: Scope, citations: Citations) -> list[dict[str, Any]]:
    """What is counted as of which day, the newest last; what has no day comes at the end."""
    claims = sorted((c for group in groups for c in group), key=lambda c: (c.date is None, first_day(c.date or "")))
    return [
        {
            "name": precision_of(date) if date else None,
            "lines": [_line(c, scope) | {"cites": citations.grouped(c.quotes)} for c in on_day],
        }
        for date, on_day in groupby(claims, key=lambda c: c.date)
    ]


def _line(claim: Claim, scope: Scope) -> dict[str, Any]:
    return {"figure": printed(claim, scope), "head": head_of(claim.figure), "said_by": claim.figure.said_by}


def _buttons(asked: Asked, scope: Scope) -> list[Button]:
    """The other views, and the other commands about the story."""
    request = replace(asked.request, story=scope.story.id if scope.story else asked.request.story, page=1)
    views = [asked.wording.button(label, replace(request, view=v)) for v, label in VIEWS.items() if v != request.view]
    whole = asked.wording.button("figures_whole", replace(request, view=None), lens=request.command.capitalize())
    return [*([whole] if request.view else []), *views, *asked.siblings(scope.story, _BESIDE)]
