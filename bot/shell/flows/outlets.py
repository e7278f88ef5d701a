"""Who publishes: /outlets lists them and lets editors name them, /mute keeps one out of a chat's answers."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.answers import replies
from bot.model import Button, Message, Reply, Request
from bot.shell.flows.call import Call
from bot.shell.store.outlets import Outlet, Outlets

_SHOWN = 40
_BUTTONS = 6
_NAMED = re.compile(r"([\w.-]+\.[a-z]{2,})\s*=\s*(.+)", re.IGNORECASE)


def show_outlets(call: Call) -> Reply:
    """The outlets, those with most articles first; an editor's "domain = name, country, language, agency" names one."""
    outlets = call.desk.outlets
    said = _NAMED.fullmatch(call.request.topic)
    if call.admin and outlets and said:
        _name(call, outlets, said)
    counted = call.desk.store.outlets(_SHOWN)
    muted = outlets.muted(call.chat) if outlets else frozenset()
    domains = {outlet.name: outlet.domain for outlet in outlets.all().values()} if outlets else {}
    shown = [{"name": n, "count": count, "domain": domains.get(n), "muted": n in muted} for n, count in counted.items()]
    buttons = [
        call.asked.wording.button("mute", Request("mute", name), title=name[:24]) for name in list(counted)[:_BUTTONS]
    ]
    return replies.plain_reply(call.asked, "sources", "outlets", buttons, outlets=shown, editor=call.admin)


def mute(call: Call) -> Reply:
    """Keep an outlet or agency out of this chat's answers, or let it in again; without a name, those that are kept out."""
    outlets = call.desk.outlets
    wanted = call.request.topic.casefold()
    known = {name.casefold(): name for name in (*call.desk.store.outlets(), *call.desk.store.agencies())}
    name, outcome = known.get(wanted), "list"
    if outlets and call.chat is not None and wanted:
        outcome = ("loud" if call.request.view == "off" else "muted") if name else "unknown"
        if name:
            outlets.mute(call.chat, name, off=call.request.view == "off")
    muted = sorted(outlets.muted(call.chat)) if outlets else []
    buttons = [
        call.asked.wording.button("unmute", Request("mute", n, view="off"), title=n[:24], edits=True) for n in muted
    ]
    given = {"outcome": outcome, "name": name or call.request.topic, "muted": muted}
    return replies.plain_reply(call.asked, "help", "muted", buttons, **given)


def said_without(call: Call, reply: Reply) -> Reply:
    """An answer that leaves somebody out says so first, and so do those that its buttons lead to."""
    if call.request.without is None:
        return reply
    first, *rest = reply.messages
    line = call.asked.wording.render("without", name=call.request.without)
    buttons = tuple(tuple(_going_on(button, call.request.without) for button in row) for row in first.buttons)
    return replace(reply, messages=(Message(f"{line}\n{first.html}", buttons), *rest))


def _going_on(button: Button, name: str) -> Button:
    """A button about the same story leaves out the same."""
    same = " story:" in button.request and " without:" not in button.request
    return replace(button, request=f'{button.request} without:"{name}"') if same else button


def without(call: Call) -> list[Request]:
    """What the buttons under an answer ask for that leave out one of its outlets or agencies."""
    if call.scope is None or call.scope.story is None:
        return []
    articles = [report.article for report in call.scope.reports.values()]
    names = [name for article in articles for name in (article.agency, article.outlet) if name]
    common = sorted(set(names), key=lambda name: (-names.count(name), name))
    return (
        [Request("summary", story=call.scope.story.id, without=name) for name in common[:3]] if len(common) > 1 else []
    )


def _name(call: Call, outlets: Outlets, said: re.Match[str]) -> None:
    """Name a domain's outlet, in the articles that there are too."""
    domain = said[1].lower()
    name, country, language, agency = (*(part.strip() or None for part in said[2].split(",")), None, None, None)[:4]
    before = outlets.all().get(domain)
    outlets.put(Outlet(domain, name or domain, country, language, agency))
    for old in {domain, before.name if before else domain}:
        call.desk.store.rename_outlet(old, name or domain)
