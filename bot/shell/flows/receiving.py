"""What somebody sends is read: links are fetched, files and texts taken as they are, and the sender is told what was read.

What an ordinary person sends is their chat's own; what those who run the bot send is everybody's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from bot.answers import replies
from bot.articles.addresses import domain
from bot.model import Article, Draft, Refused, Reply, Request, SentenceKind, Story
from bot.shell.flows.call import Call, Limits
from bot.shell.flows.feeds import add_list
from bot.shell.flows.indexing import Outcome
from bot.shell.sent import MOST_BYTES, File, Sent
from bot.stories.cards import card
from bot.stories.trees import LEAST

if TYPE_CHECKING:
    from bot.shell.newsroom import Newsroom

_SHOWN = 5
# Fewer make no sentence.
_FEW_WORDS = 4


async def receive(room: Newsroom, sent: Sent) -> Reply:
    """Read what was sent; the reply says what it is."""
    asked = replies.Asked(Request("mine"), room.desk.wording)
    data = await sent.file.fetch() if sent.file and sent.file.size <= MOST_BYTES else None
    if sent.file and data and _lists_feeds(sent.file, data):
        return await _add_feeds(room, asked, sent, sent.file.name, data)
    drafts = await _drafts(room, sent) + (await _in_file(room, sent.file, data) if sent.file else [])
    owner = None if sent.admin else sent.chat
    outcomes = await room.take([_as_sent(draft, sent) for draft in drafts], owner)
    if sent.admin:
        await room.group()
    return await room.at_desk(lambda: _told(room, asked, outcomes, owner))


async def _drafts(room: Newsroom, sent: Sent) -> list[Draft | Refused]:
    """The articles in a message and behind its links."""
    found: list[Draft | Refused] = [sent.text] if sent.text else []
    for link in sent.links:
        try:
            found.append(await room.page(link))
        except Refused as refusal:
            found.append(refusal)
    return found


async def _in_file(room: Newsroom, file: File, data: bytes | None) -> list[Draft | Refused]:
    """The articles of a file; its name is shown, and never used as a path."""
    name = PurePath(file.name.replace("\\", "/")).name[-100:] or "file"
    if data is None:
        return [Refused(name, f"{file.size / 1e6:.0f} MB is more than Telegram gives to bots: split it")]
    return await room.parser.drafts(name, data) or [Refused(name, "there is no article in it")]


def _lists_feeds(file: File, data: bytes) -> bool:
    return file.name.lower().endswith(".opml") or b"<opml" in data[:1000].lower()


async def _add_feeds(room: Newsroom, asked: replies.Asked, sent: Sent, name: str, data: bytes) -> Reply:
    """The file is a list of feeds: those who run the bot put them on its own."""
    try:
        outlines = await room.parser.outlines(name, data)
    except Refused as refusal:
        refused = [{"name": name, "why": refusal.why}]
        return replies.plain_reply(asked, "error", "read", read=[], more=0, refused=refused, left=0)
    call = Call(room.desk, asked.request, room.now(), None, Limits(), sent.admin, sent.chat)
    return await room.at_desk(lambda: add_list(call, outlines))


def _as_sent(draft: Draft | Refused, sent: Sent) -> Draft | Refused:
    """A file may say of itself that it is anybody's: of those that people send, that is not believed."""
    if isinstance(draft, Refused):
        return draft
    if len(draft.text.split()) < _FEW_WORDS:
        return Refused(draft.input, "there is hardly a word in it")
    if sent.admin or sent.file is None:
        return draft
    return replace(draft, id=None, url=None, outlet=None, input=f"chat/{draft.input}")


def _told(room: Newsroom, asked: replies.Asked, outcomes: Sequence[Outcome], owner: int | None) -> Reply:
    """What the sender is told of each article; of many, of the first."""
    read = [outcome for outcome in outcomes if outcome.article]
    shown = [_about(room, outcome, owner) for outcome in read[:_SHOWN]]
    refused = [{"name": _shown_name(o.input), "why": o.why} for o in outcomes if not o.article]
    button = asked.wording.button
    stories = {about["story"].id: about["story"] for about in shown if about["story"]}
    buttons = [button("story", Request("summary", story=id), title=story.title[:40]) for id, story in stories.items()]
    if owner is not None and any(about["private"] for about in shown):
        buttons.append(button("mine", Request("mine")))
    values = {"read": shown, "more": len(read) - len(shown), "refused": refused[:_SHOWN], "left": len(refused[_SHOWN:])}
    return replies.plain_reply(asked, "sources", "read", buttons, **values)


def _about(room: Newsroom, outcome: Outcome, owner: int | None) -> dict[str, Any]:
    """One article: what was read, and what it is to the others."""
    public = room.desk.store
    id = outcome.article or ""
    own = room.desk.private.of(owner) if room.desk.private else None
    article = public.articles([id]).get(id)
    private = article is None and own is not None
    if private and own is not None:
        article = own.store.articles([id])[id]
    assert article is not None
    story, copies = _kin(room, article, own.store.mean_vectors([id])[id]) if private and own else _among(room, id)
    news = sum(s.kind is SentenceKind.NEWS for s in article.sentences)
    return {
        "article": article, "state": outcome.state, "note": outcome.why, "private": private, "sentences": news,
        "aside": len(article.sentences) - news, "story": story, "witnesses": len(story.witnesses) if story else 0,
        "copies": copies,
    }  # fmt: skip


def _among(room: Newsroom, id: str) -> tuple[Story | None, list[Article]]:
    """The story of an article of everybody's, and the articles that print its text."""
    story = room.desk.store.stories.of(id)
    group = next((group for group in story.witnesses if id in group), ()) if story else ()
    return story, list(room.desk.store.articles(other for other in group if other != id).values())


def _kin(room: Newsroom, article: Article, vector: Any) -> tuple[Story | None, list[Article]]:
    """The story that an article of somebody's own goes with, and the articles that print its text."""
    store = room.desk.store
    ties = store.shelf.kin(card(article, vector))
    near = max(ties, key=lambda id: ties[id].near, default=None)
    story = store.stories.of(near) if near and ties[near].near >= LEAST else None
    return story, list(store.articles(id for id, tie in ties.items() if tie.copy).values())


def _shown_name(input: str) -> str:
    return domain(input) if "://" in input else input.removeprefix("chat/")
