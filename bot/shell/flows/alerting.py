"""Alerts: what came since the last look is gathered by story, a stage says what of it is worth a message, each place gets what
it follows, through the outbox."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.answers.alerts import Alert, Came, alerts
from bot.answers.interests import Interests, interests_of
from bot.answers.replies import alert_message
from bot.delivery.schedule import Slot, local_day, not_before
from bot.delivery.subscription import Subscription
from bot.model import Message, Report, Story
from bot.shell.flows.weighing import WEIGHED, weigh
from bot.shell.store.outbox import Edition
from bot.stories.group import story_id, title_of
from bot.topics import TopicKind

if TYPE_CHECKING:
    from bot.shell.flows.asking import Desk

# Nobody wants to be woken, who has not said otherwise: 22:00 to 7:00.
_QUIET = (1320, 420)
# The first alert of a day stands at this minute in the table of editions, behind all of the day's own.
BEYOND = 1440


@dataclass(frozen=True, slots=True)
class Heard:
    """An alert with its message, and the fresh articles of its story, by which it is seen who follows it."""

    alert: Alert
    message: Message
    fresh: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at the articles found, and up to which article it looked."""

    heard: tuple[Heard, ...]
    upto: int


def look(desk: Desk, *, tell: bool) -> Look | None:
    """What is worth an alert in the articles that were grouped since the last look; None where none were. The first look of
    all, and one that is not to `tell`, only notes from where the next one goes on."""
    store = desk.store
    upto, seen = store.arrivals.last(), store.arrivals.alerted
    if store.needs_grouping or upto == seen:
        return None
    fresh = store.arrivals.after(seen) if tell and seen is not None else []
    heard = [one for story in store.stories.holding(fresh) for one in _of_story(desk, story, set(fresh))]
    return Look(tuple(heard), upto)


def _of_story(desk: Desk, story: Story, fresh: Collection[str]) -> Iterator[Heard]:
    mine = [id for id in story.articles if id in fresh]
    recent = [*(id for id in story.articles if id not in fresh)][-WEIGHED:]
    reports = desk.store.reports([*recent, *mine])
    weighed = weigh(list(reports.values()), story.witnesses)
    new = tuple(reports[id] for id in mine)
    title = title_of({r.article.id: r.article for r in new}, desk.store.shelf.cards([r.article.id for r in new]))
    for alert in alerts(Came(story, reports, set(mine), weighed)):
        yield Heard(alert, alert_message(desk.wording, alert, title, reports), new)


def addressed(
    heard: Sequence[Heard],
    subscriptions: Iterable[Subscription],
    muted: Mapping[int, Sequence[str]],
    now: dt.datetime,
) -> list[tuple[str, Edition]]:
    """Who gets which alert, and from when on, under the name by which nobody gets it twice."""
    found = []
    for one in subscriptions:
        interests, left_out = interests_of(one.topics), muted.get(one.place.chat, ())
        begins = not_before(replace(one, quiet=one.quiet or _QUIET), now)
        slot = Slot(begins, local_day(begins, one.zone or "UTC"), BEYOND)
        mine = [h for h in heard if _follows(interests, h) and not _is_by(h, left_out)]
        found += [(h.alert.key, Edition(one, slot, "sent", (h.message,), begins)) for h in mine]
    return found


def _follows(interests: Interests, heard: Heard) -> bool:
    """Whether an alert is of something followed: of a command's figures only such as are its own."""
    change = heard.alert.change
    lens_of = change.claim.figure.lens if change else ()
    story = heard.alert.story
    # A story that has grown into another is followed by the name that it had: that of the article which founded it.
    names = {story_id(article) for article in story.articles}
    followed = tuple(
        replace(topic, value=story.id) if topic.kind is TopicKind.STORY and topic.value in names else topic
        for topic in interests.followed
        if topic.kind is not TopicKind.LENS or topic.value in lens_of
    )
    weight = replace(interests, followed=followed).weight(story, heard.fresh) if followed else 0
    return bool(weight)


def _is_by(heard: Heard, left_out: Collection[str]) -> bool:
    """Whether the sentence of an alert is one of theirs."""
    articles = (r.article for r in heard.fresh if r.article.id == heard.alert.quote.article)
    return any(name in left_out for article in articles for name in (article.outlet, article.agency))
