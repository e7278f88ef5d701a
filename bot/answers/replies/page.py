"""What all replies share: the articles they speak of, and the message with its pages and buttons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from bot.answers.citing import Citations
from bot.answers.layout import one_page, pages
from bot.answers.wording import Wording
from bot.model import Button, Message, Reply, Report, Request, Story

_SIBLINGS = ("summary", "timeline", "actors", "troops", "disputed", "sources")
_IN_A_ROW = 3
_LEAD_UP = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Scope:
    """The articles a reply speaks of: a story, or what a program restricted it to; `topic` narrows it further."""

    title: str
    reports: Mapping[str, Report]
    witness_of: Mapping[str, str]
    story: Story | None = None
    topic: str = ""

    @property
    def begins(self) -> str | None:
        """The day from which on dates belong to the story itself: a week before its first report; earlier is background."""
        days = [r.article.published.date for r in self.reports.values() if r.article.published.date]
        return (min(days) - _LEAD_UP).isoformat() if days else None

    @property
    def heading(self) -> dict[str, Any]:
        """The values that every heading shows."""
        witnesses = len({self.witness_of[id] for id in self.reports})
        return {"title": self.title, "articles": len(self.reports), "witnesses": witnesses, "topic": self.topic}


class Page(NamedTuple):
    """A page of an answer, the buttons that turn pages, and the pages behind it that come along."""

    markup: str
    turn: list[Button]
    behind: tuple[str, ...] = ()

    def messages(self, buttons: Sequence[Button]) -> tuple[Message, ...]:
        """The messages that it makes, with other buttons below those that turn pages."""
        return (Message(self.markup, rows(self.turn, buttons)), *(Message(markup) for markup in self.behind))


@dataclass(frozen=True, slots=True)
class Asked:
    """A request and the wording in which it is answered; `whole` says that the answer is on one page, however long, `ahead` how
    many pages behind the one that was asked for come along."""

    request: Request
    wording: Wording
    whole: bool = False
    ahead: int = 0

    @property
    def again(self) -> Request:
        """The request for the answer itself, just as it stands."""
        return replace(self.request, view="alone", page=1)

    def page(self, template: str, **values: Any) -> Page:
        """The page that was asked for (the last one where there are fewer), and the buttons that turn pages."""
        rendered = self.wording.render(template, **values)
        found = [one_page(rendered)] if self.whole else pages(rendered)
        at = min(self.request.page, len(found))
        turn = []
        if at > 1:
            turn.append(self.wording.button("back", replace(self.request, page=at - 1), edits=True))
        if at < len(found):
            turn.append(
                self.wording.button(
                    "more", replace(self.request, page=at + 1), edits=True, page=at + 1, pages=len(found)
                )
            )
        return Page(found[at - 1], turn, tuple(found[at : at + self.ahead]))

    def siblings(self, story: Story | None, names: Sequence[str] = _SIBLINGS) -> list[Button]:
        """Buttons for the other commands about the same story."""
        others = [name for name in names if name != self.request.command]
        return [self.wording.button(name, Request(name, story=story.id)) for name in others] if story else []


def plain_reply(asked: Asked, kind: str, template: str, buttons: Sequence[Button] = (), **values: Any) -> Reply:
    """A reply without items or sources."""
    return Reply(kind, asked.page(template, **values).messages(buttons))


def cited_reply(
    kind: str,
    page: Page,
    items: Sequence[Mapping[str, object]],
    citations: Citations,
    buttons: Sequence[Button] = (),
) -> Reply:
    """A reply with items; its message is `page`, as `Asked.page` gives it."""
    return Reply(kind, page.messages(buttons), tuple(items), citations.sources())


def rows(turn: Sequence[Button], others: Sequence[Button]) -> tuple[tuple[Button, ...], ...]:
    """The buttons in rows: those that turn pages first."""
    below = [tuple(others[n : n + _IN_A_ROW]) for n in range(0, len(others), _IN_A_ROW)]
    return tuple(row for row in (tuple(turn), *below) if row)
