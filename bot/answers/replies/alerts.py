"""The message of an alert: the story, the sentence, what it changes."""

from __future__ import annotations

from collections.abc import Mapping

from bot.answers.alerts import Alert
from bot.answers.citing import Citations
from bot.answers.wording import Wording
from bot.model import Message, Report, Request


def alert_message(wording: Wording, alert: Alert, title: str, reports: Mapping[str, Report]) -> Message:
    """The message, with buttons that lead into the story."""
    citations = Citations(reports)
    change = alert.change
    html = wording.render(
        "delivery/alert",
        kind=alert.kind,
        title=title,
        text=citations.text(alert.quote),
        cites=citations.grouped([alert.quote]),
        before=citations.part(change.before.quotes[0].article, change.before.figure) if change else "",
        before_cites=citations.grouped([change.was]) if change else [],
    )
    buttons = [wording.button(name, Request(name, story=alert.story.id)) for name in ("summary", "disputed", "sources")]
    below = [wording.button("topics", Request("topics"))]
    return Message(html.strip(), (tuple(buttons), tuple(below)))
