"""A preview on a free port, a bare bot that calls it, and a small echo bot that answers in it."""

from collections.abc import AsyncIterator

import pytest
from telegram import Bot

from bot.shell.preview import Preview
from tests.chat import Chat
from tests.shell.preview.echo import echo_bot


@pytest.fixture
async def preview() -> AsyncIterator[Preview]:
    preview = Preview()
    await preview.start()
    yield preview
    await preview.stop()


@pytest.fixture
async def bot(preview: Preview) -> AsyncIterator[Bot]:
    async with Bot(preview.token, base_url=preview.base_url, base_file_url=preview.base_file_url) as bot:
        yield bot


@pytest.fixture
async def chat(preview: Preview) -> AsyncIterator[Chat]:
    async with echo_bot(preview):
        chat = Chat(preview, quiet=0.05, timeout=5)
        yield chat
        chat.close()
