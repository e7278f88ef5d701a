"""getUpdates as Telegram serves it."""

import asyncio
import time

import pytest
from telegram import Bot
from telegram.error import Conflict

from bot.shell.preview import Preview

ANNA = 1001


async def texts(bot: Bot, offset: int | None = None) -> list[tuple[int, str]]:
    return [(update.update_id, update.message.text) for update in await bot.get_updates(offset=offset)]


async def test_updates_come_again_until_an_offset_confirms_them(bot: Bot, preview: Preview) -> None:
    preview.state.say(ANNA, "one")
    preview.state.say(ANNA, "two")
    first = await texts(bot)
    assert [text for _, text in first] == ["one", "two"]
    assert await texts(bot, offset=first[0][0]) == first
    assert await texts(bot, offset=first[1][0]) == first[1:]
    assert await texts(bot) == first[1:]
    assert await texts(bot, offset=first[1][0] + 1) == []


async def test_a_negative_offset_keeps_the_last(bot: Bot, preview: Preview) -> None:
    for text in ("one", "two", "three"):
        preview.state.say(ANNA, text)
    assert [text for _, text in await texts(bot, offset=-2)] == ["two", "three"]
    assert len(await bot.get_updates(limit=1)) == 1


async def test_it_waits_for_an_update_and_no_longer(bot: Bot, preview: Preview) -> None:
    begun = time.monotonic()
    polling = asyncio.create_task(bot.get_updates(timeout=10))
    await asyncio.sleep(0.1)
    assert not polling.done()
    preview.state.say(ANNA, "hello")
    assert [update.message.text for update in await polling] == ["hello"]
    assert time.monotonic() - begun < 2


async def test_it_answers_nothing_when_the_time_is_over(bot: Bot) -> None:
    begun = time.monotonic()
    assert await bot.get_updates(timeout=1) == ()
    assert 0.9 < time.monotonic() - begun < 3


async def test_a_second_poller_ends_the_first(bot: Bot, preview: Preview) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=10))
    await asyncio.sleep(0.1)
    async with Bot(preview.token, base_url=preview.base_url) as other:
        second = asyncio.create_task(other.get_updates(timeout=10))
        with pytest.raises(Conflict, match="terminated by other getUpdates request; make sure that only one bot"):
            await first
        preview.state.say(ANNA, "hello")
        assert len(await second) == 1


async def test_stopping_lets_a_waiting_poller_go() -> None:
    preview = Preview()
    await preview.start()
    async with Bot(preview.token, base_url=preview.base_url) as bot:
        polling = asyncio.create_task(bot.get_updates(timeout=30))
        await asyncio.sleep(0.1)
        begun = time.monotonic()
        await preview.stop()
        assert await polling == ()
    assert time.monotonic() - begun < 3


async def test_commands_and_presses_arrive_whole(bot: Bot, preview: Preview) -> None:
    preview.state.say(ANNA, "/start s_1")
    sent = await bot.send_message(ANNA, "x")
    preview.state.press(ANNA, sent.message_id, "data")
    said, pressed = await bot.get_updates()
    assert said.message.parse_entities() == {said.message.entities[0]: "/start"}
    assert (pressed.callback_query.data, pressed.callback_query.message.message_id) == ("data", sent.message_id)
    assert pressed.callback_query.from_user.id == ANNA
    assert await pressed.callback_query.answer("seen")
    assert next(iter(preview.state.queries.values())).answer == {"text": "seen", "alert": False, "url": ""}
