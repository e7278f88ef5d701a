"""Editions: what subscribers want is in their text, each text is composed once, and those who mute an outlet never see it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.answers.wording import Wording
from bot.delivery.subscription import Length, Place, Subscription
from bot.model import Draft, Reply, Request
from bot.shell.flows import editions
from bot.shell.flows.asking import Desk
from bot.shell.flows.wants import Wants
from bot.shell.store.articles import ArticleStore
from bot.shell.store.people import PeopleStore
from bot.shell.store.tastes import Tastes
from bot.shell.store.told import Told
from tests.fakes import WordEmbedder
from tests.shell.kills import index

MORNING = dt.datetime(2026, 3, 3, 7, 31, tzinfo=dt.UTC)
EVE = MORNING - dt.timedelta(days=1)
ARTICLES = {
    "Post": (
        "Ondine aground",
        "The freighter Ondine ran aground off Ostrand with 40 sailors. Divers from Quill looked at it.",
    ),
    "Mill Times": (
        "Orrland votes",
        "Voters of Orrland chose a new parliament. Turnout rose to 80 percent of all voters.",
    ),
}

TOWNS = (
    "Quill",
    "Ostrand",
    "Merrow",
    "Tarn",
    "Pellow",
    "Brack",
    "Sorrel",
    "Vane",
    "Dunmore",
    "Ashby",
    "Corran",
    "Lisk",
)


class Counted:
    """A desk whose answers are counted."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self.wording, self.answered = desk, desk.wording, 0

    def answer(
        self, request: Request, now: dt.datetime, *, reader: str | None = None, wants: Wants | None = None
    ) -> Reply:
        self.answered += 1
        return self._desk.answer(request, now, reader=reader, wants=wants)


class Room:
    """A desk that remembers, and its people."""

    def __init__(self, home: Path) -> None:
        embedder = WordEmbedder()
        self.told, self.tastes, self.people = Told(home), Tastes(home), PeopleStore(home)
        self.wording = Wording("sitrep_bot")
        self.desk = Desk(ArticleStore(home, embedder.name), embedder, self.wording, told=self.told, tastes=self.tastes)

    def subscribe(self, chat: int, *topics: str, skips: bool = False) -> Subscription:
        one = Subscription(Place(chat), EVE, (450,), "UTC", topics=topics, skips=skips)
        return self.people.subscriptions.save(one)

    def morning(self, now: dt.datetime = MORNING) -> int:
        """As the service does; how many texts were composed."""
        due = editions.gather(self.people, now)
        wanted = editions.texts_wanted(due, now)
        texts = {text: editions.compose(self.desk, text, now) for text in wanted}
        editions.keep(self.people, list(editions.editions(due, texts, self.wording, now)), now, whole=True)
        return len(wanted)

    def texts(self) -> dict[int, str]:
        return {one.place.chat: one.message.html for one in self.people.outbox.due(MORNING + dt.timedelta(days=9), 99)}

    def close(self) -> None:
        self.desk.store.close()
        for one in (self.told, self.tastes, self.people):
            one.close()


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """Two stories of one day, one outlet each."""
    drafts = [
        Draft(f"{outlet}.txt", text, title=title, outlet=outlet, published="2026-03-03")
        for outlet, (title, text) in ARTICLES.items()
    ]
    index(tmp_path, drafts)
    one = Room(tmp_path)
    yield one
    one.close()


def test_those_who_want_the_same_share_a_text(room: Room) -> None:
    for chat in (1, 2, 3):
        room.subscribe(chat)
    assert room.morning() == 1
    assert len(set(room.texts().values())) == 1


def test_a_briefing_is_about_what_is_followed_and_nothing_else(room: Room) -> None:
    room.subscribe(1, "ondine")
    room.subscribe(2, "ondine", "orrland parliament")
    room.subscribe(3, "-orrland")
    room.subscribe(4, "jakarta")
    room.subscribe(5, "jakarta", skips=True)
    room.morning()
    found = room.texts()
    assert ("aground off" in found[1], "parliament" in found[1]) == (True, False)
    assert ("aground off" in found[2], "parliament" in found[2]) == (True, True)
    assert ("aground off" in found[3], "parliament" in found[3]) == (True, False)
    assert "nothing new of what you follow." in found[4]
    assert 5 not in found


def test_editions_obey_what_their_chat_has_muted(room: Room) -> None:
    room.subscribe(1)
    room.subscribe(2)
    room.people.db.table("mutes").insert({"chat": 2, "name": "Mill Times"})
    room.morning()
    assert "Mill Times" in room.texts()[1]
    assert "Mill Times" not in room.texts()[2]


def test_the_first_briefing_says_so_and_each_when_the_next_one_comes(room: Room) -> None:
    room.subscribe(1)
    room.morning()
    (first,) = room.texts().values()
    assert "Your first briefing" in first
    assert "Next briefing: Wednesday 4 March 2026, 07:30." in first


def test_brief_in_the_chat_is_about_what_it_follows(room: Room) -> None:
    room.subscribe(1, "ondine")
    mine = room.desk.ask("/brief", MORNING, chat=1).messages[0].html
    assert "aground off" in mine
    assert "parliament" not in mine
    asked = room.desk.ask("/brief orrland", MORNING, chat=1).messages[0].html
    assert "parliament" in asked
    assert "aground off" not in asked


@pytest.mark.parametrize(
    ("topics", "text", "said"),
    [
        ((), "/brief zebra", "nothing new about <i>zebra</i>."),
        (("ondine",), "/brief zebra", "nothing new about <i>zebra</i>."),
        (("zebra",), "/brief", "nothing new of what you follow."),
        ((), "/brief 2026-02-01", "nothing new."),
        (("-ondine", "-orrland"), "/brief", "nothing new that is not muted."),
        (("-orrland",), "/brief orrland", "nothing new about <i>orrland</i> that is not muted."),
        (("ondine", "-ondine"), "/brief", "nothing new of what you follow that is not muted."),
        (("-ondine",), "/brief zebra", "nothing new about <i>zebra</i>."),
        (("-ondine", "-orrland"), "/brief 2026-02-01", "nothing new."),
    ],
)
def test_what_there_is_nothing_new_of_is_said(room: Room, topics: tuple[str, ...], text: str, said: str) -> None:
    room.subscribe(1, *topics)
    assert said in room.desk.ask(text, MORNING, chat=1).messages[0].html


def test_news_by_muted_outlets_alone_is_said_to_be_muted(room: Room) -> None:
    room.subscribe(1)
    room.people.db.table("mutes").insert_all({"chat": 1, "name": name} for name in ARTICLES)
    room.morning()
    assert "Only outlets that are muted here tell of what moved" in room.texts()[1]


def test_the_evening_does_not_tell_what_the_morning_told(room: Room) -> None:
    for chat, minutes in ((1, (450, 1080)), (2, (1080,))):
        room.people.subscriptions.save(Subscription(Place(chat), EVE, minutes, "UTC"))
    room.morning()
    assert "aground off" in room.texts()[1]
    room.morning(MORNING.replace(hour=18, minute=1))
    found = room.texts()
    assert "aground off" not in found[1]
    assert "aground off" in found[2], "another's morning is not this one's"


def test_all_pages_are_of_one_briefing(tmp_path: Path) -> None:
    words = "{0}men closed the {0}bridge for {0}traders, {0}carts, {0}mules, {0}sheep, {0}wool, {0}coal and {0}salt."
    drafts = [Draft(f"{t}.txt", words.format(t), title=f"{t}bridge shut", published="2026-03-03") for t in TOWNS]
    index(tmp_path, drafts)
    room = Room(tmp_path)
    room.people.subscriptions.save(Subscription(Place(1), EVE, (450,), "UTC", length=Length.FULL))
    (text,) = editions.texts_wanted(editions.gather(room.people, MORNING), MORNING)
    desk = Counted(room.desk)
    messages = editions.compose(desk, text, MORNING)
    assert desk.answered == 1
    turned = [
        desk.answer(Request("brief", first="2026-03-03", last="2026-03-03", page=page), MORNING, wants=text.wants)
        for page in range(1, len(messages) + 1)
    ]
    assert len(messages) > 1
    assert [message.html for message in messages] == [reply.messages[0].html for reply in turned]
    assert not any(message.buttons for message in messages)
    room.close()
