"""Correcting: an article has come again with another text, and those who were shown a sentence that it no longer has are told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.answers import replies
from bot.articles.versions import successor
from bot.model import Reply, Request
from bot.shell.flows.indexing import QUOTABLE
from bot.words import tokens

if TYPE_CHECKING:
    from bot.shell.flows.asking import Desk


def corrections(desk: Desk, articles: Sequence[str]) -> dict[str, Reply]:
    """What to tell, by the key of the sentence that was shown. A sentence that has the same words still is none of them."""
    asked = replies.Asked(Request("corrections"), desk.wording)
    stop = [asked.wording.button("corrections_off", Request("corrections", "off"))]
    found = {}
    for report in desk.store.reports(articles).values():
        text = report.article.text
        now = [s.of(text) for s in report.article.sentences if s.kind in QUOTABLE]
        for key, before in desk.store.versions.dropped(report.article.id):
            after = successor(before, now)
            if after is None or tokens(after) != tokens(before):
                said = {"article": report.article, "before": before, "after": after, "unasked": True}
                found[key] = replies.plain_reply(asked, "sources", "changed", stop, **said)
    return found
