"""The reply of /sources: a story's articles, those that carry one copy together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.answers.citing import Citations
from bot.answers.replies.page import Asked, Scope, cited_reply
from bot.model import Button, Quote, Reply


def sources_reply(
    asked: Asked,
    scope: Scope,
    leads: Mapping[str, Quote],
    groups: Sequence[Sequence[str]],
    others: Sequence[Button] = (),
) -> Reply:
    """One item an article, its lead quoted; `groups` are the witnesses, `leads` the articles' first sentences, `others` the
    buttons beside those of the story."""
    citations = Citations(scope.reports)
    shown, items = [], []
    for group in groups:
        together = [id for id in group if id in leads]
        entries = []
        for id in together:
            quote = leads[id]
            cited = citations.cite([quote])[0]
            entries.append({"n": cited.n, "key": cited.key, "text": cited.text, "article": scope.reports[id].article})
            items.append({"quotes": citations.items([quote])})
        shown.append(entries)
    page = asked.page("sources", groups=shown, **scope.heading)
    return cited_reply("sources", page, items, citations, [*asked.siblings(scope.story), *others])
