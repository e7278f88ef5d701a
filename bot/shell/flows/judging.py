"""The editor's word on who is who: /merge, /split and what takes them back."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers import replies
from bot.model import Button, Judgement, Reply, Request
from bot.prompts import admin_commands
from bot.shell.flows.call import Call
from bot.shell.store.judgements import Judgements
from bot.words import tokens


def judge(call: Call) -> Reply:
    """Keep a judgement or take it back; every outcome is said in one line, and can be undone by a button."""
    if not call.admin or call.desk.judgements is None:
        return _say(call, "not_admin")
    verdict = call.request.command.removeprefix("un")
    one, _, other = (part.strip() for part in call.request.topic.partition("="))
    if call.request.command != verdict:
        gone = call.desk.judgements.remove(verdict, one)
        return _say(call, "undone" if gone else "nothing", one=one)
    wrong = _wrong(call, verdict, one, other)
    return _say(call, *wrong) if wrong else _kept(call, call.desk.judgements, Judgement(verdict, one, other))


def _wrong(call: Call, verdict: str, one: str, other: str) -> tuple[str, str] | None:
    """What keeps a judgement from being one, and of which name that is said."""
    if not one or (verdict == "merge") != bool(other):
        return "form", one
    if one.casefold() == other.casefold():
        return "same", one
    unknown = [name for name in (one, other) if name and not call.desk.store.names.having(tokens(name), 1)]
    return ("unknown", unknown[0]) if unknown else None


def _kept(call: Call, kept: Judgements, judgement: Judgement) -> Reply:
    if not kept.add(judgement):
        return _say(call, "known")
    button, one = call.asked.wording.button, judgement.one
    buttons = [
        button("undo", Request(f"un{judgement.verdict}", one)),
        button("actor", Request("actors", one), title=one),
    ]
    return _say(call, judgement.verdict, one, judgement.other, buttons)


def _say(call: Call, outcome: str, one: str = "", other: str = "", buttons: Sequence[Button] = ()) -> Reply:
    example = next(c.example for c in admin_commands() if c.name == call.request.command)
    kind = "help" if outcome in ("merge", "split", "undone") else "error"
    words = {"outcome": outcome, "one": one, "other": other, "example": example}
    return replies.plain_reply(call.asked, kind, "judged", buttons, **words)
