"""Editions in the chat: the real bot against the preview; the clock is asked as it would be at that hour."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from telegram.ext import ApplicationBuilder

from bot.config import Settings
from bot.delivery.subscription import Place, Subscription
from bot.shell.preview import Preview
from bot.shell.telegram import Service, running
from tests.chat import Chat
from tests.shell.test_telegram import answers

pytestmark = pytest.mark.asyncio(loop_scope="function")
EVE = dt.datetime(2020, 1, 9, 12, tzinfo=dt.UTC)
MORNING = dt.datetime(2020, 1, 10, 6, 31, tzinfo=dt.UTC)


@pytest_asyncio.fixture
async def at_work(home: Path) -> AsyncIterator[tuple[Preview, Service]]:
    """A bot on a home of its own, with its parts."""
    preview = Preview()
    await preview.start()
    builder = ApplicationBuilder().token(preview.token).base_url(preview.base_url)
    async with running(builder.base_file_url(preview.base_file_url), Settings(home=home)) as service:
        yield preview, service
    await preview.stop()


async def subscribe(service: Service, chat: int, **values: object) -> None:
    one = Subscription(Place(chat), EVE, zone="Europe/Berlin", **values)  # type: ignore[arg-type]
    await service.people(lambda store: store.subscriptions.save(one))


async def test_an_edition_comes_once(at_work: tuple[Preview, Service]) -> None:
    preview, service = at_work
    chat = Chat(preview, quiet=0.05)
    await subscribe(service, chat.user)
    assert await service.make_editions(MORNING - dt.timedelta(minutes=2)) == 0
    assert await service.make_editions(MORNING) == 1
    (edition,) = await answers(chat, 1)
    assert "Briefing for Friday 10 January 2020" in edition.text
    assert await service.make_editions(MORNING + dt.timedelta(minutes=1)) == 0
    assert len(await answers(chat, 1)) == 1
