"""What people sent: /mine shows a chat what it keeps for itself, /offers shows what is offered to everybody."""

from __future__ import annotations

from typing import Any

import numpy as np

from bot.answers import replies
from bot.model import Article, Button, Reply, Request
from bot.shell.flows.call import Call
from bot.shell.flows.indexing import regroup
from bot.shell.store.offers import Offer, Offers
from bot.shell.store.private import Shelf

_SHOWN = 8
_LABEL = 28


def show_mine(call: Call) -> Reply:
    """The articles that the chat keeps, newest first, after what a button asks for: to remove one, or to offer it."""
    done = _done(call, call.own, call.request.topic, call.request.view) if call.own and call.request.view else None
    ids = call.own.store.names.newest(_SHOWN) if call.own else []
    kept = call.own.store.articles(ids) if call.own else {}
    offered = (
        {offer.article for offer in call.desk.offers.all() if offer.chat == call.chat} if call.desk.offers else set()
    )
    button = call.asked.wording.button
    buttons = [
        button(name, Request("mine", article.id, view=name), edits=True, title=_label(article))
        for article in kept.values()
        for name in ("remove", "offer")
        if name != "offer" or article.id not in offered
    ]
    total = call.own.store.count() if call.own else 0
    return replies.plain_reply(
        call.asked, "sources", "mine", buttons, articles=list(kept.values()), offered=offered, total=total, done=done
    )


def show_offers(call: Call) -> Reply:
    """What chats offer to everybody, one after the other, after what a button asks for: to admit one, or to decline it."""
    if not call.admin or call.desk.offers is None:
        return replies.plain_reply(call.asked, "error", "offers", allowed=False, article=None, text="", left=0)
    if call.request.view in ("admit", "decline"):
        _decide(call, call.desk.offers, call.request.topic, admit=call.request.view == "admit")
    waiting = [(offer, article) for offer in call.desk.offers.all() if (article := _offered(call, offer))]
    values: dict[str, Any] = {"allowed": True, "article": None, "text": "", "left": len(waiting)}
    buttons: list[Button] = []
    if waiting:
        offer, article = waiting[0]
        values |= {"article": article, "text": " ".join(s.of(article.text) for s in article.sentences)}
        topic, button = f"{offer.chat} {offer.article}", call.asked.wording.button
        buttons = [
            button("admit", Request("offers", topic, view="admit"), edits=True),
            button("decline", Request("offers", topic, view="decline"), edits=True),
        ]
    return replies.plain_reply(call.asked, "sources", "offers", buttons, **values)


def _done(call: Call, own: Shelf, article: str, view: str) -> str | None:
    """Do what a button of /mine asks for; what was done, None where it was nothing."""
    offers = call.desk.offers
    if call.chat is None or offers is None or not own.store.articles([article]):
        return None
    if view == "remove":
        own.store.remove(article)
        offers.remove(Offer(call.chat, article))
    elif view == "offer":
        offers.add(Offer(call.chat, article), call.now)
    return view


def _decide(call: Call, offers: Offers, topic: str, *, admit: bool) -> None:
    """Admit an article to everybody's, or leave it where it is."""
    chat, _, article = topic.partition(" ")
    offer = next((one for one in offers.all() if (str(one.chat), one.article) == (chat, article)), None)
    own = call.desk.private.of(offer.chat) if offer and call.desk.private else None
    if offer is None or own is None:
        return
    if admit and (report := own.store.reports([offer.article]).get(offer.article)):
        vectors = own.store.vectors([offer.article])
        ordered = [vectors[quote] for quote in sorted(vectors, key=lambda quote: quote.span.start)]
        call.desk.store.put(report, np.array(ordered, dtype=np.float32))
        own.store.remove(offer.article)
        regroup(call.desk.store)
    offers.remove(offer)


def _offered(call: Call, offer: Offer) -> Article | None:
    own = call.desk.private.of(offer.chat) if call.desk.private else None
    return own.store.articles([offer.article]).get(offer.article) if own else None


def _label(article: Article) -> str:
    words = article.title or " ".join(article.text.split())
    return words if len(words) <= _LABEL else f"{words[:_LABEL].rstrip()}…"
