"""Who may change what a chat gets: groups, channels and topics, against a stand-in that says who is an admin."""

from __future__ import annotations

import itertools
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.load.delivering import Bot, Json, StandIn, rows, said, serving, standing_in, until

CHANNEL = -1001000000001
NUMBERS = itertools.count(1000)


class World(NamedTuple):
    """A bot and the Telegram that it talks to, with a group and four people whom no other test knows."""

    standin: StandIn
    home: Path
    group: int
    people: dict[str, int]
    bot: Bot

    def heard(self, chat: int, number: int = 1) -> str:
        """The chat's last message, once it has so many."""
        until(lambda: len(self.standin.texts(chat)[chat]) >= number, 20, every=0.05)
        return self.standin.texts(chat)[chat][-1][1]

    def subscriptions(self) -> list[tuple[Any, ...]]:
        """Chat, topic and state of each."""
        return rows(self.home, "SELECT chat, thread, state FROM subscriptions ORDER BY id")


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[StandIn, Path, Bot]]:
    """One bot for all tests here."""
    home = tmp_path_factory.mktemp("rights")
    with standing_in() as standin, serving(home, standin) as running:
        yield standin, home, running


@pytest.fixture
def world(bot: tuple[StandIn, Path, Bot]) -> Iterator[World]:
    """A group with its owner, an admin and a member, and a channel of the same; a stranger is in neither."""
    standin, home, running = bot
    group = -1002000000000 - next(NUMBERS)
    people = {name: next(NUMBERS) for name in ("owner", "admin", "member", "stranger")}
    status = {"owner": "creator", "admin": "administrator", "member": "member"}
    standin.control("members", {f"{chat}:{people[who]}": s for chat in (group, CHANNEL) for who, s in status.items()})
    standin.control("members", {f"{CHANNEL}:1": "administrator"})
    yield World(standin, home, group, people, running)
    with closing(sqlite3.connect(home / "people.db", timeout=20)) as db:
        db.execute("PRAGMA foreign_keys=ON")
        db.execute("DELETE FROM subscriptions")
        db.commit()


def in_group(world: World, text: str, who: str | int, thread: int = 0, **more: Any) -> Json:
    """A command in the group."""
    update = said(who if isinstance(who, int) else world.people[who], text)
    message = update["message"] | {
        "chat": {"id": world.group, "type": "supergroup", "title": "G", "is_forum": bool(thread)}
    }
    topic = {"message_thread_id": thread, "is_topic_message": True} if thread else {}
    return {"message": message | topic | more}


def pressed(world: World, token: str, who: str) -> Json:
    """A press on a button in the group."""
    chat = {"id": world.group, "type": "supergroup", "title": "G"}
    message = {
        "message_id": 1,
        "date": int(time.time()),
        "chat": chat,
        "text": ".",
        "from": {"id": 1, "is_bot": True, "first_name": "S"},
    }
    person = {"id": world.people[who], "is_bot": False, "first_name": "P"}
    return {
        "callback_query": {
            "id": str(next(NUMBERS)),
            "from": person,
            "chat_instance": "1",
            "data": token,
            "message": message,
        }
    }


@pytest.mark.parametrize(("who", "may"), [("owner", True), ("admin", True), ("member", False), ("stranger", False)])
@pytest.mark.parametrize(
    "command", ["/subscribe 7:30 UTC", "/settings full", "/pause 3 days", "/stop", "/unsubscribe", "/forget yes"]
)
def test_in_a_group_only_its_admins_change_anything(world: World, command: str, who: str, may: bool) -> None:
    world.standin.control("updates", [in_group(world, "/subscribe 8:00 UTC", "owner")])
    world.heard(world.group)
    before = rows(world.home, "SELECT * FROM subscriptions")
    world.standin.control("updates", [in_group(world, command, who)])
    answer = world.heard(world.group, 2)
    assert ("Only admins" in answer) is not may
    if not may:
        assert rows(world.home, "SELECT * FROM subscriptions") == before
    forgets = may and command.startswith("/forget")
    assert (f"forgot {world.group}".encode() in world.bot.said()) is forgets


def test_at_every_press_the_right_is_asked_again(world: World) -> None:
    world.standin.control("updates", [in_group(world, "/subscribe 8:00 UTC", "admin")])
    world.heard(world.group)
    ((token,),) = rows(world.home, f"SELECT token FROM views WHERE chat = {world.group} AND request = '/settings full'")  # noqa: S608
    world.standin.control("updates", [pressed(world, token, "member")])
    until(lambda: len(refusals(world)) == 1, 20)
    world.standin.control("members", {f"{world.group}:{world.people['admin']}": "left"})
    world.standin.control("updates", [pressed(world, token, "admin")])
    until(lambda: len(refusals(world)) == 2, 20)
    assert rows(world.home, "SELECT length FROM subscriptions") == [("short",)]
    world.standin.control("updates", [pressed(world, token, "owner")])
    until(lambda: rows(world.home, "SELECT length FROM subscriptions") == [("full",)], 20)


def refusals(world: World) -> list[Json]:
    """The group's messages that were edited to say that only admins may."""
    edits = [call for call in world.standin.control("other") if call.get("chat_id") == str(world.group)]
    return [call for call in edits if "Only admins" in call.get("text", "")]


def test_an_admin_who_stays_anonymous_is_one(world: World) -> None:
    group = {"id": world.group, "type": "supergroup", "title": "G"}
    nobody = {"from": {"id": 1087968824, "is_bot": True, "first_name": "Group"}, "sender_chat": group}
    world.standin.control("updates", [in_group(world, "/subscribe 8:00 UTC", 1087968824, **nobody)])
    world.heard(world.group)
    assert world.subscriptions() == [(world.group, 0, "on")]


def test_another_channels_name_gives_no_right(world: World) -> None:
    other = {"id": -1001000000055, "type": "channel", "title": "Other"}
    masked = {"from": {"id": 136817688, "is_bot": True, "first_name": "Channel"}, "sender_chat": other}
    world.standin.control("updates", [in_group(world, "/subscribe 8:00 UTC", 136817688, **masked)])
    assert "Only admins" in world.heard(world.group)
    assert world.subscriptions() == []


def test_a_forum_topic_has_its_own(world: World) -> None:
    world.standin.control(
        "updates",
        [
            in_group(world, "/subscribe 8:00 UTC iraq", "owner", thread=5),
            in_group(world, "/subscribe 9:00 UTC", "owner"),
        ],
    )
    world.heard(world.group, 2)
    assert world.subscriptions() == [(world.group, 5, "on"), (world.group, 0, "on")]


@pytest.mark.parametrize(("who", "may"), [("owner", True), ("admin", True), ("member", False), ("stranger", False)])
def test_a_channel_is_subscribed_by_its_admins_from_a_private_chat(world: World, who: str, may: bool) -> None:
    world.standin.say(world.people[who], "/subscribe @newsroom 8:00 UTC iraq")
    answer = world.heard(world.people[who])
    assert ("Briefing for @newsroom" in answer) is may
    assert world.subscriptions() == ([(CHANNEL, 0, "on")] if may else [])


def test_a_channel_where_the_bot_may_not_write(world: World) -> None:
    world.standin.control("members", {f"{CHANNEL}:1": "left"})
    world.standin.say(world.people["owner"], "/subscribe @newsroom 8:00 UTC")
    assert "cannot write in @newsroom" in world.heard(world.people["owner"])


def test_a_group_that_becomes_a_supergroup_keeps_its_subscription(world: World) -> None:
    world.standin.control("updates", [in_group(world, "/subscribe 8:00 UTC", "owner")])
    world.heard(world.group)
    moved = in_group(world, "", "owner")["message"] | {"migrate_to_chat_id": world.group - 500_000}
    del moved["text"]
    world.standin.control("updates", [{"message": moved}])
    until(lambda: world.subscriptions() == [(world.group - 500_000, 0, "on")], 20)


@pytest.mark.parametrize(("status", "state"), [("kicked", "gone"), ("left", "gone"), ("member", "on")])
def test_a_bot_that_is_removed_makes_nothing_until_it_is_back(world: World, status: str, state: str) -> None:
    world.standin.control("updates", [in_group(world, "/subscribe 8:00 UTC", "owner")])
    world.heard(world.group)
    now = {"date": int(time.time()), "chat": {"id": world.group, "type": "supergroup", "title": "G"}}
    bot, owner = (
        {"id": 1, "is_bot": True, "first_name": "S"},
        {"id": world.people["owner"], "is_bot": False, "first_name": "P"},
    )
    old = {"user": bot, "status": "member"}
    new = {"user": bot, "status": status} | ({"until_date": 0} if status == "kicked" else {})
    change = now | {"from": owner, "old_chat_member": old, "new_chat_member": new}
    world.standin.control("updates", [{"my_chat_member": change}])
    until(lambda: world.subscriptions() == [(world.group, 0, state)], 20)
