"""What is worth a message of its own when articles come: a figure revised, a contradiction, a third independent witness."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from bot.answers.changes import CORROBORATED, Change, Days, changes
from bot.answers.summary import tellable
from bot.hanging import why_hanging
from bot.model import Claim, Quote, Report, Story

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
    """What came into a story: its reports by their ids, which of them are fresh, the claims of its ledger, and what counts
    the witnesses behind sentences."""

    story: Story
    reports: dict[str, Report]
    fresh: Collection[str]
    claims: Sequence[Claim]
    witnesses: Callable[[Sequence[Quote]], int]


def alerts(came: Came) -> list[Alert]:
    """The reasons that fresh articles of a story give, changes first. Sentences that hang in the air are none."""
    found = changes(came.claims, Days.of_articles(came.fresh), came.witnesses)
    telling = [change for change in found if change.kind != CORROBORATED and not why_hanging(_text(came, change.quote))]
    return [*(Alert(change.kind, came.story, change.quote, change) for change in telling), *_third_witness(came)]


def _third_witness(came: Came) -> list[Alert]:
    """That the story has a third witness by now, with what its article opens with."""
    groups = came.story.witnesses
    before = [group for group in groups if not set(group) <= set(came.fresh)]
    new = [id for group in groups if group not in before for id in group if id in came.reports]
    told = [quote for id in new for quote in tellable(came.reports[id])[:1]]
    return [Alert(WITNESS, came.story, told[0])] if len(before) < _WITNESSES <= len(groups) and told else []


def _text(came: Came, quote: Quote) -> str:
    return quote.span.of(came.reports[quote.article].article.text)
