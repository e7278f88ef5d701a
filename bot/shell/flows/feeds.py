"""The feeds, for those who run the bot: /add puts one on the list, /feeds shows how they do and changes how they are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.answers import replies
from bot.articles.addresses import domain, is_web
from bot.articles.feeds import Outline
from bot.articles.feeds.schedule import LONGEST
from bot.model import Button, Reply, Request
from bot.prompts import admin_commands
from bot.shell.flows.call import Call
from bot.shell.store.feeds import Chosen, FeedList
from bot.shell.store.polls import Poll

_ON_A_PAGE = 6
_MODES = {"auto": "feed_auto", "page": "feed_page", "feed": "feed_feed"}
_BUTTONS = {**_MODES, "now": "feed_now", "remove": "feed_remove"}


def add_feed(call: Call) -> Reply:
    """Put an address on the list; the next look at the list polls it, and tells this chat how that went."""
    feeds = _list_of(call)
    if feeds is None:
        return _said(call, "not_admin")
    url = call.request.topic if is_web(call.request.topic) else f"https://{call.request.topic}"
    if not call.request.topic or " " in url or "." not in url:
        return _said(call, "form")
    if not feeds.add([Outline(url, None)], call.now, call.chat):
        return _said(call, "known", url=url)
    return _said(call, "noted" if call.chat is None else "added", url=url)


def add_list(call: Call, found: Sequence[Outline]) -> Reply:
    """Put the feeds of a list on the list."""
    feeds = _list_of(call)
    if feeds is None:
        return _said(call, "not_admin")
    return _said(call, "list", count=len(feeds.add(found, call.now)), found=len(found))


def show_feeds(call: Call) -> Reply:
    """All feeds with their health, those in trouble first; or one of them, after what its button asks for."""
    feeds = _list_of(call)
    if feeds is None:
        return _said(call, "not_admin")
    if call.request.topic:
        return _show_one(call, feeds, call.request.topic)
    shown = sorted(_health_of_all(call, feeds), key=lambda feed: feed["state"] not in ("failing", "gone"))
    last = max(1, -(-len(shown) // _ON_A_PAGE))
    page = min(call.request.page, last)
    offset = (page - 1) * _ON_A_PAGE
    on_page = shown[offset : offset + _ON_A_PAGE]
    opened = [call.asked.wording.button("feed", Request("feeds", f["url"]), title=f["name"][:30]) for f in on_page]
    troubled = sum(feed["state"] in ("failing", "gone") for feed in shown)
    values = {"feeds": on_page, "total": len(shown), "troubled": troubled, "offset": offset}
    return replies.plain_reply(call.asked, "help", "feeds", [*_turning(call, page, last), *opened], **values)


def failing_feeds(call: Call) -> tuple[list[str], int]:
    """The names of the feeds that cannot be read, and how many feeds there are."""
    health = _health_of_all(call, call.desk.feeds) if call.desk.feeds else []
    return [feed["name"] for feed in health if feed["state"] in ("failing", "gone")], len(health)


def _show_one(call: Call, feeds: FeedList, url: str) -> Reply:
    """One feed, changed as its button asks."""
    view, polls, known = call.request.view, call.desk.store.polls, feeds.get(url)
    if known and view in _MODES:
        feeds.read_by(url, view)
    elif known and view == "now":
        polls.hurry(url, call.now)
    shown = next((feed for feed in _health_of_all(call, feeds) if feed["url"] == url), None)
    if known and view == "remove":
        feeds.remove(url)
        polls.remove(url)
    removed = known is not None and view == "remove"
    buttons = _buttons(call, shown) if shown and not removed else []
    back = call.asked.wording.button("feeds", Request("feeds"), edits=True)
    return replies.plain_reply(call.asked, "help", "feed", [*buttons, back], feed=shown, removed=removed)


def _buttons(call: Call, feed: dict[str, Any]) -> list[Button]:
    button = call.asked.wording.button
    views = [view for view in _BUTTONS if view != feed["mode"]]
    return [button(_BUTTONS[view], Request("feeds", feed["url"], view=view), edits=True) for view in views]


def _turning(call: Call, page: int, last: int) -> list[Button]:
    button, request = call.asked.wording.button, call.request
    back = [button("back", replace(request, page=page - 1), edits=True)] if page > 1 else []
    more = (
        [button("more", replace(request, page=page + 1), edits=True, page=page + 1, pages=last)] if page < last else []
    )
    return [*back, *more]


def _health_of_all(call: Call, feeds: FeedList) -> list[dict[str, Any]]:
    chosen = feeds.all()
    polls = call.desk.store.polls.all([feed.url for feed in chosen], call.now)
    return [_health(feed, polls[feed.url]) for feed in chosen]


def _health(feed: Chosen, poll: Poll) -> dict[str, Any]:
    """How a feed does, for the template."""
    state = (
        "unread" if poll.checked is None else "gone" if poll.rhythm.due is None else "failing" if poll.error else "well"
    )
    return {
        "url": feed.url,
        "name": feed.title or domain(feed.url),
        "mode": feed.mode,
        "state": state,
        "error": poll.error,
        "articles": poll.entries,
        "last": poll.last.date() if poll.last else None,
        "failures": poll.rhythm.failures,
        "every": _interval(min(poll.rhythm.interval, LONGEST).total_seconds() / 60) if state == "well" else None,
    }


def _interval(minutes: float) -> str:
    return f"{minutes:.0f} min" if minutes < 90 else f"{minutes / 60:.0f} h"


def _list_of(call: Call) -> FeedList | None:
    """The list of feeds, for those who may change it."""
    return call.desk.feeds if call.admin else None


def _said(call: Call, outcome: str, **values: Any) -> Reply:
    example = next(c.example for c in admin_commands() if c.kind == "add")
    kind = "error" if outcome in ("not_admin", "form") else "help"
    shown: dict[str, Any] = {"url": "", "count": 0, "found": 0} | values
    return replies.plain_reply(call.asked, kind, "added", outcome=outcome, example=example, **shown)
