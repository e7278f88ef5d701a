"""The replies of /actors and /quotes: who is involved, by kind, every spelling under the name; what one of them does and says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from bot.answers.citing import Citations, span_item
from bot.answers.replies.company import Meetings, company, together
from bot.answers.replies.page import Asked, Scope, cited_reply
from bot.model import Actor, ActorKind, Attachment, Button, Quote, Reply, Request, Saying, Span

_OTHERS_SHOWN = 4
_BESIDE_SHOWN = 6
# Buttons that open one actor each: the most involved.
_OPENED = 6


def actors_reply(asked: Asked, scope: Scope, actors: Sequence[Actor]) -> Reply:
    """The cast, in the order of kinds, most involved first within each."""
    citations = Citations(scope.reports)
    ordered = [(kind, [a for a in actors if a.kind is kind]) for kind in ActorKind]
    groups = [
        {"kind": kind.value, "actors": [_line(actor, citations) for actor in members]}
        for kind, members in ordered
        if members
    ]
    items = [_item(actor, citations) for _, members in ordered for actor in members]
    page = asked.page("actors", groups=groups, **scope.heading)
    people = [actor for actor in actors if actor.kind is ActorKind.PERSON] or list(actors)
    opened = [_opens(asked, "actor", "actors", actor) for actor in people[:_OPENED]]
    request = replace(asked.request, story=scope.story.id if scope.story else asked.request.story, page=1)
    drawn = asked.wording.button("actors_picture", replace(request, view="picture"))
    return cited_reply("actors", page, items, citations, [*opened, drawn, *asked.siblings(scope.story)])


def company_reply(asked: Asked, scope: Scope, actors: Sequence[Actor], meetings: Meetings) -> Reply:
    """The cast, and as a picture who is named beside whom; `meetings` has the sentences that name two of them."""
    words = asked.wording.exports
    title, dark = scope.title or words["everything"], asked.request.view == "dark"
    drawn = company(title, together(actors, meetings), meetings, words["company"], dark=dark)
    caption = asked.wording.render("actors_file", **scope.heading).strip()
    reply = actors_reply(asked, scope, actors)
    return replace(reply, messages=(), files=(Attachment("actors.png", drawn, caption, picture=True),))


def actor_reply(asked: Asked, scope: Scope, actor: Actor) -> Reply:
    """One actor: what texts call it, when it was seen, what it says and what is said of it, and with whom it is named."""
    citations = Citations(scope.reports)
    roles = [{"text": citations.text(quote), "cites": citations.grouped([quote])} for quote in actor.roles]
    values = {"actor": actor, "others": _others(actor), "roles": roles, "beside": actor.beside[:_BESIDE_SHOWN]}
    page = asked.page(
        "actor", sayings=_by_day(actor.sayings, citations), doings=_by_day(actor.doings, citations), **values
    )
    buttons = [_opens(asked, "quotes", "quotes", actor)] if actor.sayings else []
    return cited_reply("actors", page, [_item(actor, citations) | _words(actor, citations)], citations, buttons)


def quotes_reply(asked: Asked, scope: Scope, actors: Sequence[Actor], kind: str = "actors") -> Reply:
    """What actors say, in the words of the articles, each in time order; of kind "answer" where a question asked for it."""
    citations = Citations(scope.reports)
    shown = [{"actor": actor, "days": _by_day(actor.sayings, citations)} for actor in actors]
    page = asked.page("quotes", speakers=shown)
    if kind == "answer":
        said = [saying.quotes for actor in actors for saying in actor.sayings]
        items: list[dict[str, object]] = [
            {"score": 1.0, "quotes": citations.items(quotes)} | _words_in(quotes[0], scope) for quotes in said
        ]
    else:
        items = [_item(actor, citations) | _words(actor, citations) for actor in actors]
    buttons = [_opens(asked, "actor", "actors", actors[0])] if len(actors) == 1 else []
    return cited_reply(kind, page, items, citations, buttons)


def _opens(asked: Asked, label: str, command: str, actor: Actor) -> Button:
    return asked.wording.button(label, Request(command, actor.name), title=actor.name)


def _line(actor: Actor, citations: Citations) -> dict[str, Any]:
    """What the list shows of an actor."""
    return {
        "actor": actor,
        "role": citations.text(actor.roles[0]) if actor.roles else "",
        "others": _others(actor),
        "text": citations.text(actor.quotes[0]),
        "cites": citations.grouped(actor.quotes),
    }


def _by_day(sayings: Iterable[Saying], citations: Citations) -> list[dict[str, Any]]:
    """Sentences under the day on which they were published; those of unknown day come last."""
    return [
        {
            "day": day,
            "sayings": [{"text": citations.text(s.quotes[0]), "cites": citations.grouped(s.quotes)} for s in on],
        }
        for day, on in groupby(sayings, key=lambda s: s.day)
    ]


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
        "first": actor.first.isoformat() if actor.first else None,
        "last": actor.last.isoformat() if actor.last else None,
        "quotes": citations.items(actor.quotes),
        "roles": citations.items(actor.roles),
        "why": [{"rule": w.rule, "names": citations.items([w.one, w.other])} for w in actor.why],
    }


def _words_in(quote: Quote, scope: Scope) -> dict[str, object]:
    """The words said in a sentence, without who says them."""
    report = scope.reports[quote.article]
    found = (Span(max(s.start, quote.span.start), min(s.end, quote.span.end)) for s in report.facts.speeches)
    words = next((span for span in found if span.start < span.end), None)
    return {"answer": span_item(words, report.article.text)} if words else {}


def _words(actor: Actor, citations: Citations) -> dict[str, object]:
    """What is known of one actor beyond the list."""
    return {
        "sayings": [citations.items(saying.quotes) for saying in actor.sayings],
        "doings": [citations.items(doing.quotes) for doing in actor.doings],
        "beside": [{"name": other.text, "sentences": other.count} for other in actor.beside],
    }
