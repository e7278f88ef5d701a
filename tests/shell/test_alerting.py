"""Alerts from end to end: articles come, stories move, and who follows them hears of it once, a few times a day, by day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.answers.wording import Wording
from bot.delivery.subscription import Place, Subscription
from bot.model import Draft
from bot.shell.flows.alerting import addressed
from bot.shell.flows.asking import Desk
from bot.shell.store.articles import ArticleStore
from bot.shell.store.people import PeopleStore
from bot.stories.group import story_id
from tests.fakes import WordEmbedder
from tests.shell.kills import index

NOON = dt.datetime(2026, 3, 3, 12, tzinfo=dt.UTC)
NIGHT = NOON.replace(hour=23)
SAME = (
    "The freighter Ondine lies aground off Ostrand. Its crew of divers from Quill waits for the tide at the Orr light."
)


def article(n: int, said: str, outlet: str) -> Draft:
    return Draft(
        f"{n}.txt", f"{said} {SAME}", id=f"a{n}", title="Ondine aground", published="2026-03-03", outlet=outlet
    )


FIRST = [
    article(1, "Orrland sent 750 soldiers to Ostrand on Monday.", "Post"),
    article(2, "Orrland sent 750 soldiers to Ostrand on Monday, a minister said.", "Mill Times"),
]
THEN = article(3, "Orrland sent 3,000 soldiers to Ostrand on Monday.", "Quay Gazette")


class Room:
    """A desk and its people, without Telegram."""

    def __init__(self, home: Path) -> None:
        self.home, embedder = home, WordEmbedder()
        self.desk = Desk(ArticleStore(home, embedder.name), embedder, Wording("sitrep_bot"))
        self.people = PeopleStore(home)

    def subscribe(self, chat: int, *topics: str, alerts: int = 3) -> Subscription:
        one = Subscription(Place(chat), NOON - dt.timedelta(days=1), zone="UTC", topics=topics, alerts=alerts)
        return self.people.subscriptions.save(one)

    def alert(self, now: dt.datetime = NOON) -> int:
        """As the service does."""
        wanting = self.people.subscriptions.wanting_alerts(now)
        found = self.desk.look(tell=bool(wanting))
        if found is None:
            return 0
        new = self.people.outbox.alert(addressed(found.heard, wanting, self.people.muted(), now), now)
        self.desk.looked(found.upto)
        return new

    def texts(self, now: dt.datetime = NOON) -> list[tuple[int, str]]:
        return [(one.place.chat, one.message.html) for one in self.people.outbox.due(now, 99)]

    def close(self) -> None:
        self.desk.store.close()
        self.people.close()


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """Two reports of one story, long known."""
    index(tmp_path, FIRST)
    one = Room(tmp_path)
    one.alert()
    yield one
    one.close()


def test_what_was_there_before_is_not_told(room: Room) -> None:
    room.subscribe(1, "ondine")
    assert room.alert() == 0


def test_who_follows_it_hears_of_it_once(room: Room) -> None:
    room.subscribe(1, "ondine")
    room.subscribe(2, "jakarta")
    room.subscribe(3, "ondine", alerts=0)
    room.subscribe(4)
    index(room.home, [THEN])
    made = room.alert()
    assert made >= 1
    assert {chat for chat, _ in room.texts()} == {1}
    assert room.alert() == 0
    room.desk.store.arrivals.alerted = 0  # as if the program had died before it noted how far it had looked
    assert room.alert() == 0


def test_who_follows_a_story_by_an_earlier_name_hears_of_it(room: Room) -> None:
    (story,) = room.desk.stories()
    for number, article in enumerate(story.articles):
        room.subscribe(number + 1, f"story:{story_id(article)}")
    index(room.home, [THEN])
    room.alert()
    assert {chat for chat, _ in room.texts()} == {1, 2}


def test_an_alert_says_what_changed_and_quotes(room: Room) -> None:
    room.subscribe(1, "/troops")
    index(room.home, [THEN])
    room.alert()
    ((_, html),) = room.texts()
    assert "3,000 soldiers" in html
    assert "750 soldiers" in html


def test_no_more_than_a_day_may_have(room: Room) -> None:
    room.subscribe(1, "ondine", alerts=1)
    index(room.home, [THEN])
    room.alert()
    assert len(room.texts()) == 1
    more = article(4, "Orrland sent 90,000 soldiers to Ostrand on Monday.", "Fourth Daily")
    index(room.home, [more])
    room.alert()
    assert len(room.texts()) == 1


def test_the_night_is_quiet(room: Room) -> None:
    room.subscribe(1, "ondine")
    index(room.home, [THEN])
    assert room.alert(NIGHT) >= 1
    assert room.texts(NIGHT) == []
    assert room.texts(NIGHT + dt.timedelta(hours=7)) == []
    assert room.texts(NIGHT + dt.timedelta(hours=8))


def test_a_muted_outlet_gives_no_alert(room: Room) -> None:
    room.subscribe(1, "ondine")
    room.people.db.table("mutes").insert({"chat": 1, "name": "Quay Gazette"})
    index(room.home, [THEN])
    assert room.alert() == 0
