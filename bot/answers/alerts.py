"""What is worth a message of its own when articles come: a figure revised, a contradiction, a third independent witness."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.answers.changes import CORROBORATED, SHOWN, Change, Days, Weighed, changes, source_of
from bot.answers.summary import tellable
from bot.hanging import why_hanging
from bot.model import Quote, Report, Story

WITNESS = "witness"
# What two witnesses say may be one agency's; a third makes it everybody's.
_WITNESSES = 3


@dataclass(frozen=True, slots=True)
class Alert:
    """A reason for a message: its kind ("revised", "disputed", "witness"), the sentence that gives it, and what changed."""

    kind: str
    story: Story
    quote: Quote
    change: Change | None = None

    @property
    def key(self) -> str:
        """The name under which nobody is told of it twice."""
        place = f"{self.quote.article}:{self.quote.span.start}" if self.change else self.story.id
        return f"{self.kind} {place}"


@dataclass(frozen=True, slots=True)
class Came:
    """What came into a story: its reports by their ids, which of them are fresh, and its figures."""

    story: Story
    reports: dict[str, Report]
    fresh: Collection[str]
    weighed: Weighed

    def name_of(self, witness: Sequence[str]) -> str:
        """The agency or outlet of a witness, whose articles have one copy."""
        known = (source_of(self.reports[id]) for id in witness if id in self.reports)
        return next(known, witness[0])


def alerts(came: Came) -> list[Alert]:
    """The reasons that fresh articles of a story give, changes first. Sentences that hang in the air are none."""
    found = changes(came.weighed, Days.of_articles(came.fresh, lambda id: came.reports[id].article.published.date))
    telling = [change for change in found if change.kind != CORROBORATED and not why_hanging(_text(came, change.quote))]
    changed = [Alert(change.kind, came.story, change.quote, change) for change in telling[:SHOWN]]
    said = {alert.quote for alert in changed}
    return [*changed, *(alert for alert in _third_witness(came) if alert.quote not in said)]


def _third_witness(came: Came) -> list[Alert]:
    """That the story has a third witness by now, with what its article opens with."""
    groups = came.story.witnesses
    before = [group for group in groups if not set(group) <= set(came.fresh)]
    names = {came.name_of(group) for group in before}
    new = [group for group in groups if group not in before and came.name_of(group) not in names]
    told = [quote for group in new for id in group if id in came.reports for quote in tellable(came.reports[id])[:1]]
    many = len(names | {came.name_of(group) for group in new})
    return [Alert(WITNESS, came.story, told[0])] if len(names) < _WITNESSES <= many and told else []


def _text(came: Came, quote: Quote) -> str:
    return quote.span.of(came.reports[quote.article].article.text)
