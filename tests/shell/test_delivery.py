"""Subscribing and being sent to in the chat: the real bot against the preview, with a desk that knows nothing."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path
from typing import NamedTuple

import pytest
import pytest_asyncio
from telegram.ext import ApplicationBuilder

from bot.config import Settings
from bot.delivery.subscription import Place, State, Subscription
from bot.shell.preview import Preview
from bot.shell.preview.nouns import Message
from bot.shell.telegram import Service, running
from tests.chat import Chat
from tests.load.light import LightDesk
from tests.shell.test_telegram import answers

MORNING = dt.datetime(2020, 1, 10, 6, 31, tzinfo=dt.UTC)
EVE = MORNING - dt.timedelta(hours=18)


class AtWork(NamedTuple):
    """A bot at work, and what it works in."""

    preview: Preview
    service: Service
    chat: Chat
    time: list[dt.datetime]

    async def subscription(self) -> Subscription | None:
        return await self.service.people(lambda store: store.subscriptions.of(Place(self.chat.user)))

    async def make_editions(self, now: dt.datetime) -> int:
        """As the bot does every two seconds, at a time."""
        self.time[0] = now
        return await self.service.make_editions(now)


@pytest_asyncio.fixture
async def at(tmp_path: Path) -> AsyncIterator[AtWork]:
    """A bot on an empty home."""
    preview, time = Preview(), [EVE]
    await preview.start()
    builder = ApplicationBuilder().token(preview.token).base_url(preview.base_url)
    settings = Settings(home=tmp_path, admins="1002")
    async with running(
        builder.base_file_url(preview.base_file_url), settings, lambda *_: LightDesk(), clock=lambda: time[0]
    ) as service:
        yield AtWork(preview, service, Chat(preview, quiet=0.05), time)
    await preview.stop()


async def say(at: AtWork, text: str) -> Message:
    """The one message that answers."""
    (answer,) = await at.chat.say(text)
    return answer


# ------------------------------------------------------------------ subscribing


async def test_in_one_line(at: AtWork) -> None:
    answer = await say(at, "/subscribe 7:30 weekdays Europe/Berlin iraq")
    assert "Briefing on weekdays at 07:30, Berlin time" in answer.text
    assert "About iraq" in answer.text
    assert "Next:" in answer.text


@pytest.mark.parametrize("said", ["Munich", "München", "europe/berlin"])
async def test_the_zone_is_asked_once(at: AtWork, said: str) -> None:
    answer = await say(at, "/subscribe")
    assert "Where are you?" in answer.text
    assert (await say(at, "How many soldiers were sent?")).text.startswith("You said"), "a question is still answered"
    assert "Berlin time" in (await say(at, said)).text
    assert (await say(at, "Tokyo")).text.startswith("You said"), "a city is a question again"


async def test_the_zone_by_the_time_it_is_now(at: AtWork) -> None:
    await say(at, "/subscribe 8:00")
    answer = await say(at, f"{(EVE.hour + 9) % 24}:{EVE.minute:02}")
    pressed = await at.chat.press(answer, "Tokyo")
    assert pressed.edited
    assert "08:00, Tokyo time" in pressed.edited.text


async def test_a_place_that_nobody_knows(at: AtWork) -> None:
    answer = await say(at, "/subscribe 7:30 zone Xyzzyburgh")
    assert "no place called Xyzzyburgh" in answer.text


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("8", "at 08:00\n"),
        ("daily at 8 pm", "every day at 20:00\n"),
        ("8:00 Sydney", "at 08:00, Sydney time"),
        ("8:00 Sydney", "To follow it: /settings about Sydney"),
        ("8:00 Japan", "About Japan"),
        ("08:00 Europe/Brlin", "no time zone called Europe/Brlin"),
        ("8:00 Asia/Tokyo Sydney", "About Sydney"),
        ("add ghosn", "About ghosn"),
    ],
)
async def test_what_is_said_of_a_new_one(at: AtWork, said: str, shown: str) -> None:
    assert shown in (await say(at, f"/subscribe {said}")).text


async def test_no_hour_begins_nothing(at: AtWork) -> None:
    assert "25:00 is no time: write 7:30, 18:00 or 8 pm" in (await say(at, "/subscribe 25:00 iraq")).text
    assert await at.subscription() is None


@pytest.mark.parametrize("said", ["8:00 foo", "foo bar, iraq", "quiet 22", "13 pm", "Sydney"])
async def test_what_is_not_understood_changes_nothing(at: AtWork, said: str) -> None:
    await say(at, "/subscribe 7:30 Europe/Berlin iraq, ghosn")
    before = await at.subscription()
    assert "So I changed nothing." in (await say(at, f"/settings {said}")).text
    assert await at.subscription() == before


async def test_settings_change_by_buttons_that_edit_their_message(at: AtWork) -> None:
    settings = await say(at, "/subscribe 7:30 Europe/Berlin")
    before = len(at.chat.messages)
    for path, shown in [
        (["Times", "08:00"], "at 07:30, 08:00"),
        (["✓ 07:30"], "at 08:00"),
        (["Done", "Days", "✓ Sun"], "every Monday, Tuesday, Wednesday, Thursday, Friday, Saturday at"),
        (["✓ Sat"], "on weekdays"),
        (["Done", "In full"], "In full, all its pages"),
        (["Without sound"], "without sound"),
        (["Quiet hours", "22-7"], "Quiet from 22:00 to 07:00"),
        (["Done", "If late", "12:00"], "up to 12:00 hours late"),
        (["Done", "Pause", "3 days"], "Paused until"),
        (["Go on"], "Next:"),
    ]:
        for label in path:
            await at.chat.press(settings, label)
        assert shown in settings.text, settings.text
    assert len(at.chat.messages) == before, "a press sent a new message"
    assert (await at.subscription()) is not None
    await at.chat.press(settings, "Unsubscribe")
    assert settings.text.startswith("Unsubscribed")
    assert await at.subscription() is None


async def test_what_no_button_offers_is_said_how_to_write(at: AtWork) -> None:
    settings = await say(at, "/subscribe 7:30 Europe/Berlin")
    await at.chat.press(settings, "Quiet hours")
    hint = settings.text.rsplit("Or write it: ")[1]
    assert "Quiet from 21:30 to 06:30" in (await say(at, hint)).text


async def test_topics_are_followed_muted_and_let_go(at: AtWork) -> None:
    assert "nothing in particular" in (await say(at, "/topics")).text
    assert "Followed: Kataib Hezbollah" in (await say(at, "follow Kataib Hezbollah")).text
    await say(at, "tell me when /forces changes")
    await say(at, "/topics -football")
    shown = await say(at, "/topics story:205a6b56 Embassy stormed")
    for line in (
        "• Kataib Hezbollah",
        "• the figures of /troops",
        "• the story “Embassy stormed”",
        "Kept out\n• football",
    ):
        assert line in shown.text, shown.text
    await at.chat.press(shown, "Embassy stormed")
    assert "Embassy stormed" not in shown.text.split("\n", 1)[1]
    await at.chat.press(shown, "football")
    assert "Kept out" not in shown.text
    assert "Let go: Kataib Hezbollah" in (await say(at, "/topics unfollow kataib hezbollah")).text
    one = await at.subscription()
    assert one
    assert (one.topics, one.state) == (("/troops",), State.STOPPED)


@pytest.mark.parametrize(
    ("said", "shown", "topics"),
    [
        ("follow the ferry story", "Followed: ferry", ("iraq", "-football", "ferry")),
        ("/topics follow the ferry story", "Followed: ferry", ("iraq", "-football", "ferry")),
        ("/topics clear", "Take them up again: /topics iraq, -football", ()),
        ("/topics /nosuch", "no command /nosuch", ("iraq", "-football")),
        ("/topics /timeline, /forces", "no command /timeline", ("iraq", "-football", "/troops")),
        ("/topics mute Harbour Post", "/mute Harbour Post", ("iraq", "-football", "-Harbour Post")),
        ("mute iraq", "Muted: iraq", ("-football", "-iraq")),
        ("stop following Iraq", "Let go: iraq", ("-football",)),
        ("unfollow jakarta", "There was no topic jakarta to let go", ("iraq", "-football")),
        ("alert me about ghosn", "/subscribe alerts 3", ("iraq", "-football", "ghosn")),
    ],
)
async def test_topics_in_words(at: AtWork, said: str, shown: str, topics: tuple[str, ...]) -> None:
    await say(at, "/topics iraq, -football")
    assert shown in (await say(at, said)).text
    one = await at.subscription()
    assert one
    assert one.topics == topics


async def test_whom_alerts_are_off_for_is_told_so(at: AtWork) -> None:
    await say(at, "/subscribe 7:30 Europe/Berlin")
    assert "Alerts between briefings are off" in (await say(at, "alert me about ghosn")).text
    await say(at, "/settings alerts 3")
    assert "are off" not in (await say(at, "follow iraq")).text


@pytest.mark.parametrize(
    ("said", "shown"), [("stop", "Stopped"), ("Unsubscribe!", "Unsubscribed"), ("subscribe", "Next:")]
)
async def test_a_command_without_its_slash(at: AtWork, said: str, shown: str) -> None:
    await say(at, "/subscribe 7:30 Europe/Berlin")
    assert shown in (await say(at, said)).text


async def test_who_followed_before_subscribing_is_briefed_about_it(at: AtWork) -> None:
    await say(at, "/topics iraq, -football")
    answer = await say(at, "/subscribe 7:30 Europe/Berlin")
    assert "About iraq" in answer.text
    assert "Without football" in answer.text
    await at.make_editions(MORNING)
    assert "about iraq, -football" in (await answers(at.chat, 3))[-1].text


async def test_a_quiet_day_is_skipped_where_that_is_wished(at: AtWork) -> None:
    settings = await say(at, "/subscribe 7:30 Europe/Berlin")
    await at.chat.press(settings, "Skip quiet days")
    assert "Where nothing is new, nothing comes" in settings.text
    assert await at.make_editions(MORNING) == 1
    assert len(at.chat.messages) == 2, "a quiet day was told"
    await at.chat.press(settings, "Tell quiet days")
    await at.make_editions(MORNING + dt.timedelta(days=1))
    assert "Briefing of 2020-01-11" in (await answers(at.chat, 2))[-1].text


async def test_alerts_are_asked_for(at: AtWork) -> None:
    settings = await say(at, "/subscribe 7:30 Europe/Berlin")
    assert "Alerts:" not in settings.text
    await at.chat.press(settings, "Alerts")
    await at.chat.press(settings, "5")
    assert "at most 5 a day" in settings.text
    await at.chat.press(settings, "None")
    assert "Alerts:" not in settings.text


async def test_the_last_time_and_the_last_day_stay(at: AtWork) -> None:
    settings = await say(at, "/subscribe 7:30 mon Europe/Berlin")
    for label in ("Times", "✓ 07:30", "Done", "Days", "✓ Mon"):
        await at.chat.press(settings, label)
    assert "every Monday at 07:30" in settings.text


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("/pause 3 days", "Paused until"),
        ("/pause until 2099-01-31", "Paused until 31 January 2099"),
        ("/pause", "For how long?"),
        ("/stop", "Stopped"),
        ("/unsubscribe", "Unsubscribed"),
        ("/privacy", "What I keep"),
        ("/settings", "Briefing every day at 07:30"),
        ("/settings about jakarta, iraq", "About jakarta, iraq"),
        ("/settings quiet 22 to 7", "Quiet from 22:00 to 07:00"),
        ("/settings add ghosn", "About brexit, ghosn"),
        ("/subscribe 8:00 ghosn", "About ghosn\nNo longer about brexit\n"),
        ("/settings remove brexit", "About everything"),
        ("/settings off", "Stopped"),
        ("/settings on", "Next:"),
    ],
)
async def test_commands(at: AtWork, said: str, shown: str) -> None:
    await say(at, "/subscribe 7:30 Europe/Berlin brexit")
    assert shown in (await say(at, said)).text


async def test_without_a_subscription_a_button_begins_one(at: AtWork) -> None:
    answer = await say(at, "/settings")
    (begun,) = (await at.chat.press(answer, "Subscribe")).new
    assert "Where are you?" in begun.text


async def test_everything_is_forgotten_when_asked_twice(at: AtWork) -> None:
    await say(at, "/subscribe 7:30 Europe/Berlin")
    asked = await say(at, "/forget")
    assert await at.subscription() is not None
    await at.chat.press(asked, "Yes")
    assert asked.text.startswith("Deleted")
    tables = ("chats", "subscriptions", "slots", "editions", "deliveries")
    left = await at.service.people(lambda store: [store.db.table(name).count for name in tables])
    assert left == [0, 0, 0, 0, 0]


async def test_status_is_for_those_who_run_the_bot(at: AtWork) -> None:
    assert (await say(at, "/status")).text.startswith("You said")
    (shown,) = await Chat(at.preview, user=1002, quiet=0.05).say("/status")
    assert "Nothing fails" in shown.text


# ------------------------------------------------------------------ editions


async def test_an_edition_comes_once(at: AtWork) -> None:
    await say(at, "/subscribe 7:30 Europe/Berlin")
    assert await at.make_editions(MORNING - dt.timedelta(minutes=2)) == 0
    assert await at.make_editions(MORNING) == 1
    edition = (await answers(at.chat, 2))[-1]
    assert "Briefing of 2020-01-10" in edition.text
    assert await at.make_editions(MORNING + dt.timedelta(minutes=1)) == 0
    assert len(await answers(at.chat, 2)) == 2


async def test_one_that_was_missed_is_told_once(at: AtWork) -> None:
    await say(at, "/subscribe 7:30 Europe/Berlin late 1h")
    assert await at.make_editions(MORNING + dt.timedelta(days=2, hours=2)) == 3
    assert "could not send your last 3 briefings" in (await answers(at.chat, 2))[-1].text
    assert await at.make_editions(MORNING + dt.timedelta(days=2, hours=3)) == 0


async def test_who_blocks_the_bot_is_left_alone_until_they_come_back(at: AtWork) -> None:
    await say(at, "/subscribe 7:30 Europe/Berlin")
    at.preview.state.rooms[at.chat.user].blocked = True
    await at.make_editions(MORNING)
    await until_state(at, State.GONE)
    assert await at.make_editions(MORNING + dt.timedelta(days=1)) == 0, "made for somebody who cannot be reached"
    await say(at, "/settings")
    await until_state(at, State.ON)
    assert await at.make_editions(MORNING + dt.timedelta(days=1, hours=1)) == 0, "what was due meanwhile is made up for"
    assert await at.make_editions(MORNING + dt.timedelta(days=2)) == 1


async def until_state(at: AtWork, state: State) -> None:
    """Waits until the subscription is in it."""
    async with asyncio.timeout(10):
        while (one := await at.subscription()) is None or one.state is not state:
            await asyncio.sleep(0.02)
